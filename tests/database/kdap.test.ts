import type { Client } from "pg";
import { createDataSource } from "../../subgraphs/kernel/database/database";
import { newId, seededId } from "../../subgraphs/kernel/identifier";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import { EnrolmentRow } from "../../subgraphs/kdap/data/enrolment.row";
import { kdap } from "../../subgraphs/kdap/subgraph";
import { connectAs } from "../support/application";
import { useDatabase } from "../support/database";

const AGENCY = seededId("agency", "md-kdap-amea");
const worker: Viewer = { id: "w", role: "AGENCY_WORKER", organisationId: AGENCY, area: null, purpose: "CARE" };
const caseworker: Viewer = { ...worker, role: "CASEWORKER", organisationId: seededId("agency", "cc-paionia") };

const FILE = `query ($people: [_Any!]!) { _entities(representations: $people) { ... on Beneficiary {
  childcare { access { granted reason } enrolments { status guardian { id } centre { name } weekdays } } } } }`;
const SLOTS = `query ($first: Int!, $after: String) { mySlots(first: $first, after: $after) {
  edges { node { id startsAt places taken free } } pageInfo { hasNextPage endCursor } } }`;
const AVAILABILITY = `query ($services: [_Any!]!) { _entities(representations: $services) { ... on Service {
  openSlots { places taken free } } } }`;

interface Page {
  mySlots: {
    edges: { node: { id: string; startsAt: string; places: number; taken: number; free: number } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

describe("the database of the children's centres", () => {
  const owner = useDatabase("kdap");
  const clients: Client[] = [];

  async function connect(url = owner.database.url): Promise<Client> {
    const client = await connectAs(url, { organisation: AGENCY });
    clients.push(client);
    return client;
  }
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.end()));
  });

  const enrol = (client: Client, slotId: string) =>
    client.query(
      `insert into enrolment (id, beneficiary_id, organisation_id, slot_id, guardian_name, status, starts_on)
      values ($1, $2, $3, $4, 'κ. Δοκιμή', 'ENROLLED', '2026-11-01')`,
      [newId(), newId(), AGENCY, slotId],
    );

  const slotWithRoom = async (client: Client) =>
    (await client.query("select id, places, taken from slot where taken < places order by id limit 1")).rows[0] as {
      id: string;
      places: number;
      taken: number;
    };

  it("has the tables the row classes describe", async () => {
    const rows = [...kdap.rows];
    const source = createDataSource({ url: owner.database.migrationUrl, rows, applicationName: "drift", poolSize: 1 });
    await source.initialize();
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    await source.destroy();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
    expect(rows).toContain(EnrolmentRow);
  });

  it("counts the children of every slot as they are", async () => {
    const client = await connect();
    const { rows } = await client.query(
      `select count(*) as wrong from slot where taken <>
        (select count(*) from enrolment where slot_id = slot.id and status = 'ENROLLED')`,
    );
    expect(rows).toEqual([{ wrong: 0 }]);
  });

