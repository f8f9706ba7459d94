import { databaseOf } from "../../gateway/embedded/subgraphs";
import { Database } from "../../subgraphs/kernel/database/database";
import { newId } from "../../subgraphs/kernel/identifier";
import type { Job } from "../../subgraphs/kernel/jobs/job";
import { takeTurn } from "../../subgraphs/kernel/database/job-run";
import { JobRunner } from "../../subgraphs/kernel/jobs/job-runner";
import { forgetKeys } from "../../subgraphs/kernel/jobs/own-jobs";
import { connectAs } from "../support/application";
import { watchedLog } from "../support/canary/watched";
import { cloneDatabases, type ClonedDatabases } from "../support/databases";

const TEN = new Date("2026-11-22T10:07:00Z");
const QUARTER_PAST = new Date("2026-11-22T10:16:00Z");

describe("what an owner does by the clock", () => {
  let cloned: ClonedDatabases;
  const opened: Database[] = [];
  beforeAll(async () => (cloned = await cloneDatabases(["beneficiaries"])), 30_000);
  afterAll(async () => {
    for (const database of opened) await database.close();
    await cloned?.drop();
  });

  const owner = () => databaseOf(cloned.databases, "beneficiaries");
  /** Another instance of the owner's process. */
  const instance = (url = owner().url): Database => {
    const database = new Database({ url, rows: [], applicationName: "jobs" });
    opened.push(database);
    return database;
  };
  const asKeeper = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> => {
    const client = await connectAs(owner().migrationUrl);
    try {
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.end();
    }
  };
  const job = (name: string, run: Job["run"]): Job => ({ name, every: { minutes: 15 }, run });
  const logged: string[] = [];
  const log = watchedLog("jobs", (line) => void logged.push(line));

  it("is done by one of many instances, once in a turn", async () => {
    const done: Date[] = [];
    const count = job("count", async (now) => ({ done: done.push(now) }));
    const runners = Array.from({ length: 5 }, () => new JobRunner(instance(), [count], log));
    const all = (now: Date) => Promise.all(runners.map((each) => each.runDue(now)));
    await all(TEN);
    await all(TEN);
    expect(done).toEqual([TEN]);
    await all(QUARTER_PAST);
    expect(done).toEqual([TEN, QUARTER_PAST]);
    // An instance whose clock is slow does not go back.
    await all(TEN);
    expect(done).toHaveLength(2);
  });

  it("that fails is in the log, keeps nothing else from running, and is tried again after a while", async () => {
    let tries = 0;
    const failing = job("failing", async () => {
      if (++tries < 3) throw new Error("no disk");
      return {};
    });
    let others = 0;
    const runner = new JobRunner(instance(), [failing, job("beside", async () => ({ others: ++others }))], log);
    await runner.runDue(TEN);
    await runner.runDue(TEN);
    expect({ tries, others }).toEqual({ tries: 1, others: 1 });
    expect(logged.join()).toContain('"job":"failing","failures":1');
    for (let again = 0; again < 3; again++) {
      await asKeeper("update job_run set held_until = now() - interval '1 second' where name = 'failing'");
      await runner.runDue(TEN);
    }
    expect(tries).toBe(3);
    expect(await asKeeper("select done, failures from job_run where name = 'failing'")).toEqual([
      { done: true, failures: 2 },
    ]);
  });

  it("is taken over from an instance that died in the middle, and not from one that is at it", async () => {
    const turn = "2026-11-22T10:00:00.000Z";
    const first = await takeTurn(instance(), "long", turn, 60);
    expect(first).toBeDefined();
    expect(await takeTurn(instance(), "long", turn, 60)).toBeUndefined();
    await first!.hold(-1);
    expect(await takeTurn(instance(), "long", turn, 60)).toBeDefined();
  });

  it("is given back by an instance that is told to stop in the middle, and another goes on at once", async () => {
    const batches: string[] = [];
    const inBatches = (instanceName: string, first: () => unknown) =>
      job("batches", async (_, stopping) => {
        for (let batch = 0; batch < 3; batch++) {
          stopping?.throwIfAborted();
          batches.push(`${instanceName} ${batch}`);
          if (batch === 0) void first();
        }
        return {};
      });
    const stopped: JobRunner = new JobRunner(instance(), [inBatches("first", () => stopped.stop())], log);
    const before = logged.length;
    await stopped.runDue(TEN);
    await new JobRunner(instance(), [inBatches("second", () => undefined)], log).runDue(TEN);
    expect(batches).toEqual(["first 0", "second 0", "second 1", "second 2"]);
    expect(logged.slice(before).join()).not.toContain("failed");
  });

  it("does not wait for a turn that hangs over the next", async () => {
    await takeTurn(instance(), "hanging", "2026-11-22T10:00:00.000Z", -1);
    expect(await takeTurn(instance(), "hanging", "2026-11-22T10:15:00.000Z", 60)).toBeDefined();
  });

  it("forgets the keys of mutations after a day, everybody's", async () => {
    const [viewer, other] = [newId(), newId()];
    for (const [who, key, hours] of [
      [viewer, "an old key", 25],
      [other, "another old key", 30],
      [viewer, "a young key", 23],
    ]) {
      await asKeeper(
        "insert into idempotency (viewer_id, key, request, at) values ($1, $2, '', now() - make_interval(hours => $3))",
        [who, key, hours],
      );
    }
    const database = instance();
    expect(await forgetKeys(database).run(TEN)).toEqual({ keys: 2 });
    const left = await asKeeper("select key from idempotency where viewer_id = any($1)", [[viewer, other]]);
    expect(left).toEqual([{ key: "a young key" }]);
  });

  it("waits for a database that is away", async () => {
    const away = instance(owner().url.replace(/:\d+\//, ":1/"));
    let ran = false;
    const runner = new JobRunner(away, [job("away", async () => ({ ran: Number((ran = true)) }))], log);
    await runner.runDue(TEN);
    expect(ran).toBe(false);
    expect(logged.join()).toContain("job not looked at");
  });
});
