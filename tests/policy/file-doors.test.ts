import { statement } from "../../subgraphs/kernel/database/statement";
import type { Granted } from "../../subgraphs/kernel/database/wall";
import { newId } from "../../subgraphs/kernel/identifier";
import type { Decision } from "../../subgraphs/kernel/policy/decide";
import { PURPOSES, ROLES } from "../../subgraphs/kernel/policy/vocabulary";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import { cage } from "../support/canary/cage";
import { useDatabase } from "../support/database";
import { openSignedDoor, type SignedDoor } from "../support/signed-door";
import { AGENCY_FILES, type AgencyFile } from "./agency-files";
import { UNTIL } from "./cases";
import { ATTESTATIONS, FileTruth, type Attestation, type FileRow } from "./file-truth";

/** Somebody who was referred, of whom nothing else is true. */
const KEEPING: Attestation = {
  relation: "ADDRESSEE",
  restricted: false,
  insider: false,
  consented: false,
  opened: false,
};

/** Two doors of each agency's file, in every cell: asked with a signed call, and by the role of its own application. */
describe.each(AGENCY_FILES)("the file of $owner", (file) => {
  const owner = useDatabase(file.owner);
  let signed: SignedDoor;
  let truth: FileTruth;
  let person: string;

  beforeAll(async () => {
    signed = await openSignedDoor(owner.subgraph);
    truth = await FileTruth.read(file, owner.database.migrationUrl);
    person = truth.bestKnown();
  });
  afterAll(() => signed?.close());

  /** At two organisations that made records of this person, at one that operates here too, and at one that does not. */
  function viewers(): Viewer[] {
    const holders = truth.holdersOf(person);
    const other = [...truth.operators].find((id) => !holders.includes(id));
    return viewersAt([...holders.slice(0, 2), ...(other ? [other] : []), newId()]);
  }

  it("answers a signed call as the policy decides, with the rows it decides to show", async () => {
    const lists = file.lists.map((list) => `${list} { id }`).join(" ");
    const fields = `${file.field} { access { granted reason basis } ${lists} }`;
    const representations = ATTESTATIONS.map((attestation) => ({ id: person, grants: toGrants(attestation, file) }));
    for (const viewer of viewers()) {
      // What is attested here lets some of them in on confidential rows: which, is compared to the row below.
      if (ATTESTATIONS.some((each) => truth.decide(viewer, each).granted))
        cage.letIn(viewer.id, "decided by the policy");
      const found = await signed.entities<Record<string, FileAnswer>>(viewer, "Beneficiary", fields, representations);
      const answers = found.map((each) => readAnswer(each![file.field]!, file));
      const expected = ATTESTATIONS.map((attestation) => {
        const decision = truth.decide(viewer, attestation);
        if (!decision.granted) return { granted: false, reason: decision.reason, basis: null, ids: null };
        const ids = truth.shownTo(viewer, attestation, person).map(({ id }) => id);
        return { granted: true, reason: null, basis: decision.basis, ids: ids.sort() };
      });
      expect({ viewer, answers }).toEqual({ viewer, answers: expected });
    }
  }, 120_000);

  it("lets its database role through to what is decided, and beyond that to what the viewer's organisation keeps", async () => {
    const all = statement<{ id: string }>("door", `select id from (${file.rows}) r where beneficiary_id = any($1)`);
    for (const viewer of viewers()) {
      // The owner does not know who is referred: to whoever may keep its organisation's records at all, they are there.
      const kept = truth.shownTo(viewer, KEEPING, person).filter((row) => row.organisationId === viewer.organisationId);
      // Sixty-four attestations, but three things to tell a database.
      const answers = new Map<string, Promise<{ id: string }[]>>();
      for (const attestation of ATTESTATIONS) {
        const shown = truth.shownTo(viewer, attestation, person);
        const granted = grantedBy(truth.decide(viewer, attestation), shown);
        const told = JSON.stringify(granted);
        if (!answers.has(told)) answers.set(told, owner.subgraph.database.rows(viewer, all, [[person]], granted));
        const seen = (await answers.get(told)!).map(({ id }) => id).sort();
        const expected = [...new Set([...shown, ...kept].map(({ id }) => id))].sort();
        expect({ viewer, attestation, seen }).toEqual({ viewer, attestation, seen: expected });
      }
    }
  }, 120_000);

  if (file.hides) {
    it("says of somebody only a confidential house knows what it says of nobody: every byte, and whom it was about", async () => {
      const fields = `__typename id ${file.field} { access { granted reason basis } ${file.lists.map((list) => `${list} { id }`).join(" ")} }`;
      const query = `query ($some: [_Any!]!) { _entities(representations: $some) { ... on Beneficiary { ${fields} } } }`;
      const [hidden, nobody] = [truth.knownInSecretOnly(), newId()];
      const outside = ATTESTATIONS.filter(({ insider, opened }) => !insider && !(opened && file.hides === "ALL"));
      const said = async (viewer: Viewer, id: string) => {
        const some = outside.map((each) => ({ __typename: "Beneficiary", id, grants: toGrants(each, file) }));
        const response = await signed.send(viewer, query, { some });
        const heads = [...response.headers].map(([name, value]) => [name, name === "date" ? "" : value]);
        return [response.status, heads, (await response.text()).replaceAll(id, "<id>")];
      };
      const holders = truth.holdersOf(hidden);
      for (const viewer of viewersAt([...truth.operators, newId()].filter((id) => !holders.includes(id)).slice(-3))) {
        const answer = await said(viewer, hidden);
        expect(answer).toEqual(await said(viewer, nobody));
        // The account is in it, and names the person.
        expect(answer[2]).toMatch(/"disclosure":\[\{[^\]]*"people":\["<id>"\]/);
      }
    }, 120_000);
  }

  /** What the service tells the database of its decision: whose rows of others are shown, and of refuges too. */
  function grantedBy(decision: Decision, shown: readonly FileRow[]): Granted {
    const people = decision.granted && decision.scope === "ALL" ? [person] : [];
    return { people, confided: shown.some(({ confidential }) => confidential) ? people : [] };
  }
});

const viewersAt = (organisations: readonly string[]): Viewer[] =>
  organisations.flatMap((organisationId) =>
    ROLES.flatMap((role) => PURPOSES.map((purpose) => ({ id: newId(), role, organisationId, area: null, purpose }))),
  );

interface FileAnswer {
  readonly access: { readonly granted: boolean; readonly reason: string | null; readonly basis: string | null };
  readonly [list: string]: unknown;
}

/** The access, and the ids of everything shown; null when nothing is shown, not even that there is nothing. */
function readAnswer({ access, ...content }: FileAnswer, { lists }: AgencyFile) {
  const shown = lists.map((list) => content[list] as { id: string }[] | null);
  const ids = shown.every((list) => list === null) ? null : shown.flatMap((list) => list!.map(({ id }) => id)).sort();
  return { ...access, ids };
}

function toGrants({ relation, restricted, insider, consented, opened }: Attestation, { category }: AgencyFile) {
  const consents = [category, "SAFETY"].map((each) => ({ category: each, until: UNTIL }));
  return {
    ...{ relation, restricted, insider },
    consents: consented ? consents : [],
    emergencies: opened ? [{ category, until: UNTIL }] : [],
  };
}
