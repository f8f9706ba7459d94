import { once } from "node:events";
import { Agent, IncomingMessage, request, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { Mailbox } from "../../subgraphs/kernel/live/mailbox";
import type { OpenStream } from "../calls/calls";
import type { SubgraphAnswer } from "../engine/subgraph-call";
import { EventAnswer } from "../front/events";
import { supergraphOf, TestHub } from "../front/hub.fixture";
import { PlannerThread } from "../planning/planner/planner-thread";
import { planOperation } from "../planning/planner/planning";
import { modelOf } from "../planning/supergraph-model";

const PEOPLE = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { person(id: ID!): Person, slow: String, broken: String, purpose: String }
  type Mutation { rename(name: String!): String }
  type Subscription { changed(of: ID!): Person }
  type Person @key(fields: "id") { id: ID!, name: String }`;
const CHANGED = `subscription ($of: ID! = "1") { changed(of: $of) { name job } }`;
const EVENT = { data: { changed: { __typename: "Person", id: "1", name: "Μαρία" } } };
const TOLD = { changed: { name: "Μαρία", job: "baker" } };
const SSE = "text/event-stream";
const MULTIPART = 'multipart/mixed;subscriptionSpec="1.0", application/json';

const test = new TestHub();
/** Streams at their owner, in the order of their opening. */
const owners: Mailbox<SubgraphAnswer>[] = [];
let left = 0;
const stream: OpenStream = async () => {
  const owner = new Mailbox<SubgraphAnswer>(10, () => void left++);
  owners.push(owner);
  return owner;
};
const limits = { socketsPerUser: 2 };

/** A planner beside, which counts what it is asked, without a thread. */
class Beside extends PlannerThread {
  asked = 0;
  constructor(private readonly sdl: string) {
    super(sdl);
  }
  override plan(...[document, labels]: Parameters<PlannerThread["plan"]>): ReturnType<PlannerThread["plan"]> {
    this.asked++;
    return Promise.resolve(planOperation(modelOf(this.sdl).planning(), document, labels));
  }
}
const supergraph = supergraphOf(PEOPLE);
const beside = new Beside(supergraph);

beforeAll(() => test.start({ supergraph, stream, liveLimits: limits, production: true, planner: () => beside }));
afterAll(() => test.hub.stop());
afterEach(async () => {
  for (const owner of owners.splice(0)) owner.end();
  await until(() => test.hub.live.events.size === 0);
});

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1000 && !holds(); tries++) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(holds()).toBe(true);
}

/** An answer as it comes in. */
class Reading {
  text = "";
  isOver = false;
  constructor(
    readonly response: IncomingMessage,
    readonly leave: () => void,
  ) {
    response.on("data", (piece: Buffer) => (this.text += piece.toString()));
    response.on("error", () => undefined).on("close", () => (this.isOver = true));
  }
}

/** Keeps a connection for as long as it is let. */
const agent = new Agent({ keepAlive: true });
afterAll(() => agent.destroy());

async function follow(accept: string, body: object = { query: CHANGED }, seconds?: number): Promise<Reading> {
  const token = await test.token(seconds === undefined ? {} : { exp: Math.floor(Date.now() / 1000) + seconds });
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}`, accept };
  const asking = request(`${test.origin}/graphql`, { method: "POST", headers, agent });
  asking.on("error", () => undefined).end(JSON.stringify(body));
  const [response] = (await once(asking, "response")) as [IncomingMessage];
  return new Reading(response, () => asking.destroy());
}

/** What of an answer is not the id of a question. */
const plain = (text: string): string => text.replaceAll(/,"extensions":\{"requestId":"[\w-]+"\}/g, "");

it("tells each event whole, as an event stream", async () => {
  const reading = await follow(SSE);
  expect(reading.response.headers).toMatchObject({ "content-type": "text/event-stream; charset=utf-8" });
  await until(() => owners.length === 1);
  owners[0]!.offer(EVENT);
  await until(() => reading.text.includes("baker"));
  owners[0]!.end();
  await until(() => reading.isOver);
  expect(plain(reading.text)).toBe(
    `:\n\nevent: next\ndata: ${JSON.stringify({ data: TOLD })}\n\nevent: complete\ndata: \n\n`,
  );
});

