import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { composeServices } from "@apollo/composition";
import { parse as parseGraphql } from "graphql";
import { parse } from "./flags";
import { readOptions } from "./options";
import { serveAnySupergraph } from "./serve";

describe("a command line", () => {
  it.each([
    ["--host: nothing in it", ["--host", ""]],
    ["--label: nothing in it", ["--label", "a", "--label="]],
    ["--port: given twice", ["--port", "1", "--port", "1"]],
    ["--share: given twice", ["--share", "--share"]],
    ["--audience needs --issuer", ["--audience", "us"]],
    ["--list-size needs --cost", ["--list-size", "5"]],
    ["--metrics-host needs --metrics-port", ["--metrics-host", "::1"]],
    ["--supergraph-kept: of a URL only", ["--supergraph-kept", "y"]],
    ...["Accept-Encoding", "TE", "Expect", "keep-alive"].map(
      (name) => ["--forward: not a header to pass on", ["--forward", name]] as [string, string[]],
    ),
  ])("is refused: %s", (reason, args) => {
    expect(() => readOptions(["--supergraph", "x", ...args])).toThrow(reason);
  });

  it("names what counts more than once as often as it is meant", () => {
    const args = ["--label", "a", "--label", "b", "--forward", "x-one", "--share"];
    expect(parse(args)).toMatchObject({ label: ["a", "b"], forward: ["x-one"], share: true });
  });
});

describe("what cannot be had is named by its flag", () => {
  const taken = createServer();
  const left = createServer();
  let nobodys: string;
  let directory: string;
  let file: string;
  let port: string;
  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), "flags-"));
    file = path.join(directory, "supergraph.graphql");
    const typeDefs = parseGraphql("type Query { a: Int }");
    await writeFile(file, composeServices([{ name: "a", url: "http://127.0.0.1:1", typeDefs }]).supergraphSdl ?? "");
    await once(taken.listen(0, "127.0.0.1"), "listening");
    port = String((taken.address() as AddressInfo).port);
    await once(left.listen(0, "127.0.0.1"), "listening");
    nobodys = `http://127.0.0.1:${(left.address() as AddressInfo).port}/`;
    await once(left.close(), "close");
  });
  afterAll(async () => {
    taken.close();
    await rm(directory, { recursive: true });
  });

  it.each<[string, () => string[]]>([
    ["--supergraph: bad port", () => ["--supergraph", "http://127.0.0.1:1/"]],
    ["--supergraph: ECONNREFUSED", () => ["--supergraph", nobodys]],
    ["--port, --host: EADDRINUSE", () => ["--supergraph", file, "--port", port, "--metrics-port", "0"]],
    ["--metrics-port, --metrics-host: EADDRINUSE", () => ["--supergraph", file, "--metrics-port", port]],
  ])("%s", (reason, args) => expect(serveAnySupergraph(args())).rejects.toThrow(reason));
});
