import { request, type RequestListener } from "node:http";
import { setImmediate } from "node:timers/promises";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { readableLog } from "../calls/subgraph.fixture";
import { OpenGateway } from "./gateway";
import { Library } from "./library.fixture";
import { readOptions, type OpenOptions } from "./options";

const TIMEOUT_MS = 400;
const JSON_TYPE = { "content-type": "application/json" };

/** What a subgraph may do instead of answering, and what the client is told of it. */
const FAULTS: Readonly<Record<string, readonly [RequestListener, string]>> = {
  refuses: [(_, response) => void response.destroy(), "SERVICE_UNAVAILABLE"],
  "breaks down": [(_, response) => void response.writeHead(500).end("10.1.2.3"), "SERVICE_UNAVAILABLE"],
  hangs: [() => undefined, "SERVICE_TIMEOUT"],
  "is slow": [
    (_, response) => {
      const drip = setInterval(() => response.write(" "), 50);
      response.writeHead(200, JSON_TYPE).once("close", () => clearInterval(drip));
    },
    "SERVICE_TIMEOUT",
  ],
  cuts: [
    (_, response) => {
      response.writeHead(200, { ...JSON_TYPE, "content-length": 1000 });
      response.write('{"data":{', () => response.destroy());
    },
    "SERVICE_UNAVAILABLE",
  ],
  "answers HTML": [
    (_, response) => void response.writeHead(200, { "content-type": "text/html" }).end("<h1>10.1.2.3</h1>"),
    "SERVICE_BAD_ANSWER",
  ],
  "answers bad JSON": [(_, response) => void response.writeHead(200, JSON_TYPE).end('{"data":'), "SERVICE_BAD_ANSWER"],
  "answers another shape": [
    (_, response) => void response.writeHead(200, JSON_TYPE).end('{"data":[1],"errors":"10.1.2.3"}'),
    "SERVICE_BAD_ANSWER",
  ],
  "answers 50 MB": [
    (_, response) => {
      const piece = Buffer.alloc(1 << 20, " ");
      response.writeHead(200, JSON_TYPE);
      for (let sent = 0; sent < 50; sent++) response.write(piece);
      response.end("{}");
    },
    "SERVICE_BAD_ANSWER",
  ],
  "answers another type": [
    (_, response) => void response.writeHead(200, { "content-type": "text/plain" }).end('{"data":{}}'),
    "SERVICE_BAD_ANSWER",
  ],
};

const QUERY = "{ reader { name borrowed { title postage } } books { title pages } }";
const BORROWED = [
  { title: "Ζορμπάς", postage: 3 },
  { title: "Άξιον Εστί", postage: 1 },
];
const BOOKS = [
  { title: "Ζορμπάς", pages: 300 },
  { title: "Άξιον Εστί", pages: 100 },
];
/** What remains of the answer without each subgraph. */
const WITHOUT: Readonly<Record<string, unknown>> = {
  readers: null,
  catalogue: null,
  post: { reader: { name: "Άννα", borrowed: BORROWED.map((book) => ({ ...book, postage: null })) }, books: BOOKS },
};

const { log, text: logged } = readableLog();
const library = new Library();
let gateway: OpenGateway;
let url: string;

beforeAll(async () => {
  await library.start();
  const flags = ["--timeout", String(TIMEOUT_MS), "--max-answer", "1000000"];
  const options = readOptions(["--supergraph", "given", ...flags]) as OpenOptions;
  gateway = new OpenGateway({ ...options, supergraphSdl: library.supergraph }, log);
  url = `http://127.0.0.1:${(await gateway.listen(0, "127.0.0.1")).port}/graphql`;
});
afterAll(async () => {
  await gateway.stop();
  await library.stop();
});

interface Reply {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions: { readonly service: string; readonly code: string } }[];
}
async function post(body: string): Promise<Reply & { status: number; ms: number }> {
  const began = performance.now();
  const response = await fetch(url, { method: "POST", headers: JSON_TYPE, body });
  const reply = (await response.json()) as Reply;
  return { ...reply, status: response.status, ms: performance.now() - began };
}
const ask = (query: string, variables?: object) => post(JSON.stringify({ query, variables }));

