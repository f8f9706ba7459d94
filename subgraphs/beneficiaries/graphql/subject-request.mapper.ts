import { athensDay } from "../../kernel/athens";
import type { SubjectRequestRecord } from "../data/subject-request.repository";
import { allowedDecisions, isOverdue } from "../domain/subject-request.rules";
import type { ErasureOutcome } from "./erasure.type";
import type { SubjectRequest } from "./subject-request.type";

export const toSubjectRequest = ({
  centreId,
  steps,
  outcomes,
  informed,
  ...record
}: SubjectRequestRecord): SubjectRequest => ({
  ...record,
  beneficiary: null,
  centre: { id: centreId },
  allowed: [...allowedDecisions(record)],
  overdue: isOverdue(record, athensDay(new Date())),
  history: [...steps],
  informed: informed.map(({ agencyId, ...each }) => ({ ...each, agency: { id: agencyId } })),
  erasure: [...outcomes] as ErasureOutcome[],
});

/** Cursors of requests. */
export const openedKey = ({ openedAt, id }: SubjectRequestRecord): readonly string[] => [openedAt.toISOString(), id];
