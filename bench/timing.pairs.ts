import { Client } from "pg";
import { databaseOf, type Databases } from "../gateway/embedded/subgraphs";
import { newId, seededId } from "../subgraphs/kernel/identifier";
import { NO_GRANTS, type Grants } from "../subgraphs/kernel/policy/grants";

/** A question that must take as long for what is hidden as for what is not there. */
export interface Pair {
  readonly name: string;
  /** Who asks: a persona of the embedded hub. */
  readonly persona: string;
  /** A subgraph asked at its own door instead of the whole hub. */
  readonly subgraph?: string;
  readonly query: string;
  readonly hidden: readonly object[];
  readonly absent: readonly object[];
}

/** Everybody is asked about many times; more of them would only be colder. */
const SUBJECTS = 40;

const CONSENTED: Grants = {
  ...NO_GRANTS,
  relation: "OWN_CENTRE",
  consents: ["HOUSING" as const, "SAFETY" as const].map((category) => ({ category, until: "2100-01-01T00:00:00Z" })),
};

/** The places where somebody could listen to the clock, over the people of one caseload. */
export async function pairsOf(databases: Databases): Promise<Pair[]> {
  const ids = (owner: string, sql: string): Promise<string[]> => idsOf(databases, owner, sql);
  const inCare = await ids("mental-health", "select distinct beneficiary_id as id from episode");
  const inRefuge = await ids(
    "shelters",
    `select distinct s.beneficiary_id as id from stay s join bed b on b.id = s.bed_id join room r on r.id = b.room_id
     join facility f on f.id = r.facility_id where f.confidential`,
  );
  const anywhere = await ids(
    "shelters",
    "select beneficiary_id as id from stay union select beneficiary_id from waiting_entry",
  );
  const paionia = await ids(
    "beneficiaries",
    `select id from beneficiary where centre_id = '${seededId("agency", "cc-paionia")}' and not exists
       (select from referral r where r.beneficiary_id = beneficiary.id and r.author_id = '${COLLEAGUE}')
       and worker_id <> '${COLLEAGUE}' order by id`,
  );
  const own = new Set(paionia);
  const referrals = await ids(
    "beneficiaries",
    `select id from referral where confidential and author_id <> '${COLLEAGUE}'`,
  );
  const byId = (list: readonly string[]): object[] => list.slice(0, SUBJECTS).map((id) => ({ id }));
  const nobody = Array.from({ length: SUBJECTS }, newId);
  const people = (list: readonly string[], grants?: Grants): object[] =>
    list.slice(0, SUBJECTS).map((id) => ({ some: [{ __typename: "Beneficiary", id, grants }] }));
  const filed = "{ access { granted reason } stays { id } waitingList { id } }";
  return [
    {
      name: "mental-health file: known there / not known there",
      persona: "colleague",
      query: "query ($id: ID!) { beneficiary(id: $id) { mentalHealth { access { reason } episodes { id } } } }",
      hidden: byId(inCare.filter((id) => own.has(id))),
      absent: byId(paionia.filter((id) => !inCare.includes(id))),
    },
    {
      name: "housing file: known to a refuge / to no house",
      persona: "colleague",
      subgraph: "shelters",
      query: `query ($some: [_Any!]!) { _entities(representations: $some) { ... on Beneficiary { housing ${filed} } } }`,
      hidden: people(inRefuge, CONSENTED),
      absent: people(
        paionia.filter((id) => !anywhere.includes(id)),
        CONSENTED,
      ),
    },
    {
      name: "person: another centre's / nobody",
      persona: "caseworker-dirfys",
      query: "query ($id: ID!) { beneficiary(id: $id) { name { surname } referrals { edges { node { id } } } } }",
      hidden: byId(paionia),
      absent: byId(nobody),
    },
    {
      name: "person as an entity: another centre's / nobody",
      persona: "caseworker-dirfys",
      subgraph: "beneficiaries",
      query:
        "query ($some: [_Any!]!) { _entities(representations: $some) { ... on Beneficiary { name { surname } } } }",
      hidden: people(paionia),
      absent: people(nobody),
    },
    {
      name: "referral as an entity: a colleague's confidential one / none",
      persona: "colleague",
      subgraph: "beneficiaries",
      query: "query ($some: [_Any!]!) { _entities(representations: $some) { ... on Referral { state } } }",
      hidden: referrals.slice(0, SUBJECTS).map((id) => ({ some: [{ __typename: "Referral", id }] })),
      absent: nobody.map((id) => ({ some: [{ __typename: "Referral", id }] })),
    },
    {
      name: "service: a refuge / none",
      persona: "analyst-central-macedonia",
      query: "query ($id: ID!) { service(id: $id) { nameEl capacity { available } sites { address } } }",
      hidden: byId([
        seededId("service", "md-house-of-woman/women-shelter"),
        seededId("service", "rc-minors-volos/homeless-hostel"),
      ]),
      absent: byId(nobody.slice(0, 2)),
    },
  ];
}

const COLLEAGUE = seededId("worker", "cc-paionia/2");

async function idsOf(databases: Databases, owner: string, sql: string): Promise<string[]> {
  const client = new Client({ connectionString: databaseOf(databases, owner).migrationUrl });
  await client.connect();
  try {
    return (await client.query<{ id: string }>(sql)).rows.map(({ id }) => id);
  } finally {
    await client.end();
  }
}
