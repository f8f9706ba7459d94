import type { Client } from "pg";
import { databaseOf } from "../../gateway/embedded/subgraphs";
import { newId, NOBODY } from "../../subgraphs/kernel/identifier";
import { connectAs, type Context } from "../support/application";
import { cloneDatabases, type ClonedDatabases } from "../support/databases";
import { agencyId, SHOWCASE } from "../support/people";

/** A view read by its owner's eyes is only as good as its condition: it must say what the policies of its tables say. */
describe("the views through which a person is read", () => {
  let cloned: ClonedDatabases;
  const clients: Client[] = [];
  const open = async (url: string, context?: Context): Promise<Client> => {
    const client = await connectAs(url, context);
    clients.push(client);
    return client;
  };
  const owner = () => databaseOf(cloned.databases, "beneficiaries");
  const asKeeper = () => open(owner().migrationUrl);
  const asApplication = (context: Context) => open(owner().url, context);
  const count = async (client: Client, from: string, values: unknown[] = []) =>
    (await client.query<{ count: number }>(`select count(*)::int from ${from}`, values)).rows[0]!.count;
  const centre = agencyId("cc-paionia");
  afterEach(() => Promise.all(clients.splice(0).map((client) => client.end())));
  afterAll(() => cloned?.drop());

  const VIEWS = [
    ["wall_person", "beneficiary", "id"],
    ["wall_consent", "consent", "id"],
    ["wall_need", "need", "id"],
    ["wall_journey", "referral", "id"],
    [
      "wall_journey, json_array_elements(steps) s",
      "referral_step",
      "id || (s ->> 'number')",
      "referral_id || number::text",
    ],
    [
      "wall_journey where need_domain is not null",
      "referral r join need n on n.id = r.need_id",
      "id || need_domain",
      "r.id || n.domain",
    ],
    ["wall_person, json_array_elements(contacts) c", "contact", "c ->> 'id'", "id::text"],
    ["wall_person, json_array_elements(identifiers) i", "identifier", "id || (i ->> 'kind')", "beneficiary_id || kind"],
  ] as const;
  const colleague = newId();
  const officer = newId();
  const recorder = newId();
  let handled: string;
  let opened: string;
  let opener: { viewer: string; organisation: string };

  /** Somebody of another centre has a request open about their data; somebody else an emergency access to them. */
  beforeAll(async () => {
    cloned = await cloneDatabases(["beneficiaries"]);
    const keeper = await asKeeper();
    const { rows } = await keeper.query<{ id: string; centre_id: string }>(
      `select distinct b.id, b.centre_id from beneficiary b join contact c on c.beneficiary_id = b.id
       join referral r on r.beneficiary_id = b.id where r.confidential and b.centre_id <> $1 order by 1 limit 2`,
      [agencyId("cc-paionia")],
    );
    [handled, opened] = rows.map(({ id }) => id) as [string, string];
    await keeper.query(
      `insert into subject_request (beneficiary_id, id, centre_id, kind, state, received_on, due_on, identity_proof,
         opened_by, opened_at, version)
       values ($1, $2, $3, 'ACCESS', 'OPEN', current_date, current_date + 30, 'PASSPORT', $2, now(), 1)`,
      [handled, newId(), rows[0]!.centre_id],
    );
    for (const person of [null, handled]) {
      await keeper.query(NAMING, [agencyId("md-house-of-woman"), person, recorder, centre]);
    }
    opener = { viewer: newId(), organisation: agencyId("cc-paionia") };
    await keeper.query(
      `insert into emergency_access (beneficiary_id, id, opener_id, opener_role, organisation_id, centre_id, categories,
         reason, opened_at, until_at)
       values ($1, $2, $3, 'CASEWORKER', $4, $5, '{IDENTITY,CONTACT}', 'x', now(), now() + interval '1 hour')`,
      [opened, newId(), opener.viewer, opener.organisation, rows[1]!.centre_id],
    );
  });

  const viewers: readonly (readonly [who: string, context: () => Context])[] = [
    ["a colleague", () => ({ viewer: colleague, organisation: centre, role: "CASEWORKER" })],
    [
      "a head on oversight",
      () => ({ viewer: colleague, organisation: centre, role: "CENTRE_HEAD", purpose: "OVERSIGHT" }),
    ],
    [
      "a worker for statistics",
      () => ({ viewer: colleague, organisation: centre, role: "CASEWORKER", purpose: "STATISTICS" }),
    ],
    ["another centre", () => ({ viewer: colleague, organisation: agencyId("cc-samothraki"), role: "CASEWORKER" })],
    ["an agency", () => ({ viewer: colleague, organisation: agencyId("oaed") })],
    ["a confidential agency", () => ({ viewer: colleague, organisation: agencyId("md-house-of-woman") })],
    ["an agency with a grant", () => ({ viewer: colleague, organisation: agencyId("oaed"), granted: `{${SHOWCASE}}` })],
    ["the officer", () => ({ viewer: officer, role: "DPO", purpose: "OVERSIGHT" })],
    ["the officer without purpose", () => ({ viewer: officer, role: "DPO" })],
    ["whoever opened an emergency", () => ({ ...opener, role: "CASEWORKER", purpose: "EMERGENCY" })],
    ["the same without an emergency", () => ({ ...opener, role: "CASEWORKER" })],
    ["an analyst", () => ({ viewer: colleague, role: "ANALYST", purpose: "STATISTICS" })],
    ["nobody", () => ({ viewer: NOBODY, role: "" })],
  ];

  it.each(viewers)("shows %s what the tables show, row for row", async (_, context) => {
    const client = await asApplication(context());
    for (const [view, table, key, own = key] of VIEWS) {
      const keys = async (from: string, column: string) =>
        (await client.query<{ key: string }>(`select (${column})::text as key from ${from} order by 1`)).rows;
      expect([table, await keys(view, key)]).toEqual([table, await keys(table, own)]);
    }
  });

  it("shows a supervisor, and the author of a confidential referral, what their colleagues do not see", async () => {
    const keeper = await asKeeper();
    const { rows } = await keeper.query<{ worker_id: string; author_id: string; centre_id: string }>(
      `select b.worker_id, r.author_id, b.centre_id from referral r join beneficiary b on b.id = r.beneficiary_id
       where r.confidential limit 1`,
    );
    const { worker_id: worker, author_id: author, centre_id: organisation } = rows[0]!;
    for (const viewer of [worker, author]) {
      const client = await asApplication({ viewer, organisation, role: "CASEWORKER" });
      for (const [view, table] of VIEWS) {
        expect([view, await count(client, view)]).toEqual([view, await count(client, table)]);
      }
    }
  });

  it("hides a consent that names a refuge, or somebody the directory was not heard about, without any referral", async () => {
    const naming = `consent where recorded_by = '${recorder}'`;
    const keeper = await asKeeper();
    const colleagueOf = () => asApplication({ viewer: colleague, organisation: centre, role: "CASEWORKER" });
    expect(await count(keeper, naming)).toBe(2);
    const asOfficer = await asApplication({ viewer: officer, role: "DPO", purpose: "OVERSIGHT" });
    expect(await count(asOfficer, naming)).toBe(0);
    expect(await count(await colleagueOf(), naming)).toBe(0);
    const heard = (change: string) => keeper.query(`${change} where id = $1`, [agencyId("md-house-of-woman")]);
    await heard("update known_agency set confidential = false");
    expect(await count(await colleagueOf(), naming)).toBe(1);
    await heard("delete from known_agency");
    expect(await count(await colleagueOf(), naming)).toBe(0);
  });

  it("has people in it for the officer and in an emergency, so that the comparison says something", async () => {
    const asOfficer = await asApplication({ viewer: officer, role: "DPO", purpose: "OVERSIGHT" });
    expect(await count(asOfficer, "wall_person where id = $1", [handled])).toBe(1);
    const asOpener = await asApplication({ ...opener, role: "CASEWORKER", purpose: "EMERGENCY" });
    const seen = "wall_person where id = $1 and json_array_length(contacts) > 0 and household_id is null";
    expect(await count(asOpener, seen, [opened])).toBe(1);
  });
});

