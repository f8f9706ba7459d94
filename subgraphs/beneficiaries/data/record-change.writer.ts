import { refuseByConstraint } from "../../kernel/database/constraint";
import type { Transaction } from "../../kernel/database/database";
import { foldName } from "../../kernel/greek";
import { badInput, notFound } from "../../kernel/refusal";
import type { Vault } from "../../kernel/secrets/vault";
import { unknownContact, type ContactChange, type RecordChange } from "../domain/record-change.rules";
import { BeneficiaryRow, ContactRow, IdentifierRow } from "./beneficiary.row";
import { knownNumber } from "./person.writer";

/** Changes one thing in a person's record, inside the caller's transaction, and answers what stood there. */
export class RecordChangeWriter {
  constructor(private readonly vault: Vault) {}

  /** The value before, in clear; null when nothing stood there. CONFLICT when the number is another person's here. */
  async write(tx: Transaction, beneficiaryId: string, change: RecordChange): Promise<string | null> {
    const lock = { mode: "pessimistic_write" } as const;
    const row = await tx.findOne(BeneficiaryRow, { where: { id: beneficiaryId }, lock });
    if (!row) throw notFound("person");
    if (change.kind === "FIELD") return this.writeField(tx, row, change);
    if (change.kind === "NUMBER") return this.writeNumber(tx, row, change);
    return this.writeContact(tx, row, change);
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

  /** Refuses with BAD_USER_INPUT what is no contact of the person any more, or would make a telephone of an e-mail. */
  private async writeContact(
    tx: Transaction,
    { id: beneficiaryId }: BeneficiaryRow,
    change: ContactChange,
  ): Promise<string> {
    const contacts = await tx.findBy(ContactRow, { beneficiaryId });
    const found = contacts.find(({ sealed }) => this.vault.open(sealed) === change.recorded);
    if (!found) throw unknownContact();
    const { id, kind, safeToContact } = found;
    if (change.kind === "SAFETY") {
      await tx.update(ContactRow, { beneficiaryId, id }, { safeToContact: change.safe });
      return String(safeToContact);
    }
    if ((kind === "EMAIL") !== change.value.includes("@")) throw otherKind();
    await tx.update(ContactRow, { beneficiaryId, id }, { sealed: this.vault.seal(change.value) });
    return change.recorded;
  }
}

const otherKind = () => badInput("right", "format", "A telephone is put right by a telephone, an e-mail by an e-mail.");

type Named = Pick<BeneficiaryRow, "surname" | "givenName" | "fatherName" | "surnameLatin" | "givenNameLatin">;

/** By what a person is found: every word of their names, folded. */
export const searchNameOf = ({ surname, givenName, fatherName, surnameLatin, givenNameLatin }: Named): string =>
  ` ${foldName([surname, givenName, fatherName, surnameLatin, givenNameLatin].filter(Boolean).join(" "))}`;
