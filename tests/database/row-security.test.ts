import type { Client } from "pg";
import { databaseName, OWNERS } from "../../gateway/embedded/owners";
import { databaseOf } from "../../gateway/embedded/subgraphs";
import { newId, seededId } from "../../subgraphs/kernel/identifier";
import { ROLES } from "../../subgraphs/kernel/policy/vocabulary";
import { connectAs, enter, type Context } from "../support/application";
import { asSuperuser, cloneDatabases, type ClonedDatabases } from "../support/databases";
import { agencyId, SHOWCASE } from "../support/people";

/**
 * Owners that keep people. The directory of agencies keeps none, and the first test says so; who looked at people, the
 * chain of access records, is not a caseload and has tests of its own (accountability.test.ts).
 */
const KEEPERS = ["beneficiaries", "programmes", "oaed", "shelters", "kdap", "mental-health"];
/** Tables of persons the caseload has nothing for. */
const BEGUN_EMPTY: ReadonlySet<string> = new Set([
  ...["idempotency", "outbox", "outbox_delivery", "subject_request", "subject_request_step"],
  ...["staff_mark", "emergency_access", "emergency_review", "notice", "notice_mail", "notice_preference"],
  ...["correction", "erasure_outcome", "erased_person", "bed_lease", "place_lease"],
]);
/** Those that keep something of whoever uses the hub, and nobody else. */
const OF_VIEWERS: ReadonlySet<string> = new Set(["idempotency", "notice_mail", "notice_preference"]);
const NAMES = OWNERS.map(({ name }) => name);

/** Tables of persons, told by their columns, so that a table of tomorrow is found too. */
const TABLES = `
  select c.relname as name, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
    (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p') and (c.relname = 'beneficiary' or exists (
    select from pg_attribute a where a.attrelid = c.oid and not a.attisdropped
      and (a.attname like '%beneficiary_id' or a.attname in ('household_id', 'viewer_id'))))
  order by 1`;

interface Table {
  readonly name: string;
  readonly secured: boolean;
  readonly forced: boolean;
  readonly policies: number;
}

