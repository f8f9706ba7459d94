import { createServer, type Server } from "node:net";
import { once } from "node:events";
import { rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import * as ports from "./port.js";
import { until } from "./processes.js";
import { answer, ask, Scratch, serverPid, urlOf } from "./scratch.fixture.js";
import type { EmbeddedServer } from "./server.js";

const scratch = new Scratch();
let directory: string;
let server: EmbeddedServer;
let other: Server; // somebody else's, on a port we want

const takenPort = (): number => {
  const address = other.address();
  return typeof address === "object" && address ? address.port : 0;
};

beforeAll(async () => {
  other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  directory = await scratch.directory();
  server = await scratch.start({ directory });
}, 30_000);
afterAll(async () => {
  other.close();
  await scratch.end();
}, 30_000);

describe("a hub with a database of its own", () => {
  it("refuses a second hub on the same directory and says who has it", async () => {
    const second = await answer(scratch.hub(directory));
    expect(second.refused).toContain(`in use by another hub (process ${process.pid})`);
    await expect(scratch.start({ directory })).rejects.toThrow("in use by this process");
    expect(await ask(urlOf(server), "SELECT 1")).toBe(1);
  });

  it("finds its data, its port and its password again after a restart", async () => {
    await ask(urlOf(server), "CREATE TABLE kept AS SELECT 'Μαρία' AS name");
    await server.stop();
    const again = await scratch.start({ directory });
    expect(urlOf(again)).toBe(urlOf(server));
    expect(await ask(urlOf(again), "SELECT name FROM kept")).toBe("Μαρία");
    server = again;
  });

  it("keeps the password from other users of the machine", async () => {
    const { mode } = await stat(path.join(directory, "superuser-password"));
    expect(mode & 0o077).toBe(0);
    const wrong = { ...server, superuser: { ...server.superuser, password: "guessed" } };
    await expect(ask(urlOf(wrong), "SELECT 1")).rejects.toThrow("password authentication failed");
  });

  it("keeps its data when the file of the password is lost", async () => {
    const before = urlOf(server);
    await server.stop();
    await rm(path.join(directory, "superuser-password"));
    await writeFile(path.join(directory, "server.json"), '{"po'); // the machine crashed too
    server = await scratch.start({ directory });
    expect(await ask(urlOf(server), "SELECT name FROM kept")).toBe("Μαρία");
    await expect(ask(`${before.split("@")[0]}@${urlOf(server).split("@")[1]}`, "SELECT 1")).rejects.toThrow("password");
  });

  it("takes another port when the preferred one is taken", async () => {
    await server.stop();
    server = await scratch.start({ directory, preferredPort: takenPort() });
    expect(server.port).not.toBe(takenPort());
    expect(await ask(urlOf(server), "SELECT 1")).toBe(1);
  });

  it("takes another port when the chosen one is lost before PostgreSQL has it", async () => {
    await server.stop();
    const choose = jest.spyOn(ports, "choosePort").mockResolvedValueOnce(takenPort());
    server = await scratch.start({ directory });
    expect(choose).toHaveBeenCalledTimes(2);
    choose.mockRestore();
    expect(await ask(urlOf(server), "SELECT 1")).toBe(1);
  });

  it("listens on loopback only, whatever the settings say, and logs no literal of a failed statement", async () => {
    await server.stop();
    const log: string[] = [];
    const settings = { listen_addresses: "*", work_mem: "7MB" };
    server = await scratch.start({ directory, settings, onLog: (line) => log.push(line) });
    expect(await ask(urlOf(server), "SHOW listen_addresses")).toBe("127.0.0.1");
    expect(await ask(urlOf(server), "SHOW work_mem")).toBe("7MB");
    await expect(ask(urlOf(server), "SELECT 'Παπαδοπούλου' FROM nowhere")).rejects.toThrow("nowhere");
    await until(() => log.some((line) => line.includes("nowhere")), 2_000);
    expect(log.join("\n")).toContain("nowhere");
    expect(log.join("\n")).not.toContain("Παπαδοπούλου");
  });

  it("is served again on the same port when PostgreSQL is killed", async () => {
    await ask(urlOf(server), "CREATE TABLE survivor AS SELECT 7 AS n");
    await ask(urlOf(server), "CHECKPOINT"); // tests commit asynchronously
    process.kill(await serverPid(path.join(directory, "data")), "SIGKILL");
    const served = (): Promise<boolean> =>
      ask(urlOf(server), "SELECT n FROM survivor").then(
        (n) => n === 7,
        () => false,
      );
    expect(await until(served, 10_000)).toBe(true);
  }, 15_000);

  it("stops in the middle of a revival, and twice", async () => {
    process.kill(await serverPid(path.join(directory, "data")), "SIGKILL");
    await until(
      () =>
        ask(urlOf(server), "SELECT 1").then(
          () => false,
          () => true,
        ),
      2_000,
    );
    await Promise.all([server.stop(), server.stop()]);
    await expect(ask(urlOf(server), "SELECT 1")).rejects.toThrow("ECONNREFUSED");
  });
});
