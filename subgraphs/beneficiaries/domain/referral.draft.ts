import { newId } from "../../kernel/identifier";
import type { Viewer } from "../../kernel/viewer";
import type { ServiceFacts } from "../data/directory.client";
import type { ReferralRow } from "../data/referral.row";
import type { Urgency } from "./due-date.rules";
import { startClock } from "./referral.clocks";
import { factsOf, type Standing } from "./referral.states";

/** What the sender says to the agency, the same to all when several are sent together. */
export interface Asked {
  readonly urgency: Urgency;
  readonly note?: string | null;
  readonly doNotContact: boolean;
  readonly draft: boolean;
}

interface Origin {
  readonly conversationId: string;
  readonly parentId: string | null;
  readonly now: Date;
}

/** A referral as it begins: sent, or kept as a draft, its first clock running. */
export function draftReferral(
  viewer: Viewer,
  asked: Asked,
  to: { readonly beneficiaryId: string; readonly needId?: string | null },
  service: ServiceFacts,
  { conversationId, parentId, now }: Origin,
): ReferralRow {
  const { urgency, note = null, doNotContact, draft } = asked;
  const standing: Standing = draft
    ? { requestState: "DRAFT", fulfilmentState: null }
    : { requestState: "ACTIVE", fulfilmentState: "SENT" };
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
    ...startClock(factsOf(standing).clock, urgency, now),
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
