import { z } from "zod";
import { actingAs } from "../database/acting";
import type { Transaction } from "../database/database";
import { actorOf, type EventHandler } from "../outbox/consumer";
import { Misfit, type DomainEvent } from "../outbox/domain-event";
import type { Viewer } from "../viewer";
import { endReferral, enterReferral, type IncomingReferral } from "./incoming-referral";

const PUBLISHER = "beneficiaries";

/** The payload of `beneficiaries.referral-addressed`, version 1. */
const addressed = z.object({
  referralId: z.uuid(),
  agencyId: z.uuid(),
  centreId: z.uuid(),
  serviceId: z.uuid(),
  urgency: z.enum(["EMERGENCY", "URGENT", "ROUTINE"]),
  confidential: z.boolean(),
});

/** The payload of `beneficiaries.referral-ended`, version 1. */
const ended = z.object({ referralId: z.uuid(), agencyId: z.uuid() });

/** What an owner does beside remembering. Runs in the same transaction, in the name of the agency. */
export interface Arrivals {
  /**
   * SQL that is true when the agency $1 gives the service $2 here; left out, every agency does. Of a service that
   * somebody else keeps the records of nothing is remembered.
   */
  readonly ours?: string;
  /** `agency` acts; `event` says by whom and in which request it began. */
  arrived?(tx: Transaction, referral: IncomingReferral, agency: Viewer, event: DomainEvent): Promise<void>;
  ended?(tx: Transaction, referral: IncomingReferral, agency: Viewer, event: DomainEvent): Promise<void>;
}

/** The handlers of an owner whose agencies are referred to: who was sent is known here from then on. */
export function takeReferrals(arrivals: Arrivals = {}): readonly EventHandler[] {
  return [
    handler("referral-addressed", async (tx, event) => {
      const { agencyId, referralId: id, ...rest } = read(addressed, event);
      const sentAt = new Date(event.occurredAt);
      const referral = { ...rest, id, organisationId: agencyId, beneficiaryId: event.personId, sentAt };
      return inNameOf(tx, event, agencyId, async (agency) => {
        if (!(await isOurs(tx, arrivals.ours, referral))) return false;
        const entered = await enterReferral(tx, referral);
        if (entered) await arrivals.arrived?.(tx, referral, agency, event);
        return entered;
      });
    }),
    handler("referral-ended", async (tx, event) => {
      const { agencyId, referralId } = read(ended, event);
      return inNameOf(tx, event, agencyId, async (agency) => {
        const referral = await endReferral(tx, event.personId, referralId, new Date(event.occurredAt));
        if (referral) await arrivals.ended?.(tx, referral, agency, event);
        return referral !== null;
      });
    }),
  ];
}

const handler = (type: string, apply: EventHandler["apply"]): EventHandler => ({
  publisher: PUBLISHER,
  type: `${PUBLISHER}.${type}`,
  version: 1,
  apply,
});

async function isOurs(tx: Transaction, ours: string | undefined, referral: IncomingReferral): Promise<boolean> {
  if (ours === undefined) return true;
  const { organisationId, serviceId } = referral;
  const [answer] = await tx.query<{ ours: boolean }[]>(`select ${ours} as ours`, [organisationId, serviceId]);
  return answer!.ours;
}

/** The centres say what they did; what follows from it is stored by the agency, for whom the wall lets it through. */
function inNameOf<T>(
  tx: Transaction,
  event: DomainEvent,
  agencyId: string,
  work: (agency: Viewer) => Promise<T>,
): Promise<T> {
  const sender = actorOf(event);
  const agency = { ...sender, organisationId: agencyId };
  return actingAs(tx, sender, agency, () => work(agency));
}

function read<T>(shape: z.ZodType<T>, { payload }: DomainEvent): T {
  const parsed = shape.safeParse(payload);
  if (!parsed.success) throw new Misfit("MALFORMED");
  return parsed.data;
}
