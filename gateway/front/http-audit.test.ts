import { serverAudits } from "graphql-http";
import { readableLog } from "../calls/subgraph.fixture";
import { OpenGateway } from "../open/gateway";
import { Library } from "../open/library.fixture";
import { readOptions, type OpenOptions } from "../open/options";
import { TestHub } from "./hub.fixture";

/** "error" breaks a MUST of GraphQL over HTTP, "warn" a SHOULD, "notice" something a server may leave out. */
async function faultsOf(url: string, fetchFn: typeof fetch): Promise<string[]> {
  const faults: string[] = [];
  for (const { fn, name, id } of serverAudits({ url, fetchFn })) {
    const result = await fn();
    if (result.status === "error" || result.status === "warn") faults.push(`${id} ${name}: ${result.reason}`);
  }
  return faults;
}

describe("GraphQL over HTTP, as the audits of graphql-http see it", () => {
  it("the gateway for anyone", async () => {
    const library = await new Library().start();
    const options = readOptions(["--supergraph", "given", "--development"]) as OpenOptions;
    const gateway = new OpenGateway({ ...options, supergraphSdl: library.supergraph }, readableLog().log);
    const { port } = await gateway.listen(0, "127.0.0.1");
    const faults = await faultsOf(`http://127.0.0.1:${port}/graphql`, fetch);
    await gateway.stop();
    await library.stop();
    expect(faults).toEqual([]);
  });

  it("the hub", async () => {
    const test = new TestHub();
    const origin = await test.start();
    const authorization = `Bearer ${await test.token()}`;
    const signedIn: typeof fetch = (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set("authorization", authorization);
      return fetch(input, { ...init, headers });
    };
    const faults = await faultsOf(`${origin}/graphql`, signedIn);
    await test.hub.stop();
    expect(faults).toEqual([]);
  });
});
