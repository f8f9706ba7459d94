import type { IncomingHttpHeaders, RequestListener } from "node:http";
import { GraphQLError } from "graphql";
import type { SubgraphAnswer, SubgraphRequest } from "../engine/subgraph-call";
import type { Calls } from "./calls";
import { overHttp, type HttpOptions } from "./over-http";
import { signerFrom, type SignCall } from "./signer";
import { readTraceparent } from "./trace";
import type { Execute } from "./in-process";
import { doorOf, makeKeys, readableLog, Servers, WORKER, type Keys } from "./subgraph.fixture";

const QUESTION: SubgraphRequest = { service: "people", query: "{ secret }", kind: "query" };

describe("calls over HTTP", () => {
  const servers = new Servers();
  const open: Calls[] = [];
  let keys: Keys;
  let sign: SignCall;
  const { log, text } = readableLog();

  beforeAll(async () => {
    keys = await makeKeys();
    sign = await signerFrom(keys.signing);
  });
  afterEach(async () => {
    await servers.close();
    await Promise.all(open.splice(0).map((calls) => calls.close()));
  });

  function reach(url: string, options: Partial<HttpOptions> = {}): Calls {
    const calls = overHttp({ endpoints: new Map([["people", url]]), sign, log, timeoutMs: 500, ...options });
    open.push(calls);
    return calls;
  }
  const ask = (url: string, options?: Partial<HttpOptions>): Promise<SubgraphAnswer> =>
    reach(url, options).call(QUESTION, WORKER);

  async function codeOf(answer: Promise<unknown>): Promise<unknown> {
    const error = await answer.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(GraphQLError);
    expect((error as GraphQLError).message).not.toMatch(/127\.0\.0\.1|localhost|ECONN|:\d{4}/);
    return (error as GraphQLError).extensions["code"];
  }
  const misbehaving = async (behave: RequestListener) => codeOf(ask(`${await servers.start(behave)}/graphql`));
  const json = { "content-type": "application/json" };

  describe("to the kernel's door", () => {
    it("carries the question, the viewer and the request id", async () => {
      const execute = jest.fn<ReturnType<Execute>, Parameters<Execute>>().mockResolvedValue({ data: { secret: "ok" } });
      const url = await servers.start(doorOf("people", execute, keys, log));
      const question = { ...QUESTION, operationName: "Q", variables: { ids: ["ένα"] } };
      await expect(reach(`${url}/graphql`).call(question, WORKER)).resolves.toEqual({ data: { secret: "ok" } });
      expect(execute).toHaveBeenCalledTimes(1);
      const [request, call] = execute.mock.calls[0]!;
      expect(request).toEqual({ query: "{ secret }", operationName: "Q", variables: { ids: ["ένα"] } });
      expect(call).toEqual(WORKER);
    });

    it("passes on a subgraph's own errors as part of its answer", async () => {
      const answer = { data: null, errors: [{ message: "No such person.", extensions: { code: "NOT_FOUND" } }] };
      const url = await servers.start(doorOf("people", () => Promise.resolve(answer), keys, log));
      await expect(ask(`${url}/graphql`)).resolves.toEqual(answer);
    });

    it("is refused when replayed, and when meant for another subgraph", async () => {
      const execute = jest.fn().mockResolvedValue({ data: {} });
      const url = `${await servers.start(doorOf("people", execute, keys, log))}/graphql`;
      const body = JSON.stringify({ query: "{ secret }" });
      const post = async (token: string) =>
        (await fetch(url, { method: "POST", headers: { authorization: `Bearer ${token}` }, body })).status;
      const token = await sign("people", body, WORKER);
      expect([await post(token), await post(token)]).toEqual([200, 401]);
      expect(await post(await sign("shelters", body, WORKER))).toBe(401);
      expect(await post(await sign("people", `${body} `, WORKER))).toBe(401);
      expect(execute).toHaveBeenCalledTimes(1);
    });

    it("does not tell a client that its token is bad when our own keys do not match", async () => {
      const url = await servers.start(doorOf("people", () => Promise.resolve({}), await makeKeys(), log));
      expect(await codeOf(ask(`${url}/graphql`))).toBe("SERVICE_BAD_ANSWER");
    });

    it("heals by itself when the subgraph comes back", async () => {
      const execute: Execute = () => Promise.resolve({ data: { secret: "ok" } });
      const first = doorOf("people", execute, keys, log);
      const origin = await servers.start(first);
      const calls = reach(`${origin}/graphql`);
      await calls.call(QUESTION, WORKER);
      await servers.stop(first);
      expect(await codeOf(calls.call(QUESTION, WORKER))).toBe("SERVICE_UNAVAILABLE");
      await servers.start(doorOf("people", execute, keys, log), Number(new URL(origin).port));
      await expect(calls.call(QUESTION, WORKER)).resolves.toEqual({ data: { secret: "ok" } });
    });
  });

  it("sends the four headers it is allowed to send, and what HTTP needs", async () => {
    let seen: IncomingHttpHeaders = {};
    await ask(
      await servers.start((request, response) => {
        seen = request.headers;
        response.writeHead(200, json).end('{"data":{}}');
      }),
    );
    const transport = ["connection", "content-length", "host"];
    expect(Object.keys(seen).toSorted()).toEqual(
      ["accept", "authorization", "content-type", "x-request-id", ...transport].toSorted(),
    );
    expect(seen["x-request-id"]).toBe("request-0001");
  });

  it("passes on where a traced question stands", async () => {
    const url = await servers.start((request, response) => {
      response.writeHead(200, json).end(JSON.stringify({ data: { seen: request.headers["traceparent"] } }));
    });
    const given = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
    const call = { ...WORKER, trace: readTraceparent(given) };
    expect(await reach(`${url}/graphql`).call(QUESTION, call)).toEqual({ data: { seen: given } });
    const faulty = [
      undefined,
      "",
      given.toUpperCase(),
      given.replaceAll("a", "0"),
      `${given}-00`,
      `01${given.slice(2)}`,
    ];
    expect(faulty.map(readTraceparent)).toEqual(faulty.map(() => undefined));
  });

  describe("SERVICE_UNAVAILABLE", () => {
    it("nobody listens", async () => {
      expect(await codeOf(ask("http://127.0.0.1:9/graphql"))).toBe("SERVICE_UNAVAILABLE");
    });
    it("no address is known", async () => {
      expect(await codeOf(ask("http://127.0.0.1:9", { endpoints: new Map() }))).toBe("SERVICE_UNAVAILABLE");
    });
    it("the connection is cut before the answer", async () => {
      expect(await misbehaving((request) => request.socket.destroy())).toBe("SERVICE_UNAVAILABLE");
    });
    it("the connection is cut within the answer", async () => {
      const code = await misbehaving((request, response) => {
        response.writeHead(200, { ...json, "content-length": 1000 }).write('{"data":');
        setTimeout(() => request.socket.destroy(), 20);
      });
      expect(code).toBe("SERVICE_UNAVAILABLE");
    });
    it("5xx, whatever the body", async () => {
      expect(await misbehaving((_, response) => response.writeHead(503, json).end('{"data":{}}'))).toBe(
        "SERVICE_UNAVAILABLE",
      );
    });
  });

  describe("SERVICE_TIMEOUT", () => {
    it("silence before the answer", async () => {
      const started = performance.now();
      expect(await misbehaving(() => undefined)).toBe("SERVICE_TIMEOUT");
      expect(performance.now() - started).toBeLessThan(3000);
    });
    it("silence within the answer", async () => {
      expect(await misbehaving((_, response) => void response.writeHead(200, json).write('{"data":'))).toBe(
        "SERVICE_TIMEOUT",
      );
    });
  });

  describe("SERVICE_BAD_ANSWER", () => {
    it.each([
      ["a page", { "content-type": "text/html" }, "<html>login</html>"],
      ["no content type", {}, '{"data":{}}'],
      ["broken JSON", json, '{"data":'],
      ["a list", json, "[]"],
      ["null", json, "null"],
      ["text", json, '"data"'],
      ["nothing", json, ""],
    ])("%s", async (_, headers, body) => {
      expect(await misbehaving((__, response) => response.writeHead(200, headers).end(body))).toBe(
        "SERVICE_BAD_ANSWER",
      );
    });
    it("a redirect, which is not followed", async () => {
      const elsewhere = jest.fn<void, Parameters<RequestListener>>((_, response) => void response.end("{}"));
      const location = await servers.start(elsewhere);
      expect(await misbehaving((_, response) => response.writeHead(307, { location }).end())).toBe(
        "SERVICE_BAD_ANSWER",
      );
      expect(elsewhere).not.toHaveBeenCalled();
    });
    it("50 MB, which are not read to the end", async () => {
      let sent = 0;
      const url = await servers.start((_, response) => {
        response.writeHead(200, json);
        const piece = Buffer.alloc(1 << 20, " ");
        const more = (): void => {
          while (sent < 50 && !response.destroyed) {
            sent += 1;
            if (!response.write(piece)) return void response.once("drain", more);
          }
          response.end("{}");
        };
        more();
      });
      expect(await codeOf(ask(url, { timeoutMs: 5000 }))).toBe("SERVICE_BAD_ANSWER");
      expect(sent).toBeLessThan(50);
    });
    it("no HTTP at all", async () => {
      const code = await misbehaving((request) => {
        request.socket.end("220 smtp ready\r\n\r\n");
      });
      expect(code).toBe("SERVICE_BAD_ANSWER");
    });
  });

  it("logs the service and the code, never the question, the answer or a stack", () => {
    expect(text()).toContain('"code":"SERVICE_TIMEOUT"');
    expect(text()).not.toMatch(/secret|login|smtp|Bearer|\sat /);
  });

  it("refuses a signing key that is none, without quoting it", async () => {
    for (const key of ["", "{}", "geheim", JSON.stringify({ ...keys.public, d: undefined })])
      await expect(signerFrom(key)).rejects.toThrow(/^The signing key is not a private Ed25519 JWK with a kid\.$/);
  });
});