  it("gives the last places to as many as there are, however many ask at once", async () => {
    const rivals = await Promise.all(Array.from({ length: 8 }, () => connect()));
    const slot = await slotWithRoom(rivals[0]!);
    const free = slot.places - slot.taken;
    await rivals[0]!.query("update slot set places = taken + 3 where id = $1", [slot.id]);
    const outcomes = await Promise.allSettled(rivals.map((client) => enrol(client, slot.id)));
    const refused = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(free).toBeGreaterThanOrEqual(3);
    expect(outcomes.length - refused.length).toBe(3);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: "23514", constraint: "slot_taken" });
  });

  it("frees the place of a child who leaves", async () => {
    const client = await connect();
    const slot = await slotWithRoom(client);
    await enrol(client, slot.id);
    const takenNow = async () =>
      (await client.query("select taken from slot where id = $1", [slot.id])).rows[0] as { taken: number };
    expect(await takenNow()).toEqual({ taken: slot.taken + 1 });
    await client.query(
      "update enrolment set status = 'ENDED', ends_on = '2026-11-10' where slot_id = $1 and guardian_name = 'κ. Δοκιμή'",
      [slot.id],
    );
    expect(await takenNow()).toEqual({ taken: slot.taken });
  });

  it.each([
    ["write the counter of a slot", "update slot set taken = 0"],
    ["delete an enrolment", "delete from enrolment"],
    ["invent a centre", "insert into centre select * from centre"],
  ])("does not let the application %s", async (_what, sql) => {
    const client = await connect();
    await expect(client.query(sql)).rejects.toMatchObject({ code: "42501" });
  });

  it("names a guardian once: by id, or by name, never both or neither", async () => {
    const client = await connect();
    const { id } = await slotWithRoom(client);
    const insert = (guardianId: string | null, name: string | null) =>
      client.query(
        `insert into enrolment (id, beneficiary_id, organisation_id, slot_id, guardian_beneficiary_id, guardian_name,
          status) values ($1, $2, $3, $4, $5, $6, 'APPLIED')`,
        [newId(), newId(), AGENCY, id, guardianId, name],
      );
    await expect(insert(newId(), "κ. Δοκιμή")).rejects.toMatchObject({ constraint: "enrolment_guardian" });
    await expect(insert(null, null)).rejects.toMatchObject({ constraint: "enrolment_guardian" });
  });

  it("shows a file to those who may see it, and why not to the others", async () => {
    const client = await connect();
    const { rows } = await client.query("select beneficiary_id as id from enrolment where status = 'ENROLLED' limit 1");
    const { id } = rows[0] as { id: string };
    const child = (grants: unknown) => ({ __typename: "Beneficiary", id, grants });
    const seen = await owner.ask(worker, FILE, {
      people: [child({ relation: "ADDRESSEE", insider: false, consents: [] })],
    });
    expect(seen.errors).toBeUndefined();
    expect(JSON.stringify(seen.data)).toContain('"status":"ENROLLED","guardian":{"id":');
    const unseen = await owner.ask(caseworker, FILE, {
      people: [child({ relation: "OWN_CENTRE", insider: false, consents: [] }), child(undefined)],
    });
    expect(unseen.data!._entities).toEqual([
      { childcare: { access: { granted: false, reason: "CONSENT_REQUIRED" }, enrolments: null } },
      { childcare: { access: { granted: false, reason: "NOT_YOUR_CASE" }, enrolments: null } },
    ]);
  });

  it("pages through the slots of one's own organisation, each once, and through nobody else's", async () => {
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const answer = await owner.ask(worker, SLOTS, { first: 7, after });
      const { edges, pageInfo } = (answer.data as unknown as Page).mySlots;
      for (const { node } of edges) {
        expect(node.free).toBe(node.places - node.taken);
        seen.push(`${node.startsAt} ${node.id}`);
      }
      after = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
    }
    expect(seen.length).toBeGreaterThan(7);
    expect(seen).toEqual([...new Set(seen)].sort());
    const others = await owner.ask(caseworker, SLOTS, { first: 7 });
    expect((others.data as unknown as Page).mySlots.edges).toEqual([]);
  });

  it("refuses a page that is too long, and a cursor of another list", async () => {
    const cursor = Buffer.from('["25:00","x"]').toString("base64url");
    for (const variables of [{ first: 101 }, { first: 0 }, { first: 5, after: cursor }, { first: 5, after: "x" }]) {
      const { errors } = await owner.ask(worker, SLOTS, variables);
      expect(errors?.[0]?.extensions?.["code"]).toBe("BAD_USER_INPUT");
    }
  });

  it("says how many places are free, for its own services only", async () => {
    const services = ["md-kdap-amea/kdap", "oaed/oaed-training"].map((key) => seededId("service", key));
    const { data } = await owner.ask(caseworker, AVAILABILITY, {
      services: [...services, "junk"].map((id) => ({ __typename: "Service", id })),
    });
    const [own, other, junk] = data!._entities as {
      openSlots: { places: number; taken: number; free: number } | null;
    }[];
    expect(own?.openSlots?.free).toBe(own!.openSlots!.places - own!.openSlots!.taken);
    expect(own?.openSlots?.places).toBeGreaterThan(0);
    expect([other, junk]).toEqual([{ openSlots: null }, { openSlots: null }]);
  });
});
