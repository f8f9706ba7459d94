import { newId } from "../../subgraphs/kernel/identifier";
import type { TestHub } from "./hub";
import { asOwnerRole } from "./owner-role";

/** What only time can do: the last day of this consent is over. */
export const letRunOut = (hub: TestHub, consentId: string) =>
  asOwnerRole(hub, "beneficiaries", (client) =>
    client.query(
      "update consent set from_at = now() - interval '2 hours', until_at = now() - interval '1 hour' where id = $1",
      [consentId],
    ),
  );

/** A paper of the time when a consent could name any organisation. Returns its id. */
export async function recordOldPaper(hub: TestHub, beneficiaryId: string, recipientId: string): Promise<string> {
  const id = newId();
  await asOwnerRole(hub, "beneficiaries", async (client) => {
    await client.query(
      `insert into consent (beneficiary_id, id, recipient_id, categories, purpose, from_at, until_at, how, given_by, recorded_by)
       select b.id, $2, $3, '{HOUSEHOLD}', 'CARE', now() - interval '1 day', now() + interval '1 year', 'WRITTEN', 'PERSON',
         b.worker_id from beneficiary b where b.id = $1`,
      [beneficiaryId, id, recipientId],
    );
    await client.query(
      `insert into consent_event (beneficiary_id, consent_id, number, kind, at, actor_id, actor_organisation_id)
       select b.id, $2, 1, 'GRANTED', now() - interval '1 day', b.worker_id, b.centre_id from beneficiary b where b.id = $1`,
      [beneficiaryId, id],
    );
  });
  return id;
}
