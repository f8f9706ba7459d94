import { newId } from "../../kernel/identifier";
import { CONFIDENTIAL_CATEGORIES } from "../../kernel/policy/vocabulary";
import type { Viewer } from "../../kernel/viewer";
import type { ServiceFacts } from "../data/directory.client";
import type { ReferralRow } from "../data/referral.row";
import type { Urgency } from "./due-date.rules";
import { startClock } from "./referral.clocks";
import { feastsOf, type Feasts } from "./referral.feasts";
import { factsOf, type Standing } from "./referral.states";

/** What the sender says to the agency, the same to all when several are sent together. */
export interface Asked {
  readonly urgency: Urgency;
  readonly note?: string | null;
  readonly doNotContact: boolean;
  readonly draft: boolean;
}

interface Continued extends Omit<Asked, "draft"> {
  readonly beneficiaryId: string;
  readonly needId: string | null;
  readonly needDomain: string | null;
  readonly confidential: boolean;
}

/**
 * What a transfer takes along to the next service. What was said to a confidential one stays there: an open referral is
 * read by the whole centre, and by people who were not to know (rule 5).
 */
export function carriedTo(service: Pick<ServiceFacts, "confidential">, before: Continued) {
  const { beneficiaryId, needId, needDomain, note, urgency, doNotContact } = before;
  const isOut = before.confidential && !service.confidential;
  const tells = CONFIDENTIAL_NEEDS.has(needDomain ?? "");
  return {
    to: { beneficiaryId, needId: isOut && tells ? null : needId },
    asked: { urgency, doNotContact, note: isOut ? null : (note ?? null), draft: false },
  };
}

const CONFIDENTIAL_NEEDS: ReadonlySet<string> = CONFIDENTIAL_CATEGORIES;

interface Origin {
  readonly conversationId: string;
  readonly parentId: string | null;
  readonly now: Date;
  readonly feasts: Feasts;
}

/** A referral as it begins: sent, or kept as a draft, its first clock running. */
export function draftReferral(
  viewer: Viewer,
  asked: Asked,
  to: { readonly beneficiaryId: string; readonly needId?: string | null },
  service: ServiceFacts,
  { conversationId, parentId, now, feasts }: Origin,
): ReferralRow {
  const { urgency, note = null, doNotContact, draft } = asked;
  const standing: Standing = draft
    ? { requestState: "DRAFT", fulfilmentState: null }
    : { requestState: "ACTIVE", fulfilmentState: "SENT" };
  const { clock, owner } = factsOf(standing);
  return {
    id: newId(),
    beneficiaryId: to.beneficiaryId,
    conversationId,
    parentId,
    centreId: viewer.organisationId!,
    authorId: viewer.id,
    needId: to.needId ?? null,
    serviceId: service.id,
    serviceDomain: service.domain,
    agencyId: service.agencyId,
    programmeId: service.programmeId,
    confidential: service.confidential,
    urgency,
    note,
    doNotContact,
    ...standing,
    ...startClock(clock, urgency, now, { feasts: feastsOf(owner, feasts) }),
    escalatedAt: null,
    outcome: null,
    declineReason: null,
    reassessedAt: null,
    createdAt: now,
    sentAt: draft ? null : now,
    endedAt: null,
    closedAt: null,
    version: 1,
  };
}
