import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import type { JWTPayload } from "jose";
import { readableLog, Servers } from "../calls/subgraph.fixture";
import { TestHub } from "../front/hub.fixture";
import { Metrics } from "./metrics";
import { openMetricsDoor } from "./metrics-door";
import { OtlpExporter, type Span } from "./otlp";
import { Telemetry } from "./telemetry";

const FOLLOW = 'query Follow { person(id: "person-4711") { name job } }';
const PERSONAL = /(?<![\w-])4711(?![\w-])|Μαρία|baker|019b7673/;

interface Explained {
  readonly extensions?: {
    readonly plan: { plan: unknown; fetches: { service: string; ms: number; entities: number }[] };
  };
}

describe("what operators see", () => {
  const spans: Span[] = [];
  const servers = new Servers();
  const test = new TestHub();
  const metrics = new Metrics();
  let exporter: OtlpExporter;

  beforeAll(async () => {
    const collector = await servers.start((request, response) => {
      void (async () => {
        let text = "";
        for await (const piece of request) text += String(piece);
        const sent = JSON.parse(text) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };
        spans.push(...sent.resourceSpans[0]!.scopeSpans[0]!.spans);
        response.end("{}");
      })();
    });
    exporter = new OtlpExporter(`${collector}/v1/traces`, test.log.log);
    await test.start({ telemetry: new Telemetry(metrics, exporter) });
  });
  afterAll(async () => {
    await test.hub.stop();
    await servers.close();
  });

  it("metrics are on a port of their own, and on no path of the hub", async () => {
    const door = await openMetricsDoor(metrics, 0, "127.0.0.1");
    const status = async (url: string, method = "GET") => (await fetch(url, { method })).status;
    expect(await status(`${test.origin}/metrics`)).toBe(404);
    expect(await status(`http://127.0.0.1:${door.port}/metrics`, "POST")).toBe(404);
    expect(await status(`http://127.0.0.1:${door.port}/`)).toBe(404);
    expect(await status(`http://127.0.0.1:${door.port}/metrics`)).toBe(200);
    await door.close();
  });

  it("counts operations and calls by name, and says nothing about anybody", async () => {
    await test.ask(FOLLOW);
    test.isWorkDown = true;
    await test.ask(FOLLOW);
    test.isWorkDown = false;
    await test.post({ query: "{ nothing }" });
    await delay(20);
    const text = await metrics.read();
    const count = (series: string) => text.split("\n").find((line) => line.startsWith(`${series} `));
    const operation = (labels: string) => count(`hub_operation_seconds_count{${labels}}`);
    expect(operation('operation="Follow",kind="query",outcome="ok"')).toMatch(/ 1$/);
    expect(operation('operation="Follow",kind="query",outcome="errors"')).toMatch(/ 1$/);
    expect(operation('operation="other",kind="none",outcome="refused"')).toMatch(/ 1$/);
    expect(count('hub_fetch_seconds_count{service="work",outcome="ok"}')).toMatch(/ 1$/);
    expect(count('hub_fetch_seconds_count{service="work",outcome="SERVICE_UNAVAILABLE"}')).toMatch(/ 1$/);
    expect(count('hub_fetch_entities_total{service="work"}')).toMatch(/ 2$/);
    expect([count('hub_plans_total{state="new"}'), count('hub_plans_total{state="kept"}')]).toEqual([
      'hub_plans_total{state="new"} 1',
      'hub_plans_total{state="kept"} 1',
    ]);
    expect(count("hub_subscriptions")).toBe("hub_subscriptions 0");
    expect(text).not.toMatch(PERSONAL);
  });

  it("a flood of made-up names does not become a flood of labels", async () => {
    const bounded = new Metrics();
    const telemetry = new Telemetry(bounded);
    const trace = { traceId: "a", spanId: "b", sampled: false };
    for (let n = 0; n < 200; n++) telemetry.ended({ ...ended(trace), operationName: `Q${n}` }, false);
    expect((await bounded.read()).split("\n").filter((line) => /^hub_operation_seconds_count/.test(line))).toHaveLength(
      51,
    );
  });

  it("a trace holds the question, its plan and each fetch, within the client's own", async () => {
    await exporter.flush();
    spans.length = 0;
    const traceparent = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
    await test.ask(FOLLOW, {}, { traceparent });
    await delay(20);
    await exporter.flush();
    const [question, ...within] = spans;
    expect(question).toMatchObject({ name: "Follow", traceId: "a".repeat(32), parentSpanId: "b".repeat(16) });
    expect(within.map(({ name }) => name)).toEqual(["plan kept", "fetch people", "fetch work"]);
    for (const span of within) expect(span).toMatchObject({ traceId: "a".repeat(32), parentSpanId: question!.spanId });
    expect(within[2]!.attributes).toContainEqual({ key: "hub.entities", value: { intValue: "1" } });
    expect(JSON.stringify(spans)).not.toMatch(PERSONAL);
  });

  it("a collector that is away costs nobody an answer, and is told of in the log", async () => {
    const { log, text } = readableLog();
    const away = new OtlpExporter("http://127.0.0.1:9/v1/traces", log);
    away.add(spans);
    await away.flush();
    expect(text()).toContain("the collector cannot be reached");
  });

  it("explains an answer as a tree with the time of each fetch, to whoever asks for it", async () => {
    const asked = await test.post({ query: FOLLOW }, { "x-explain": "1" });
    const { extensions } = (await asked.json()) as Explained;
    expect(extensions!.plan.plan).toMatchObject({
      sequence: [
        { service: "people", calls: [0] },
        { service: "work", at: "person", calls: [1] },
      ],
    });
    const { fetches } = extensions!.plan;
    expect(fetches.map(({ service, entities }) => [service, entities])).toEqual([
      ["people", 0],
      ["work", 1],
    ]);
    for (const { ms } of fetches) expect(ms).toBeGreaterThanOrEqual(0);
    expect(await (await test.post({ query: FOLLOW })).json()).not.toHaveProperty("extensions");
  });

  it("the dashboard shows only what there is", async () => {
    const shown = readFileSync("gateway/telemetry/dashboard.json", "utf8").match(/\bhub_[a-z_]+/g)!;
    const text = await metrics.read();
    const ofOwners = /^hub_outbox_(backlog|failed|oldest_seconds)$/;
    for (const name of new Set(shown.filter((each) => !ofOwners.test(each))))
      expect(text).toContain(`# TYPE ${name.replace(/_(count|bucket)$/, "")} `);
  });
});

describe("explain in production", () => {
  const test = new TestHub();
  beforeAll(() => test.start({ production: true }));
  afterAll(() => test.hub.stop());

  it("is for developers: nobody else learns how their answer was made", async () => {
    const ask = async (claims: JWTPayload) => {
      const headers = { authorization: `Bearer ${await test.token(claims)}`, "x-explain": "1" };
      return (await (await test.post({ query: FOLLOW }, headers)).json()) as Explained;
    };
    expect((await ask({})).extensions).toBeUndefined();
    expect((await ask({ scope: "openid developer" })).extensions?.plan.fetches).toHaveLength(2);
  });
});

function ended(trace: { traceId: string; spanId: string; sampled: boolean }) {
  const timeline = { fetches: [], plan: undefined } as never;
  const told = { trace, requestId: "r", kind: "query", status: 200, codes: [], startedAt: 0, ms: 1, timeline };
  return told;
}
