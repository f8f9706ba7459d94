import { refuseByConstraint } from "../../kernel/database/constraint";
import type { Transaction } from "../../kernel/database/database";
import { Refusal } from "../../kernel/refusal";
import type { Viewer } from "../../kernel/viewer";
import { ConsentEventRow, ConsentRow } from "./consent.row";

interface Ending {
  readonly beneficiaryId: string;
  readonly consentId: string;
  readonly at: Date;
}

/** Entries of the ledger, inside the caller's transaction. It only grows: there is nothing here that changes a row. */
export const consentWriter = {
  /**
   * Enters a consent. An earlier one in force to the same recipient for the same purpose, of which it names every
   * category, is superseded: the latest paper is what the person wants. One the viewer may not see stays as it is.
   */
  async grant(tx: Transaction, consent: ConsentRow, viewer: Viewer): Promise<void> {
    const { beneficiaryId, id, fromAt } = consent;
    // Two papers at once are entered one after the other, so that the later one supersedes the earlier.
    await tx.query("select id from beneficiary where id = $1 for no key update", [beneficiaryId]);
    await tx.insert(ConsentRow, consent);
    await tx.insert(ConsentEventRow, {
      ...actedBy(viewer),
      beneficiaryId,
      consentId: id,
      number: 1,
      kind: "GRANTED",
      at: fromAt,
    });
    await tx.query(SUPERSEDE, [beneficiaryId, id, fromAt, viewer.id, viewer.organisationId]);
  },

  /** CONFLICT when it was ended already: of two withdrawals at once one wins, and the other is told. */
  async withdraw(tx: Transaction, { beneficiaryId, consentId, at }: Ending, viewer: Viewer): Promise<void> {
    const event = { ...actedBy(viewer), beneficiaryId, consentId, number: 2, kind: "WITHDRAWN", at };
    await tx.insert(ConsentEventRow, event).catch(endedMeanwhile);
  },

  /** The person a consent belongs to, or null. */
  async findOwner(tx: Transaction, id: string): Promise<string | null> {
    const row = await tx.findOne(ConsentRow, { select: { beneficiaryId: true, id: true }, where: { id } });
    return row?.beneficiaryId ?? null;
  },
};

const SUPERSEDE = `
  insert into consent_event (beneficiary_id, consent_id, number, kind, at, actor_id, actor_organisation_id, successor_id)
  select old.beneficiary_id, old.id, 2, 'SUPERSEDED', $3, $4, $5, new.id
  from consent new join consent old on old.beneficiary_id = new.beneficiary_id and old.id <> new.id
  where new.beneficiary_id = $1 and new.id = $2
    and old.recipient_id is not distinct from new.recipient_id
    and old.recipient_domain is not distinct from new.recipient_domain
    and old.purpose = new.purpose and old.categories <@ new.categories
    and old.ended_at is null and old.until_at > $3
  on conflict (beneficiary_id, consent_id, number) do nothing`;

const actedBy = ({ id, organisationId }: Viewer) => ({
  actorId: id,
  actorOrganisationId: organisationId!,
  successorId: null,
});

const endedMeanwhile = refuseByConstraint({
  consent_event_pkey: () =>
    new Refusal("CONFLICT", "Somebody else ended this consent at the same moment.", { state: "WITHDRAWN" }),
});
