import { Client } from "pg";
import { databaseOf, type Databases } from "../gateway/embedded/subgraphs";
import type { Persona } from "../gateway/identity/embedded-issuer";
import type { Viewer } from "../subgraphs/kernel/viewer";

/** One question to measure: this person, followed by the worker responsible for them. */
export interface Subject {
  readonly id: string;
  readonly viewer: Viewer;
  readonly referrals: number;
}

const MANY = 100;

/** People with exactly `referrals` referrals, the same ones in every run on the same caseload. */
export async function pickSubjects(databases: Databases, referrals: number, count: number): Promise<Subject[]> {
  const client = new Client({ connectionString: databaseOf(databases, "beneficiaries").migrationUrl });
  await client.connect();
  try {
    if (referrals === MANY) await ensureMany(client);
    return await pick(client, referrals, count);
  } finally {
    await client.end();
  }
}

/** The workers of the subjects, as the hub's issuer needs them; named by their id. */
export function personasOf(subjects: readonly Subject[]): Persona[] {
  const byId = new Map(subjects.map(({ viewer }) => [viewer.id, viewer]));
  return Array.from(byId.values(), (viewer) => ({ name: viewer.id, description: "", viewer }));
}

async function pick(client: Client, referrals: number, count: number): Promise<Subject[]> {
  const { rows } = await client.query<{ id: string; worker: string; centre: string }>(
    `select b.id, b.worker_id as worker, b.centre_id as centre from beneficiary b
    where (select count(*) from referral r where r.beneficiary_id = b.id) = $1 order by b.id limit $2`,
    [referrals, count],
  );
  return rows.map(({ id, worker, centre }) => ({
    id,
    referrals,
    viewer: { id: worker, role: "CASEWORKER", organisationId: centre, area: null, purpose: "CARE" },
  }));
}

const COPIED = `centre_id, author_id, service_id, agency_id, programme_id, confidential, urgency, note,
  do_not_contact, conversation_id, request_state, fulfilment_state, outcome, created_at, sent_at, due_at, ended_at, closed_at, version`;

/** Nobody has that many by nature: one person is given copies of others' referrals at the same centre. */
async function ensureMany(client: Client): Promise<void> {
  if ((await pick(client, MANY, 1)).length > 0) return;
  const [subject] = await pick(client, 1, 1);
  if (!subject) throw new Error("The caseload is too small for this measurement.");
  const own = [subject.id, subject.viewer.organisationId];
  const source = `source as (select r.*, md5(r.id::text)::uuid as copy from referral r
    where r.beneficiary_id <> $1 and r.centre_id = $2 order by r.id limit ${MANY - 1})`;
  await client.query("begin");
  await client.query(
    `with ${source} insert into referral (beneficiary_id, id, ${COPIED}) select $1, copy, ${COPIED} from source`,
    own,
  );
  await client.query(
    `with ${source} insert into referral_step (beneficiary_id, referral_id, number, request_state, fulfilment_state, at, actor_id,
        actor_organisation_id, reason, note)
      select $1, s.copy, t.number, t.request_state, t.fulfilment_state, t.at, t.actor_id, t.actor_organisation_id,
        t.reason, t.note
      from source s join referral_step t on t.beneficiary_id = s.beneficiary_id and t.referral_id = s.id`,
    own,
  );
  await client.query("commit");
}