describe.each(Object.entries(FAULTS))("a subgraph that %s", (_, [behave, code]) => {
  it.each(["post", "catalogue", "readers"])("%s", async (service) => {
    library.instead.set(service, behave);
    const answer = await ask(QUERY);
    library.instead.clear();
    expect(answer.status).toBe(200);
    if (service === "post") expect(answer.data).toEqual(WITHOUT[service]);
    const codes = new Set(answer.errors?.map(({ extensions }) => `${extensions.service} ${extensions.code}`));
    expect([...codes]).toContain(`${service} ${code}`);
    expect([...codes].filter((each) => !each.startsWith(service))).toEqual([]);
    // It heals at once, which also keeps what failed too often from being left alone.
    expect((await ask(QUERY)).data).toEqual({ reader: { name: "Άννα", borrowed: BORROWED }, books: BOOKS });
    expect(JSON.stringify(answer)).not.toMatch(/10\.1\.2\.3|127\.0\.0\.1|ECONN|<h1>|node_modules/);
  });
});

describe("a subgraph that refuses by status", () => {
  const refused = JSON.stringify({ errors: [{ message: "10.1.2.3", extensions: { code: "SHELF_CLOSED" } }] });
  it.each<[number, string, string, string]>([
    [400, "application/graphql-response+json", refused, "SHELF_CLOSED"],
    [401, "application/json; charset=utf-8", refused, "SHELF_CLOSED"],
    [403, "application/json", '{"data":null,"errors":[]}', "SERVICE_BAD_ANSWER"],
    [404, "text/plain", refused, "SERVICE_BAD_ANSWER"],
    [503, "application/json", refused, "SERVICE_UNAVAILABLE"],
  ])("%i as %s", async (status, type, body, code) => {
    library.instead.set("post", (_, response) => void response.writeHead(status, { "content-type": type }).end(body));
    const answer = await ask(QUERY);
    library.instead.clear();
    expect([answer.status, answer.data]).toEqual([200, WITHOUT["post"]]);
    expect(answer.errors?.map(({ extensions }) => `${extensions.service} ${extensions.code}`)).toContain(
      `post ${code}`,
    );
    expect(JSON.stringify(answer)).not.toContain("10.1.2.3");
  });
});

describe("a subgraph that answers compressed, asked or not", () => {
  const books = '{"data":{"books":[{"title":"Ζορμπάς"}]}}';
  it.each<[string, Buffer, object]>([
    ["gzip", gzipSync(books), { data: { books: [{ title: "Ζορμπάς" }] } }],
    ["BR", brotliCompressSync(books), { data: { books: [{ title: "Ζορμπάς" }] } }],
    ["identity", Buffer.from(books), { data: { books: [{ title: "Ζορμπάς" }] } }],
    ["gzip", Buffer.from(books), { errors: [{ extensions: { code: "SERVICE_BAD_ANSWER" } }] }],
    ["zstd", Buffer.from(books), { errors: [{ extensions: { code: "SERVICE_BAD_ANSWER" } }] }],
    ["gzip", gzipSync(Buffer.alloc(40 << 20, " ")), { errors: [{ extensions: { code: "SERVICE_BAD_ANSWER" } }] }],
  ])("as %s", async (coding, body, expected) => {
    library.instead.set("catalogue", (_, response) => {
      response.writeHead(201, { ...JSON_TYPE, "content-encoding": coding }).end(body);
    });
    const answer = await ask("{ books { title } }");
    library.instead.clear();
    expect(answer).toMatchObject(expected);
  });
});

it("says of a subgraph that leaves out what may not be null which field that is", async () => {
  library.instead.set(
    "catalogue",
    (_, response) => void response.writeHead(200, JSON_TYPE).end('{"data":{"books":[{}]}}'),
  );
  const { data, errors } = await ask("{ books { title } }");
  library.instead.clear();
  expect([data, errors]).toEqual([
    null,
    [
      {
        message: "Cannot return null for non-nullable field Book.title.",
        path: ["books", 0, "title"],
        extensions: { code: "INTERNAL_SERVER_ERROR" },
      },
    ],
  ]);
});

it("writes nothing of what a subgraph said into the log, but why it was no answer", () => {
  expect(logged()).not.toMatch(/10\.1\.2\.3|<h1>/);
  for (const hint of ["status 200, not said to be JSON", "status 200, not JSON", "status 403, no errors", "status 503"])
    expect(logged()).toContain(`"hint":"${hint}"`);
});

