import type { ConsentRecord } from "../data/consent.repository";
import type { HistoryEntry } from "../domain/consent-history.rules";
import { consentState } from "../domain/consent.rules";
import type { Consent, ConsentEvent, SignedForm } from "./consent.type";

export function toConsent(record: ConsentRecord): Consent {
  const { id, recipientId, recipientDomain, purpose, fromAt, untilAt, how, witness } = record;
  const { givenBy, guardianId, supporter, courtDecision, endedBy, endedAt } = record;
  const state = consentState(record);
  return {
    ...{ id, recipientDomain, purpose, how, witness, givenBy, guardianId, supporter, courtDecision, state, record },
    recipient: recipientId ? { id: recipientId } : null,
    categories: [...record.categories] as Consent["categories"],
    from: fromAt,
    until: untilAt,
    form: toForm(record),
    withdrawnAt: endedBy === "WITHDRAWN" ? endedAt : null,
    inForce: state === "IN_FORCE",
  };
}

const toForm = ({ formVersion, formHash, signedOn }: ConsentRecord): SignedForm | null =>
  formVersion && formHash && signedOn ? { version: formVersion, hash: formHash, signedOn } : null;

export const toConsentEvent = ({
  kind,
  at,
  actorId,
  actorOrganisationId,
  successorId,
}: HistoryEntry): ConsentEvent => ({
  ...{ kind, at, actorId, successorId },
  actorOrganisation: actorOrganisationId ? { id: actorOrganisationId } : null,
});

/** Cursors of a history. */
export const numberKey = ({ number }: HistoryEntry): readonly string[] => [String(number)];
