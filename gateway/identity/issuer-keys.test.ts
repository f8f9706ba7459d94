import { createServer, type Server } from "node:http";
import { readableLog, Servers } from "../calls/subgraph.fixture";
import { identifyByToken } from "./bearer";
import { IssuerKeys } from "./issuer-keys";
import { TestIssuer } from "./token.fixture";

describe("the keys of an OpenID Connect issuer", () => {
  const servers = new Servers();
  afterEach(() => servers.close());

  async function setUp(named?: string) {
    const key = await TestIssuer.create("ES256");
    const asked: string[] = [];
    let isDown = false;
    let published = [key.publicKey];
    let origin = "";
    const server: Server = createServer((request, response) => {
      asked.push(request.url ?? "");
      if (isDown) return void response.writeHead(500).end();
      const documents: Record<string, object> = {
        "/realm/.well-known/openid-configuration": { issuer: named ?? `${origin}/realm`, jwks_uri: `${origin}/keys` },
        "/keys": { keys: published },
      };
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(documents[request.url ?? ""]));
    });
    origin = await servers.start(server);
    const issuer = `${origin}/realm`;
    const keys = new IssuerKeys(issuer);
    const identify = identifyByToken({ issuer, audience: "syndesmos", keys: keys.keys }, readableLog().log);
    const ask = async () => (await identify({ authorization: `Bearer ${await key.token({ iss: issuer })}` })).viewer;
    const lasting = `Bearer ${await key.token({ iss: issuer, exp: Math.floor(Date.now() / 1000) + 3600 })}`;
    const askAgain = () => identify({ authorization: lasting });
    const withdraw = async () => void (published = [(await TestIssuer.create("ES256")).publicKey]);
    return { ask, askAgain, asked, keys, withdraw, down: (value: boolean) => (isDown = value) };
  }

  it("are found by discovery, once", async () => {
    const { ask, asked } = await setUp();
    await Promise.all([ask(), ask()]);
    await expect(ask()).resolves.toMatchObject({ role: "CASEWORKER" });
    expect(asked).toEqual(["/realm/.well-known/openid-configuration", "/keys"]);
  });

  it("an issuer that is down does not make a good token bad, and is used again when it is back", async () => {
    const { ask, keys, down } = await setUp();
    down(true);
    await expect(keys.ready()).rejects.toThrow("no discovery document");
    await expect(ask()).rejects.toMatchObject({ extensions: { code: "SERVICE_UNAVAILABLE" } });
    down(false);
    await expect(ask()).resolves.toMatchObject({ role: "CASEWORKER" });
    down(true);
    await expect(ask()).resolves.toMatchObject({ role: "CASEWORKER" });
  });

  describe("an hour with one token", () => {
    beforeEach(
      () => void jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask", "setImmediate", "setTimeout"] }),
    );
    afterEach(() => void jest.useRealTimers());
    const pass = (seconds: number) => jest.setSystemTime(Date.now() + seconds * 1000);

    it("a key that the issuer withdraws is believed for 90 seconds at most", async () => {
      const { askAgain, withdraw } = await setUp();
      await askAgain();
      await withdraw();
      // The worst case: looked up just before the keys are asked for again, and remembered from then on.
      pass(59);
      await expect(askAgain()).resolves.toMatchObject({ viewer: { role: "CASEWORKER" } });
      pass(31);
      await expect(askAgain()).rejects.toMatchObject({ extensions: { code: "UNAUTHENTICATED" } });
    });

    it("an issuer that is away is asked once a minute, and for ten minutes its last keys are believed", async () => {
      const { askAgain, asked, down } = await setUp();
      await askAgain();
      down(true);
      const before = asked.length;
      for (const _ of [1, 2, 3]) {
        pass(61);
        await Promise.all([askAgain(), askAgain(), askAgain()]);
      }
      expect(asked.length - before).toBe(3);
      pass(600);
      await expect(askAgain()).rejects.toMatchObject({ extensions: { code: "SERVICE_UNAVAILABLE" } });
    });
  });

  it("a discovery document of another issuer is not believed", async () => {
    const { ask } = await setUp("https://evil.example");
    await expect(ask()).rejects.toMatchObject({ extensions: { code: "SERVICE_UNAVAILABLE" } });
  });
});
