import { newId } from "../../subgraphs/kernel/identifier";
import { databaseOf } from "../../gateway/embedded/subgraphs";
import { codeOf, detailsOf, refusalOf } from "../support/answers";
import { connectAs } from "../support/application";
import { accepted, consent, GRANT, HOSTEL, refer, register, WITHDRAW } from "../support/desk";
import { useHub } from "../support/hub";
import { letRunOut } from "../support/consents";
import { agencyId, SHOWCASE } from "../support/people";

const LEDGER = `query ($id: ID!, $first: Int! = 20, $after: String) { beneficiary(id: $id) { consents {
  id state inForce withdrawnAt witness givenBy guardianId supporter courtDecision recipient { id } recipientDomain
  history(first: $first, after: $after) { edges { cursor node { kind at actorId successorId actorOrganisation { id } } }
    pageInfo { hasNextPage } }
} } }`;
const HOUSEHOLD = "query ($id: ID!) { beneficiary(id: $id) { household { members { role } } } }";
const CHILDCARE = "query ($id: ID!) { beneficiary(id: $id) { childcare { access { granted reason } } } }";

interface Entry {
  readonly kind: string;
  readonly successorId: string | null;
}

const hub = useHub();
const { as } = hub;
const desk = as("caseworker");
const bornYearsAgo = (years: number) => `${new Date().getUTCFullYear() - years}-01-01`;

/** Gives a consent and returns its id: the newest of the person's. */
const give = async (input: object): Promise<string> =>
  accepted(await desk(GRANT, { input })).grantConsent.beneficiary.consents[0].id;
const ledgerOf = async (id: string, variables: object = {}) =>
  accepted(await desk(LEDGER, { id, ...variables })).beneficiary.consents;
const entriesOf = (given: { history: { edges: { node: Entry }[] } }) => given.history.edges.map(({ node }) => node);
const kindsOf = (given: Parameters<typeof entriesOf>[0]) => entriesOf(given).map(({ kind }) => kind);

