import { Refusal } from "../../subgraphs/kernel/refusal";
import type { EndSignal } from "../engine/subgraph-call";
import { HttpClient, type HttpAnswer, type HttpClientOptions } from "./http-client";
import { isNonsense } from "./nonsense";
import { hostOf, Places, type Place } from "./places";
import type { Resolve } from "./resolve";

export interface BalancedOptions extends HttpClientOptions {
  readonly resolve: Resolve;
}

/** POSTs JSON to one URL, wherever its host's name leads, with a pool of connections for each address. */
export class BalancedClient {
  private readonly clients = new Map<string, HttpClient>();
  private readonly places: Places;
  private readonly path: string;
  /** Of every request. */
  private readonly headers: Readonly<Record<string, string>>;

  constructor(
    url: string,
    private readonly options: BalancedOptions,
  ) {
    const { pathname, search } = new URL(url);
    this.path = pathname + search;
    this.headers = { "content-type": "application/json", accept: "application/json", host: hostOf(url) };
    this.places = new Places(url, { resolve: options.resolve, onGone: (place) => this.forget(place) });
  }

  /** Rejects as {@link HttpClient.post} does, and when the host's name is unknown. */
  async post(body: string, own: Readonly<Record<string, string>>, signal?: EndSignal): Promise<HttpAnswer> {
    const chosen = this.places.choose();
    const place = chosen instanceof Promise ? await chosen : chosen;
    try {
      const answer = await this.at(place).post(this.path, body, { ...own, ...this.headers }, signal);
      this.places.worked(place);
      return answer;
    } catch (error) {
      this.places[outcomeOf(error, signal)](place);
      throw error;
    }
  }

  async close(): Promise<void> {
    await Promise.all(Array.from(this.clients.values(), (client) => client.close()));
  }

  private at({ origin }: Place): HttpClient {
    let client = this.clients.get(origin);
    if (!client) this.clients.set(origin, (client = new HttpClient(origin, this.options)));
    return client;
  }

  /** What is under way there ends as it began. */
  private forget({ origin }: Place): void {
    void this.clients.get(origin)?.close();
    this.clients.delete(origin);
  }
}

/** What a call that brought no answer says about where it went: silence until the deadline is a failure too. */
function outcomeOf(error: unknown, signal: EndSignal | undefined): "worked" | "failed" | "left" {
  if (!signal?.aborted) return isNonsense(error) ? "worked" : "failed";
  const reason: unknown = signal.reason;
  return reason instanceof Refusal && reason.code === "SERVICE_TIMEOUT" ? "failed" : "left";
}
