import { Client } from "pg";
import { statement } from "../../subgraphs/kernel/database/statement";
import { newId } from "../../subgraphs/kernel/identifier";
import { CATEGORIES, EMERGENCY_CATEGORIES, PURPOSES, ROLES } from "../../subgraphs/kernel/policy/vocabulary";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import { categoryOf, NEED_DOMAINS, type NeedDomain } from "../../subgraphs/programmes/domain/programme-category.rules";
import { cage } from "../support/canary/cage";
import { useDatabase } from "../support/database";
import { openSignedDoor, type SignedDoor } from "../support/signed-door";
import { decideCase, UNTIL } from "./cases";
import { ATTESTATIONS, type Attestation } from "./file-truth";

/** An application or enrolment, as its keeper knows it. */
interface Row {
  readonly id: string;
  readonly person: string;
  readonly organisation: string;
  readonly domain: NeedDomain;
  /** Of a confidential service. */
  readonly discreet: boolean;
}

const ROWS = ["application", "enrolment"]
  .map(
    (table) => `select x.id, x.beneficiary_id as person, x.organisation_id as organisation, p.domain,
      x.confidential or p.confidential as discreet from ${table} x join programme p on p.id = x.programme_id`,
  )
  .join(" union all ");

/** A programme's category differs from row to row, so its file has a truth of its own; the doors are file-doors' two. */
describe("applications and enrolments", () => {
  const owner = useDatabase("programmes");
  let signed: SignedDoor;
  let rows: readonly Row[];
  let people: readonly string[];

  /** Somebody with rows of many organisations and domains, and somebody with rows of a confidential service. */
  beforeAll(async () => {
    signed = await openSignedDoor(owner.subgraph);
    const keeper = new Client({ connectionString: owner.database.migrationUrl });
    await keeper.connect();
    try {
      const widest = `select person from (${ROWS}) r group by 1 order by count(distinct (organisation, domain)) desc limit 1`;
      const secret = `select person from (${ROWS}) r where discreet order by id limit 1`;
      const chosen = await keeper.query<Row>(`(${widest}) union (${secret})`);
      people = chosen.rows.map(({ person }) => person);
      rows = (await keeper.query<Row>(`select * from (${ROWS}) r where person = any($1)`, [people])).rows;
    } finally {
      await keeper.end();
    }
  });
  afterAll(() => signed?.close());

  const decide = ({ role, purpose }: Viewer, attestation: Attestation, domain: NeedDomain) =>
    decideCase({ ...attestation, role, purpose, action: "enrolment:read", category: categoryOf(domain) }).granted;

  /** What its own organisation recorded is a HOLDER's, and no consent widens that. */
  const holds = ({ role, purpose }: Viewer, attestation: Attestation, domain: NeedDomain) =>
    attestation.relation === "ADDRESSEE" &&
    decideCase({
      ...{ ...attestation, relation: "HOLDER", consented: false },
      ...{ role, purpose, action: "enrolment:read", category: categoryOf(domain) },
    }).granted;

  const shownTo = (viewer: Viewer, attestation: Attestation, person: string): Row[] =>
    rows.filter(
      (row) =>
        row.person === person &&
        ((decide(viewer, attestation, row.domain) && (attestation.insider || !row.discreet)) ||
          (row.organisation === viewer.organisationId && holds(viewer, attestation, row.domain))),
    );

  const viewers = (person: string): Viewer[] => {
    const holders = [...new Set(rows.filter((row) => row.person === person).map(({ organisation }) => organisation))];
    return [...holders.slice(0, 2), newId()].flatMap((organisationId) =>
      ROLES.flatMap((role) => PURPOSES.map((purpose) => ({ id: newId(), role, organisationId, area: null, purpose }))),
    );
  };

  it("have rows of a confidential service and others among them, of several organisations", () => {
    expect(new Set(rows.map(({ discreet }) => discreet))).toEqual(new Set([true, false]));
    expect(new Set(rows.map(({ organisation }) => organisation)).size).toBeGreaterThan(2);
  });

  it("are answered to a signed call row by row as the policy decides", async () => {
    const fields = "enrolments { applications { id } enrolments { id } }";
    for (const person of people) {
      const representations = ATTESTATIONS.map((attestation) => ({ id: person, grants: toGrants(attestation) }));
      for (const viewer of viewers(person)) {
        cage.letIn(viewer.id, "decided by the policy, row by row below");
        const found = await signed.entities<Answer>(viewer, "Beneficiary", fields, representations);
        for (const [at, attestation] of ATTESTATIONS.entries()) {
          const expected = shownTo(viewer, attestation, person).map(({ id }) => id);
          const seen = idsOf(found[at]!);
          expect({ viewer, attestation, seen }).toEqual({ viewer, attestation, seen: expected.sort() });
        }
      }
    }
  }, 120_000);

  it("are let through by the database as far as was decided for the person, and what an agency keeps itself", async () => {
    const all = statement<{ id: string }>("door", `select id from (${ROWS}) r where person = $1`);
    for (const person of people) {
      for (const viewer of viewers(person)) {
        const keeps = (row: Row) =>
          row.organisation === viewer.organisationId && holds(viewer, ADDRESSED, row.domain) && row.person === person;
        for (const { insider, whole } of TOLD) {
          const granted = { people: whole ? [person] : [], confided: whole && insider ? [person] : [] };
          const seen = await owner.subgraph.database.rows(viewer, all, [person], granted);
          const expected = rows.filter(
            (row) => keeps(row) || (row.person === person && whole && (insider || !row.discreet)),
          );
          const ids = (some: readonly { id: string }[]) => some.map(({ id }) => id).sort();
          expect({ viewer, granted, seen: ids(seen) }).toEqual({ viewer, granted, seen: ids(expected) });
        }
        // The service names nobody for whom no category of programmes was decided whole: nothing but the first of these.
        const naming = ATTESTATIONS.filter((each) => NEED_DOMAINS.some((domain) => decide(viewer, each, domain)));
        const beyond = naming.filter(
          ({ relation, consented, opened }) => relation === "NONE" && !(consented || opened),
        );
        expect({ viewer, beyond }).toEqual({ viewer, beyond: [] });
      }
    }
  }, 120_000);
});

/** Somebody who was referred, of whom nothing else is true. */
const ADDRESSED: Attestation = {
  ...{ relation: "ADDRESSEE", restricted: false, insider: false, consented: false, opened: false },
};

/** What a service can tell the database of its decision about a person. */
const TOLD = [
  { whole: false, insider: false },
  { whole: true, insider: false },
  { whole: true, insider: true },
] as const;

interface Answer {
  readonly enrolments: Readonly<Record<"applications" | "enrolments", readonly { readonly id: string }[] | null>>;
}

const idsOf = ({ enrolments: { applications, enrolments } }: Answer): string[] =>
  [...(applications ?? []), ...(enrolments ?? [])].map(({ id }) => id).sort();

const toGrants = ({ relation, restricted, insider, consented, opened }: Attestation) => ({
  ...{ relation, restricted, insider },
  consents: consented ? CATEGORIES.map((category) => ({ category, until: UNTIL })) : [],
  emergencies: opened ? EMERGENCY_CATEGORIES.map((category) => ({ category, until: UNTIL })) : [],
});
