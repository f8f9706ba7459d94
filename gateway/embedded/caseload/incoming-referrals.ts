import type { IncomingReferralImport } from "../../../subgraphs/kernel/referred/incoming-referral.import";
import { keepersOf } from "../../../subgraphs/beneficiaries/domain/fulfilment.rules";
import type { Life, LifeReferral, ReferralState } from "./life";

/** States in which the agency does not have the referral: before it was sent, on hold, and after the end. */
const NOT_THEIRS: ReadonlySet<ReferralState> = new Set([
  ...(["DRAFT", "ON_HOLD", "COMPLETED", "DECLINED", "WITHDRAWN"] as const),
  ...(["CANCELLED", "EXPIRED", "TRANSFERRED"] as const),
]);

/** What one owner was told of referrals of these people, as its agencies would know it today. */
export function* toIncomingReferrals(owner: string, lives: Iterable<Life>): Generator<IncomingReferralImport> {
  for (const life of lives) {
    for (const referral of life.referrals) {
      const told = keeps(owner, referral) && toIncoming(life, referral);
      if (told) yield told;
    }
  }
}

/** Who gives nothing of an owner's kind is not known to it, whatever the domain. */
const keeps = (owner: string, { fileOwner, service }: LifeReferral): boolean =>
  owner === "programmes" ? keepersOf(service.domain).includes(owner) : fileOwner === owner;

function toIncoming(life: Life, { id, service, urgency, steps }: LifeReferral): IncomingReferralImport | null {
  const sent = steps.find(({ state }) => state !== "DRAFT");
  if (!sent) return null;
  const last = steps.at(-1)!;
  return {
    ...{ id, beneficiaryId: life.person.id, organisationId: service.agencyId, centreId: life.centreId },
    ...{ serviceId: service.id, urgency, confidential: service.confidential, sentAt: sent.at },
    endedAt: NOT_THEIRS.has(last.state) ? last.at : null,
  };
}
