import { accepted, dayIn } from "./desk";
import type { Answer, Ask } from "./hub";
import { operationOf } from "./operations";
import { agencyId } from "./people";

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

/** What an organisation was told has changed of what it was told of a person (GDPR art. 19), the newest first. */
export const toldOfData = async (ask: Ask, personId: string): Promise<string[]> =>
  accepted(await ask("{ notices(first: 100) { edges { node { kind personId } } } }"))
    .notices.edges.map(({ node }: { node: { kind: string; personId: string | null } }) => node)
    .filter((node: { personId: string | null }) => node.personId === personId)
    .map(({ kind }: { kind: string }) => kind);

/** Who was told so, as the asking viewer may know it: keys of agencies among those of the tests. */
export const informedOf = async (ask: Ask, requestId: string): Promise<[agency: string, kind: string][]> => {
  const question = "query ($id: ID!) { subjectRequest(id: $id) { informed { agency { id } kind } } }";
  const { informed } = accepted(await ask(question, { id: requestId })).subjectRequest;
  const names = ["oaed", "md-house-of-woman"];
  return informed.map(({ agency, kind }: { agency: { id: string }; kind: string }) => [
    names.find((name) => agencyId(name) === agency.id) ?? agency.id,
    kind,
  ]);
};
