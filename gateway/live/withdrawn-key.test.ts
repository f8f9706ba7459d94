import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { Mailbox } from "../../subgraphs/kernel/live/mailbox";
import { Servers } from "../calls/subgraph.fixture";
import type { SubgraphAnswer } from "../engine/subgraph-call";
import { TALKING_SUPERGRAPH, TestHub } from "../front/hub.fixture";
import { identifyByToken } from "../identity/bearer";
import type { Identify } from "../identity/identify";
import { IssuerKeys } from "../identity/issuer-keys";
import { PublishedIssuer } from "../identity/published-issuer.fixture";

const SAID = "subscription { said { text } }";
const YEARS = 10 * 365 * 86_400;
/** Decision 0045, for what is followed: the keys are a minute old, a token half of one, and each look is a minute away. */
const BOUND_SECONDS = 150;

/** The gateway's own way of believing, and when the looks that were begun are done. */
function followed(identify: Identify): { identify: Identify; settled: () => Promise<unknown> } {
  let looks: Promise<unknown>[] = [];
  return {
    identify: (headers) => {
      const look = identify(headers);
      looks.push(look.catch(() => undefined));
      return look;
    },
    settled: () => Promise.all(looks.splice(0)),
  };
}

describe("a key was stolen, and its issuer withdraws it", () => {
  const servers = new Servers();
  const test = new TestHub();
  const owners: Mailbox<SubgraphAnswer>[] = [];
  let issuer: PublishedIssuer;
  let identified: ReturnType<typeof followed>;

  beforeAll(async () => {
    issuer = await PublishedIssuer.start(servers);
    const { keys } = new IssuerKeys(issuer.url);
    identified = followed(identifyByToken({ issuer: issuer.url, audience: "syndesmos", keys }, test.log.log));
    const stream = (): Promise<Mailbox<SubgraphAnswer>> => {
      owners.push(new Mailbox(10));
      return Promise.resolve(owners.at(-1)!);
    };
    const supergraph = TALKING_SUPERGRAPH;
    await test.start({ supergraph, production: true, identify: identified.identify, stream });
    // Time is the test's for whoever looks at a clock or waits for one; what runs on the network goes on by itself.
    jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask", "setImmediate", "setInterval"] });
  });
  afterAll(async () => {
    jest.useRealTimers();
    await test.hub.stop();
    await servers.close();
  });

  /** Half a minute at a time, each look whole before the next begins. */
  async function pass(seconds: number): Promise<void> {
    for (let at = 0; at < seconds; at += 30) {
      jest.advanceTimersByTime(30_000);
      await identified.settled();
    }
  }
  const tell = (text: string): void =>
    owners.forEach((owner) => owner.offer({ data: { said: { __typename: "Said", id: "1", text } } }));

  it("whoever follows with a token of it is gone within 150 seconds: the socket with 4403, the event stream with its reason", async () => {
    const authorization = `Bearer ${await issuer.token({ exp: Math.floor(Date.now() / 1000) + YEARS })}`;
    const socket = followOverSocket(test.origin, authorization);
    await socket.acknowledged;
    const stream = await followAsEvents(test.origin, authorization);
    const both = Promise.all([socket.has("Καλημέρα"), stream.has("Καλημέρα")]);
    while (owners.length === 0) await new Promise(setImmediate);
    tell("Καλημέρα");
    await both;

    await pass(10 * 60);
    const still = Promise.all([socket.has("Ακόμα εδώ"), stream.has("Ακόμα εδώ")]);
    tell("Ακόμα εδώ");
    await still;

    // The worst case: somebody had the keys asked for just before, and is remembered from then on.
    jest.advanceTimersByTime(29_000);
    await identified.identify({ authorization });
    await issuer.withdraw();
    await pass(BOUND_SECONDS);
    expect(await socket.closed).toMatchObject({ code: 4403 });
    expect(await stream.ended).toContain('"code":"UNAUTHENTICATED"');
    expect(test.hub.live.subscriptions.size).toBe(0);
    expect((await test.post({ query: "{ purpose }" }, { authorization })).status).toBe(401);
  });
});

/** A text as it comes in, and who waits for a word of it. */
class Incoming {
  private text = "";
  private readonly waiting = new Set<() => void>();

  add(piece: string): void {
    this.text += piece;
    for (const look of this.waiting) look();
  }

  readonly has = (word: string): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!this.text.includes(word)) return;
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
      look();
    });

  get whole(): string {
    return this.text;
  }
}

/** The library as anybody installs it. */
function followOverSocket(origin: string, authorization: string) {
  const incoming = new Incoming();
  let acknowledge = (): void => undefined;
  const acknowledged = new Promise<void>((resolve) => (acknowledge = resolve));
  const client = createClient({
    url: `${origin.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization },
    on: { connected: () => acknowledge() },
  });
  const closed = new Promise<unknown>((resolve) => {
    const next = (event: unknown): void => incoming.add(JSON.stringify(event));
    client.subscribe({ query: SAID }, { next, error: resolve, complete: () => resolve("complete") });
  });
  return { acknowledged, closed, has: incoming.has };
}

async function followAsEvents(origin: string, authorization: string) {
  const headers = { authorization, accept: "text/event-stream", "content-type": "application/json" };
  const asking = request(`${origin}/graphql`, { method: "POST", headers });
  asking.end(JSON.stringify({ query: SAID }));
  const [response] = (await once(asking, "response")) as [IncomingMessage];
  const incoming = new Incoming();
  response.setEncoding("utf8").on("data", (piece: string) => incoming.add(piece));
  return { has: incoming.has, ended: once(response, "end").then(() => incoming.whole) };
}
