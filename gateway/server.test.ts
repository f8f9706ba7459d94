import { setTimeout as delay } from "node:timers/promises";
import { LATER_SUPERGRAPH, SECRET, TestHub, type HubAnswer } from "./front/hub.fixture";

describe("the hub", () => {
  const test = new TestHub();
  beforeAll(() => test.start());
  afterAll(() => test.hub.stop());
  afterEach(() => {
    test.isWorkDown = false;
    test.slow = () => Promise.resolve("done");
  });

  const codes = ({ errors }: HubAnswer) => errors?.map((error) => error.extensions.code);
  const refusal = async (response: Response) => {
    const { errors } = (await response.json()) as HubAnswer;
    expect(errors).toHaveLength(1);
    const { code, details } = errors![0]!.extensions as { code: string; details?: { check?: string } };
    return [response.status, code, details?.check].filter((each) => each !== undefined).join(" ");
  };
  const get = (path: string, init?: RequestInit) => fetch(`${test.origin}${path}`, init);

  it("joins what two services know of one person", async () => {
    await expect(test.ask('{ person(id: "7") { name job } }')).resolves.toEqual({
      status: 200,
      data: { person: { name: "Μαρία", job: "baker" } },
    });
  });

  it("a service that is down costs its own fields, with its name and a code, and comes back by itself", async () => {
    test.isWorkDown = true;
    const answer = await test.ask('{ person(id: "7") { name job } }');
    expect(answer).toMatchObject({
      status: 200,
      data: { person: { name: "Μαρία", job: null } },
      errors: [{ path: ["person"], extensions: { code: "SERVICE_UNAVAILABLE", service: "work" } }],
    });
    expect(JSON.stringify(answer)).not.toMatch(/10\.0\.0\.7|ECONN/);
    test.isWorkDown = false;
    expect((await test.ask('{ person(id: "7") { job } }')).errors).toBeUndefined();
  });

  it("a service that hangs is given up", async () => {
    test.slow = () => new Promise(() => undefined);
    const answer = await test.ask('{ slow person(id: "7") { name } }');
    expect(codes(answer)).toEqual(["SERVICE_TIMEOUT", "SERVICE_TIMEOUT"]);
    expect(answer.data).toEqual({ slow: null, person: null });
  });

  it("a refusal keeps its code; whatever else is thrown is masked, here and in the log", async () => {
    expect(codes(await test.ask('{ person(id: "unknown") { name } }'))).toEqual(["NOT_FOUND"]);
    const answer = await test.ask("{ broken }");
    expect(answer.errors).toHaveLength(1);
    const { message, path, extensions } = answer.errors![0]!;
    expect({ message, path, extensions }).toEqual({
      message: "Something went wrong on our side. Nothing was lost. Quote the reference when you ask for help.",
      path: ["broken"],
      extensions: { code: "INTERNAL_SERVER_ERROR", service: "people", reference: expect.any(String) as unknown },
    });
    expect(JSON.stringify(answer) + test.log.text()).not.toContain(SECRET);
    expect(test.log.text()).toContain(extensions["reference"]);
  });

  describe("refuses, before anything is planned", () => {
    const query = "{ purpose }";

    it("whoever has no token, or a bad one", async () => {
      const response = await get("/graphql", { method: "POST", body: JSON.stringify({ query }) });
      expect(response.headers.get("www-authenticate")).toBe("Bearer");
      expect(await refusal(response)).toBe("401 UNAUTHENTICATED token");
      expect(await refusal(await test.post({ query }, { authorization: "Bearer a.b.c" }))).toBe(
        "401 UNAUTHENTICATED token",
      );
      const expired = await test.token({ exp: 1 });
      const response2 = await test.post({ query }, { authorization: `Bearer ${expired}` });
      expect(await refusal(response2)).toBe("401 UNAUTHENTICATED expired");
    });

    it("GET and everything else but POST", async () => {
      const authorization = `Bearer ${await test.token()}`;
      for (const method of ["GET", "PUT", "DELETE", "OPTIONS"]) {
        const response = await get(`/graphql?query=${query}`, { method, headers: { authorization } });
        expect(response.headers.get("allow")).toBe("POST");
        expect(await refusal(response)).toBe("405 BAD_USER_INPUT method");
      }
    });

    it.each([
      ["a batch", [{ query }], {}, "400 BAD_USER_INPUT batch"],
      ["broken JSON", '{"query":', {}, "400 BAD_USER_INPUT json"],
      ["an empty body", "", {}, "400 BAD_USER_INPUT json"],
      ["no query", {}, {}, "400 BAD_USER_INPUT request"],
      ["variables as text", { query, variables: "{}" }, {}, "400 BAD_USER_INPUT request"],
      ["variables as a list", { query, variables: [] }, {}, "400 BAD_USER_INPUT request"],
      ["null", "null", {}, "400 BAD_USER_INPUT request"],
      [
        "a form",
        "query=%7B",
        { "content-type": "application/x-www-form-urlencoded" },
        "415 BAD_USER_INPUT content-type",
      ],
      ["plain text", { query }, { "content-type": "text/plain" }, "415 BAD_USER_INPUT content-type"],
      ["an answer as a page", { query }, { accept: "text/html" }, "406 BAD_USER_INPUT accept"],
      ["an unknown purpose", { query }, { "x-purpose-of-use": "CURIOSITY" }, "400 BAD_USER_INPUT purpose"],
      ["a text of 1 MB", { query, variables: { a: "α".repeat(500_000) } }, {}, "413 PAYLOAD_TOO_LARGE"],
      [
        "10,000 variables",
        { query, variables: Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`v${n}`, n])) },
        {},
        "400 BAD_USER_INPUT variables",
      ],
      ["an alias bomb", { query: `{ ${"a: purpose ".repeat(61)} }` }, {}, "400 BAD_USER_INPUT root fields"],
      ["a document of 5,000 tokens", { query: `{ ${"purpose ".repeat(5000)} }` }, {}, "400 GRAPHQL_PARSE_FAILED"],
      ["no such field", { query: "{ password }" }, {}, "400 GRAPHQL_VALIDATION_FAILED"],
      [
        "a fragment within itself",
        { query: "{ ...A } fragment A on Query { purpose ...A }" },
        {},
        "400 GRAPHQL_VALIDATION_FAILED",
      ],
      ["an unknown operation", { query, operationName: "B" }, {}, "400 OPERATION_RESOLUTION_FAILURE"],
      [
        "a variable of the wrong type",
        { query: "query($id: ID!) { person(id: $id) { name } }", variables: { id: { amka: "01010112345" } } },
        {},
        "400 BAD_USER_INPUT",
      ],
    ])("%s", async (_, body, headers: Record<string, string>, expected) => {
      const response = await test.post(body, headers);
      const text = await response.clone().text();
      expect(text).not.toMatch(/01010112345|stacktrace|\.js/);
      expect(await refusal(response)).toBe(expected);
    });
  });

  it("takes the purpose of use from the header", async () => {
    expect((await test.ask("{ purpose }")).data).toEqual({ purpose: "CARE" });
    expect((await test.ask("{ purpose }", {}, { "x-purpose-of-use": "OVERSIGHT" })).data).toEqual({
      purpose: "OVERSIGHT",
    });
  });

  it("compresses a long answer for a client that takes it, and no other", async () => {
    const query = "{ __schema { types { name description fields { name description } } } }";
    const coding = async (accepted: string, asked = query) => {
      const response = await test.post({ query: asked }, { "accept-encoding": accepted });
      expect(response.headers.get("vary")).toContain("accept-encoding");
      expect(((await response.json()) as HubAnswer).errors).toBeUndefined();
      return response.headers.get("content-encoding");
    };
    expect(await coding("gzip, deflate, br")).toBe("br");
    expect(await coding("gzip;q=0.5, br;q=0")).toBe("gzip");
    expect(await coding("identity")).toBeNull();
    expect(await coding("br", "{ purpose }")).toBeNull();
    // How long it is is left to chance: what somebody else wrote in it must not be measured against the rest.
    const paddings = await Promise.all(
      Array.from({ length: 12 }, () => test.post({ query }, { "accept-encoding": "br" })),
    );
    const lengths = new Set(paddings.map(({ headers }) => headers.get("x-padding")?.length));
    expect(lengths.size).toBeGreaterThan(4);
  });

  it("returns the request id, its own when the client's is not harmless", async () => {
    const idOf = async (id: string) =>
      (await test.post({ query: "{ purpose }" }, { "x-request-id": id })).headers.get("x-request-id");
    expect(await idOf("client-0001")).toBe("client-0001");
    for (const id of ["short", "a".repeat(65), 'x","role":"DPO']) expect(await idOf(id)).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("logs who by role and organisation, what by name, and how it ended, and nothing more", async () => {
    const headers = { "x-request-id": "logged-0001" };
    const query = "query Follow($id: ID!) { person(id: $id) { secretAlias: name } }";
    await test.post({ query, variables: { id: "person-4711" } }, headers);
    // It is logged once the answer is sent, which may be after it has arrived.
    const logged = () =>
      test.log
        .text()
        .split("\n")
        .filter((each) => each.includes("logged-0001"));
    while (logged().length === 0) await delay(5);
    const lines = logged();
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      msg: "operation",
      operationName: "Follow",
      kind: "query",
      role: "CASEWORKER",
      organisationId: "019b7673-0000-7000-8000-000000000001",
      status: 200,
    });
    expect(test.log.text()).not.toMatch(/4711|secretAlias|019b7673-0000-7000-8000-0000000000aa|Μαρία/);
  });

  it("every answer forbids guessing, framing, keeping and sharing", async () => {
    for (const response of [await get("/"), await get("/nothing"), await test.post({ query: "{ purpose }" })]) {
      expect(Object.fromEntries(response.headers)).toMatchObject({
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "content-security-policy": expect.stringContaining("default-src 'none'") as unknown,
        "cache-control": "no-store",
        // Whoever stands before it ends a connection first.
        "keep-alive": "timeout=65",
      });
      expect(response.headers.has("access-control-allow-origin")).toBe(false);
    }
  });

  it("says how to ask, and that it lives and is ready", async () => {
    expect(await (await get("/")).text()).toContain("POST /graphql");
    expect(await (await get("/health/live")).json()).toEqual({ status: "live" });
    expect(await (await get("/health/ready")).json()).toEqual({ status: "ready" });
    expect(await refusal(await get("/personas"))).toBe("404 NOT_FOUND");
    expect(await refusal(await get("/token", { method: "POST" }))).toBe("404 NOT_FOUND");
    expect(await refusal(await get("/__proto__"))).toBe("404 NOT_FOUND");
    expect(await refusal(await get("/health/live", { method: "POST" }))).toBe("405 BAD_USER_INPUT method");
  });

  it("shows its schema in development", async () => {
    expect((await test.ask("{ __schema { queryType { name } } }")).data).toEqual({
      __schema: { queryType: { name: "Query" } },
    });
  });

  it("a mutation that has begun is finished although the client has left", async () => {
    let finish = (): void => undefined;
    const began = new Promise<void>((begin) => {
      test.slow = () => {
        begin();
        return new Promise((resolve) => (finish = () => resolve("done")));
      };
    });
    const leaving = new AbortController();
    const answer = fetch(`${test.origin}/graphql`, {
      method: "POST",
      signal: leaving.signal,
      headers: { "content-type": "application/json", authorization: `Bearer ${await test.token()}` },
      body: JSON.stringify({ query: 'mutation { a: rename(name: "a") b: rename(name: "b") }' }),
    });
    await began;
    leaving.abort();
    await expect(answer).rejects.toThrow("aborted");
    test.slow = () => Promise.resolve("done");
    finish();
    await delay(50);
    expect(test.renamed).toEqual(["a", "b"]);
  });

  it("takes another supergraph while it runs, and keeps the old one when the new one is none", async () => {
    expect(codes(await test.ask("{ later }"))).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
    await expect(test.hub.swap("type Query { a: Int }")).rejects.toThrow("core schema");
    expect((await test.ask("{ purpose }")).data).toEqual({ purpose: "CARE" });
    await test.hub.swap(LATER_SUPERGRAPH);
    expect((await test.ask('{ purpose __type(name: "Query") { fields { name } } }')).data).toMatchObject({
      __type: { fields: expect.arrayContaining([{ name: "later" }]) as unknown },
    });
  });
});