describe("a consent is refused", () => {
  const oaed = agencyId("oaed");
  const elsewhere = { recipientId: undefined };
  const refused = async (categories: readonly string[], fields: object, person = SHOWCASE) =>
    refusalOf(await desk(GRANT, { input: consent(person, categories, { ...fields }) }));

  it.each<[string, readonly string[], object, string]>([
    ["for what an agency sees by its referral", ["CONTACT"], { recipientId: oaed }, "categories recipient"],
    ["for mental health to an agency", ["MENTAL_HEALTH"], { recipientId: oaed }, "categories recipient"],
    [
      "for safety to all services of a domain",
      ["SAFETY"],
      { ...elsewhere, recipientDomain: "SAFETY" },
      "categories recipient",
    ],
    ["for what the centre sees as its task", ["HOUSEHOLD"], {}, "categories recipient"],
    ["for mental health together with housing", ["HOUSING", "MENTAL_HEALTH"], {}, "categories alone"],
    ["for statistics", ["HOUSING"], { purpose: "STATISTICS" }, "purpose basis"],
    ["for emergencies", ["HOUSING"], { purpose: "EMERGENCY" }, "purpose basis"],
    ["to nobody", ["HOUSING"], elsewhere, "recipientId empty"],
    ["to an agency and a domain", ["HOUSING"], { recipientDomain: "HOUSING" }, "recipientId one"],
    ["to who is in no directory", ["HOUSING"], { recipientId: newId() }, "recipientId unknown"],
    ["to another centre", ["HOUSING"], { recipientId: agencyId("cc-samothraki") }, "recipientId centre"],
    ["spoken before nobody", ["HOUSING"], { how: "ORAL_WITNESSED" }, "witness empty"],
    ["spoken before blanks", ["HOUSING"], { how: "ORAL_WITNESSED", witness: " \t" }, "witness empty"],
    ["with a witness to a paper", ["HOUSING"], { witness: "Άννα Μάρτυρα" }, "witness how"],
    [
      "with a witness of 201 letters",
      ["HOUSING"],
      { how: "ORAL_WITNESSED", witness: "Α".repeat(201) },
      "witness length",
    ],
    ["with a witness who rings", ["HOUSING"], { how: "ORAL_WITNESSED", witness: "Άννα\u0007" }, "witness characters"],
    [
      "by a supporter without a decision",
      ["HOUSING"],
      { supporter: { name: "Άννα", courtDecision: " " } },
      "supporter.courtDecision empty",
    ],
    [
      "by a supporter without a name",
      ["HOUSING"],
      { supporter: { name: "", courtDecision: "1/2025" } },
      "supporter.name empty",
    ],
    [
      "under a decision of a page",
      ["HOUSING"],
      { supporter: { name: "Άννα", courtDecision: "α".repeat(5000) } },
      "supporter.courtDecision length",
    ],
  ])("%s", async (_, categories, fields, expected) => {
    expect(await refused(categories, fields)).toBe(`BAD_USER_INPUT ${expected}`);
  });

  it("by a supporter for somebody who is not of age, and by a grown-up brother for a child", async () => {
    const supporter = { name: "Άννα Συμπαραστάτου", courtDecision: "ΜΠρΚιλκίς 12/2025" };
    const youth = await register(desk, { birthDate: bornYearsAgo(17) });
    expect(await refused(["HOUSING"], { supporter }, youth)).toBe("BAD_USER_INPUT supporter age");
    const mother = await register(desk, { birthDate: bornYearsAgo(45) });
    const living = { householdWith: mother, householdRole: "CHILD" };
    const child = await register(desk, { birthDate: bornYearsAgo(8), ...living });
    const brother = await register(desk, { birthDate: bornYearsAgo(20), ...living });
    expect(await refused(["CHILDREN"], { supporter }, child)).toBe("BAD_USER_INPUT supporter age");
    expect(await refused(["CHILDREN"], { guardianId: brother }, child)).toBe("BAD_USER_INPUT guardianId guardian");
  });

  it("by a guardian appointed to somebody who is old enough, beside a parent, or without a decision", async () => {
    const appointedGuardian = { name: "Δήμητρα Επιτρόπου", courtDecision: "ΜΠρΑθ 77/2026" };
    const youth = await register(desk, { birthDate: bornYearsAgo(16) });
    expect(await refused(["HOUSING"], { appointedGuardian }, youth)).toBe("BAD_USER_INPUT appointedGuardian age");
    const child = await register(desk, { birthDate: bornYearsAgo(8) });
    const both = { appointedGuardian, guardianId: SHOWCASE };
    expect(await refused(["CHILDREN"], both, child)).toBe("BAD_USER_INPUT appointedGuardian guardian");
    for (const field of ["name", "courtDecision"]) {
      const half = { appointedGuardian: { ...appointedGuardian, [field]: " " } };
      expect(await refused(["CHILDREN"], half, child)).toBe(`BAD_USER_INPUT appointedGuardian.${field} empty`);
    }
    expect(await ledgerOf(child)).toEqual([]);
  });

  it("and nothing of it is in the ledger", async () => {
    const person = await register(desk);
    await refused(["CONTACT"], { recipientId: oaed }, person);
    expect(await ledgerOf(person)).toEqual([]);
  });
});

