import { refuseByConstraint } from "../../kernel/database/constraint";
import type { Transaction } from "../../kernel/database/database";
import { Refusal } from "../../kernel/refusal";
import { BeneficiaryRow, ContactRow, HouseholdMemberRow, IdentifierRow } from "./beneficiary.row";
import { NeedRow, VisitRow } from "./record.row";

/** Writes of people and their records, inside the caller's transaction. */
export const personWriter = {
  async insertPerson(tx: Transaction, person: PersonRows): Promise<void> {
    await tx.insert(BeneficiaryRow, person.beneficiary);
    await tx.insert(HouseholdMemberRow, person.membership);
    await tx.insert(ContactRow, person.contacts);
    await tx.insert(IdentifierRow, person.identifiers).catch(alreadyRegistered);
    await tx.insert(VisitRow, person.visit);
  },

  insertNeed: (tx: Transaction, need: NeedRow) => tx.insert(NeedRow, need),

  insertVisit: (tx: Transaction, visit: VisitRow) => tx.insert(VisitRow, visit),

  /** False when it was met already, or is not there. */
  async markNeedMet(tx: Transaction, beneficiaryId: string, id: string, metOn: string): Promise<boolean> {
    const { affected } = await tx
      .createQueryBuilder()
      .update(NeedRow)
      .set({ metOn })
      .where("beneficiary_id = :beneficiaryId and id = :id and met_on is null", { beneficiaryId, id })
      .execute();
    return affected === 1;
  },

  async findNeedOwner(tx: Transaction, id: string): Promise<string | null> {
    const row = await tx.findOne(NeedRow, { select: { beneficiaryId: true, id: true }, where: { id } });
    return row?.beneficiaryId ?? null;
  },
};

export interface PersonRows {
  readonly beneficiary: BeneficiaryRow;
  readonly membership: HouseholdMemberRow;
  readonly contacts: ContactRow[];
  readonly identifiers: IdentifierRow[];
  readonly visit: VisitRow;
}

/** Unique per centre: what another centre knows is no answer to this one. */
export const knownNumber = () =>
  new Refusal("CONFLICT", "Your centre already registered a person with this number. Search for it.", {
    field: "identifiers",
  });
const alreadyRegistered = refuseByConstraint({ identifier_once_odd: knownNumber, identifier_once_even: knownNumber });
