import { randomInt } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { operation } from "../support/operations";
import { cage, Cage, failOn } from "../support/canary/cage";
import { everythingKept, keptIn } from "../support/canary/heap";
import { lookThroughRemains } from "../support/canary/remains";
import { dealWithSomebodyNew } from "../support/canary/somebody-new";
import { watchedLog } from "../support/canary/watched";
import { useHub } from "../support/hub";
import { asOwnerRole } from "../support/owner-role";
import { agencyId, serviceId, SHOWCASE } from "../support/people";

const PLACE = "query ($id: ID!) { agency(id: $id) { nameEl sites { id nameEl address phones } services { nameEl } } }";
const RECORD =
  "query ($id: ID!) { beneficiary(id: $id) { needs { id note } referrals { edges { node { id note } } } } }";
const LETTERS = `query ($id: ID!) { beneficiary(id: $id) {
  messages { edges { node { text documents { name } } } }
  referrals { edges { node { messages { edges { node { text documents { name } } } } } } }
} }`;

/** The watch of tests/support/canary over every test; here it is shown to see. */
describe("a canary", () => {
  const hub = useHub();
  const { as } = hub;
  const refuge = { id: agencyId("md-house-of-woman") };

  it("is met by who works in the refuge, and by the supervisor of a person in care", async () => {
    const before = cage.sightings;
    await as("house-of-woman")(PLACE, refuge);
    const inside = cage.sightings;
    expect(inside - before).toBeGreaterThanOrEqual(4);
    await as("caseworker")(RECORD, { id: SHOWCASE });
    const read = cage.sightings;
    expect(read).toBeGreaterThan(inside);
    await as("caseworker")(LETTERS, { id: SHOWCASE });
    expect(cage.sightings).toBeGreaterThan(read);
  });

  it("is met by nobody else, whatever they ask", async () => {
    const questions = ["FollowBeneficiary", "AgencyInbox", "FindBeneficiary", "AgencyCapacity", "RegionProfile"];
    const variables = { id: SHOWCASE, region: "EL52", need: "SAFETY", code: "EL52", first: 100 };
    const seen = await cage.rehearse(async () => {
      for (const persona of ["colleague", "caseworker-dirfys", "hostel", "oaed", "dpo", "analyst-central-macedonia"]) {
        for (const name of questions) await as(persona)(operation(name), variables);
        await as(persona)(PLACE, refuge);
        await as(persona)(LETTERS, variables);
      }
    });
    expect(seen).toEqual([]);
  });

  it("is not told by what happens by itself: when everything is overdue, only to the agencies whose it was", async () => {
    const late = new Date("2027-06-01T12:00:00Z");
    // The others, of whom there are hundreds, are not asked about here.
    const others = "update referral set remind_at = null, due_at = null, expires_at = null where not confidential";
    await asOwnerRole(hub.hub, "beneficiaries", (client) => client.query(others));
    for (const runner of hub.hub.embedded.jobs.values()) await runner.runDue(late);
    const expired = "select from outbox where type = 'beneficiaries.referral-ended' and request_id like 'clock-%'";
    const told = await asOwnerRole(hub.hub, "beneficiaries", (client) => client.query(expired));
    expect(told.rowCount).toBeGreaterThan(0);
    const seen = await cage.rehearse(() => lookThroughRemains(hub.hub.cloned.databases, hub.hub.directory));
    expect(seen).toEqual([]);
  }, 60_000);

  it("is in no figure that operators read, and no label names a person or an organisation", async () => {
    const figures = await hub.hub.figures();
    expect(figures).toMatch(/hub_operation_seconds_count\{operation="\w+",kind="query",outcome="ok"\} [1-9]/);
    const labels = new Set([...figures.matchAll(/="([^"]*)"/g)].map(([, value = ""]) => value));
    expect([...labels].filter((value) => /[0-9a-f]{8}-[0-9a-f]{4}-|\d{6}|[Α-Ωα-ω]/.test(value))).toEqual([]);
    expect(await cage.rehearse(() => cage.look("the figures", figures, null))).toEqual([]);
  });

  it("of somebody new is in nothing that is kept when everybody has been answered: no cache, no key of one", async () => {
    const words = await dealWithSomebodyNew(hub.hub);
    // The look itself sees: a key of a cache behind a closure, and what is left of what was asked.
    const [key, value] = ["planted as a key", "planted as a value"].map((word) => word.repeat(randomInt(2, 9)));
    const left = Object.assign(Object.create(null) as object, { search: [`${value} `] });
    const cache = new Map([[`{"value":"${key}"}`, left]]);
    const cached = (wanted: string): unknown => cache.get(wanted);
    const planted = [key, value].map((word) => Buffer.from(word!));
    expect(new Set(keptIn(everythingKept(), [...words, ...planted]))).toEqual(new Set([key, value]));
    expect(cached("")).toBeUndefined();
  }, 60_000);

  it("that gets into a public row is seen at both doors", async () => {
    const planted = await word();
    await asOwnerRole(hub.hub, "agencies", (client) =>
      client.query("update agency set name_el = $2 where id = $1", [refuge.id, planted]),
    );
    const seen = await cage.rehearse(() => as("hostel")(PLACE, refuge));
    expect(seen.map(({ where }) => where)).toEqual(["an answer of agencies", "the answer of /graphql"]);
    expect(await cage.rehearse(() => as("house-of-woman")(PLACE, refuge))).toEqual([]);
  });

  it("is seen in a cursor, a log line, an error and a header", async () => {
    const planted = await word();
    const cursor = Buffer.from(JSON.stringify([planted, "1"])).toString("base64url");
    const nobody = { id: "w", organisationId: null };
    const seen = await cage.rehearse(() => {
      cage.look("a cursor", `{"cursor":"${cursor}"}`, nobody);
      watchedLog("test").debug({ note: planted }, "said");
      cage.look("an error", new Error(`duplicate key (${planted})`).stack!, nobody);
      cage.look("a header", JSON.stringify([["x-note", planted]]), null);
    });
    expect(seen.map(({ where }) => where)).toEqual(["a cursor", "a log line", "an error", "a header"]);
  });

  it("in the hands of the wrong agency fails the file, in words that do not repeat it", async () => {
    const planted = await word();
    const other = new Cage();
    expect(() => other.verify()).not.toThrow();
    const leaks = await other.rehearse(() =>
      other.look("an answer", planted, { id: "w", organisationId: agencyId("oaed") }),
    );
    expect(() => failOn(leaks)).toThrow("1 canaries got out: who told a capacity in an answer, met by w");
    expect(() => failOn(leaks)).not.toThrow(planted);
  });

  // The last one: what it plants is taken away again, the end of the chain too.
  it("is seen in what a hub leaves behind: its records, exported, a file it wrote, an event it told", async () => {
    const planted = await word();
    const { cloned, directory } = hub.hub;
    const file = path.join(directory, "copy.json");
    const told = `insert into outbox (id, type, version, beneficiary_id, organisation_id, record_id, payload, viewer_id,
      request_id, occurred_at) values ($1, 'said', 1, $1, $2, $1, jsonb_build_object('note', $3::text), $1, 'said', now())`;
    await writeFile(file, JSON.stringify({ note: planted }));
    await asOwnerRole(hub.hub, "shelters", (client) => client.query(told, [SHOWCASE, agencyId("oaed"), planted]));
    const seen = await cage.rehearse(async () => {
      await as("caseworker")(RECORD, { id: SHOWCASE }, { "x-request-id": planted });
      await lookThroughRemains(cloned.databases, directory);
    });
    expect(new Set(seen.map(({ where }) => where))).toEqual(
      new Set([
        ...["a log line", "the answer of /graphql", "the file copy.json", "the file records-000000000001.jsonl"],
        "the outbox of shelters",
      ]),
    );
    await rm(file);
    await rm(path.join(directory, "audit"), { recursive: true });
    await asOwnerRole(hub.hub, "shelters", (client) => client.query("delete from outbox where id = $1", [SHOWCASE]));
    await asOwnerRole(hub.hub, "accountability", (client) =>
      client.query("delete from access_record where seq = (select max(seq) from access_record)"),
    );
  });

  /** The canary of the refuge's capacity. */
  const word = (): Promise<string> =>
    asOwnerRole(hub.hub, "agencies", async (client) => {
      const told = "select updated_by as word from service_capacity where service_id = $1";
      return (await client.query<{ word: string }>(told, [serviceId("md-house-of-woman/women-shelter")])).rows[0]!.word;
    });
});
