import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createLocalJWKSet, type JWK } from "jose";
import { signerFrom, type SignCall } from "../../gateway/calls/signer";
import { freshSigningKey } from "../../gateway/identity/fresh-key";
import { createSubgraphServer } from "../../subgraphs/kernel/call/server";
import { CallVerifier } from "../../subgraphs/kernel/call/trusted-call";
import { Importer } from "../../subgraphs/kernel/database/copy";
import { openSubgraph, type Subgraph } from "../../subgraphs/kernel/subgraph";
import { beneficiaries } from "../../subgraphs/beneficiaries/subgraph";
import { codeOf } from "../support/answers";
import { watchedLog } from "../support/canary/watched";
import { somebody } from "../support/desk";
import { useDatabase } from "../support/database";
import { TEST_PERSONAS } from "../support/personas";
import { testVault } from "../support/vault";

const REGISTER = `mutation ($input: RegisterBeneficiaryInput!) {
  registerBeneficiary(input: $input) { beneficiary { id } } }`;
const SERVICE = "{ _service { sdl } }";

describe("a signed call", () => {
  const owner = useDatabase("beneficiaries");
  const viewer = { ...TEST_PERSONAS.find(({ name }) => name === "caseworker")!.viewer, purpose: "CARE" as const };
  const servers: Server[] = [];
  const others: Subgraph[] = [];
  let sign: SignCall;
  let trusted: JWK;

  /** Another instance of the subgraph on the same database: also what it is after a restart. */
  async function instance(): Promise<string> {
    const subgraph = openSubgraph(beneficiaries, owner.database.url, watchedLog("instance"), { vault: testVault });
    others.push(subgraph);
    const verifier = new CallVerifier("beneficiaries", createLocalJWKSet({ keys: [trusted] }));
    const server = createSubgraphServer(subgraph, verifier).listen(0, "127.0.0.1");
    servers.push(server);
    await once(server, "listening");
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  }

  const signed = async (query: string, variables = {}) => {
    const body = JSON.stringify({ query, variables });
    return { body, authorization: `Bearer ${await sign("beneficiaries", body, { viewer, requestId: "replay" })}` };
  };
  const send = async (url: string, { body, authorization }: Awaited<ReturnType<typeof signed>>) => {
    const response = await fetch(url, { method: "POST", headers: { authorization }, body });
    return { status: response.status, ...((await response.json()) as { data?: object; errors?: never[] }) };
  };
  const inStore = async (sql: string): Promise<Record<string, unknown>[]> => {
    const importer = await Importer.open(owner.database.migrationUrl);
    return importer.run(sql).finally(() => importer.close());
  };

  beforeAll(async () => {
    const { d, ...key } = await freshSigningKey();
    trusted = key;
    sign = await signerFrom(JSON.stringify({ ...key, d }));
  });
  afterAll(async () => {
    for (const server of servers) server.close();
    await Promise.all(others.map(({ database }) => database.close()));
  });

  it("that changes something does so once, at whichever instance, and not after a restart", async () => {
    const [one, other] = [await instance(), await instance()];
    const surname = "Επαναληπτίδου";
    const call = await signed(REGISTER, { input: somebody({ surname }) });
    const answers = await Promise.all([send(one, call), send(other, call), send(one, call)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401, 401]);
    const again = await send(await instance(), call);
    expect([again.status, codeOf(again)]).toEqual([401, "UNAUTHENTICATED"]);
    const [found] = await inStore(`select count(*)::int as people from beneficiary where surname = '${surname}'`);
    expect(found).toEqual({ people: 1 });
  });

  it("that is refused is spent as well", async () => {
    const [one, other] = [await instance(), await instance()];
    const call = await signed(REGISTER, { input: somebody({ birthDate: "2999-01-01" }) });
    expect(codeOf(await send(one, call))).toBe("BAD_USER_INPUT");
    expect((await send(other, call)).status).toBe(401);
  });

  it("is forgotten when its token has expired, and holds nothing of anybody until then", async () => {
    await inStore("update spent_call set until = now() - interval '1 minute'");
    await send(await instance(), await signed(REGISTER, { input: {} }));
    const rows = await inStore("select * from spent_call");
    expect(rows).toHaveLength(1);
    expect(Object.keys(rows[0]!)).toEqual(["token", "until"]);
  });

  it("is not carried out when the database cannot say whether it was before", async () => {
    await inStore("alter table spent_call rename to mislaid");
    const answer = await send(
      await instance(),
      await signed(REGISTER, { input: somebody({ surname: "Αμφιβολίδου" }) }),
    );
    await inStore("alter table mislaid rename to spent_call");
    expect([answer.status, answer.data]).toEqual([500, undefined]);
    expect(await inStore("select id from beneficiary where surname = 'Αμφιβολίδου'")).toEqual([]);
  });

  it("and no other sees the subgraph's schema, its entities or its pages", async () => {
    const url = await instance();
    for (const query of [
      SERVICE,
      "{ __schema { types { name } } }",
      "{ _entities(representations: []) { __typename } }",
    ]) {
      const body = JSON.stringify({ query });
      for (const authorization of ["", "Bearer a.b.c", (await signed("{ __typename }")).authorization]) {
        expect((await send(url, { body, authorization })).status).toBe(401);
      }
    }
    expect(JSON.stringify(await send(url, await signed(SERVICE)))).toContain("type Beneficiary");
    for (const path of ["/", "/graphql?query={__typename}"]) {
      expect((await fetch(new URL(path, url))).status).toBe(404);
    }
  });
});
