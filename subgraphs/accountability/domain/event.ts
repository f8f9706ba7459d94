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

/** The text that is hashed, stored and exported: canonical JSON. */
export const writeEvent = (event: ChainEvent): string =>
  event.event === "ACCESS" ? JSON.stringify(inOrder(event)) : canonicalJson(event as unknown as Canonical);

/** The same members in canonical order: twice as fast as sorting them, for what is written thousands of times a second. */
const inOrder = ({ viewer, disclosures, ...access }: AccessEvent) => ({
  at: access.at,
  ...(access.confided && { confided: access.confided }),
  disclosures: disclosures.map(({ action, basis, category, granted, people, reason, subgraph }) => ({
    action,
    basis,
    category,
    granted,
    people,
    reason,
    subgraph,
  })),
  documentHash: access.documentHash,
  event: access.event,
  id: access.id,
  kind: access.kind,
  operationName: access.operationName,
  outcome: access.outcome,
  requestId: access.requestId,
  viewer: {
    area: viewer.area,
    id: viewer.id,
    organisationId: viewer.organisationId,
    purpose: viewer.purpose,
    role: viewer.role,
  },
});

/** Reads what {@link writeEvent} wrote. Throws on anything else. */
export const readEvent = (content: string): ChainEvent => eventShape.parse(JSON.parse(content));
