import type { SubgraphRequest } from "../engine/subgraph-call";
import type { Calls } from "./calls";
import { inProcess } from "./in-process";
import type { Execute } from "./in-process";
import { readableLog, WORKER } from "./subgraph.fixture";

const QUESTION: SubgraphRequest = { service: "people", query: "{ me }", kind: "query", variables: { a: 1 } };

describe("calls within the process", () => {
  const { log, text } = readableLog();
  const reach = (execute: Execute): Calls =>
    inProcess({ subgraphs: new Map([["people", { execute }]]), log, timeoutMs: 50 });
  const refused = (code: string) => expect.objectContaining({ extensions: { code } }) as unknown;

  it("pass the question and the viewer on as they are", async () => {
    const execute = jest.fn<ReturnType<Execute>, Parameters<Execute>>().mockResolvedValue({ data: { me: 1 } });
    await expect(reach(execute).call(QUESTION, WORKER)).resolves.toEqual({ data: { me: 1 } });
    const [request, call] = execute.mock.calls[0]!;
    expect(request).toEqual({ query: "{ me }", operationName: undefined, variables: { a: 1 } });
    expect(call).toMatchObject(WORKER);
    expect(call.signal).toBeInstanceOf(AbortSignal);
  });

  it("end at the deadline, and tell the subgraph so", async () => {
    let signal: AbortSignal | undefined;
    const hang: Execute = (_, call) => {
      signal = call.signal;
      return new Promise(() => undefined);
    };
    await expect(reach(hang).call(QUESTION, WORKER)).rejects.toEqual(refused("SERVICE_TIMEOUT"));
    expect(signal?.aborted).toBe(true);
  });

  it("end at once when the client leaves, and do not begin when it has left", async () => {
    const execute = jest.fn<ReturnType<Execute>, Parameters<Execute>>(() => new Promise(() => undefined));
    const client = new AbortController();
    const answer = reach(execute).call(QUESTION, WORKER, client.signal);
    client.abort();
    await expect(answer).rejects.toEqual(refused("REQUEST_CANCELLED"));
    await expect(reach(execute).call(QUESTION, WORKER, client.signal)).rejects.toEqual(refused("REQUEST_CANCELLED"));
    expect(execute).toHaveBeenCalledTimes(1);
  });

  it("say of a mutation that it may have been carried out", async () => {
    const hang: Execute = () => new Promise(() => undefined);
    await expect(reach(hang).call({ ...QUESTION, kind: "mutation" }, WORKER)).rejects.toMatchObject({
      message: expect.stringContaining("idempotencyKey") as unknown,
      extensions: { code: "SERVICE_TIMEOUT", details: { outcome: "unknown" } },
    });
  });

  it("hide what a broken subgraph throws, from the client and from the log", async () => {
    const broken: Execute = () => {
      throw new Error("duplicate key: Παπαδοπούλου");
    };
    await expect(reach(broken).call(QUESTION, WORKER)).rejects.toEqual(refused("SERVICE_UNAVAILABLE"));
    await expect(reach(broken).call({ ...QUESTION, service: "nobody" }, WORKER)).rejects.toEqual(
      refused("SERVICE_UNAVAILABLE"),
    );
    expect(text()).toContain('"service":"people"');
    expect(text()).not.toContain("Παπαδοπούλου");
  });
});
