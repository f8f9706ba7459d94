import { Client } from "pg";
import { seededId } from "../../subgraphs/kernel/identifier";
import {
  CATEGORIES,
  CONFIDENTIAL_CATEGORIES,
  EMERGENCY_CATEGORIES,
  PURPOSES,
  ROLES,
  type Relation,
} from "../../subgraphs/kernel/policy/vocabulary";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import type { Persona } from "../../gateway/identity/embedded-issuer";
import { agencyId, SHOWCASE } from "../support/people";
import type { Case, Circumstances } from "./cases";

/** A person for each way somebody can stand to one. */
export interface CastMember {
  readonly id: string;
  readonly name: string;
  readonly centreId: string;
  /** To whom they were referred, not long ago. */
  readonly agencyId: string;
  /** They agreed to everything, for every purpose, with these. */
  readonly recipients: readonly string[];
  /** They asked what is known of them, and it is not answered yet. */
  readonly requested: boolean;
  /** They had the processing of their data restricted, before they agreed to anything or after. */
  readonly restricted?: "BEFORE" | "AFTER";
  /** All that can be opened in an emergency is open, to {@link OPENERS}. */
  readonly opened: boolean;
}

export const CENTRE = agencyId("cc-paionia");
const ELSEWHERE = agencyId("cc-dirfys-messapia");
export const OAED = agencyId("oaed");
const UNCONCERNED = agencyId("md-goods-bank");
/** To name it tells of it. */
const REFUGE = agencyId("md-house-of-woman");
/** The named supervisor of everybody in the cast. */
const SUPERVISOR = seededId("worker", "cast/supervisor");
const COLLEAGUE = seededId("worker", "cast/colleague");

const member = (name: string, fields: Partial<CastMember>): CastMember => ({
  id: seededId("beneficiary", `cast/${name}`),
  name,
  centreId: ELSEWHERE,
  agencyId: UNCONCERNED,
  recipients: [],
  requested: false,
  opened: false,
  ...fields,
});

export const CAST: readonly CastMember[] = [
  member("own", { centreId: CENTRE }),
  member("ownConsenting", { centreId: CENTRE, recipients: [CENTRE, OAED] }),
  member("referred", { agencyId: OAED }),
  member("referredConsenting", { agencyId: OAED, recipients: [CENTRE, OAED] }),
  member("stranger", { recipients: [CENTRE, OAED] }),
  member("asking", { requested: true, recipients: [OAED, REFUGE] }),
  member("ownNaming", { centreId: CENTRE, recipients: [OAED, REFUGE] }),
  member("inDanger", { opened: true }),
  member("ownInDanger", { centreId: CENTRE, opened: true }),
  member("ownRestricted", { centreId: CENTRE, recipients: [CENTRE, OAED], restricted: "AFTER" }),
  member("ownAgreeingAnew", { centreId: CENTRE, recipients: [CENTRE, OAED], restricted: "BEFORE" }),
  member("restricted", { agencyId: OAED, recipients: [CENTRE, OAED], restricted: "AFTER" }),
  member("restrictedAgreeingAnew", { agencyId: OAED, recipients: [CENTRE, OAED], restricted: "BEFORE" }),
  member("restrictedInDanger", { agencyId: OAED, restricted: "AFTER", opened: true }),
];

/** Who opened it, and for which organisation: nobody else sees anything by it, nor they at another. */
const OPENERS: ReadonlyMap<string, string> = new Map([
  [SUPERVISOR, CENTRE],
  [COLLEAGUE, OAED],
]);

/** Everybody who could ask: each role, at the centre and at the agency, as the supervisor and as somebody else. */
export const ASKING: readonly Persona[] = ROLES.flatMap((role) => {
  const isAbove = role === "ANALYST" || role === "DPO";
  const organisations = isAbove ? [null] : [CENTRE, OAED];
  return organisations.flatMap((organisationId) =>
    [SUPERVISOR, COLLEAGUE].map((id) => ({
      name: `${role} ${organisationId ?? ""} ${id}`,
      description: role,
      viewer: { id, role, organisationId, area: role === "ANALYST" || role === "DIRECTORY_EDITOR" ? "EL52" : null },
    })),
  );
});

export const viewersAsking = (): Viewer[] =>
  ASKING.flatMap(({ viewer }) => PURPOSES.map((purpose) => ({ ...viewer, purpose })));

type Standing = Circumstances & Pick<Case, "relation" | "restricted">;

/** How a viewer stands to a member of the cast: what decides. */
export function standing(viewer: Viewer, person: CastMember): Standing {
  const { id, role, purpose, organisationId } = viewer;
  const circumstances = {
    insider: id === SUPERVISOR,
    // Who restricted it after they agreed takes nothing back; it does not count until it is lifted.
    consented: organisationId !== null && person.recipients.includes(organisationId) && person.restricted !== "AFTER",
    restricted: person.restricted !== undefined,
    // Whoever is not of a helping role opened nothing, but the policy would not listen to it either.
    opened: person.opened && purpose === "EMERGENCY" && OPENERS.get(id) === organisationId,
  };
  if (organisationId === person.centreId) return { relation: "OWN_CENTRE", ...circumstances };
  if (person.requested && role === "DPO" && purpose === "OVERSIGHT") {
    return { relation: "REQUEST_HANDLER", ...circumstances };
  }
  return { relation: organisationId === person.agencyId ? "ADDRESSEE" : "NONE", ...circumstances };
}