describe("an attack is refused before anybody is asked", () => {
  const many = <Part>(count: number, part: (at: number) => Part): Part[] =>
    Array.from({ length: count }, (_, at) => part(at));
  const bombs: Readonly<Record<string, string>> = {
    aliases: `{ ${many(3000, (at) => `a${at}: __typename`).join(" ")} }`,
    depth: `${"{ reader { borrowed ".repeat(900)}{ id }${" } }".repeat(900)}`,
    "fragments in a circle": "{ reader { ...A } } fragment A on Reader { ...B } fragment B on Reader { ...A }",
    "fragments that double": `{ reader { ...F0 } } ${many(
      20,
      (at) => `fragment F${at} on Reader { ...F${at + 1} ...F${at + 1} }`,
    ).join(" ")} fragment F20 on Reader { name }`,
    "a circle of many fragments": `{ reader { ...F0 } } ${many(300, (at) => `fragment F${at} on Reader { ...F${(at + 1) % 300} }`).join(" ")}`,
    "many operations": many(400, (at) => `query Q${at} { reader { name } }`).join(" "),
    "fields that cannot be merged": `{ ${many(19, (at) => `book(id: ${at}) { ${many(18, () => "id title").join(" ")} }`).join(" ")} }`,
    "fields that are not there": `{ reader { ${many(900, () => "titel").join(" ")} } }`,
    "lists within lists": `{ book(id: ${"[".repeat(1900)}${"]".repeat(1900)}) { id } }`,
    "a long text": `{ book(id: "${"a".repeat(250_000)}") { id } }`,
    directives: `{ reader { name ${many(900, () => "@include(if: true)").join(" ")} } }`,
    "root fields": `{ ${many(40, (at) => `a${at}: books { id }`).join(" ")} }`,
    "representations by hand": `{ _entities(representations: [${many(2000, () => "{}").join()}]) { __typename } }`,
    "the schema, often": `{ ${many(20, (at) => `a${at}: __schema { types { name } }`).join(" ")} }`,
    "the schema, round in circles": `{ __schema { types { ${"fields { type { ".repeat(5)} name ${"} }".repeat(5)} } } }`,
    "types that are not there": `{ books { id } } ${many(58, (at) => `fragment F${at} on Boox${at} { id }`).join(" ")}`,
    "a name of 60 KB": `{ ${"x".repeat(60_000)} }`,
    "ninety bytes": "{ books { id } ".padEnd(90, "("),
  };

  /** Milliseconds of CPU, the least of nine times: the test's own client and who shares its core only add to them. */
  async function spentOn(attack: (time: number) => Promise<void>): Promise<number> {
    library.asked.length = 0;
    const spent: number[] = [];
    for (let time = 0; time < 9; time++) {
      const before = process.cpuUsage();
      await attack(time);
      const { user, system } = process.cpuUsage(before);
      spent.push((user + system) / 1000);
    }
    expect(library.asked).toEqual([]);
    return Math.min(...spent);
  }

  it.each(Object.entries(bombs))("%s", async (_, query) => {
    const spent = await spentOn(async (time) => {
      // Never the same text twice: nothing can be remembered of it.
      const { status } = await post(JSON.stringify({ query: query + " ".repeat(time) }));
      expect([400, 413]).toContain(status);
    });
    expect(spent).toBeLessThan(20);
  });

  it("variables that are wrong in 1,900 places: one is told, and not quoted", async () => {
    const wrong = Object.fromEntries(many(1900, (at) => [`n${at}`, 1]));
    const spent = await spentOn(async (time) => {
      const query = `query($shelf: Shelf) { shelved(shelf: $shelf) }${" ".repeat(time)}`;
      const { errors } = await ask(query, { shelf: wrong });
      expect(JSON.stringify(errors).length).toBeLessThan(5000);
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["BAD_USER_INPUT", "BAD_USER_INPUT"]);
    });
    expect(spent).toBeLessThan(20);
  });

  it.each<[string, unknown]>([
    ["a batch", many(1500, () => ({ query: "{ books { id } }" }))],
    [
      "variables that are too many",
      { query: "query($ids: [ID!]) { __typename }", variables: { ids: many(20_000, String) } },
    ],
    [
      "variables that are too deep",
      `{"query":"{ books { id } }","variables":{"a":${"[".repeat(15_000)}${"]".repeat(15_000)}}}`,
    ],
  ])("%s", async (_, body) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    expect(await spentOn(async () => expect([400, 413]).toContain((await post(text)).status))).toBeLessThan(20);
  });

  it("a body that comes byte by byte and never whole: others are answered meanwhile", async () => {
    const spent = await spentOn(async () => {
      const headers = { ...JSON_TYPE, "content-length": 60_000 };
      const slow = request(url, { method: "POST", headers }).on("error", () => undefined);
      for (let byte = 0; byte < 50; byte++) {
        slow.write(" ");
        await setImmediate();
      }
      expect((await ask("{ __typename }")).data).toEqual({ __typename: "Query" });
      slow.destroy();
    });
    expect(spent).toBeLessThan(20);
  });
});
