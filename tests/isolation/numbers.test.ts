import { OWNERS } from "../../gateway/embedded/owners";
import { databaseOf } from "../../gateway/embedded/subgraphs";
import { readTestCluster } from "../support/config";
import { readRegistry } from "../support/canary/registry";
import { watchedLog } from "../support/canary/watched";
import { asSuperuser } from "../support/databases";
import { accepted, register, REGISTER, somebody } from "../support/desk";
import { useHub, type Answer } from "../support/hub";
import { afmOf, amkaOf } from "../support/numbers";
import { operation } from "../support/operations";
import { testLives } from "../support/people";

const AMKA = amkaOf("1951-02-03", 4471);
const AFM = afmOf("27182818");
const PERSONAL = `A1B${afmOf("16180339")}`;
const [PASSPORT, MOBILE, EMAIL] = ["ΑΚ7788991", "+306987654321", "arithmidou@example.gr"];
const OURS = [AMKA, AFM, PERSONAL, PERSONAL.slice(3), PASSPORT, MOBILE, MOBILE.slice(3), EMAIL];

/** As it is, and as it stands in a dump of bytes, in a cursor or in a token. */
const disguises = (number: string): string[] => {
  const bytes = Buffer.from(number);
  return [number, bytes.toString("hex"), bytes.toString("base64").replace(/=+$/, ""), encodeURIComponent(number)];
};

/** Everything one owner stores, as text: what somebody has who takes the disks or a backup. */
const dumpOf = (database: string): Promise<string> =>
  asSuperuser(async (client) => {
    const tables =
      "select oid::regclass::text as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace";
    const dump: string[] = [];
    for (const { name } of (await client.query<{ name: string }>(tables)).rows) {
      const { rows } = await client.query<{ text: string }>(
        `select string_agg(row::text, E'\n') as text from ${name} row`,
      );
      dump.push(rows[0]!.text ?? "");
    }
    return dump.join("\n");
  }, database);

describe("numbers that identify people", () => {
  const lines: string[] = [];
  const sent: { service: string; text: string }[] = [];
  const hub = useHub(
    "in-process",
    watchedLog("hub", (line) => void lines.push(line)),
    ({ service, variables }) => {
      sent.push({ service, text: JSON.stringify(variables ?? {}) });
    },
  );
  const refusals: Answer[] = [];
  /** Who was registered, who by the retry, and who was found by each number. */
  const found: string[][] = [];
  const dumps = new Map<string, string>();
  const known = testLives()
    .slice(0, 60)
    .flatMap(({ person: { amka, afm, paaypa, passport, phone, email } }) => [amka, afm, paaypa, passport, phone, email])
    .filter((number) => number !== null);

  beforeAll(async () => {
    const desk = hub.as("caseworker");
    const identifiers = [
      { kind: "AMKA", value: AMKA },
      { kind: "AFM", value: AFM },
      { kind: "PERSONAL_NUMBER", value: PERSONAL },
      { kind: "PASSPORT", value: PASSPORT },
    ];
    const contacts = [
      { kind: "MOBILE", value: MOBILE },
      { kind: "EMAIL", value: EMAIL },
    ];
    const idempotencyKey = "numbers-0001";
    const id = await register(desk, { identifiers, contacts, idempotencyKey });
    found.push([id], [await register(desk, { identifiers, contacts, idempotencyKey })]);
    refusals.push(await desk(REGISTER, { input: somebody({ identifiers, contacts }) }));
    refusals.push(await desk(REGISTER, { input: somebody({ identifiers: [{ kind: "AMKA", value: `${AMKA}1` }] }) }));
    refusals.push(await desk(REGISTER, { input: somebody({ identifiers: [{ kind: "AFM", value: AMKA }] }) }));
    refusals.push(await desk(REGISTER, { input: somebody({ sex: MOBILE, birthDate: AFM }) }));
    for (const { kind, value } of identifiers) {
      const { edges } = accepted(
        await desk(operation("FindBeneficiary"), { search: { identifier: { kind, value } } }),
      ).beneficiaries;
      found.push(edges.map(({ node }: { node: { id: string } }) => node.id));
    }
    await desk(operation("FollowBeneficiary"), { id });
    for (const { name } of OWNERS) {
      dumps.set(name, await dumpOf(databaseOf(hub.hub.cloned.databases, name).database));
    }
  }, 60_000);

  it("find the one person they belong to, and a retry nobody new", () => {
    expect(found).toHaveLength(6);
    expect(new Set(found.flat()).size).toBe(1);
  });

  it("stand in no database in clear, nor where refuges are", () => {
    expect(known.length).toBeGreaterThan(100);
    expect(dumps.get("beneficiaries")!.length).toBeGreaterThan(100_000);
    const places = [...readRegistry(readTestCluster().directory)]
      .filter(
        ([, { kind }]) =>
          /^(name|address|telephone) of a (hidden site|refuge)$/.test(kind) && kind !== "name of a refuge",
      )
      .map(([token]) => token);
    expect(places.length).toBeGreaterThan(8);
    for (const [owner, dump] of dumps) {
      const seen = [...OURS, ...known, ...places].filter((number) =>
        disguises(number).some((each) => dump.includes(each)),
      );
      expect([owner, seen]).toEqual([owner, []]);
    }
  });

  it("are in no log line and in no refusal, also of who sent them", () => {
    expect(refusals.map(({ errors }) => errors?.length)).toEqual([1, 1, 1, 1]);
    expect(lines.length).toBeGreaterThan(5);
    const told = lines.join("") + JSON.stringify(refusals);
    expect(OURS.filter((number) => disguises(number).some((each) => told.includes(each)))).toEqual([]);
  });

  it("reach the centres' own subgraph and no other, and are no key of an entity", () => {
    const elsewhere = sent.filter(({ service }) => service !== "beneficiaries").map(({ text }) => text);
    const keys = sent.filter(({ text }) => text.includes("representations")).map(({ text }) => text);
    expect(elsewhere.length).toBeGreaterThan(3);
    expect(keys.length).toBeGreaterThan(3);
    const told = [...elsewhere, ...keys].join();
    expect(OURS.filter((number) => told.includes(number))).toEqual([]);
  });
});