/** What is copied of the showcase person for everybody in the cast, with what is different. */
const COPIED: readonly (readonly [table: string, one: string, change: (person: CastMember) => object])[] = [
  ["beneficiary", "true", ({ id, centreId }) => ({ id, centre_id: centreId, worker_id: SUPERVISOR })],
  ["household_member", "true", ({ id, name }) => ({ beneficiary_id: id, household_id: seededId("household", name) })],
  ["contact", "true", ({ id }) => ({ beneficiary_id: id })],
  ["need", "domain = 'FINANCIAL'", ({ id, name }) => ({ beneficiary_id: id, id: seededId("need", `cast/${name}`) })],
  ["visit", "true", ({ id, name }) => ({ beneficiary_id: id, id: seededId("visit", `cast/${name}`) })],
  [
    "referral",
    "not confidential and sent_at is not null and ended_at is null",
    ({ id, name, centreId, agencyId: sentTo }) => ({
      ...{ beneficiary_id: id, id: seededId("referral", `cast/${name}`), centre_id: centreId, agency_id: sentTo },
      // Somebody no longer there: an author is an insider too.
      ...{ author_id: seededId("worker", "cast/gone"), need_id: seededId("need", `cast/${name}`) },
    }),
  ],
  [
    "referral_step",
    "number = 1",
    ({ id, name }) => ({ beneficiary_id: id, referral_id: seededId("referral", `cast/${name}`) }),
  ],
];

/** Brings the cast into the centres' database, as its keeper. */
export async function bringIn(keeperUrl: string): Promise<void> {
  const keeper = new Client({ connectionString: keeperUrl });
  await keeper.connect();
  const copy = (table: string, where: string, change: object) =>
    keeper.query(
      `insert into ${table} select (jsonb_populate_record(t, $1)).* from ${table} t where ${where} limit 1`,
      [JSON.stringify(change)],
    );
  try {
    for (const person of CAST) {
      for (const [table, one, change] of COPIED) {
        const key = table === "beneficiary" ? "id" : "beneficiary_id";
        await copy(table, `${key} = '${SHOWCASE}' and ${one}`, change(person));
      }
      for (const consent of consentsOf(person)) await copy("consent", "ended_at is null and until_at > now()", consent);
      if (person.opened)
        for (const opener of OPENERS)
          await keeper.query(EMERGENCY, [person.id, person.centreId, ...opener, EMERGENCY_CATEGORIES]);
      const request = [person.id, seededId("request", person.name), person.centreId];
      if (person.requested) await keeper.query(REQUEST, request);
      if (person.restricted) await keeper.query(RESTRICTION, [...request, person.restricted === "BEFORE"]);
    }
  } finally {
    await keeper.end();
  }
}

/** What would tell of a confidential service is on a paper of its own: the others must not be hidden with it. */
const consentsOf = ({ id, name, recipients }: CastMember): object[] =>
  recipients.flatMap((recipientId) =>
    PURPOSES.flatMap((purpose) =>
      [CATEGORIES.filter((each) => !CONFIDENTIAL_CATEGORIES.has(each)), [...CONFIDENTIAL_CATEGORIES]].map(
        (categories, at) => ({
          ...{ beneficiary_id: id, id: seededId("consent", `cast/${name}/${recipientId}/${purpose}/${at}`) },
          ...{ recipient_id: recipientId, recipient_domain: null, categories, purpose },
        }),
      ),
    ),
  );

/**
 * How many of a member's papers there are for who reads the ledger: those about and to confidential services are there for
 * the supervisor alone.
 */
export const papersSeen = ({ id }: Viewer, { recipients }: CastMember, relation: Relation): number => {
  const open = recipients.filter((recipient) => recipient !== REFUGE);
  const seen = relation === "OWN_CENTRE" && id === SUPERVISOR ? 2 * recipients.length : open.length;
  return seen * PURPOSES.length;
};

const REQUEST = `
  insert into subject_request (beneficiary_id, id, centre_id, kind, state, received_on, due_on, identity_proof,
    opened_by, opened_at, version)
  values ($1, $2, $3, 'ACCESS', 'OPEN', current_date, current_date + 30, 'IDENTITY_CARD', $2, now(), 1)`;

const EMERGENCY = `
  insert into emergency_access (beneficiary_id, id, centre_id, opener_id, organisation_id, opener_role, categories,
    reason, opened_at, until_at)
  values ($1, gen_random_uuid(), $2, $3, $4, 'CASEWORKER', $5, 'For the tests of the policy.', now(),
    now() + interval '3 hours')`;

/** Older than what the showcase person agreed to, which everybody agreed to here, or newer. */
const RESTRICTION = `
  insert into subject_request (beneficiary_id, id, centre_id, kind, state, received_on, due_on, identity_proof,
    opened_by, opened_at, version)
  values ($1, $2, $3, 'RESTRICTION', 'IN_FORCE', current_date, current_date + 30, 'IDENTITY_CARD', $2,
    now() - case when $4 then interval '20 years' else interval '0' end, 1)`;
