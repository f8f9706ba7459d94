/** For tests: what stands before several gateways. */
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { Mailbox } from "../../subgraphs/kernel/live/mailbox";
import type { OpenStream } from "../calls/calls";
import type { SubgraphAnswer } from "../engine/subgraph-call";
import type { TestHub } from "./hub.fixture";

const PROBE_MS = 10;

/** Passes connections on in turn to instances that say they are ready, and asks them again and again whether they are. */
export class Balancer {
  readonly instances = new Set<TestHub>();
  private readonly ready = new Set<TestHub>();
  private readonly server = createServer((client) => this.pass(client));
  private readonly end = new AbortController();
  private probing: Promise<void> = Promise.resolve();
  private turn = 0;

  /** Its origin. Resolves when every instance is ready. */
  async start(instances: readonly TestHub[]): Promise<string> {
    for (const each of instances) this.instances.add(each);
    this.probing = this.probe();
    await this.knows(instances.length);
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Resolves when so many are ready. */
  async knows(count: number): Promise<void> {
    while (this.ready.size !== count) await delay(PROBE_MS);
  }

  async stop(): Promise<void> {
    this.end.abort();
    this.server.close();
    await this.probing;
  }

  private async probe(): Promise<void> {
    while (!this.end.signal.aborted) {
      for (const each of this.instances) {
        const answer = await fetch(`${each.origin}/health/ready`).catch(() => undefined);
        this.ready[answer?.ok ? "add" : "delete"](each);
      }
      for (const each of this.ready) if (!this.instances.has(each)) this.ready.delete(each);
      await delay(PROBE_MS);
    }
  }

  private pass(client: Socket): void {
    const among = [...this.ready];
    const to = connect(Number(new URL(among[this.turn++ % among.length]!.origin).port), "127.0.0.1");
    client.pipe(to).pipe(client);
    client.on("error", () => to.destroy());
    to.on("error", () => client.destroy());
  }
}

/** Of a supergraph with `said(after: ID): Said`: an owner that remembers all it said, whichever gateway asks. */
export class Talk {
  private readonly said: string[] = [];
  private readonly readers = new Set<Mailbox<SubgraphAnswer>>();

  say(text: string): void {
    this.said.push(text);
    for (const reader of this.readers) reader.offer(this.item(this.said.length));
  }

  /** First the place to continue from, with nothing said; then what was said after it. */
  readonly open: OpenStream = ({ variables }) => {
    const reader: Mailbox<SubgraphAnswer> = new Mailbox<SubgraphAnswer>(10_000, () => this.readers.delete(reader));
    const after = Number(variables?.["after"] ?? this.said.length);
    reader.offer({ data: { said: { id: String(after), text: null } } });
    for (let number = after + 1; number <= this.said.length; number++) reader.offer(this.item(number));
    this.readers.add(reader);
    return Promise.resolve(reader);
  };

  private item(number: number): SubgraphAnswer {
    return { data: { said: { id: String(number), text: this.said[number - 1] } } };
  }
}
