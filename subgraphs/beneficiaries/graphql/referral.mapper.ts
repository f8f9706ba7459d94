import type { ReferralRecord } from "../data/referral.repository";
import { STATE_FACTS } from "../domain/referral.machine";
import type { Referral } from "./referral.type";

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
  state: record.state,
  outcome: record.outcome,
  nextStepBy: record.closedAt ? "NOBODY" : STATE_FACTS[record.state].owner,
  createdAt: record.createdAt,
  sentAt: record.sentAt,
  dueAt: record.dueAt,
  overdue: record.dueAt !== null && record.dueAt < new Date(),
  endedAt: record.endedAt,
  closedAt: record.closedAt,
  history: record.steps.map(({ actorOrganisationId, ...step }) => ({
    ...step,
    actorOrganisation: actorOrganisationId ? { id: actorOrganisationId } : null,
  })),
});

/** Cursors of a person's referrals. */
export const createdKey = ({ createdAt, id }: ReferralRecord): readonly string[] => [createdAt.toISOString(), id];

/** Cursors of an inbox: everything in it was sent. */
export const sentKey = ({ sentAt, id }: ReferralRecord): readonly string[] => [sentAt!.toISOString(), id];
