import type { ServerResponse } from "node:http";
import { readableLog, Servers } from "../calls/subgraph.fixture";
import { readParts, TAKES_PARTS } from "../front/parts.fixture";
import { TestIssuer } from "../identity/token.fixture";
import { OpenGateway } from "./gateway";
import { Library, SECRET } from "./library.fixture";
import { readOptions, type OpenOptions } from "./options";

interface Reply {
  readonly status: number;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { message: string; path?: unknown; extensions: Record<string, unknown> }[];
}

describe("a gateway for a supergraph of anybody's", () => {
  const library = new Library();
  const { log, text: logged } = readableLog();
  const running: OpenGateway[] = [];
  let origin: string;

  async function start(...args: string[]): Promise<string> {
    const options = readOptions(["--supergraph", "given", ...args]) as OpenOptions;
    const gateway = new OpenGateway({ ...options, supergraphSdl: library.supergraph }, log);
    running.push(gateway);
    return `http://127.0.0.1:${(await gateway.listen(0, "127.0.0.1")).port}`;
  }
  async function ask(query: string, headers: Record<string, string> = {}, at = origin): Promise<Reply> {
    const response = await fetch(`${at}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query }),
    });
    return { status: response.status, ...((await response.json()) as object) };
  }

  beforeAll(async () => {
    await library.start();
    origin = await start();
  });
  afterAll(async () => {
    await Promise.all(running.map((gateway) => gateway.stop()));
    await library.stop();
  });
  afterEach(() => library.instead.clear());

  it("joins its subgraphs at the addresses it names", async () => {
    await expect(ask("{ reader { name borrowed { title postage } } }")).resolves.toEqual({
      status: 200,
      data: {
        reader: {
          name: "Άννα",
          borrowed: [
            { title: "Ζορμπάς", postage: 3 },
            { title: "Άξιον Εστί", postage: 1 },
          ],
        },
      },
    });
    await expect(ask('mutation { addBook(title: "Φόνισσα") { title } }')).resolves.toMatchObject({
      data: { addBook: { title: "Φόνισσα" } },
    });
  });

  it("sends what is deferred in parts of their own, masked like the rest", async () => {
    library.instead.set("post", (_, response) => void response.destroy());
    const response = await fetch(`${origin}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...TAKES_PARTS },
      body: JSON.stringify({ query: '{ books { title ... @defer { postage } } ... @defer(label: "b") { broken } }' }),
    });
    const { first, pieces } = await readParts(response);
    expect(first).toEqual({ data: { books: [{ title: "Ζορμπάς" }, { title: "Άξιον Εστί" }] }, hasNext: true });
    const told = pieces.flatMap(({ incremental = [] }) => incremental);
    expect(told.map(({ path: at, data }) => [at, data])).toEqual(
      expect.arrayContaining([
        [["books", 0], { postage: null }],
        [["books", 1], { postage: null }],
        [[], { broken: null }],
      ]),
    );
    const codes = told.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions?.["code"]));
    expect(codes.toSorted()).toEqual(["INTERNAL_SERVER_ERROR", "SERVICE_UNAVAILABLE"]);
    expect(JSON.stringify(told)).not.toContain("10.1.2.3");
  });

  it.each([
    ["application/json", "application/json; charset=utf-8", 200],
    ["application/graphql-response+json", "application/graphql-response+json; charset=utf-8", 200],
    ["application/graphql-response+json, */*;q=0.1", "application/graphql-response+json; charset=utf-8", 200],
    [
      "application/json;q=0.1, application/graphql-response+json",
      "application/graphql-response+json; charset=utf-8",
      200,
    ],
    ["application/json; charset=utf-16", "application/json; charset=utf-8", 406],
  ])("answers who takes %s in that form, the first time and after it", async (accept, form, status) => {
    const asked = { "content-type": "application/json", accept };
    for (const query of ["{ nothing }", "{ books { title } }", "{ nothing }", "{ books { title } }"]) {
      const answer = await fetch(`${origin}/graphql`, {
        method: "POST",
        headers: asked,
        body: JSON.stringify({ query }),
      });
      await answer.text();
      const isFault = query === "{ nothing }" && form.includes("graphql");
      expect([answer.status, answer.headers.get("content-type")]).toEqual([isFault ? 400 : status, form]);
    }
  });

  it("does nothing for who takes no form of an answer", async () => {
    library.asked.length = 0;
    const reply = await ask('mutation { addBook(title: "Φόνισσα") { title } }', {
      accept: "application/json; charset=utf-16",
    });
    expect([reply.status, reply.errors?.[0]?.extensions["code"]]).toEqual([406, "BAD_USER_INPUT"]);
    expect(library.asked).toEqual([]);
  });

  it("shows nothing of a subgraph's insides, but where and with which code it failed", async () => {
    const { data, errors } = await ask("{ broken refused }");
    expect(data).toEqual({ broken: null, refused: null });
    expect(errors?.map(({ path: at, extensions }) => [at, extensions["code"], extensions["service"]])).toEqual([
      [["broken"], "INTERNAL_SERVER_ERROR", "catalogue"],
      [["refused"], "SHELF_CLOSED", "catalogue"],
    ]);
    expect(JSON.stringify(errors)).not.toContain("10.1.2.3");
    const open = await ask("{ refused }", {}, await start("--development"));
    expect(open.errors?.[0]?.message).toBe(SECRET);
  });

  it("costs only the fields of a subgraph that is not there", async () => {
    library.instead.set("post", (_, response) => void response.destroy());
    const { data, errors } = await ask("{ books { title postage } }");
    expect(data?.["books"]).toEqual([
      { title: "Ζορμπάς", postage: null },
      { title: "Άξιον Εστί", postage: null },
    ]);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions).toEqual({ code: "SERVICE_UNAVAILABLE", service: "post" });
    expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|ECONN/);
  });

  it("passes on the headers it was told to, and no other", async () => {
    const headers = { authorization: "Bearer x", "x-tenant": "7" };
    const none = (await ask("{ headers }", headers)).data?.["headers"];
    expect(none).not.toEqual(expect.arrayContaining(["authorization"]));
    const told = await start("--forward", "X-Tenant");
    const passed = (await ask("{ headers }", headers, told)).data?.["headers"];
    expect(passed).toEqual(expect.arrayContaining(["x-tenant"]));
    expect(passed).not.toEqual(expect.arrayContaining(["authorization"]));
  });

  it("shows its schema in development only", async () => {
    expect((await ask("{ __schema { queryType { name } } }")).status).toBe(400);
    expect((await ask("{ titel }")).errors?.[0]?.message).not.toContain("Did you mean");
    const open = await start("--development");
    expect((await ask("{ __schema { queryType { name } } }", {}, open)).data).toEqual({
      __schema: { queryType: { name: "Query" } },
    });
  });

  it("refuses what weighs more than it was told", async () => {
    const strict = await start("--limit", "depth=2");
    expect((await ask("{ reader { name } }", {}, strict)).status).toBe(200);
    const { status, errors } = await ask("{ reader { borrowed { id } } }", {}, strict);
    expect([status, errors?.[0]?.extensions["code"]]).toEqual([400, "BAD_USER_INPUT"]);
    expect((await ask("{ reader".padEnd(300_000))).status).toBe(413);
  });

  it("estimates what a question costs, where it was told what it may", async () => {
    const costly = await start("--cost", "30", "--list-size", "20", "--cost-per-minute", "25", "--development");
    library.asked.length = 0;
    const dear = await ask("{ a: books { id } b: books { id } }", {}, costly);
    expect([dear.status, dear.errors?.[0]?.extensions]).toEqual([
      400,
      { code: "COST_ESTIMATED_TOO_EXPENSIVE", details: { check: "cost", estimated: 40, limit: 30 } },
    ]);
    expect(library.asked).toEqual([]);
    const books = [{ id: "1" }, { id: "2" }];
    const first = await ask("{ books { id } }", {}, costly);
    expect(first).toEqual({
      status: 200,
      data: { books },
      extensions: { cost: { estimated: 20, actual: 2, limit: 30 } },
    });
    expect((await ask("{ books { id } reader { name } }", {}, costly)).status).toBe(200);
    expect((await ask("{ books { id } }", {}, costly)).status).toBe(200);
    expect((await ask("{ books { id } }", {}, costly)).status).toBe(429);
    // Whoever sends a token that nobody believes is still at the same address.
    expect((await ask("{ books { id } }", { authorization: "Bearer mine" }, costly)).status).toBe(429);
  });

  it("counts what is deferred like the rest", async () => {
    const costly = await start("--cost", "100", "--list-size", "20", "--development");
    const response = await fetch(`${costly}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...TAKES_PARTS },
      body: JSON.stringify({ query: "{ book(id: 1) { id } ... @defer { books { id ... @defer { postage } } } }" }),
    });
    const { pieces } = await readParts(response);
    expect(pieces.map(({ extensions }) => extensions)).toEqual([
      ...Array<undefined>(pieces.length - 1).fill(undefined),
      { cost: { estimated: 21, actual: 3, limit: 100 } },
    ]);
  });

  it("takes another supergraph into use, and refuses one it cannot", async () => {
    const options = readOptions(["--supergraph", "given", "--development"]) as OpenOptions;
    const gateway = new OpenGateway({ ...options, supergraphSdl: library.supergraph }, log);
    running.push(gateway);
    const at = `http://127.0.0.1:${(await gateway.listen(0, "127.0.0.1")).port}`;
    const retold = library.supergraph.replaceAll(/\bbooks: /g, "shelf: ");
    await expect(gateway.swap("type Query { a: Int }")).rejects.toThrow("must be a core schema");
    expect((await ask("{ books { id } }", {}, at)).status).toBe(200);
    await gateway.swap(retold);
    expect((await ask("{ shelf { __typename } }", {}, at)).errors?.[0]?.extensions["code"]).not.toBe(
      "GRAPHQL_VALIDATION_FAILED",
    );
    expect((await ask("{ books { id } }", {}, at)).status).toBe(400);
  });

  it("a question goes on to its end by the supergraph it began with, however often another takes its place", async () => {
    const options = readOptions(["--supergraph", "given", "--development"]) as OpenOptions;
    const gateway = new OpenGateway({ ...options, supergraphSdl: library.supergraph }, log);
    running.push(gateway);
    const at = `http://127.0.0.1:${(await gateway.listen(0, "127.0.0.1")).port}`;
    const answering = new Promise<ServerResponse>((reached) =>
      library.instead.set("catalogue", (_, response) => reached(response)),
    );
    const asked = ask("{ books { id postage } }", {}, at);
    const response = await answering;
    library.instead.clear();
    for (const name of ["shelf", "stock"]) await gateway.swap(library.supergraph.replaceAll(/\bbooks: /g, `${name}: `));
    const books = ["1", "2"].map((id) => ({ __typename: "Book", id, pages: 100 }));
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ data: { books } }));
    expect((await asked).data).toEqual({ books: books.map(({ id }) => ({ id, postage: 1 })) });
    expect((await ask("{ books { id } }", {}, at)).status).toBe(400);
  });

  it("shows of its schema what a contract says", async () => {
    const under = await start("--exclude-tag", "staff", "--development");
    expect((await ask("{ reader { name } }", {}, under)).status).toBe(200);
    const { status, errors } = await ask("{ broken }", {}, under);
    expect(status).toBe(400);
    expect(errors?.[0]?.message).toContain('Cannot query field "broken" on type "Query".');
    expect(JSON.stringify(await ask("{ __schema { types { fields { name } } } }", {}, under))).not.toContain("broken");
  });

  it("has no address for a subgraph that is not there", async () => {
    await expect(start("--url", "catalog=http://127.0.0.1:1")).rejects.toThrow("--url: no subgraph is called catalog");
  });

  it("asks at the address of the command line instead", async () => {
    const elsewhere = await start("--url", "post=http://127.0.0.1:9/graphql");
    expect((await ask("{ books { postage } }", {}, elsewhere)).errors?.[0]?.extensions["service"]).toBe("post");
    expect(() => new OpenGateway({ ...defaults(), supergraphSdl: library.supergraph.replaceAll("http:", "") }, log)) //
      .toThrow("give --url NAME=URL: catalogue, post, readers");
  });

  describe("with an issuer of tokens", () => {
    const servers = new Servers();
    afterAll(() => servers.close());

    it("opens what @authenticated and @requiresScopes guard to those whose token says so", async () => {
      const issuer = await TestIssuer.create();
      const at: string = await servers.start((request, response) => {
        const discovery = { issuer: at, jwks_uri: `${at}/keys` };
        const document = request.url === "/keys" ? { keys: [issuer.publicKey] } : discovery;
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(document));
      });
      const guarded = await start("--issuer", at, "--audience", "library");
      const query = "{ reader { diary fines } }";
      const as = async (claims: Record<string, unknown>) => ({
        authorization: `Bearer ${await issuer.token({ iss: at, aud: "library", ...claims })}`,
      });
      expect((await ask(query, await as({}), guarded)).data).toEqual({ reader: { diary: "dear", fines: null } });
      const staff = await ask(query, await as({ scope: "read staff" }), guarded);
      expect(staff.data).toEqual({ reader: { diary: "dear", fines: 3 } });
      const nobody = await ask(query, {}, guarded);
      expect(nobody.data).toEqual({ reader: { diary: null, fines: null } });
      expect(nobody.errors?.map(({ extensions }) => extensions["code"])).toEqual(
        Array(2).fill("UNAUTHORIZED_FIELD_OR_TYPE"),
      );
      expect((await ask(query, await as({ aud: "others" }), guarded)).status).toBe(401);
      // Nobody's word counts where no issuer was named.
      expect((await ask(query, await as({ scope: "staff" }))).data).toEqual({ reader: { diary: null, fines: null } });
    });
  });

  it("writes no line that quotes a subgraph", () => {
    expect(logged()).not.toContain("10.1.2.3");
  });

  const defaults = () => readOptions(["--supergraph", "given"]) as OpenOptions;
});