describe("the ledger", () => {
  it("tells who gave a consent and who recorded it", async () => {
    const person = await register(desk, { birthDate: bornYearsAgo(80) });
    const supporter = { name: "Άννα Συμπαραστάτου", courtDecision: "ΜΠρΚιλκίς 12/2025" };
    await give(consent(person, ["HOUSING"], { how: "ORAL_WITNESSED", witness: "Νίκος Μάρτυρας", supporter }));
    const [given] = await ledgerOf(person);
    expect(given).toMatchObject({
      ...{ state: "IN_FORCE", witness: "Νίκος Μάρτυρας", givenBy: "SUPPORTER", guardianId: null },
      ...{ supporter: supporter.name, courtDecision: supporter.courtDecision, recipientDomain: null },
    });
    const actorOrganisation = { id: agencyId("cc-paionia") };
    expect(entriesOf(given)).toEqual([
      { kind: "GRANTED", at: expect.any(String), actorId: expect.any(String), successorId: null, actorOrganisation },
    ]);
  });

  it("an unaccompanied minor's is given by the guardian a court appointed, and opens what was agreed to", async () => {
    const child = await register(desk, { birthDate: bornYearsAgo(12) });
    const appointedGuardian = { name: "Δήμητρα Επιτρόπου", courtDecision: "ΜΠρΑθ 77/2026" };
    expect(accepted(await desk(CHILDCARE, { id: child })).beneficiary.childcare.access.granted).toBe(false);
    await give(consent(child, ["CHILDREN"], { appointedGuardian }));
    expect(await ledgerOf(child)).toMatchObject([
      {
        ...{ state: "IN_FORCE", givenBy: "APPOINTED_GUARDIAN", guardianId: null },
        ...{ supporter: appointedGuardian.name, courtDecision: appointedGuardian.courtDecision },
      },
    ]);
    expect(accepted(await desk(CHILDCARE, { id: child })).beneficiary.childcare.access.granted).toBe(true);
  });

  it("a withdrawal is an entry, and the second one a CONFLICT that says what happened", async () => {
    const person = await register(desk);
    const id = await give(consent(person, ["HOUSING"]));
    const input = { consentId: id, idempotencyKey: newId() };
    const first = await as("colleague")(WITHDRAW, { input });
    expect(codeOf(first)).toBeNull();
    expect(await as("colleague")(WITHDRAW, { input })).toEqual(first);
    const again = await desk(WITHDRAW, { input: { consentId: id } });
    expect([codeOf(again), detailsOf(again)]).toEqual(["CONFLICT", { state: "WITHDRAWN" }]);
    const [given] = await ledgerOf(person);
    expect([given.state, given.withdrawnAt]).toEqual(["WITHDRAWN", given.history.edges[1].node.at]);
    expect(kindsOf(given)).toEqual(["GRANTED", "WITHDRAWN"]);
    expect(new Set(given.history.edges.map(({ node }: { node: { actorId: string } }) => node.actorId)).size).toBe(2);
  });

  it("a consent whose time is over holds nowhere, is EXPIRED by nobody, and cannot be withdrawn", async () => {
    const person = await register(desk);
    const id = await give(consent(person, ["CHILDREN"]));
    expect(accepted(await desk(CHILDCARE, { id: person })).beneficiary.childcare.access.granted).toBe(true);
    await letRunOut(hub.hub, id);
    const { access } = accepted(await desk(CHILDCARE, { id: person })).beneficiary.childcare;
    expect(access).toEqual({ granted: false, reason: "CONSENT_REQUIRED" });
    const late = await desk(WITHDRAW, { input: { consentId: id } });
    expect([codeOf(late), detailsOf(late)]).toEqual(["CONFLICT", { state: "EXPIRED" }]);
    const [given] = await ledgerOf(person);
    expect([given.state, given.inForce, given.withdrawnAt]).toEqual(["EXPIRED", false, null]);
    expect(given.history.edges[1].node).toMatchObject({ kind: "EXPIRED", actorId: null, actorOrganisation: null });
  });

  it("a later paper that says as much to the same recipient supersedes the earlier one, no other does", async () => {
    const person = await register(desk);
    await give(consent(person, ["HOUSING"]));
    await give(consent(person, ["HOUSEHOLD"], { recipientId: agencyId("oaed") }));
    await give(consent(person, ["EMPLOYMENT"]));
    const states = async () => (await ledgerOf(person)).map(({ state }: { state: string }) => state);
    expect(await states()).toEqual(["IN_FORCE", "IN_FORCE", "IN_FORCE"]);
    await give(consent(person, ["EMPLOYMENT", "HOUSING"]));
    expect(await states()).toEqual(["IN_FORCE", "SUPERSEDED", "IN_FORCE", "SUPERSEDED"]);
    const [latest, earlier] = await ledgerOf(person);
    expect(entriesOf(earlier)[1]).toMatchObject({ kind: "SUPERSEDED", successorId: latest.id });
    const late = await desk(WITHDRAW, { input: { consentId: earlier.id } });
    expect([codeOf(late), detailsOf(late)]).toEqual(["CONFLICT", { state: "SUPERSEDED" }]);
  });

  it("of ten papers at once the last one stands", async () => {
    const person = await register(desk);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => desk(GRANT, { input: consent(person, ["HOUSING"]) })),
    );
    expect(answers.map(codeOf)).toEqual(Array.from({ length: 10 }, () => null));
    const consents = await ledgerOf(person);
    expect(consents.filter(({ inForce }: { inForce: boolean }) => inForce)).toHaveLength(1);
  });

  it("is read page by page; a cursor of another list is none", async () => {
    const person = await register(desk);
    const id = await give(consent(person, ["HOUSING"]));
    accepted(await desk(WITHDRAW, { input: { consentId: id } }));
    const [page] = await ledgerOf(person, { first: 1 });
    expect([kindsOf(page), page.history.pageInfo.hasNextPage]).toEqual([["GRANTED"], true]);
    const [rest] = await ledgerOf(person, { first: 1, after: page.history.edges[0].cursor });
    expect([kindsOf(rest), rest.history.pageInfo.hasNextPage]).toEqual([["WITHDRAWN"], false]);
    expect(refusalOf(await desk(LEDGER, { id: person, after: "άλλο" }))).toBe("BAD_USER_INPUT after cursor");
    expect(refusalOf(await desk(LEDGER, { id: person, first: 0 }))).toBe("BAD_USER_INPUT first range");
  });

  it("is not told to a colleague where a paper would tell of a confidential service", async () => {
    const person = await register(desk);
    await give(consent(person, ["MENTAL_HEALTH"]));
    await give(consent(person, ["HOUSEHOLD"], { recipientId: undefined, recipientDomain: "SAFETY" }));
    expect(await ledgerOf(person)).toHaveLength(2);
    expect(accepted(await as("colleague")(LEDGER, { id: person })).beneficiary.consents).toEqual([]);
  });

  it("cannot be edited, cut or shortened by the application's own role", async () => {
    const { url } = databaseOf(hub.hub.cloned.databases, "beneficiaries");
    const client = await connectAs(url, { organisation: agencyId("cc-paionia"), role: "CASEWORKER" });
    for (const change of [
      "update consent set until_at = until_at + interval '1 year'",
      "update consent set ended_at = null",
      "update consent_event set at = at",
      "delete from consent_event",
      "delete from consent",
      "truncate consent_event",
      "alter table consent_event disable trigger all",
    ]) {
      await expect(client.query(change)).rejects.toMatchObject({ code: "42501" });
    }
    await client.end();
  });
});

