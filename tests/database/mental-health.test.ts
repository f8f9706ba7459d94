import { createDataSource } from "../../subgraphs/kernel/database/database";
import { statementsSent } from "../../subgraphs/kernel/database/reader";
import { seededId } from "../../subgraphs/kernel/identifier";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import { mentalHealth } from "../../subgraphs/mental-health/subgraph";
import { connectAs } from "../support/application";
import { useDatabase } from "../support/database";

const UNIT = seededId("agency", "md-family-support");
const worker: Viewer = { id: "w", role: "AGENCY_WORKER", organisationId: UNIT, area: null, purpose: "CARE" };
const caseworker: Viewer = { ...worker, role: "CASEWORKER", organisationId: seededId("agency", "cc-paionia") };
const jobCounsellor: Viewer = { ...worker, organisationId: seededId("agency", "oaed") };

const FILE = `query ($people: [_Any!]!) { _entities(representations: $people) { ... on Beneficiary { mentalHealth {
  access { granted reason basis asOf } episodes { id unit { agency { id } } status careLevel keyworkerId
  appointments { at status } } nextAppointment { at status } } } } }`;
const EPISODES = `query ($first: Int!, $after: String, $status: CareStatus) {
  myEpisodes(first: $first, after: $after, status: $status) {
    edges { node { id openedOn closedOn status beneficiary { id } } } pageInfo { hasNextPage endCursor } } }`;

