import { Client } from "pg";
import { databaseOf, type Databases } from "../gateway/embedded/subgraphs";
import { newId, seededId } from "../subgraphs/kernel/identifier";

/** Everybody is asked about many times; more of them would only be colder. */
const SUBJECTS = 40;

export const CENTRE = seededId("agency", "cc-paionia");
/** Who asks: a worker of that centre, inside of nobody's confidential services here. */
export const COLLEAGUE = seededId("worker", "cc-paionia/2");

/** Two kinds of people, or of records, that this viewer must not be able to tell apart. As many of each. */
export interface Subjects {
  readonly hidden: readonly string[];
  readonly absent: readonly string[];
}

const pair = (hidden: readonly string[], absent: readonly string[]): Subjects => {
  const many = Math.min(hidden.length, absent.length, SUBJECTS);
  if (many === 0) throw new Error("The caseload has nobody to compare.");
  return { hidden: hidden.slice(0, many), absent: absent.slice(0, many) };
};

const OF_REFUGES = `select distinct s.beneficiary_id as id from stay s join bed b on b.id = s.bed_id
  join room r on r.id = b.room_id join facility f on f.id = r.facility_id where f.confidential`;
const ANYWHERE = "select beneficiary_id as id from stay union select beneficiary_id from waiting_entry";
const OPENLY = `select s.beneficiary_id as id from stay s join bed b on b.id = s.bed_id
  join room r on r.id = b.room_id join facility f on f.id = r.facility_id where not f.confidential
  union select w.beneficiary_id from waiting_entry w join facility f on f.id = w.facility_id where not f.confidential`;
/** The centre's own people to whom the colleague is nobody in particular. */
const OWN = `select id from beneficiary where centre_id = '${CENTRE}' and worker_id <> '${COLLEAGUE}' and not exists
  (select from referral r where r.beneficiary_id = beneficiary.id and r.author_id = '${COLLEAGUE}') order by id`;
/**
 * With as many referrals the colleague sees, and as many consents: what most of them have. Nobody of whom there are drafts,
 * which some see.
 */
const REFERRED = `with counted as (select b.id, bool_or(r.id is not null and r.confidential) as hides,
    (count(r.id) filter (where not r.confidential), (select count(*) from consent k
      where k.beneficiary_id = b.id and not k.categories && '{MENTAL_HEALTH,SAFETY}')) as shown
    from beneficiary b left join referral r on r.beneficiary_id = b.id where b.centre_id = '${CENTRE}'
    group by 1 having count(r.id) = count(r.sent_at)),
  usual as (select shown from counted where hides group by 1 order by count(*) desc limit 1)
  select id from counted join usual using (shown) where hides = `;
/** As triggers tell of them: who may not know of the referral is not woken. */
const TOLD = `insert into live_event (topic, record_id, audience) select 'referral', id, array[author_id, agency_id]
  from referral where confidential and author_id <> '${COLLEAGUE}' limit ${SUBJECTS} returning id`;
const CONFIDENTIAL = `select id from referral where confidential and author_id <> '${COLLEAGUE}'`;

/** What can be listened to, over the people of one caseload. */
export async function findSubjects(databases: Databases) {
  const ids = (owner: string, sql: string): Promise<string[]> => idsOf(databases, owner, sql);
  const own = await ids("beneficiaries", OWN);
  const isOwn = new Set(own);
  const inCare = new Set(await ids("mental-health", "select distinct beneficiary_id as id from episode"));
  const openly = new Set(await ids("shelters", OPENLY));
  const anywhere = new Set(await ids("shelters", ANYWHERE));
  const inRefuge = (await ids("shelters", OF_REFUGES)).filter((id) => !openly.has(id));
  const nobody = Array.from({ length: SUBJECTS }, newId);
  const housedNowhere = own.filter((id) => !anywhere.has(id));
  const ownInRefuge = pair(
    inRefuge.filter((id) => isOwn.has(id)),
    housedNowhere,
  );
  await consent(databases, [...ownInRefuge.hidden, ...ownInRefuge.absent]);
  const referred = async (hides: boolean) =>
    (await ids("beneficiaries", `${REFERRED}${hides} order by id`)).filter((id) => isOwn.has(id));
  return {
    care: pair(
      own.filter((id) => inCare.has(id)),
      own.filter((id) => !inCare.has(id)),
    ),
    refuge: pair(inRefuge, housedNowhere),
    ownInRefuge,
    people: pair(own, nobody),
    referrals: pair(await ids("beneficiaries", CONFIDENTIAL), nobody),
    referred: pair(await referred(true), await referred(false)),
    events: pair(await ids("beneficiaries", TOLD), nobody),
  };
}

/** These people let the centre see where they live, for as long as the comparison takes. */
async function consent(databases: Databases, people: readonly string[]): Promise<void> {
  const given = `insert into consent (beneficiary_id, id, recipient_id, categories, purpose, from_at, until_at, how,
      given_by, recorded_by)
    select id, gen_random_uuid(), '${CENTRE}', '{HOUSING}', 'CARE', now(), now() + interval '1 day', 'WRITTEN', 'PERSON',
      '${COLLEAGUE}' from unnest($1::uuid[]) id`;
  await asOwner(databases, "beneficiaries", (client) => client.query(given, [people]));
}

const idsOf = (databases: Databases, owner: string, sql: string): Promise<string[]> =>
  asOwner(databases, owner, async (client) => (await client.query<{ id: string }>(sql)).rows.map(({ id }) => id));

async function asOwner<T>(databases: Databases, owner: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseOf(databases, owner).migrationUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
