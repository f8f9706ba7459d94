import { refuseByConstraint } from "../../kernel/database/constraint";
import type { Transaction } from "../../kernel/database/database";
import { foldName } from "../../kernel/greek";
import { notFound } from "../../kernel/refusal";
import type { Vault } from "../../kernel/secrets/vault";
import type { RecordChange } from "../domain/record-change.rules";
import { BeneficiaryRow, IdentifierRow } from "./beneficiary.row";
import { knownNumber } from "./person.writer";

/** Changes one thing in a person's record, inside the caller's transaction, and answers what stood there. */
export class RecordChangeWriter {
  constructor(private readonly vault: Vault) {}

  /** The value before, in clear; null when nothing stood there. CONFLICT when the number is another person's here. */
  async write(tx: Transaction, beneficiaryId: string, change: RecordChange): Promise<string | null> {
    const lock = { mode: "pessimistic_write" } as const;
    const row = await tx.findOne(BeneficiaryRow, { where: { id: beneficiaryId }, lock });
    if (!row) throw notFound("person");
    return change.kind === "FIELD" ? this.writeField(tx, row, change) : this.writeNumber(tx, row, change);
  }

  private async writeField(
    tx: Transaction,
    row: BeneficiaryRow,
    { column, value }: Extract<RecordChange, { kind: "FIELD" }>,
  ): Promise<string | null> {
    const before = row[column];
    const after: BeneficiaryRow = { ...row, [column]: value };
    await tx.update(BeneficiaryRow, { id: row.id }, { [column]: value, searchName: searchNameOf(after) });
    return before;
  }

  private async writeNumber(
    tx: Transaction,
    { id: beneficiaryId, centreId }: BeneficiaryRow,
    { number: kind, value }: Extract<RecordChange, { kind: "NUMBER" }>,
  ): Promise<string | null> {
    const before = await tx.findOneBy(IdentifierRow, { beneficiaryId, kind });
    const { odd: matchOdd, even: matchEven } = this.vault.match(kind, value);
    const stored = { sealed: this.vault.seal(value), matchOdd, matchEven };
    const written = before
      ? tx.update(IdentifierRow, { beneficiaryId, kind }, stored)
      : tx.insert(IdentifierRow, { beneficiaryId, kind, centreId, ...stored });
    await written.catch(refuseByConstraint({ identifier_once_odd: knownNumber, identifier_once_even: knownNumber }));
    return before && this.vault.open(before.sealed);
  }
}

type Named = Pick<BeneficiaryRow, "surname" | "givenName" | "fatherName" | "surnameLatin" | "givenNameLatin">;

/** By what a person is found: every word of their names, folded. */
export const searchNameOf = ({ surname, givenName, fatherName, surnameLatin, givenNameLatin }: Named): string =>
  ` ${foldName([surname, givenName, fatherName, surnameLatin, givenNameLatin].filter(Boolean).join(" "))}`;
