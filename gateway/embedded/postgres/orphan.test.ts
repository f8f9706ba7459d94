import { spawn } from "node:child_process";
import { chmod, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { Client } from "pg";
import { chooseAccount } from "./account.js";
import { childOptions } from "./child.js";
import { takeLock } from "./lock.js";
import { readPidFile } from "./orphan.js";
import { isPostgresOf, until } from "./processes.js";
import { answer, ask, kill, Scratch, serverPid, urlOf } from "./scratch.fixture.js";

const scratch = new Scratch();
const list = (directory: string): Promise<string[]> => readdir(directory).catch(() => [] as string[]);
afterAll(() => scratch.end(), 30_000);

/** As PostgreSQL would have left it: its user can read it, whatever the umask of the tests. */
async function leavePidFile(data: string, text: string): Promise<void> {
  const file = path.join(data, "postmaster.pid");
  await writeFile(file, text);
  await chmod(file, 0o644);
}

describe("what a killed hub leaves behind", () => {
  it("its server does not hear Ctrl-C, is taken over, and another program with its number is no obstacle", async () => {
    const directory = await scratch.directory();
    const data = path.join(directory, "data");
    const hub = scratch.hub(directory);
    const first = await answer(hub);
    const orphan = await serverPid(data);

    process.kill(-(hub.pid ?? 0), "SIGINT"); // what a terminal sends to the whole group
    await ask(urlOf(first), "CREATE TABLE kept AS SELECT 1 AS n");
    await kill(hub);
    expect(await isPostgresOf(orphan, data)).toBe(true);

    const second = await scratch.start({ directory, preferredPort: first.port });
    expect(urlOf(second)).toBe(urlOf(first)); // the port too: the orphan was stopped before one was chosen
    expect(await isPostgresOf(orphan, data)).toBe(false);
    expect(await ask(urlOf(second), "SELECT n FROM kept")).toBe(1);

    const file = await readFile(path.join(data, "postmaster.pid"), "utf8");
    await second.stop();
    const account = await chooseAccount(data); // PostgreSQL only minds programs of its own user
    const stranger = spawn("sleep", ["60"], childOptions(account));
    await leavePidFile(data, file.replace(/^\d+/, String(stranger.pid)));
    const third = await scratch.start({ directory });
    expect(await ask(urlOf(third), "SELECT n FROM kept")).toBe(1);
    await kill(stranger);
    await third.stop();
    await leavePidFile(data, ""); // cut off by a crash
    expect(await ask(urlOf(await scratch.start({ directory })), "SELECT n FROM kept")).toBe(1);
  }, 30_000);

  it("a server killed with it recovers, though one of its backends is still at work", async () => {
    const directory = await scratch.directory();
    const hub = scratch.hub(directory);
    const first = await answer(hub);
    await ask(urlOf(first), "CREATE TABLE kept AS SELECT 1 AS n");
    const busy = new Client(urlOf(first));
    busy.on("error", () => undefined);
    await busy.connect();
    const work = busy.query("SELECT count(*) FROM generate_series(1, 100000000000)").catch(() => "ended");
    await kill(hub);
    process.kill(await serverPid(path.join(directory, "data")), "SIGKILL");

    const second = await scratch.start({ directory });
    expect(await ask(urlOf(second), "SELECT n FROM kept")).toBe(1);
    expect(await work).toBe("ended");
  }, 30_000);

  it("a first start cut off half-way does not poison the next", async () => {
    const directory = await scratch.directory();
    const hub = scratch.hub(directory);
    const drafted = async (): Promise<boolean> => {
      const names = await list(directory);
      const draft = names.find((name) => name.startsWith("data.new-") && !name.endsWith(".password"));
      return draft !== undefined && (await list(path.join(directory, draft))).includes("global");
    };
    expect(await until(drafted, 10_000)).toBe(true);
    await kill(hub);
    expect(await readdir(directory)).not.toContain("data");

    const server = await scratch.start({ directory });
    expect(await ask(urlOf(server), "SELECT 1")).toBe(1);
    expect((await readPidFile(path.join(directory, "data")))?.port).toBe(server.port);
  }, 30_000);
});

describe("the lock of a directory", () => {
  it("is won by one of many, and free again after release", async () => {
    const directory = path.dirname(await scratch.directory());
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => takeLock(directory)));
    const won = tries.filter((attempt) => attempt.status === "fulfilled");
    expect(won).toHaveLength(1);
    await won[0]?.value.release();
    await (await takeLock(directory)).release();
  });

  it("of a dead hub is ignored, even when its number is somebody's again", async () => {
    const directory = path.dirname(await scratch.directory());
    await writeFile(path.join(directory, "hub.lock.4"), JSON.stringify({ pid: process.pid, identity: "boot:1" }));
    await (await takeLock(directory)).release();
    expect((await readdir(directory)).filter((name) => name.startsWith("hub.lock"))).toEqual(["hub.lock.5"]);
  });
});
