import { randomBytes } from "node:crypto";
import type { Pool } from "pg";
import { readableLog } from "../../gateway/calls/subgraph.fixture";
import { TestHub } from "../../gateway/front/hub.fixture";
import { openSharedRates, Rates } from "../../gateway/limits/rates";
import { readTestCluster } from "../support/config";
import { asSuperuser } from "../support/databases";

/** A busy machine is no database that is away. */
const PATIENCE_MS = 15_000;

/** Several gateways that count together in one database, which is a real one. */
describe("two gateways with one count", () => {
  const name = `rates_${randomBytes(5).toString("hex")}`;
  const gateways = [new TestHub(), new TestHub()];
  const log = readableLog();
  const pools: Pool[] = [];

  beforeAll(async () => {
    await asSuperuser((client) => client.query(`create database ${name}`));
    const { host, port, superuser } = readTestCluster();
    const url = new URL(`postgresql://${host}:${port}/${name}`);
    Object.assign(url, { username: superuser.user, password: superuser.password });
    // Both find the database empty, at the same moment.
    const opened = await Promise.all(
      gateways.map(() => openSharedRates({ RATE_DATABASE_URL: url.toString() }, log.log, PATIENCE_MS)),
    );
    pools.push(...opened.filter((pool) => pool !== undefined));
    await Promise.all(gateways.map((each, at) => each.start({ rates: new Rates({ user: 10, shared: pools[at]! }) })));
  });
  afterAll(async () => {
    await Promise.all(gateways.map((each) => each.hub.stop()));
    await Promise.all(pools.map((pool) => pool.end()));
    await asSuperuser((client) => client.query(`drop database if exists ${name} with (force)`));
  });

  const ask = async (at: number, claims?: object): Promise<number> => {
    const gateway = gateways[at % 2]!;
    const authorization = `Bearer ${await gateway.token(claims as Record<string, string>)}`;
    return (await gateway.post({ query: "{ purpose }" }, { authorization })).status;
  };
  const answers = async (count: number, claims?: object) => {
    const statuses = await Promise.all(Array.from({ length: count }, (_, at) => ask(at, claims)));
    return {
      answered: statuses.filter((each) => each === 200).length,
      refused: statuses.filter((each) => each === 429).length,
    };
  };

  it("answer one user as often together as either would alone, however many ask at once", async () => {
    expect(await answers(24)).toEqual({ answered: 10, refused: 14 });
    expect([await ask(0), await ask(1)]).toEqual([429, 429]);
    expect(log.text()).toBe("");
  });

  it("count each alone while the database is away, and together again when it is back", async () => {
    const other = { sub: "019b7673-0000-7000-8000-00000000000b" };
    await asSuperuser((client) => client.query(`alter database ${name} allow_connections false`));
    await asSuperuser((client) =>
      client.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`),
    );
    expect(await answers(30, other)).toEqual({ answered: 20, refused: 10 });
    expect(log.text()).toContain("each gateway counts questions alone");
    await asSuperuser((client) => client.query(`alter database ${name} allow_connections true`));
    const third = { sub: "019b7673-0000-7000-8000-00000000000c" };
    expect(await answers(16, third)).toEqual({ answered: 10, refused: 6 });
  });
});
