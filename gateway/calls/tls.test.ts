import { rm } from "node:fs/promises";
import { request } from "node:https";
import { importJWK, type CryptoKey, type JWK } from "jose";
import { httpPeers } from "../../subgraphs/kernel/call/http-peer";
import { openTls, tlsOf, WITHIN } from "../../subgraphs/kernel/tls/open-tls";
import type { TlsFiles } from "../../subgraphs/kernel/tls/tls-files";
import { openServer } from "../../subgraphs/kernel/tls/tls-server";
import type { SubgraphRequest } from "../engine/subgraph-call";
import { Authority, certificateFiles, type Certified } from "./certificates.fixture";
import { overHttp } from "./over-http";
import { signerFrom } from "./signer";
import { doorOf, makeKeys, readableLog, Servers, WORKER, type Keys } from "./subgraph.fixture";

const QUESTION: SubgraphRequest = { service: "kdap", query: "{ places }", kind: "mutation" };
const PLACES = { data: { places: 3 } };

type Files = Awaited<ReturnType<typeof certificateFiles>>;

describe("within the hub, over TLS", () => {
  const hub = new Authority();
  const stranger = new Authority("Somebody else");
  const servers = new Servers();
  const ends: (() => unknown)[] = [];
  let keys: Keys;
  beforeAll(async () => {
    keys = await makeKeys();
  });
  afterEach(async () => {
    for (const end of ends.splice(0).toReversed()) await end();
    await servers.close();
  });

  async function filesOf(certified: Certified, ca?: string): Promise<Files> {
    const files = await certificateFiles(certified, ca);
    ends.push(() => rm(files.directory, { recursive: true }));
    return files;
  }
  function tlsFrom({ settings }: Files, log = readableLog().log): TlsFiles {
    const tls = openTls(settings, WITHIN, log)!;
    ends.push(() => tls.close());
    return tls;
  }
  const memberOf = async (authority: Authority, days?: number): Promise<TlsFiles> =>
    tlsFrom(await filesOf(authority.certify(["gateway"], days), hub.cert));

  /** A subgraph as its process serves it, and the log of its operator. */
  async function serve(certified: Certified) {
    const { log, text } = readableLog();
    const files = await filesOf(certified, hub.cert);
    const tls = tlsFrom(files, log);
    const server = doorOf("kdap", () => Promise.resolve(PLACES), keys, log, tls);
    const { port } = new URL(await servers.start(server));
    return { url: `https://localhost:${port}/graphql`, port: Number(port), server, files, tls, text };
  }

  /** What the gateway's engine gets, and what its operator reads. */
  async function ask(url: string, tls?: TlsFiles) {
    const { log, text } = readableLog();
    const sign = await signerFrom(keys.signing);
    const calls = overHttp({ endpoints: new Map([["kdap", url]]), sign, log, timeoutMs: 3000, ...(tls && { tls }) });
    ends.push(() => calls.close());
    const answer = await calls.call(QUESTION, WORKER).catch((error: { code: string }) => error.code);
    return { answer, said: text() };
  }
  /** The name in the certificate that is shown there now, by somebody who believes anything. */
  const shown = (port: number, path = "/health/live") =>
    new Promise<{ status: number | undefined; names: string | undefined }>((resolve, reject) => {
      const asked = request({ port, host: "127.0.0.1", path, rejectUnauthorized: false, agent: false }, (response) => {
        response.resume();
        const { socket } = response as unknown as { socket: { getPeerCertificate(): { subjectaltname?: string } } };
        resolve({ status: response.statusCode, names: socket.getPeerCertificate().subjectaltname });
      });
      asked.on("error", reject).end();
    });

  it("the gateway and an owner show each other who they are", async () => {
    const { url } = await serve(hub.certify(["localhost"]));
    expect((await ask(url, await memberOf(hub))).answer).toEqual(PLACES);
  });

  it.each<[string, () => Certified, string]>([
    ["of another authority", () => stranger.certify(["localhost"]), "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
    ["of another name", () => hub.certify(["shelters"]), "ERR_TLS_CERT_ALTNAME_INVALID"],
  ])("an owner with a certificate %s is not asked, and the log says why", async (_, certified, code) => {
    const { url } = await serve(certified());
    const { answer, said } = await ask(url, await memberOf(hub));
    expect([answer, said.includes(`"code":"${code}"`)]).toEqual(["SERVICE_UNAVAILABLE", true]);
  });

  it("an owner whose certificate has expired is not asked, and the log says why", async () => {
    const expired = hub.certify(["localhost"], -1);
    const server = openServer({}, (_request, response) => response.end(), {
      current: expired,
      follow: () => undefined,
    } as unknown as TlsFiles);
    const { port } = new URL(await servers.start(server));
    const { answer, said } = await ask(`https://localhost:${port}/graphql`, await memberOf(hub));
    expect([answer, said.includes('"code":"CERT_HAS_EXPIRED"')]).toEqual(["SERVICE_UNAVAILABLE", true]);
  });

  it("an owner turns away who has no certificate, or another authority's; whether it is up may be asked by anybody", async () => {
    const { url, port, text } = await serve(hub.certify(["localhost"]));
    const believing = tlsFrom({ ...(await filesOf(hub.certify(["x"]), hub.cert)) });
    const nameless = { current: { ca: believing.current.ca }, follow: () => undefined } as unknown as TlsFiles;
    expect((await ask(url, nameless)).answer).toBe("SERVICE_BAD_ANSWER");
    expect((await ask(url, await memberOf(stranger))).answer).toBe("SERVICE_BAD_ANSWER");
    expect((await ask(url.replace("https", "http"))).answer).toBe("SERVICE_UNAVAILABLE");
    expect(text()).toMatch(/"reason":"UNABLE_TO_(VERIFY|GET)/);
    expect((await shown(port)).status).toBe(200);
    expect((await shown(port, "/events")).status).toBe(404);
  });

  it("subscriptions go the same way", async () => {
    const { url, text } = await serve(hub.certify(["localhost"]));
    const open = async (tls: TlsFiles) => {
      const { log } = readableLog();
      const sign = await signerFrom(keys.signing);
      const calls = overHttp({ endpoints: new Map([["kdap", url]]), sign, log, timeoutMs: 3000, tls });
      ends.push(() => calls.close());
      const events = await calls.stream({ ...QUESTION, query: "subscription { places", kind: "subscription" }, WORKER);
      return events.next().then(String, (error: { extensions: { code: string } }) => error.extensions.code);
    };
    // The door opens, and what is asked through it is no GraphQL; who has no certificate does not come that far.
    expect(await open(await memberOf(hub))).not.toBe("SERVICE_UNAVAILABLE");
    expect(await open(await memberOf(stranger))).toBe("SERVICE_UNAVAILABLE");
    expect(text()).toContain("turned away");
  });

  it("owners ask each other the same way", async () => {
    const { url } = await serve(hub.certify(["localhost"]));
    const jwk = JSON.parse(keys.signing) as JWK;
    const key = (await importJWK(jwk, "EdDSA")) as CryptoKey;
    const peers = (tls?: TlsFiles) => httpPeers(new Map([["kdap", url]]), key, jwk.kid ?? "", tls);
    expect(await peers(await memberOf(hub))("kdap", { query: "{ places }" }, WORKER)).toEqual(PLACES);
    await expect(peers()("kdap", { query: "{ places }" }, WORKER)).rejects.toMatchObject({
      code: "SERVICE_UNAVAILABLE",
    });
  });

  it("a renewed certificate is shown from the next connection on; one that does not fit changes nothing", async () => {
    const { port, files, tls, text } = await serve(hub.certify(["before"]));
    expect((await shown(port)).names).toBe("DNS:before");
    const after = hub.certify(["after"]);
    await files.replace("cert", after.cert);
    tls.look();
    expect((await shown(port)).names).toBe("DNS:before");
    expect(text()).toContain("TLS_KEY_PATH: not the key of TLS_CERT_PATH");
    await files.replace("key", after.key);
    tls.look();
    expect((await shown(port)).names).toBe("DNS:after");
    await rm(files.settings.TLS_CERT_PATH);
    tls.look();
    expect((await shown(port)).names).toBe("DNS:after");
    expect(text()).toContain("another certificate is in use");
  });

  it("a process does not start with what nobody would believe, and names the setting", async () => {
    const good = await filesOf(hub.certify(["kdap"]), hub.cert);
    const other = await filesOf(hub.certify(["kdap"]));
    const expired = await filesOf(hub.certify(["kdap"], -1));
    const { TLS_CERT_PATH, TLS_KEY_PATH, TLS_CA_PATH, LOG_LEVEL } = good.settings;
    const faults = [
      { TLS_CERT_PATH },
      { TLS_KEY_PATH },
      { TLS_CA_PATH },
      { TLS_CERT_PATH: "/nowhere", TLS_KEY_PATH },
      { TLS_CERT_PATH: TLS_KEY_PATH, TLS_KEY_PATH },
      { TLS_CERT_PATH, TLS_KEY_PATH: TLS_CERT_PATH },
      { TLS_CERT_PATH, TLS_KEY_PATH: other.settings.TLS_KEY_PATH },
      { TLS_CERT_PATH, TLS_KEY_PATH, TLS_CA_PATH: TLS_KEY_PATH },
      expired.settings,
    ].map((settings) => {
      try {
        return tlsOf("kdap", { ...settings, LOG_LEVEL });
      } catch (fault) {
        return (fault as Error).message;
      }
    });
    expect(faults).toEqual([
      "TLS_KEY_PATH: missing beside TLS_CERT_PATH",
      "TLS_CERT_PATH: missing beside TLS_KEY_PATH",
      "TLS_CERT_PATH: missing beside TLS_CA_PATH",
      "TLS_CERT_PATH: cannot be read",
      "TLS_CERT_PATH: no certificate",
      "TLS_KEY_PATH: no private key",
      "TLS_KEY_PATH: not the key of TLS_CERT_PATH",
      "TLS_CA_PATH: no certificate",
      "TLS_CERT_PATH: expired",
    ]);
    expect(tlsOf("kdap", { LOG_LEVEL })).toBeUndefined();
  });
});