describe("row-level security", () => {
  let cloned: ClonedDatabases;
  const clients: Client[] = [];
  beforeAll(async () => (cloned = await cloneDatabases()));
  afterEach(() => Promise.all(clients.splice(0).map((client) => client.end())));
  afterAll(() => cloned?.drop());

  const open = async (url: string, context?: Context): Promise<Client> => {
    const client = await connectAs(url, context);
    clients.push(client);
    return client;
  };
  const asApplication = (owner: string, context?: Context) => open(databaseOf(cloned.databases, owner).url, context);
  const asKeeper = (owner: string) => open(databaseOf(cloned.databases, owner).migrationUrl);
  const tablesOf = async (client: Client) => (await client.query<Table>(TABLES)).rows;
  const count = async (client: Client, from: string, values: unknown[] = []) =>
    (await client.query<{ count: number }>(`select count(*)::int from ${from}`, values)).rows[0]!.count;

  it.each(NAMES)("%s: every table of persons has it, bound on its owner too", async (owner) => {
    const tables = await tablesOf(await asKeeper(owner));
    const ofPersons = tables.filter(({ name }) => name !== "idempotency");
    expect(ofPersons.length > 0).toBe(KEEPERS.includes(owner) || owner === "accountability");
    for (const table of tables) expect(table).toMatchObject({ secured: true, forced: true });
    for (const { name, policies } of tables) expect([name, policies >= (LEAST[name] ?? 4)]).toEqual([name, true]);
  });

  it.each(NAMES)("%s: no role may bypass it, and the application's owns nothing and is nobody else", async (owner) => {
    const name = databaseName(owner);
    const { database } = databaseOf(cloned.databases, owner);
    await asSuperuser(async (client) => {
      const { rows } = await client.query(
        `select rolname from pg_roles where rolname in ($1, $2) and (rolsuper or rolbypassrls or rolcreaterole)
         union all select relname from pg_class where relowner = $1::regrole
         union all select proname from pg_proc where proowner = $1::regrole
         union all select r.rolname from pg_auth_members m join pg_roles r on r.oid = m.roleid where m.member = $1::regrole`,
        [`${name}_app`, `${name}_owner`],
      );
      expect(rows).toEqual([]);
    }, database);
  });

  it.each(KEEPERS)("%s: who asks without a context sees nobody, nor through a view", async (owner) => {
    const keeper = await asKeeper(owner);
    const stranger = await asApplication(owner);
    for (const { name } of await tablesOf(keeper)) {
      expect([name, await count(stranger, name)]).toEqual([name, 0]);
      if (!BEGUN_EMPTY.has(name)) expect([name, (await count(keeper, name)) > 0]).toEqual([name, true]);
    }
    const { rows } = await keeper.query<{ name: string }>(
      "select viewname as name from pg_views where schemaname = 'public' and viewname like 'wall%'",
    );
    for (const { name } of rows) expect([name, await count(stranger, name)]).toEqual([name, 0]);
  });

  it.each(KEEPERS.slice(1))("%s: every organisation sees its own rows, and all together see all", async (owner) => {
    const keeper = await asKeeper(owner);
    const application = await asApplication(owner);
    const organisations = await organisationsOf(keeper, owner);
    for (const { name } of (await tablesOf(keeper)).filter((table) => table.name !== "idempotency")) {
      let seen = 0;
      for (const organisation of organisations) {
        await enter(application, { organisation });
        seen += await count(application, name);
      }
      expect([name, seen]).toEqual([name, await count(keeper, name)]);
      await enter(application, { organisation: newId() });
      expect([name, await count(application, name)]).toEqual([name, 0]);
    }
  });

  it.each(KEEPERS.slice(1))("%s: others' rows are those of the people granted in this call", async (owner) => {
    const keeper = await asKeeper(owner);
    const people = await keeper.query<{ id: string }>(
      `select beneficiary_id as id from ${MAIN[owner]!} group by 1 order by 1 limit 2`,
    );
    const [first, second] = people.rows.map(({ id }) => id);
    const application = await asApplication(owner, {
      organisation: newId(),
      granted: `{${first},${second}}`,
      confided: `{${first},${second}}`,
    });
    const { rows } = await application.query(`select distinct beneficiary_id as id from ${MAIN[owner]!} order by 1`);
    expect(rows).toEqual(people.rows);
    await expect(
      application.query(`update ${MAIN[owner]!} set organisation_id = organisation_id`),
    ).resolves.toMatchObject({ rowCount: 0 });
  });

  it.each([
    ["programmes", "enrolment", "enrolment.confidential"],
    [
      "shelters",
      "stay",
      "bed_id in (select b.id from bed b join room r on r.id = b.room_id join facility f on f.id = r.facility_id where f.confidential)",
    ],
  ])("%s: a confidential %s needs more than the grant of the file", async (owner, table, confidential) => {
    const keeper = await asKeeper(owner);
    const { rows } = await keeper.query<{ id: string }>(
      `select beneficiary_id as id from ${table} where ${confidential} limit 1`,
    );
    const { id } = rows[0]!;
    const application = await asApplication(owner, { organisation: newId(), granted: `{${id}}` });
    expect(await count(application, `${table} where ${confidential}`)).toBe(0);
    await enter(application, { organisation: newId(), granted: `{${id}}`, confided: `{${id}}` });
    expect(await count(application, `${table} where ${confidential}`)).toBeGreaterThan(0);
  });

  describe("of the people of the centres", () => {
    const centre = agencyId("cc-paionia");
    const asCentre = (context: Context) => asApplication("beneficiaries", { role: "CASEWORKER", ...context });
    const known = async (client: Client) => {
      const seen: Record<string, number> = {};
      for (const { name } of await tablesOf(client)) {
        if (OF_VIEWERS.has(name)) continue;
        seen[name] = await count(client, `${name} where ${name === "beneficiary" ? "id" : "beneficiary_id"} = $1`, [
          SHOWCASE,
        ]);
      }
      return seen;
    };

    it("shows a person's supervisor everything, another centre nothing", async () => {
      const keeper = await asKeeper("beneficiaries");
      const all = await known(keeper);
      const { rows } = await keeper.query("select worker_id as id from beneficiary where id = $1", [SHOWCASE]);
      const viewer = (rows[0] as { id: string }).id;
      expect(await known(await asCentre({ viewer, organisation: centre }))).toEqual(all);
      const organisation = agencyId("cc-dirfys-messapia");
      const nothing = Object.fromEntries(Object.keys(all).map((name) => [name, 0]));
      const other = await known(await asCentre({ viewer: newId(), organisation }));
      expect(other).toEqual(nothing);
      // Not even the supervisor, once they work elsewhere.
      expect(await known(await asCentre({ viewer, organisation }))).toEqual(nothing);
    });

    it("hides confidential referrals, their steps and consents from a colleague", async () => {
      const keeper = await asKeeper("beneficiaries");
      const colleague = await asCentre({ viewer: newId(), organisation: centre });
      expect(await count(keeper, "referral where confidential and beneficiary_id = $1", [SHOWCASE])).toBeGreaterThan(0);
      expect(await count(colleague, "referral where confidential")).toBe(0);
      expect(await count(colleague, "consent where categories && '{MENTAL_HEALTH,SAFETY}'")).toBe(0);
      const steps = "referral_step s where not exists (select from referral r where r.id = s.referral_id)";
      expect(await count(colleague, steps)).toBe(0);
      const open = await count(keeper, "referral where not confidential and beneficiary_id = $1", [SHOWCASE]);
      expect(await count(colleague, "referral where beneficiary_id = $1", [SHOWCASE])).toBe(open);
    });

    it("hides the need for protection or care from a colleague, and by no grant shows it to another agency", async () => {
      const keeper = await asKeeper("beneficiaries");
      const confidential = "need n where n.domain in ('MENTAL_HEALTH', 'SAFETY')";
      const { rows } = await keeper.query<{ id: string; worker: string }>(
        `select b.id, b.worker_id as worker from beneficiary b where b.centre_id = $1
           and exists (select from ${confidential} and n.beneficiary_id = b.id) limit 1`,
        [centre],
      );
      const { id, worker: viewer } = rows[0]!;
      const ofPerson = (client: Client) => count(client, `${confidential} and n.beneficiary_id = $1`, [id]);
      expect(await ofPerson(await asCentre({ viewer, organisation: centre }))).toBe(await ofPerson(keeper));
      expect(await count(await asCentre({ viewer: newId(), organisation: centre }), confidential)).toBe(0);
      const granted = { viewer: newId(), organisation: agencyId("md-goods-bank"), granted: `{${id}}` };
      expect(await ofPerson(await asApplication("beneficiaries", granted))).toBe(0);
    });

    it("shows an agency whom it was sent, until 30 days after the end, and only that need and referral", async () => {
      const keeper = await asKeeper("beneficiaries");
      const organisation = seededId("agency", "oaed");
      const agency = await asApplication("beneficiaries", { viewer: newId(), organisation });
      const reach = `agency_id = $1 and sent_at is not null and (ended_at is null or ended_at > now() - interval '30 days')`;
      const addressed = await count(keeper, `(select distinct beneficiary_id from referral where ${reach}) r`, [
        organisation,
      ]);
      expect(await count(agency, "beneficiary")).toBe(addressed);
      expect(await count(agency, "referral")).toBe(await count(keeper, `referral where ${reach}`, [organisation]));
      expect(await count(agency, "referral where agency_id <> $1", [organisation])).toBe(0);
      expect(await count(agency, "need n where not exists (select from referral r where r.need_id = n.id)")).toBe(0);
      expect(await count(agency, "visit")).toBe(0);
      expect(await count(agency, "consent where recipient_id <> $1", [organisation])).toBe(0);
    });

    it("shows no events: what they are about may be a refuge, for whoever works at the centre or agency", async () => {
      const keeper = await asKeeper("beneficiaries");
      const event = `insert into outbox (id, type, version, beneficiary_id, organisation_id, record_id, payload, viewer_id,
        request_id, occurred_at) values (uuidv7(), 'x', 1, $1, $2, $1, '{}', $1, '', now())`;
      await keeper.query(event, [SHOWCASE, centre]);
      const taken = `insert into inbox (event_id, consumer, publisher, organisation_id, record_id, position, effect, at)
        values (uuidv7(), 'x', 'x', $2, $1, 1, 'CHANGED', now())`;
      await keeper.query(taken, [SHOWCASE, centre]);
      for (const role of ROLES) {
        const viewer = await asApplication("beneficiaries", { viewer: newId(), organisation: centre, role });
        expect([role, await count(viewer, "outbox"), await count(viewer, "outbox_delivery")]).toEqual([role, 0, 0]);
        if (role !== "SERVICE") expect([role, await count(viewer, "inbox")]).toEqual([role, 0]);
      }
    });

    it("takes no row for another centre, and moves none of its rows", async () => {
      const other = await asCentre({ viewer: newId(), organisation: agencyId("cc-dirfys-messapia") });
      const visit =
        "insert into visit (beneficiary_id, id, channel, at, worker_id) values ($1, $2, 'CENTRE', now(), $2)";
      await expect(other.query(visit, [SHOWCASE, newId()])).rejects.toMatchObject({ code: "42501" });
      for (const change of [
        "update beneficiary set surname = surname where id = $1",
        "update referral set version = version where beneficiary_id = $1",
      ]) {
        expect((await other.query(change, [SHOWCASE])).rowCount).toBe(0);
      }
      const ending = "update consent set ended_at = now() where beneficiary_id = $1";
      await expect(other.query(ending, [SHOWCASE])).rejects.toMatchObject({ code: "42501" });
      const event = `insert into consent_event (beneficiary_id, consent_id, number, kind, at, actor_id, actor_organisation_id)
        values ($1, $2, 2, 'WITHDRAWN', now(), $2, $2)`;
      await expect(other.query(event, [SHOWCASE, newId()])).rejects.toMatchObject({ code: "42501" });
      const steal = "update beneficiary set centre_id = $1";
      await expect(other.query(steal, [centre])).rejects.toMatchObject({ code: "42501" });
    });
  });
});

/** Access records are never changed, so nothing says who may. */
const LEAST: Readonly<Record<string, number>> = { access_record: 3, access_person: 3, message: 3, document_part: 3 };

/** One table of each owner that has an organisation of its own. */
const MAIN: Readonly<Record<string, string>> = {
  programmes: "enrolment",
  oaed: "registration",
  shelters: "stay",
  kdap: "enrolment",
  "mental-health": "episode",
};
/** Its other one, where it has one: an organisation may have written only there. */
const ALSO: Readonly<Record<string, string>> = { programmes: "application", shelters: "waiting_entry" };

async function organisationsOf(keeper: Client, owner: string): Promise<string[]> {
  const tables = [MAIN[owner]!, ALSO[owner] ?? MAIN[owner]!, "incoming_referral"];
  const each = tables.map((table) => `select organisation_id as id from ${table}`).join(" union ");
  return (await keeper.query<{ id: string }>(each)).rows.map(({ id }) => id);
}
