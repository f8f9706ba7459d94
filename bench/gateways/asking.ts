import { Pool } from "undici";
import type { Contender } from "./contender.js";
import type { Question } from "./shop.js";

export interface Round {
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds of CPU of the gateway's process, per request. */
  readonly cpu: number;
  readonly latencies: readonly number[];
}

const HEADERS = { "content-type": "application/json", accept: "application/json" };

/** Asks one contender one question over `connections` kept connections, each asking again when it has its answer. */
export class Asker {
  private readonly pool: Pool;

  constructor(
    private readonly contender: Contender,
    private readonly connections: number,
  ) {
    this.pool = new Pool(contender.url, { connections, pipelining: 1 });
  }

  async answer({ query }: Question): Promise<unknown> {
    const { statusCode, body } = await this.pool.request({
      method: "POST",
      path: "/graphql",
      headers: HEADERS,
      body: JSON.stringify({ query }),
    });
    const answer = (await body.json()) as { errors?: unknown };
    if (statusCode !== 200 || answer.errors !== undefined)
      throw new Error(`${this.contender.name}: ${statusCode} ${JSON.stringify(answer.errors)?.slice(0, 500)}`);
    return answer;
  }

  async round({ query }: Question, milliseconds: number): Promise<Round> {
    const body = JSON.stringify({ query });
    const latencies: number[] = [];
    const before = await this.contender.cpu();
    const began = performance.now();
    const asker = async (): Promise<void> => {
      while (performance.now() - began < milliseconds) {
        const asked = performance.now();
        await this.ask(body);
        latencies.push(performance.now() - asked);
      }
    };
    await Promise.all(Array.from({ length: this.connections }, asker));
    const elapsed = performance.now() - began;
    const requests = latencies.length;
    const cpu = ((await this.contender.cpu()) - before) / requests;
    return { requests, cpu, latencies, perSecond: (requests * 1000) / elapsed };
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }

  /** Reads the answer to its end and does not look at it. */
  private ask(body: string): Promise<void> {
    return new Promise((resolve, reject) => {
      let status = 0;
      this.pool.dispatch(
        { method: "POST", path: "/graphql", headers: HEADERS, body },
        {
          onRequestStart: () => undefined,
          onResponseStart: (_, code) => void (status = code),
          onResponseData: () => undefined,
          onResponseEnd: () => (status === 200 ? resolve() : reject(new Error(`status ${status}`))),
          onResponseError: (_, error) => reject(error),
        },
      );
    });
  }
}
