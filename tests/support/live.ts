import { createClient, type Client, type ClientOptions } from "graphql-ws";
import { WebSocket } from "ws";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import { cage } from "./canary/cage";
import type { TestHub } from "./hub";
import { viewerOf } from "./access-records";

/** One thing a subscription said, loosely typed: tests look into it. */
export interface Told {
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data?: any;
  readonly errors?: readonly { readonly extensions?: Record<string, unknown> }[];
  readonly extensions?: { readonly requestId?: string };
}

/** A subscription of the graphql-ws client as it comes, read one by one. */
export class Following {
  readonly all: Told[] = [];
  private waiting: (() => void)[] = [];
  private over: { readonly error?: unknown } | undefined;
  readonly leave: () => void;

  constructor(client: Client, query: string, variables: object, recipient: Parameters<typeof cage.look>[2]) {
    this.leave = client.subscribe(
      { query, variables: variables as Record<string, unknown> },
      {
        next: (told) => {
          cage.look("a live event", JSON.stringify(told), recipient);
          this.all.push(told as Told);
          this.wake();
        },
        error: (error) => this.end({ error }),
        complete: () => this.end({}),
      },
    );
  }

  /** The `number`th thing that was said, from 0; rejects when there will be none. */
  async at(number: number): Promise<Told> {
    while (this.all.length <= number) {
      if (this.over) throw new Error(`it ended: ${JSON.stringify(this.over.error ?? null)}`);
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    return this.all[number]!;
  }

  /** How it ended: the errors of a refusal, a close event, or undefined. */
  async ended(): Promise<unknown> {
    while (!this.over) await new Promise<void>((resolve) => this.waiting.push(resolve));
    return this.over.error;
  }

  private end(over: { readonly error?: unknown }): void {
    this.over = over;
    this.wake();
  }

  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

/** A client of one persona: the library as anybody installs it. */
export class LiveClient {
  private constructor(
    readonly client: Client,
    private readonly recipient: Parameters<typeof cage.look>[2],
  ) {}

  /** With a token made elsewhere. */
  static with(hub: TestHub, token: string, viewer: Viewer): LiveClient {
    const client = createClient({
      url: hub.url.replace("http", "ws"),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization: `Bearer ${token}`, "x-purpose-of-use": viewer.purpose },
    });
    return new LiveClient(client, viewer);
  }

  static as(
    hub: TestHub,
    persona: string,
    { seconds, purpose, ...options }: Partial<ClientOptions> & { seconds?: number; purpose?: string } = {},
  ): LiveClient {
    const client = createClient({
      url: hub.url.replace("http", "ws"),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: async () => ({
        authorization: `Bearer ${(await hub.issuer.issue(persona, seconds)).token}`,
        ...(purpose && { "x-purpose-of-use": purpose }),
      }),
      ...options,
    });
    return new LiveClient(client, viewerOf(persona));
  }

  follow(query: string, variables: object = {}): Following {
    return new Following(this.client, query, variables, this.recipient);
  }

  /** And waits for the first event: from then on everything is told. */
  async open(query: string, variables: object = {}): Promise<Following> {
    const following = this.follow(query, variables);
    await following.at(0);
    return following;
  }

  close(): void {
    void this.client.dispose();
  }
}

/** For the test file that calls it: clients of its hub, all of which leave after each test, and nothing of them stays. */
export function useClients(hub: () => TestHub): { as: (...who: Who) => LiveClient; closeAll: () => void } {
  const clients: LiveClient[] = [];
  const closeAll = (): void => clients.splice(0).forEach((client) => client.close());
  afterEach(async () => {
    closeAll();
    while (hub().embedded.hub.live.sockets.size > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  });
  return {
    closeAll,
    as: (...who) => {
      const client = LiveClient.as(hub(), ...who);
      clients.push(client);
      return client;
    },
  };
}

type Who = Parameters<typeof LiveClient.as> extends [unknown, ...infer Rest] ? Rest : never;
