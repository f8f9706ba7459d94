import type { ReferralRecord, StepRecord } from "../data/referral.repository";
import { factsOf, wordOf } from "../domain/referral.states";
import type { NewReferrals } from "../domain/referral-sending.service";
import type { ReferInput } from "./referral.input";
import type { Referral, ReferralStep } from "./referral.type";

export const toReferral = (record: ReferralRecord): Referral => ({
  id: record.id,
  beneficiary: null,
  beneficiaryId: record.beneficiaryId,
  sender: { id: record.centreId },
  authorId: record.authorId,
  agency: { id: record.agencyId },
  service: { id: record.serviceId },
  programme: record.programmeId ? { id: record.programmeId } : null,
  need: record.needDomain,
  urgency: record.urgency,
  note: record.note,
  doNotContact: record.doNotContact,
  state: wordOf(record),
  requestState: record.requestState,
  fulfilmentState: record.fulfilmentState,
  version: record.version,
  conversationId: record.conversationId,
  transferredFrom: record.parentId,
  outcome: record.outcome,
  declineReason: record.declineReason,
  reassessedAt: record.reassessedAt,
  nextStepBy: factsOf(record).owner,
  createdAt: record.createdAt,
  sentAt: record.sentAt,
  dueAt: record.dueAt,
  overdue: record.dueAt !== null && record.dueAt < new Date(),
  expiresAt: record.expiresAt,
  endedAt: record.endedAt,
  closedAt: record.closedAt,
  history: record.steps.map(toStep),
  record,
});

/** Written out: there are many, and what a rest pattern leaves is an object that V8 can do little with. */
const toStep = (step: StepRecord): ReferralStep => ({
  number: step.number,
  command: step.command,
  state: wordOf(step),
  requestState: step.requestState,
  fulfilmentState: step.fulfilmentState,
  at: step.at,
  actorId: step.actorId,
  actorOrganisation: step.actorOrganisationId ? { id: step.actorOrganisationId } : null,
  reason: step.reason,
  note: step.note,
});

/** Cursors of a person's referrals. */
export const createdKey = ({ createdAt, id }: ReferralRecord): readonly string[] => [createdAt.toISOString(), id];

/** Cursors of an inbox: everything in it was sent. */
export const sentKey = ({ sentAt, id }: ReferralRecord): readonly string[] => [sentAt!.toISOString(), id];

/** One person to one service is the smallest conversation. */
export const toNewReferrals = ({
  beneficiaryId,
  serviceId,
  programmeId,
  needId,
  ...asked
}: ReferInput): NewReferrals => ({
  ...asked,
  referrals: [{ beneficiaryId, serviceId, programmeId, needId }],
});
