import { readableLog, Servers } from "../calls/subgraph.fixture";
import { identifyByToken } from "./bearer";
import { IssuerKeys } from "./issuer-keys";
import { PublishedIssuer } from "./published-issuer.fixture";

describe("the keys of an OpenID Connect issuer", () => {
  const servers = new Servers();
  afterEach(() => servers.close());

  async function setUp(named?: string) {
    const issuer = await PublishedIssuer.start(servers, named);
    const keys = new IssuerKeys(issuer.url);
    const trust = { issuer: issuer.url, audience: "syndesmos", keys: keys.keys };
    const identify = identifyByToken(trust, readableLog().log);
    const ask = async () => (await identify({ authorization: `Bearer ${await issuer.token()}` })).viewer;
    const lasting = `Bearer ${await issuer.token({ exp: Math.floor(Date.now() / 1000) + 3600 })}`;
    const askAgain = () => identify({ authorization: lasting });
    return { issuer, ask, askAgain, keys };
  }

  it("are found by discovery, once", async () => {
    const { issuer, ask } = await setUp();
    await Promise.all([ask(), ask()]);
    await expect(ask()).resolves.toMatchObject({ role: "CASEWORKER" });
    expect(issuer.asked).toEqual(["/realm/.well-known/openid-configuration", "/keys"]);
  });

  it("an issuer that is down does not make a good token bad, and is used again when it is back", async () => {
    const { issuer, ask, keys } = await setUp();
    issuer.isDown = true;
    await expect(keys.ready()).rejects.toThrow("no discovery document");
    await expect(ask()).rejects.toMatchObject({ extensions: { code: "SERVICE_UNAVAILABLE" } });
    issuer.isDown = false;
    await expect(ask()).resolves.toMatchObject({ role: "CASEWORKER" });
    issuer.isDown = true;
    await expect(ask()).resolves.toMatchObject({ role: "CASEWORKER" });
  });

  describe("an hour with one token", () => {
    beforeEach(
      () => void jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask", "setImmediate", "setTimeout"] }),
    );
    afterEach(() => void jest.useRealTimers());
    const pass = (seconds: number) => jest.setSystemTime(Date.now() + seconds * 1000);

    it("a key that the issuer withdraws is believed for 90 seconds at most", async () => {
      const { issuer, askAgain } = await setUp();
      await askAgain();
      await issuer.withdraw();
      // The worst case: looked up just before the keys are asked for again, and remembered from then on.
      pass(59);
      await expect(askAgain()).resolves.toMatchObject({ viewer: { role: "CASEWORKER" } });
      pass(31);
      await expect(askAgain()).rejects.toMatchObject({ extensions: { code: "UNAUTHENTICATED" } });
    });

    it("an issuer that is away is asked once a minute, and for ten minutes its last keys are believed", async () => {
      const { issuer, askAgain } = await setUp();
      await askAgain();
      issuer.isDown = true;
      const before = issuer.asked.length;
      for (const _ of [1, 2, 3]) {
        pass(61);
        await Promise.all([askAgain(), askAgain(), askAgain()]);
      }
      expect(issuer.asked.length - before).toBe(3);
      pass(600);
      await expect(askAgain()).rejects.toMatchObject({ extensions: { code: "SERVICE_UNAVAILABLE" } });
    });
  });

  it("a discovery document of another issuer is not believed", async () => {
    const { ask } = await setUp("https://evil.example");
    await expect(ask()).rejects.toMatchObject({ extensions: { code: "SERVICE_UNAVAILABLE" } });
  });
});