/** $1 whom it names, $2 whose it is, $3 the worker; $2 null for somebody at the centre $4 who was never referred. */
const NAMING = `insert into consent (beneficiary_id, id, recipient_id, categories, purpose, from_at, until_at, how, given_by,
    recorded_by)
  select b.id, gen_random_uuid(), $1, '{HOUSEHOLD}', 'CARE', now(), now() + interval '1 year', 'WRITTEN', 'PERSON', $3
  from beneficiary b
  where b.id = $2 or $2 is null and b.centre_id = $4 and not exists (select from referral r where r.beneficiary_id = b.id)
    and not exists (select from consent k where k.beneficiary_id = b.id) limit 1`;

describe("the views through which applications and enrolments are read", () => {
  const HISTORY = (of: string) =>
    [
      `wall_${of} where json_array_length(history) > 0`,
      `(select ${of}_id, count(*) as steps from ${of}_step group by 1) s`,
      "id || json_array_length(history)::text",
      `${of}_id || steps::text`,
    ] as const;
  const VIEWS = [
    ["wall_application", "application", "id", "id"],
    ["wall_enrolment", "enrolment", "id", "id"],
    HISTORY("application"),
    HISTORY("enrolment"),
  ] as const;
  let cloned: ClonedDatabases;
  let keeper: string;
  let people: string;
  beforeAll(async () => {
    cloned = await cloneDatabases(["programmes"]);
    const owner = await connectAs(databaseOf(cloned.databases, "programmes").migrationUrl);
    // What is discreet is rare: of it there has to be something, and of the rest.
    const { rows } = await owner.query<{ keeper: string; people: string }>(
      `select (select organisation_id from enrolment group by 1 order by count(*) desc limit 1) as keeper,
        (select array_agg(beneficiary_id)::text from (
          (select e.beneficiary_id from enrolment e join programme p on p.id = e.programme_id
            where e.confidential or p.confidential limit 5)
          union (select beneficiary_id from application limit 20)) chosen) as people`,
    );
    await owner.end();
    ({ keeper, people } = rows[0]!);
  });
  afterAll(() => cloned?.drop());

  it.each([
    ["who keeps them", () => ({ organisation: keeper })],
    ["who keeps them, for statistics", () => ({ organisation: keeper, purpose: "STATISTICS" })],
    ["a centre, of its people", () => ({ organisation: keeper, role: "CASEWORKER", granted: people })],
    ["a centre, of people who confided", () => ({ role: "CASEWORKER", granted: people, confided: people })],
    ["a colleague with nothing", () => ({ organisation: newId() })],
    ["nobody", () => ({ viewer: NOBODY, role: "" })],
  ] as const)("show %s what the tables show, row for row", async (_, context) => {
    const client = await connectAs(databaseOf(cloned.databases, "programmes").url, context());
    try {
      for (const [view, table, key, own] of VIEWS) {
        const keys = async (from: string, column: string) =>
          (await client.query<{ key: string }>(`select (${column})::text as key from ${from} order by 1`)).rows;
        expect([table, await keys(view, key)]).toEqual([table, await keys(table, own)]);
      }
    } finally {
      await client.end();
    }
  });
});
