import type { Databases } from "../gateway/embedded/subgraphs";
import { newId, seededId } from "../subgraphs/kernel/identifier";
import { NO_GRANTS, type Grants } from "../subgraphs/kernel/policy/grants";
import { findSubjects, type Subjects } from "./timing.subjects";

/** A question that must take as long for what is hidden as for what is not there. */
export interface Pair {
  readonly name: string;
  /** Who asks: a persona of the embedded hub. */
  readonly persona: string;
  /** A subgraph asked at its own door instead of the whole hub. */
  readonly subgraph?: string;
  /** A subscription: what takes time is until its first event, or until it is refused. */
  readonly follows?: true;
  readonly query: string;
  readonly hidden: readonly object[];
  readonly absent: readonly object[];
}

const CONSENTED: Grants = {
  ...NO_GRANTS,
  relation: "OWN_CENTRE",
  consents: ["HOUSING" as const, "SAFETY" as const].map((category) => ({ category, until: "2100-01-01T00:00:00Z" })),
};

/** Both sides, as variables of a question for one id. */
const byId = ({ hidden, absent }: Subjects) => {
  const variables = (ids: readonly string[]): object[] => ids.map((id) => ({ id }));
  return { hidden: variables(hidden), absent: variables(absent) };
};

/** Both sides, as representations of one entity. */
const asEntity = (type: string, { hidden, absent }: Subjects, grants?: Grants) => {
  const some = (ids: readonly string[]) => ids.map((id) => ({ some: [{ __typename: type, id, grants }] }));
  return { hidden: some(hidden), absent: some(absent) };
};

const entities = (type: string, fields: string): string =>
  `query ($some: [_Any!]!) { _entities(representations: $some) { ... on ${type} { ${fields} } } }`;
const person = (fields: string): string => `query ($id: ID!) { beneficiary(id: $id) { ${fields} } }`;
const REFUGES = ["md-house-of-woman/women-shelter", "rc-minors-volos/homeless-hostel"].map((key) =>
  seededId("service", key),
);
const HOUSING = "housing { access { granted reason } stays { id } waitingList { id } }";

/** The places where somebody could listen to the clock, over the people of one caseload. */
export async function pairsOf(databases: Databases): Promise<Pair[]> {
  const { care, refuge, ownInRefuge, people, referrals, referred, events } = await findSubjects(databases);
  return [
    {
      ...{ name: "mental-health file: known there / not known there", persona: "colleague", ...byId(care) },
      query: person("mentalHealth { access { reason } episodes { id } }"),
    },
    {
      ...{ name: "housing file: known to a refuge / to no house", persona: "colleague", ...byId(ownInRefuge) },
      query: person(HOUSING),
    },
    {
      ...{ name: "housing file as an entity: known to a refuge / to no house", persona: "colleague" },
      ...{ subgraph: "shelters", query: entities("Beneficiary", HOUSING) },
      ...asEntity("Beneficiary", refuge, CONSENTED),
    },
    {
      ...{ name: "person: another centre's / nobody", persona: "caseworker-dirfys", ...byId(people) },
      query: person("name { surname } referrals { edges { node { id } } }"),
    },
    {
      ...{ name: "person as an entity: another centre's / nobody", persona: "caseworker-dirfys" },
      ...{ subgraph: "beneficiaries", query: entities("Beneficiary", "name { surname }") },
      ...asEntity("Beneficiary", people),
    },
    {
      ...{ name: "referral: a colleague's confidential one / none", persona: "colleague", ...byId(referrals) },
      query: "query ($id: ID!) { referral(id: $id) { state } }",
    },
    {
      ...{ name: "referral as an entity: a colleague's confidential one / none", persona: "colleague" },
      ...{ subgraph: "beneficiaries", query: entities("Referral", "state") },
      ...asEntity("Referral", referrals),
    },
    {
      ...{ name: "referrals of a person: with a colleague's confidential one / without", persona: "colleague" },
      ...{ query: person("referrals { pageInfo { hasNextPage } }"), ...byId(referred) },
    },
    {
      ...{ name: "service: a refuge / none", persona: "analyst-central-macedonia" },
      query: "query ($id: ID!) { service(id: $id) { nameEl capacity { available } sites { address } } }",
      ...byId({ hidden: REFUGES, absent: [newId(), newId()] }),
    },
    {
      // To who refers nobody there are no services of mental health, because all are confidential, and none of health.
      ...{
        name: "services found: for a need with confidential ones / with none",
        persona: "analyst-central-macedonia",
      },
      query: `query ($need: NeedDomain!, $at: String! = "0902") { findService(need: $need, municipalityCode: $at) {
        edges { node { distance service { id nameEl } } } pageInfo { hasNextPage } } }`,
      ...{ hidden: [{ need: "MENTAL_HEALTH" }], absent: [{ need: "HEALTH" }] },
    },
    {
      ...{ name: "following beds: of a refuge / of no service", persona: "analyst-central-macedonia", follows: true },
      query: "subscription ($id: ID!) { bedsChanged(services: [$id]) { id service { id } } }",
      ...byId({ hidden: REFUGES, absent: [newId(), newId()] }),
    },
    {
      ...{ name: "following after an event: of a confidential referral / none", persona: "colleague", follows: true },
      query: "subscription ($id: ID!) { referralChanged(after: $id) { id referral { id } } }",
      ...byId(events),
    },
  ];
}
