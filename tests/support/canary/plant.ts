import { Client } from "pg";
import { openPlace as openSite, sealPlace as sealSite } from "../../../subgraphs/agencies/data/hidden-site";
import { sealPlace as sealHouse } from "../../../subgraphs/shelters/data/hidden-place";
import { databaseOf, type Databases } from "../../../gateway/embedded/subgraphs";
import { newId } from "../../../subgraphs/kernel/identifier";
import { testVault } from "../vault";
import type { Canary } from "./registry";

/** A row of which only the named columns were asked for, all of them ids. */
type Ids<Column extends string> = Readonly<Record<Column, string>>;

const rowsOf = async <Row extends object>(client: Client, sql: string): Promise<readonly Row[]> =>
  (await client.query<Row>(sql)).rows;

/** Who is inside of each person's confidential services: the named supervisor, and who wrote a referral there. */
type Insiders = ReadonlyMap<string, readonly string[]>;

/** Puts canaries into every confidential row of the freshly filled databases, and answers which they are. */
export async function plantCanaries(databases: Databases): Promise<Map<string, Canary>> {
  const nest = new Nest();
  const within = async <T>(owner: string, work: (client: Client) => Promise<T>): Promise<T> => {
    const client = new Client({ connectionString: databaseOf(databases, owner).migrationUrl });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  await within("agencies", (client) => plantSites(client, nest));
  const insiders = await within("beneficiaries", (client) => plantRecords(client, nest));
  await within("shelters", (client) => plantHouses(client, nest, insiders));
  await within("mental-health", (client) => plantCare(client, nest, insiders));
  return nest.canaries;
}

class Nest {
  readonly canaries = new Map<string, Canary>();

  word(kind: string, ...entitled: readonly string[]): string {
    return this.keep(`canary${String(this.canaries.size).padStart(6, "0")}`, kind, entitled);
  }

  telephone(kind: string, ...entitled: readonly string[]): string {
    return this.keep(`+30299${String(this.canaries.size).padStart(7, "0")}`, kind, entitled);
  }

  /** The id of a row is a canary too: it is nowhere but in answers that show the row. */
  row(kind: string, id: string, ...entitled: readonly string[]): void {
    this.keep(id, kind, entitled);
  }

  private keep(token: string, kind: string, entitled: readonly string[]): string {
    this.canaries.set(token, { kind, entitled: [...new Set(entitled)] });
    return token;
  }
}

async function plantSites(client: Client, nest: Nest): Promise<void> {
  const sites = "select id, agency_id as agency, sealed from site where confidential";
  for (const { id, agency, sealed } of await rowsOf<Ids<"id" | "agency"> & { sealed: Buffer }>(client, sites)) {
    const place = openSite(testVault, sealed);
    const nameEl = `${place.nameEl} ${nest.word("name of a hidden site", agency)}`;
    const address = `${place.address} ${nest.word("address of a hidden site", agency)}`;
    const phones = [nest.telephone("telephone of a hidden site", agency)];
    nest.row("id of a hidden site", id, agency);
    const planted = sealSite(testVault, { ...place, nameEl, address, phones });
    await client.query("update site set sealed = $2 where id = $1", [id, planted]);
  }
  const services = "select id, agency_id as agency from service where confidential";
  for (const { id, agency } of await rowsOf<Ids<"id" | "agency">>(client, services)) {
    const [told, assured] = [nest.word("who told a capacity", agency), nest.word("who confirmed a service", agency)];
    await client.query("update service_capacity set updated_by = $2 where service_id = $1", [id, told]);
    await client.query("update service set assured_by = $2 where id = $1 and assured_by is not null", [id, assured]);
  }
}

const RECORDS = `select r.id, r.beneficiary_id as person, r.author_id as author, r.agency_id as agency, r.need_id as need,
  b.worker_id as worker from referral r join beneficiary b on b.id = r.beneficiary_id where r.confidential`;
const NEEDS = `select n.id, n.beneficiary_id as person, b.worker_id as worker from need n
  join beneficiary b on b.id = n.beneficiary_id where n.domain in ('MENTAL_HEALTH', 'SAFETY')`;

async function plantRecords(client: Client, nest: Nest): Promise<Insiders> {
  const referrals = await rowsOf<Ids<"id" | "person" | "author" | "agency" | "worker"> & { need: string | null }>(
    client,
    RECORDS,
  );
  const insiders = new Map<string, readonly string[]>();
  for (const { id, person, author, agency, worker } of referrals) {
    insiders.set(person, [...(insiders.get(person) ?? []), author, worker]);
    nest.row("id of a confidential referral", id, author, worker, agency);
    const note = nest.word("note of a confidential referral", author, worker, agency);
    const step = nest.word("note of a confidential step", author, worker, agency);
    await client.query("update referral set note = $2 where id = $1", [id, note]);
    await client.query("update referral_step set note = $2 where referral_id = $1", [id, step]);
    const entitled = [author, worker, agency];
    const text = nest.word("message about a confidential referral", ...entitled);
    const name = nest.word("name of a document about a confidential referral", ...entitled);
    const content = nest.word("content of a document about a confidential referral", ...entitled);
    await plantLetter(client, { id, person, author, text, name, content });
    const notice = newId();
    nest.row("id of a notice about a confidential referral", notice, agency);
    await client.query(NOTICE, [notice, agency, author, id]);
  }
  for (const { id, person, worker } of await rowsOf<Ids<"id" | "person" | "worker">>(client, NEEDS)) {
    const addressees = referrals.filter(({ need }) => need === id).map(({ agency }) => agency);
    const entitled = [worker, ...(insiders.get(person) ?? []), ...addressees];
    nest.row("id of a confidential need", id, ...entitled);
    const note = nest.word("note of a confidential need", ...entitled);
    await client.query("update need set note = $2 where id = $1", [id, note]);
  }
  return insiders;
}

/** Of a year ago: it is at the end of every list. */
const NOTICE = `insert into notice (id, kind, at, actor_id, recipient_organisation_id, subject_id)
  values ($1, 'REFERRAL_ARRIVED', now() - interval '1 year', $3, $2, $4)`;

interface Letter extends Ids<"id" | "person" | "author"> {
  readonly text: string;
  readonly name: string;
  readonly content: string;
}

/** A message and its document, as the centre would have stored them. */
async function plantLetter(client: Client, { id, person, author, text, name, content }: Letter): Promise<void> {
  const [message, document] = [newId(), newId()];
  const sealed = [text, name, content].map((word) => testVault.seal(word));
  await client.query(
    `insert into message (beneficiary_id, id, referral_id, conversation_id, author_id, author_organisation_id,
       text_sealed, at) select $1, $2, r.id, r.conversation_id, $4, r.centre_id, $5, now() from referral r where r.id = $3`,
    [person, message, id, author, sealed[0]],
  );
  await client.query(
    `insert into document (beneficiary_id, id, referral_id, message_id, confidentiality, name_sealed, media_type, size,
       uploaded_by, uploaded_by_organisation_id, uploaded_at)
     select $1, $2, r.id, $4, 'NORMAL', $6, 'application/pdf', $7, $5, r.centre_id, now() from referral r where r.id = $3`,
    [person, document, id, message, author, sealed[1], content.length],
  );
  await client.query(
    "insert into document_part (beneficiary_id, document_id, number, referral_id, sealed) values ($1, $2, 1, $3, $4)",
    [person, document, id, sealed[2]],
  );
}

const GUESTS = `select s.id, s.beneficiary_id as person, s.organisation_id as organisation, f.id as facility
  from stay s join bed b on b.id = s.bed_id join room r on r.id = b.room_id join facility f on f.id = r.facility_id
  where f.confidential
  union all select w.id, w.beneficiary_id, w.organisation_id, f.id
  from waiting_entry w join facility f on f.id = w.facility_id where f.confidential`;

async function plantHouses(client: Client, nest: Nest, insiders: Insiders): Promise<void> {
  const houses = "select id, organisation_id as organisation from facility where confidential";
  const guests = await rowsOf<Ids<"id" | "person" | "organisation" | "facility">>(client, GUESTS);
  for (const { id, person, organisation } of guests) {
    nest.row("id of a stay in a refuge", id, organisation, ...(insiders.get(person) ?? []));
  }
  for (const { person, organisation, facility } of guests) {
    const lease = newId();
    nest.row("id of a bed held in a refuge", lease, organisation);
    await client.query(LEASE, [lease, person, organisation, facility]);
  }
  for (const { id, organisation } of await rowsOf<Ids<"id" | "organisation">>(client, houses)) {
    const known = guests.filter(({ facility }) => facility === id).flatMap(({ person }) => insiders.get(person) ?? []);
    const name = nest.word("name of a refuge", organisation, ...known);
    const room = nest.word("room of a refuge", organisation, ...known);
    nest.row("id of a refuge", id, organisation);
    const place = { municipalityCode: null, address: nest.word("address of a refuge", organisation) };
    const planted = [id, name, sealHouse(testVault, place)];
    await client.query("update facility set name_el = name_el || ' ' || $2, sealed = $3 where id = $1", planted);
    await client.query("update room set label = label || ' ' || $2 where facility_id = $1", [id, room]);
  }
}

/** Long over, one after the other: it keeps no bed from anybody. */
const LEASE = `insert into bed_lease (id, beneficiary_id, organisation_id, facility_id, bed_id, nights, held, status)
  select $1, $2, $3, $4::uuid, b.id, daterange('2020-01-01', '2020-01-02'),
    tstzrange(began, began + interval '1 minute'), 'RELEASED'
  from (select timestamptz '2020-01-01' + count(*) * interval '1 hour' as began from bed_lease) l,
    (select b.id from bed b join room r on r.id = b.room_id where r.facility_id = $4 limit 1) b`;

const EPISODES = "select id, beneficiary_id as person, organisation_id as organisation, unit_id as unit from episode";
const APPOINTMENTS = "select id, beneficiary_id as person, organisation_id as organisation from appointment";

async function plantCare(client: Client, nest: Nest, insiders: Insiders): Promise<void> {
  const episodes = await rowsOf<Ids<"id" | "person" | "organisation" | "unit">>(client, EPISODES);
  const appointments = await rowsOf<Ids<"id" | "person" | "organisation">>(client, APPOINTMENTS);
  for (const { id, person, organisation } of [...episodes, ...appointments]) {
    nest.row("id of care", id, organisation, ...(insiders.get(person) ?? []));
  }
  const units = "select id, organisation_id as organisation from unit";
  for (const { id, organisation } of await rowsOf<Ids<"id" | "organisation">>(client, units)) {
    const known = episodes.filter(({ unit }) => unit === id).flatMap(({ person }) => insiders.get(person) ?? []);
    const name = nest.word("name of a unit of mental health", organisation, ...known);
    await client.query("update unit set name = name || ' ' || $2 where id = $1", [id, name]);
  }
}
