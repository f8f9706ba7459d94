import { chmod, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { readableLog } from "../calls/subgraph.fixture";
import { identifyByToken } from "./bearer";
import { EmbeddedIssuer, type Persona } from "./embedded-issuer";
import { CENTRE, WORKER } from "./token.fixture";

const MARIA: Persona = {
  name: "caseworker-paionia",
  description: "Caseworker",
  viewer: { id: WORKER, role: "CASEWORKER", organisationId: CENTRE, area: null },
};

describe("the embedded issuer", () => {
  let directory: string;
  beforeEach(async () => (directory = await mkdtemp(path.join(tmpdir(), "issuer-"))));
  afterEach(() => rm(directory, { recursive: true }));
  const open = () => EmbeddedIssuer.open({ directory, personas: [MARIA], production: false });

  it("gives a persona a token that the gateway believes", async () => {
    const issuer = await open();
    const { token, expiresIn } = await issuer.issue("caseworker-paionia");
    expect(expiresIn).toBe(900);
    const identify = identifyByToken(issuer.trust(), readableLog().log);
    await expect(identify({ authorization: `Bearer ${token}` })).resolves.toEqual({
      viewer: { ...MARIA.viewer, purpose: "CARE" },
      mayExplore: false,
      until: expect.any(Number),
    });
  });

  it("a token ends with its lifetime", async () => {
    const issuer = await open();
    const { token } = await issuer.issue("caseworker-paionia", -10);
    await expect(
      identifyByToken(issuer.trust(), readableLog().log)({ authorization: `Bearer ${token}` }),
    ).rejects.toMatchObject({ extensions: { details: { check: "expired" } } });
  });

  it("knows nobody but its personas", async () => {
    for (const name of ["", WORKER, "__proto__"])
      await expect((await open()).issue(name)).rejects.toMatchObject({ extensions: { code: "NOT_FOUND" } });
  });

  it("keeps its key for itself, across restarts and with two processes at once", async () => {
    const [one, two] = await Promise.all([open(), open()]);
    expect(one.jwks()).toEqual(two.jwks());
    expect(one.jwks().keys[0]).not.toHaveProperty("d");
    const [file] = await readdir(directory);
    const key = path.join(directory, file ?? "");
    await chmod(key, 0o644);
    expect((await open()).jwks()).toEqual(one.jwks());
    expect((await stat(key)).mode & 0o777).toBe(0o600);
  });

  it("does not exist in production", async () => {
    await expect(EmbeddedIssuer.open({ directory, personas: [MARIA], production: true })).rejects.toThrow("production");
    expect(await readdir(directory)).toEqual([]);
  });
});
