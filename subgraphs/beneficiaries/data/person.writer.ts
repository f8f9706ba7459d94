import { refuseByConstraint } from "../../kernel/database/constraint";
import type { Transaction } from "../../kernel/database/database";
import { Refusal } from "../../kernel/refusal";
import { BeneficiaryRow, ContactRow, HouseholdMemberRow, IdentifierRow } from "./beneficiary.row";
import { INSIDE } from "./record.repository";
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

  /** Null for a need that is not there, and for one that is hidden from the viewer: nothing more is done for either. */
  async findNeedOwner(tx: Transaction, id: string, viewerId: string): Promise<string | null> {
    const rows = await tx.query<{ person: string }[]>(
      `select x.beneficiary_id as person from wall_need x
       where x.id = $1 and (x.domain not in ('MENTAL_HEALTH', 'SAFETY') or ${INSIDE})`,
      [id, viewerId],
    );
    return rows[0]?.person ?? null;
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
