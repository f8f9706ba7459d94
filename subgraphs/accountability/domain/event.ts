import { z } from "zod";
import { accessRecord, type AccessRecord } from "../../kernel/disclosure/access-record";
import { canonicalJson, type Canonical } from "./canonical-json";

/**
 * What a link of the chain can be about: somebody's operation, or the erasure of contents whose time was over. The
 * erasure names the links it emptied, so that an empty link without one is a fault.
 */
export type ChainEvent = AccessEvent | ErasureEvent;

export type AccessEvent = AccessRecord & { readonly event: "ACCESS" };

export interface ErasureEvent {
  readonly event: "ERASURE";
  /** UUIDv7. */
  readonly id: string;
  /** ISO instant. */
  readonly at: string;
  /** First and last link that are empty from now on; all between them are. */
  readonly from: number;
  readonly to: number;
  /** Under which rule, in words for an auditor. */
  readonly reason: string;
}

const erasure = z
  .strictObject({
    event: z.literal("ERASURE"),
    id: z.uuid(),
    at: z.iso.datetime(),
    from: z.int().min(1),
    to: z.int().min(1),
    reason: z.string().min(1).max(500),
  })
  .refine(({ from, to }) => from <= to, { path: ["to"] });

const eventShape: z.ZodType<ChainEvent> = z.union([accessRecord.extend({ event: z.literal("ACCESS") }), erasure]);

/** The text that is hashed, stored and exported. */
export const writeEvent = (event: ChainEvent): string => canonicalJson(event as unknown as Canonical);

/** Reads what {@link writeEvent} wrote. Throws on anything else. */
export const readEvent = (content: string): ChainEvent => eventShape.parse(JSON.parse(content));
