import { z } from "zod";
import { tlsOf } from "../tls/open-tls";
import { outgoing } from "../tls/outgoing";
import { readPublisherKeys, type PublisherKeys } from "./signed-events";
import { readSubscribers } from "./subscribers";
import type { Deliver } from "./domain-event";

/** What an owner is told by whom, and whom it tells. */
export interface Exchange {
  readonly publishers: PublisherKeys;
  readonly subscribers: ReadonlyMap<string, Deliver>;
}

/** The settings of an owner that tells others what happens and is told by them. */
export const exchangeSettings = {
  SIGNING_KEY: z.string(),
  EVENT_KEYS: z.string(),
  SUBSCRIBERS: z.string().default(""),
};
type ExchangeSettings = z.infer<z.ZodObject<typeof exchangeSettings>>;

/** Reads them. Throws without quoting a key. */
export const readExchange = async (
  owner: string,
  settings: ExchangeSettings & Parameters<typeof tlsOf>[1],
): Promise<Exchange> => {
  const { SIGNING_KEY, EVENT_KEYS, SUBSCRIBERS } = settings;
  const send = outgoing(tlsOf(owner, settings));
  return {
    publishers: readPublisherKeys(EVENT_KEYS),
    subscribers: await readSubscribers(owner, SUBSCRIBERS, SIGNING_KEY, send),
  };
};