interface Page {
  myEpisodes: {
    edges: { node: { id: string; openedOn: string; status: string; beneficiary: { id: string } } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

interface FileAnswer {
  mentalHealth: {
    access: { granted: boolean; basis: string | null };
    episodes: { unit: { agency: { id: string } } }[];
  };
}

const addressee = { relation: "ADDRESSEE", insider: false, consents: [] };
const outsider = { relation: "OWN_CENTRE", insider: false, consents: [] };
const consents = [{ category: "MENTAL_HEALTH", until: "2099-01-01T00:00:00.000Z" }];

describe("the database of the mental-health services", () => {
  const owner = useDatabase("mental-health");
  let sent: unknown[] = [];
  const count = (name: unknown) => sent.push(name);
  /** Somebody with care by the unit, and somebody nobody has heard of. */
  let known: string;
  const unknown = seededId("beneficiary", "nobody");

  beforeAll(async () => {
    statementsSent.subscribe(count);
    const rows = await sql(
      "select beneficiary_id as id from episode where organisation_id = $1 and status = 'IN_CARE' order by id limit 1",
      [UNIT],
    );
    known = (rows[0] as { id: string }).id;
  });
  afterAll(() => statementsSent.unsubscribe(count));
  beforeEach(() => {
    sent = [];
  });

  /** As the application's own role for this unit, outside the subgraph. */
  async function sql(text: string, values: unknown[] = []): Promise<unknown[]> {
    const client = await connectAs(owner.database.url, { organisation: UNIT });
    try {
      return (await client.query(text, values)).rows as unknown[];
    } finally {
      await client.end();
    }
  }

  const open = (viewer: Viewer, id: string, grants: unknown) =>
    owner.ask(viewer, FILE, { people: [{ __typename: "Beneficiary", id, grants }] });

  it("has the tables the row classes describe", async () => {
    const rows = [...mentalHealth.rows];
    const source = createDataSource({ url: owner.database.migrationUrl, rows, applicationName: "drift", poolSize: 1 });
    await source.initialize();
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    await source.destroy();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it.each([
    ["the person's own centre", caseworker, outsider],
    ["the person's own centre with consent, but no confidential referral", caseworker, { ...outsider, consents }],
    ["another agency of the person", jobCounsellor, addressee],
    ["a unit the person was not referred to", worker, undefined],
    ["the data protection officer", { ...worker, role: "DPO" as const, organisationId: null }, undefined],
  ])("answers %s alike for known and unknown people, without reading", async (_who, viewer, grants) => {
    await open(viewer, unknown, grants);
    sent = [];
    const answers = [await open(viewer, known, grants), await open(viewer, unknown, grants)];
    const [first, second] = answers.map((answer) => JSON.stringify(answer).replace(/"asOf":"[^"]{24}"/, '"asOf":""'));
    expect(first).toBe(second);
    expect(first).toContain('"granted":false,"reason":"CONFIDENTIAL"');
    expect(sent).toEqual([]);
  });

  it("shows the unit's own workers their own rows, and nobody else's", async () => {
    const { data } = await open(worker, known, addressee);
    const [{ mentalHealth: file }] = data!._entities as [FileAnswer];
    expect(file.access).toMatchObject({ granted: true, basis: "PUBLIC_TASK" });
    expect(file.episodes.length).toBeGreaterThan(0);
    for (const { unit } of file.episodes) expect(unit.agency.id).toBe(UNIT);
  });

  it("shows the insider at the centre the file by consent, in one statement for all people", async () => {
    const grants = { relation: "OWN_CENTRE", insider: true, consents };
    const people = [known, unknown].map((id) => ({ __typename: "Beneficiary", id, grants }));
    const { data } = await owner.ask(caseworker, FILE, { people });
    const [file, empty] = data!._entities as [FileAnswer, FileAnswer];
    expect(file.mentalHealth.access).toMatchObject({ granted: true, basis: "CONSENT" });
    expect(empty.mentalHealth.episodes).toEqual([]);
    expect(sent).toEqual(["care_files"]);
  });

  it("pages through a unit's own episodes, newest first, without those closed long ago", async () => {
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data } = await owner.ask(worker, EPISODES, { first: 5, after });
      const { edges, pageInfo } = (data as unknown as Page).myEpisodes;
      seen.push(...edges.map(({ node }) => `${node.openedOn} ${node.id}`));
      after = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
    }
    const rows = await sql(
      `select count(*) as own from episode where organisation_id = $1
        and (closed_on is null or closed_on >= (now() at time zone 'Europe/Athens')::date - 30)`,
      [UNIT],
    );
    expect(rows).toEqual([{ own: seen.length }]);
    expect(seen).toEqual([...new Set(seen)].sort().reverse());
  });

  it("filters episodes by where they stand", async () => {
    const { data } = await owner.ask(worker, EPISODES, { first: 100, status: "REFERRED" });
    for (const { node } of (data as unknown as Page).myEpisodes.edges) expect(node.status).toBe("REFERRED");
  });

  it("gives other agencies no episodes, and refuses who works for none", async () => {
    const none = await owner.ask(jobCounsellor, EPISODES, { first: 5 });
    expect((none.data as unknown as Page).myEpisodes.edges).toEqual([]);
    const refused = await owner.ask(caseworker, EPISODES, { first: 5 });
    expect(refused.errors?.[0]?.extensions?.["code"]).toBe("FORBIDDEN");
  });

  it("refuses a cursor that is no day of the calendar", async () => {
    const after = Buffer.from(JSON.stringify(["2026-02-30", known])).toString("base64url");
    const { errors } = await owner.ask(worker, EPISODES, { first: 5, after });
    expect(errors?.[0]?.extensions?.["code"]).toBe("BAD_USER_INPUT");
  });

  it("keeps one open episode of a person in a unit", async () => {
    const copy = sql(
      `insert into episode (id, beneficiary_id, organisation_id, unit_id, status, care_level, opened_on)
      select gen_random_uuid(), beneficiary_id, organisation_id, unit_id, 'REFERRED', 1, opened_on
      from episode where closed_on is null limit 1`,
    );
    await expect(copy).rejects.toMatchObject({ constraint: "episode_open" });
  });

  it.each(["delete from episode", "delete from appointment", "update unit set name = ''"])(
    "does not let the application %s",
    async (forbidden) => {
      await expect(sql(forbidden)).rejects.toMatchObject({ code: "42501" });
    },
  );
});
