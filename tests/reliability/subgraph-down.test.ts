import { setTimeout as delay } from "node:timers/promises";
import { databaseOf } from "../../gateway/embedded/subgraphs";
import { codeOf } from "../support/answers";
import { accepted, HOSTEL, REFER, refer, register, REGISTER, somebody, TRAINING } from "../support/desk";
import { asSuperuser } from "../support/databases";
import { useHub, type Answer } from "../support/hub";
import { operation } from "../support/operations";
import { beneficiaryId, SHOWCASE } from "../support/people";
import type { Transport } from "../support/transports";

const FOLLOW = operation("FollowBeneficiary");
const FILES = [
  ["oaed", "employment", SHOWCASE],
  ["shelters", "housing", SHOWCASE],
  ["kdap", "childcare", beneficiaryId(2)],
  ["mental-health", "mentalHealth", SHOWCASE],
  ["programmes", "enrolments", SHOWCASE],
] as const;

/** Everything an answer may not give away about where things run. */
const INTERNAL = /127\.0\.0\.1|localhost|ECONN|postgres|_app|password|node_modules|\.js\b|\bat .+:\d+/i;

interface Fault {
  readonly path: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly service?: string };
}

const faultsOf = ({ errors }: Answer): Fault[] => (errors ?? []) as unknown as Fault[];

describe.each<Transport>(["in-process", "http"])("a database that is gone (%s)", (transport) => {
  const hub = useHub(transport);
  const desk = hub.as("caseworker");
  const follow = (id = SHOWCASE) => desk(FOLLOW, { id });

  /** The machine of one owner's database is cut off while `work` is done. */
  async function without<T>(owner: string, work: () => Promise<T>): Promise<T> {
    const { database } = databaseOf(hub.hub.cloned.databases, owner);
    const allow = (yes: boolean) =>
      asSuperuser(async (client) => {
        await client.query(`alter database ${database} allow_connections ${yes}`);
        if (!yes)
          await client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [database]);
      });
    await allow(false);
    try {
      return await work();
    } finally {
      await allow(true);
    }
  }

  it.each(FILES)(
    "of %s: null for %s, a code with its name, the rest as it was, and it heals by itself",
    async (owner, field, id) => {
      const whole = accepted(await follow(id)).beneficiary;
      expect(whole[field].access.granted).toBe(true);
      const answer = await without(owner, () => follow(id));
      expect([answer.status, answer.data.beneficiary[field]]).toEqual([200, null]);
      const rest = comparable(whole, owner, field);
      expect(comparable(answer.data.beneficiary, owner, field)).toEqual(rest);
      expect(faultsOf(answer).length).toBeGreaterThan(0);
      for (const { path, extensions } of faultsOf(answer)) {
        expect(path[0]).toBe("beneficiary");
        expect(extensions).toMatchObject({ code: "SERVICE_UNAVAILABLE", service: owner });
      }
      expect(JSON.stringify(answer.errors)).not.toMatch(INTERNAL);
      const healed = accepted(await follow(id)).beneficiary;
      expect(healed[field]).toEqual({ ...whole[field], access: { ...whole[field].access, asOf: expect.any(String) } });
    },
  );

  it("of the directory: names are missing, people and referrals are there, and nobody refers into the dark", async () => {
    const person = await register(desk);
    const answer = await without("agencies", async () => {
      const refused = await desk(REFER, { input: { beneficiaryId: person, serviceId: HOSTEL } });
      expect(codeOf(refused)).toBe("SERVICE_UNAVAILABLE");
      return follow();
    });
    const { referrals, name, employment } = answer.data.beneficiary;
    expect(referrals.edges).toHaveLength(12);
    expect(referrals.edges[0].node).toMatchObject({ state: expect.any(String), agency: null });
    expect([name.surname, employment.access.granted]).toEqual([expect.any(String), true]);
    for (const { extensions } of faultsOf(answer)) expect(extensions.service).toBe("agencies");
    const all = "query ($id: ID!) { beneficiary(id: $id) { referrals { edges { node { id } } } } }";
    expect(accepted(await desk(all, { id: person })).beneficiary.referrals.edges).toEqual([]);
    await refer(desk, person, { serviceId: TRAINING });
  });

  it("of the centres: one code, no address, nothing written, and the directory still answers", async () => {
    const [read, write, directory] = await without("beneficiaries", () =>
      Promise.all([
        follow(),
        desk(REGISTER, { input: somebody({ surname: "Απολεσθείσα" }) }),
        desk("{ regions { code } }"),
      ]),
    );
    expect(read.data).toEqual({ beneficiary: null });
    expect(write.data ?? null).toBeNull();
    for (const answer of [read, write]) {
      expect(faultsOf(answer)).toHaveLength(1);
      expect(faultsOf(answer)[0]!.extensions).toMatchObject({ code: "SERVICE_UNAVAILABLE", service: "beneficiaries" });
      expect(JSON.stringify(answer)).not.toMatch(INTERNAL);
    }
    expect(directory.data.regions).toHaveLength(13);
    const search = { search: { name: "Απολεσθείσα" } };
    expect(accepted(await desk(operation("FindBeneficiary"), search)).beneficiaries.edges).toEqual([]);
    accepted(await desk(REGISTER, { input: somebody({ surname: "Απολεσθείσα" }) }));
  });

  it("the hub is not ready without the centres' database, and ready again after", async () => {
    const ready = async () => (await fetch(`${hub.hub.embedded.hub.address}/health/ready`)).status;
    expect(await without("beneficiaries", ready)).toBe(503);
    await delay(1100);
    expect(await ready()).toBe(200);
  });

  it("connections cut under way: the next question is answered", async () => {
    await follow();
    await asSuperuser((client) =>
      client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = any($1)", [
        [...hub.hub.cloned.databases.values()].map(({ database }) => database),
      ]),
    );
    await delay(50);
    const answer = await follow();
    expect(answer.errors).toBeUndefined();
  });
});

/** What is compared: without the moments of decisions, and without what only the lost owner knows. */
function comparable(person: Record<string, unknown>, owner: string, field: string): unknown {
  const lost = owner === "programmes" ? ["asOf", "programme"] : ["asOf"];
  const known = { ...person, [field]: undefined };
  return JSON.parse(JSON.stringify(known, (key, each: unknown) => (lost.includes(key) ? undefined : each)));
}
