import { accepted, dayIn } from "./desk";
import type { Answer, Ask } from "./hub";
import { operationOf } from "./operations";

/** What is done about the requests people make, with the operations of the officer's dashboard. */
export const OPEN_REQUEST = operationOf("SubjectRequests", "OpenSubjectRequest");
export const SETTLE_REQUEST = operationOf("SubjectRequests", "SettleSubjectRequest");
export const LIST_REQUESTS = operationOf("SubjectRequests", "SubjectRequests");

type Fields = Record<string, unknown>;

/** Received today, the person is known to the worker. */
export const request = (beneficiaryId: string, kind: string, fields: Fields = {}): Fields => ({
  beneficiaryId,
  kind,
  receivedOn: dayIn(0),
  identityProof: "KNOWN_IN_PERSON",
  ...fields,
});

export const openRequest = async (ask: Ask, beneficiaryId: string, kind: string, fields?: Fields): Promise<string> =>
  accepted(await ask(OPEN_REQUEST, { input: request(beneficiaryId, kind, fields) })).openSubjectRequest.request.id;

export const settle = (ask: Ask, requestId: string, decision: string, fields: Fields = {}): Promise<Answer> =>
  ask(SETTLE_REQUEST, { input: { requestId, decision, ...fields } });