it("tells each event whole, as multipart", async () => {
  const reading = await follow(MULTIPART);
  expect(reading.response.headers["content-type"]).toBe('multipart/mixed; boundary="graphql"; subscriptionSpec="1.0"');
  await until(() => owners.length === 1);
  owners[0]!.offer(EVENT);
  owners[0]!.offer({ data: { changed: null } });
  await until(() => reading.text.includes('"changed":null'));
  owners[0]!.end();
  await until(() => reading.isOver);
  const parts = plain(reading.text).split("\r\n--graphql");
  expect([parts[0], parts.at(-1)]).toEqual(["", "--\r\n"]);
  const told = parts.slice(1, -1).map((part) => JSON.parse(part.split("\r\n\r\n")[1]!) as unknown);
  expect(told).toEqual([{ payload: { data: TOLD } }, { payload: { data: { changed: null } } }, {}]);
});

it("plans what nobody followed before beside, once", async () => {
  const before = beside.asked;
  const query = `${CHANGED} # new`;
  for (const reading of [await follow(SSE, { query }), await follow(MULTIPART, { query })]) reading.leave();
  await until(() => test.hub.live.events.size === 0);
  expect(beside.asked - before).toBe(1);
});

it("leaves the owner when the client leaves, also while nothing happens", async () => {
  const before = left;
  const reading = await follow(SSE);
  await until(() => owners.length === 1);
  reading.leave();
  await until(() => left === before + 1 && test.hub.live.events.size === 0);
  expect(test.hub.live.subscriptions.size).toBe(0);
});

it("leaves the owner also when the client left while it was opened", async () => {
  const owner = new Mailbox<object>(1);
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  const answer = new EventAnswer(response, "event-stream");
  response.destroy(); // and nothing is heard of it a second time
  await answer.send(owner, () => ({ message: "" }));
  expect(owner.closed).toBe(true);
});

it("ends when the token ends, and says why", async () => {
  for (const accept of [SSE, MULTIPART]) {
    const reading = await follow(accept, { query: CHANGED }, 1);
    await until(() => reading.isOver);
    expect(reading.text).toContain('"code":"UNAUTHENTICATED","details":{"check":"expired"}');
  }
});

it("refuses who is nobody, holds too many, or asks what may not be followed", async () => {
  const answer = await test.post({ query: CHANGED }, { authorization: "Bearer nonsense", accept: SSE });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([401, "application/json; charset=utf-8"]);
  const open = [await follow(SSE), await follow(MULTIPART)];
  const third = await follow(SSE);
  await until(() => third.isOver);
  expect([third.response.statusCode, third.text]).toEqual([400, expect.stringContaining('"code":"LIMIT_REACHED"')]);
  for (const reading of open) reading.leave();
  await until(() => test.hub.live.events.size === 0);
  for (const [query, code] of [
    ["subscription { changed { name } }", "GRAPHQL_VALIDATION_FAILED"],
    ["subscription { secrets }", "GRAPHQL_VALIDATION_FAILED"],
  ]) {
    const refused = await follow(SSE, { query });
    await until(() => refused.isOver);
    expect(refused.text).toMatch(new RegExp(`^:\\n\\nevent: next\\ndata: .*"code":"${code}".*\\n\\nevent: complete`));
  }
  const misfit = await follow(MULTIPART, { query: CHANGED, variables: { of: null } });
  await until(() => misfit.isOver);
  expect(misfit.text).toMatch(/"payload":null,"errors":\[.*"code":"BAD_USER_INPUT"/);
});

it("answers a question as one event; when the hub stops it cuts everybody, and waits for no client to let go", async () => {
  const question = await follow(SSE, { query: "{ purpose }" });
  await until(() => question.isOver);
  expect(question.text).toBe(`:\n\nevent: next\ndata: {"data":{"purpose":"CARE"}}\n\nevent: complete\ndata: \n\n`);
  const reading = await follow(SSE);
  await until(() => owners.length === 1);
  await test.hub.stop({ drainMs: 60_000 });
  expect(reading.isOver).toBe(true);
  expect(reading.text).not.toContain("complete");
});
