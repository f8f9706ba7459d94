import { Relays } from "../../subgraphs/kernel/outbox/relays";
import type { Patience } from "../../subgraphs/kernel/outbox/back-off";
import type { Deliver } from "../../subgraphs/kernel/outbox/domain-event";
import type { Logger } from "../../subgraphs/kernel/logger";
import type { Subgraph } from "../../subgraphs/kernel/subgraph";
import { OWNERS } from "./owners";
import { databaseOf, type Databases } from "./subgraphs";

/** How events get from one owner to another. */
export type DeliverBetween = (publisher: string, consumer: string) => Deliver;

/** In one process nothing is signed: the publisher is known because it is here. */
export const deliverInProcess =
  (subgraphs: ReadonlyMap<string, Subgraph>): DeliverBetween =>
  (publisher, consumer) =>
  (events) =>
    subgraphs.get(consumer)!.events!.receive(publisher, events);

export interface RelayAllOptions {
  readonly databases: Databases;
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  readonly deliver: DeliverBetween;
  readonly log: Logger;
  readonly patience?: Patience;
}

/** Starts the relays of every owner that publishes, each to every other owner that believes it anything. */
export function relayAll({ databases, subgraphs, deliver, ...rest }: RelayAllOptions): ReadonlyMap<string, Relays> {
  const publishers = OWNERS.filter(({ publishes }) => publishes).map(({ name }) => name);
  return new Map(
    publishers.map((publisher) => {
      const consumers = [...subgraphs.values()].filter(({ events }) => events?.listensTo(publisher));
      const subscribers = new Map(consumers.map(({ name }) => [name, deliver(publisher, name)]));
      const { url } = databaseOf(databases, publisher);
      return [publisher, new Relays({ publisher, url, subscribers, ...rest })];
    }),
  );
}
