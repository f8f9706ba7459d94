import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { JWK } from "jose";
import type { Execute } from "./calls/in-process";
import { doorOf, readableLog, Servers } from "./calls/subgraph.fixture";
import { supergraphOf } from "./front/hub.fixture";
import { TestIssuer } from "./identity/token.fixture";
import { writeKeys } from "./keys";

/** The deployed form: a process of its own, subgraphs behind their signed doors, an OpenID Connect issuer. */
describe("the gateway as a process", () => {
  const servers = new Servers();
  const processes: ChildProcess[] = [];
  let directory: string;
  let issuer: TestIssuer;
  let issuerUrl: string;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), "gateway-"));
    await writeKeys(path.join(directory, "keys"));
    await writeFile(path.join(directory, "supergraph.graphql"), supergraphOf());
    issuer = await TestIssuer.create();
    issuerUrl = await servers.start((request, response) => {
      const isDiscovery = request.url?.startsWith("/.well-known");
      const keys = { keys: [issuer.publicKey] };
      const document = isDiscovery ? { issuer: issuerUrl, jwks_uri: `${issuerUrl}/keys` } : keys;
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(document));
    });
  });
  afterAll(async () => {
    for (const child of processes) child.kill("SIGKILL");
    await servers.close();
    await rm(directory, { recursive: true });
  });

  /** Its log lines, and its port when it is ready. */
  async function start(environment: Record<string, string>) {
    const script = path.join(__dirname, "main.js");
    const child = spawn(process.execPath, [script], { env: environment });
    processes.push(child);
    const lines: Record<string, unknown>[] = [];
    let errors = "";
    child.stderr.on("data", (piece: Buffer) => (errors += piece.toString()));
    const port = await new Promise<number | undefined>((resolve) => {
      child.once("exit", () => resolve(undefined));
      child.stdout.on("data", (piece: Buffer) => {
        for (const line of piece.toString().split("\n").filter(Boolean)) {
          const parsed = JSON.parse(line) as Record<string, unknown>;
          lines.push(parsed);
          if (parsed["msg"] === "ready") resolve(parsed["port"] as number);
        }
      });
    });
    return { child, port, lines, errors: () => errors };
  }

  const settings = (urls: string) => ({
    HUB_MODE: "development",
    PORT: "0",
    SUBGRAPH_URLS: urls,
    SIGNING_KEY_FILE: path.join(directory, "keys", "signing-key.json"),
    SUPERGRAPH_PATH: path.join(directory, "supergraph.graphql"),
    OIDC_ISSUER: issuerUrl,
  });

  it("answers over signed calls, and leaves cleanly on SIGTERM", async () => {
    const published = await readFile(path.join(directory, "keys", "gateway-keys.json"), "utf8");
    const keys = { signing: "", public: (JSON.parse(published) as { keys: [JWK] }).keys[0] };
    const execute = jest.fn<ReturnType<Execute>, Parameters<Execute>>().mockResolvedValue({ data: { purpose: "yes" } });
    const people = await servers.start(doorOf("people", execute, keys, readableLog().log));
    const urls = `people=${people}/graphql,work=http://127.0.0.1:9/graphql`;
    const { child, port, lines } = await start({ ...settings(urls), STOP_GRACE_MS: "0" });

    const ready = await fetch(`http://127.0.0.1:${port}/health/ready`);
    expect(await ready.json()).toEqual({ status: "ready" });
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${await issuer.token({ iss: issuerUrl })}`,
        "x-request-id": "request-4000",
      },
      body: JSON.stringify({ query: "{ purpose }" }),
    });
    expect(await response.json()).toEqual({ data: { purpose: "yes" } });
    expect(execute.mock.calls[0]?.[1]).toMatchObject({ requestId: "request-4000", viewer: { role: "CASEWORKER" } });

    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
    expect(lines.map((line) => line["msg"])).toEqual(["ready", "operation", "stopped"]);
  }, 30_000);

  it("does not start without an address for every service, and says which", async () => {
    const { child, port, lines } = await start(settings("people=http://127.0.0.1:9/graphql"));
    expect([port, child.exitCode]).toEqual([undefined, 1]);
    expect(lines.at(-1)).toMatchObject({ reason: "SUBGRAPH_URLS: no address for work" });
    expect(lines.at(-1)).not.toHaveProperty("cause");
  }, 30_000);

  it("does not start without settings, and names each", async () => {
    const { child, port, lines } = await start({ LOG_LEVEL: "nothing" });
    expect([port, child.exitCode]).toEqual([undefined, 1]);
    expect(lines.at(-1)?.["reason"]).toMatch(/LOG_LEVEL.*SIGNING_KEY/);
  }, 30_000);
});

describe("the key pair of trusted calls", () => {
  it("is written for the owner only, and never overwritten", async () => {
    const directory = await mkdtemp(path.join(tmpdir(), "keys-"));
    const files = await writeKeys(directory);
    expect(await readdir(directory)).toEqual(["gateway-keys.json", "signing-key.json"]);
    for (const file of files) expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(files[1] ?? "", "utf8")).not.toContain('"d"');
    await expect(writeKeys(directory)).rejects.toThrow("EEXIST");
    await rm(directory, { recursive: true });
  });
});
