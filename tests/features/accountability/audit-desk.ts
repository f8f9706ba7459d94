import type { AccessRecord } from "../../../subgraphs/kernel/disclosure/access-record";
import { asInput, OFFICER, RECORD, viewerOf } from "../../support/access-records";
import { accepted } from "../../support/desk";
import type { Answer, Ask, TestHub } from "../../support/hub";

export const RECORDS = `query Records($filter: AccessRecordFilter! = {}, $first: Int! = 100, $after: String) {
  accessRecords(filter: $filter, first: $first, after: $after) {
    edges { node { id seq at viewerId role organisation { id nameEn } purpose kind operationName outcome
      disclosures { subgraph action category granted basis reason count people } } }
    pageInfo { hasNextPage endCursor } } }`;
const LOG_FIELDS = `access { granted reason }
  edges { node { id at sentence role viewerId purpose organisation { id } items { verb categories basis reason } } }
  pageInfo { hasNextPage endCursor }`;
export const LOG = `query Log($id: ID!, $first: Int! = 100, $after: String, $language: AccessLogLanguage! = GREEK) {
  accessLogOfPerson(personId: $id, first: $first, after: $after, language: $language) { ${LOG_FIELDS} } }`;
export const LOG_OF_OWN = `query LogOfOwn($id: ID!) { beneficiary(id: $id) { accessLog(first: 100, language: ENGLISH) { ${LOG_FIELDS} } } }`;

/** A day nothing else of this run was recorded on. */
export const DAY = "2025-02-03";
export const at = (time: string, day = DAY): string => `${day}T${time}.000Z`;

/** The officer at work on one hub, and whoever writes what they read. */
export class AuditDesk {
  constructor(private readonly using: { readonly hub: TestHub; readonly as: (persona: string) => Ask }) {}

  get hub(): TestHub {
    return this.using.hub;
  }

  readonly as = (persona: string): Ask => this.using.as(persona);
  readonly dpo: Ask = (...question) => this.as("dpo")(...question);

  async record(...records: AccessRecord[]): Promise<AccessRecord[]> {
    const ledger = this.hub.embedded.subgraphs.get("accountability")!;
    const variables = { records: records.map(asInput) };
    const answer = await ledger.execute(
      { query: RECORD, variables },
      { viewer: viewerOf("caseworker"), requestId: "test" },
    );
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return records;
  }

  /** But for the officer's own looks, which are recorded like everybody's. */
  others(answer: Answer): { id: string }[] {
    return accepted(answer)
      .accessRecords.edges.map(({ node }: { node: { id: string; viewerId: string } }) => node)
      .filter(({ viewerId }: { viewerId: string }) => viewerId !== OFFICER.id);
  }

  readonly find = async (filter: object): Promise<string[]> =>
    this.others(await this.dpo(RECORDS, { filter })).map(({ id }) => id);
}