describe("a consent to all services of a domain", () => {
  it("holds for those the person is referred to, for no others, and until it is withdrawn", async () => {
    const person = await register(desk);
    await refer(desk, person);
    await refer(desk, person, { serviceId: HOSTEL });
    const shown = async (who: string) =>
      accepted(await as(who)(HOUSEHOLD, { id: person })).beneficiary.household !== null;
    expect([await shown("oaed"), await shown("hostel")]).toEqual([false, false]);
    const input = consent(person, ["HOUSEHOLD"], { recipientId: undefined, recipientDomain: "HOUSING" });
    const consentId = await give(input);
    expect([await shown("oaed"), await shown("hostel")]).toEqual([false, true]);
    expect(accepted(await as("red-cross-hostel")(HOUSEHOLD, { id: person })).beneficiary).toBeNull();
    accepted(await desk(WITHDRAW, { input: { consentId } }));
    expect(await shown("hostel")).toBe(false);
  });
});

describe("a consent speaks for nobody else", () => {
  it("not for the children of who gave it, nor for the parents of whom it was given for", async () => {
    const mother = await register(desk, { birthDate: bornYearsAgo(40) });
    const child = await register(desk, { birthDate: bornYearsAgo(9), householdWith: mother, householdRole: "CHILD" });
    const granted = async (id: string) => accepted(await desk(CHILDCARE, { id })).beneficiary.childcare.access.granted;
    const hers = await give(consent(mother, ["CHILDREN"]));
    expect([await granted(mother), await granted(child)]).toEqual([true, false]);
    accepted(await desk(WITHDRAW, { input: { consentId: hers } }));
    await give(consent(child, ["CHILDREN"], { guardianId: mother }));
    expect([await granted(mother), await granted(child)]).toEqual([false, true]);
  });
});

describe("a withdrawal between two pages", () => {
  const PAGE = `query ($after: String) { inbox(first: 1, after: $after) { edges { node { beneficiary {
    id household { id } referrals { edges { node { beneficiary { household { id } } } } }
  } } } pageInfo { endCursor } } }`;

  it("closes what the next page and everything below it would have shown", async () => {
    const toTraining = { recipientId: undefined, recipientDomain: "EMPLOYMENT" };
    const people = [await register(desk), await register(desk)];
    const given: string[] = [];
    for (const person of people) {
      await refer(desk, person);
      given.push(await give(consent(person, ["HOUSEHOLD"], toTraining)));
    }
    const [earlier, later] = people;
    const first = accepted(await as("oaed")(PAGE)).inbox;
    const shown = { household: { id: expect.any(String) } };
    const below = (each: object) => ({ edges: [{ node: { beneficiary: each } }] });
    expect(first.edges[0].node.beneficiary).toEqual({ id: later, ...shown, referrals: below(shown) });
    accepted(await desk(WITHDRAW, { input: { consentId: given[0] } }));
    const second = accepted(await as("oaed")(PAGE, { after: first.pageInfo.endCursor })).inbox;
    const closed = { household: null };
    expect(second.edges[0].node.beneficiary).toEqual({ id: earlier, ...closed, referrals: below(closed) });
  });
});
