import { newId } from "../../subgraphs/kernel/identifier";
import { codeOf, refusalOf } from "../support/answers";
import { accepted, answer, refer, register } from "../support/desk";
import { cage } from "../support/canary/cage";
import { emergency, END, forgetAttempts, letPass, open, OPEN, opened, stating } from "../support/emergency";
import { useHub } from "../support/hub";
import { useClients, type Told } from "../support/live";
import { operationOf } from "../support/operations";
import { asOwnerRole } from "../support/owner-role";
import { amkaOf } from "../support/numbers";
import { agencyId, beneficiaryId, SHOWCASE, testLives } from "../support/people";
import { TEST_PERSONAS } from "../support/personas";
import type { Transport } from "../support/transports";

const ACCESS = "access { granted reason basis }";
const PERSON = `query ($id: ID!) { beneficiary(id: $id) {
  id name { surname } identifiers { kind } contacts { kind } household { members { role beneficiary { id } } }
  needs { domain } visits { id } consents { id } referrals { edges { node { id state } } }
  access { category granted basis reason }
  employment { ${ACCESS} registration { status } } housing { ${ACCESS} stays { id } }
  childcare { ${ACCESS} enrolments { id } } mentalHealth { ${ACCESS} episodes { id } }
  enrolments { ${ACCESS} enrolments { id } }
} }`;
const NOTIFIED = "subscription { notifications { id notice { kind referral { id beneficiary { id } } } } }";
const UNKNOWN = "019b7673-ffff-7000-8000-000000000009";

describe.each<Transport>(["in-process", "http"])("in an emergency (%s)", (transport) => {
  const hub = useHub(transport);
  const { as } = hub;
  const live = useClients(() => hub.hub);
  const helper = as("caseworker-dirfys");
  const look = async (who: string, id = SHOWCASE) =>
    accepted(await stating(as(who), "EMERGENCY")(PERSON, { id })).beneficiary;
  beforeEach(() => forgetAttempts(hub.hub));

  it("nobody sees anything before it is opened, of their own people neither", async () => {
    for (const persona of ["caseworker-dirfys", "red-cross-hostel", "caseworker", "oaed", "dpo"]) {
      expect(await look(persona)).toBeNull();
    }
  });

  it("opens what was chosen, in every service, to who opened it, and leaves the rest closed", async () => {
    const { viewer } = TEST_PERSONAS.find(({ name }) => name === "caseworker-dirfys")!;
    cage.letIn(viewer.id, "opens the mental-health file of the showcase in an emergency");
    const id = await opened(helper, {
      beneficiaryId: SHOWCASE,
      categories: ["CONTACT", "EMPLOYMENT", "MENTAL_HEALTH"],
    });
    const person = await look("caseworker-dirfys");
    const vital = { granted: true, reason: null, basis: "VITAL_INTERESTS" };
    const shut = { granted: false, reason: "EMERGENCY_REQUIRED", basis: null };
    expect(person).toMatchObject({
      id: SHOWCASE,
      name: { surname: testLives()[0]!.person.surname },
      ...{ household: null, visits: null, consents: null, referrals: { edges: [] } },
      employment: { access: vital, registration: { status: expect.any(String) } },
      mentalHealth: { access: vital, episodes: [{ id: expect.any(String) }] },
      housing: { access: shut, stays: null },
      childcare: { access: shut, enrolments: null },
    });
    expect(person.contacts.length).toBeGreaterThan(0);
    expect(person.identifiers.length).toBeGreaterThan(0);
    expect(person.needs.length).toBeGreaterThan(0);
    expect(person.access).toContainEqual({
      category: "CONTACT",
      granted: true,
      basis: "VITAL_INTERESTS",
      reason: null,
    });
    expect(person.access).toContainEqual({ category: "HOUSEHOLD", ...shut });

    expect(accepted(await helper(PERSON, { id: SHOWCASE })).beneficiary).toBeNull();
    for (const persona of ["head-dirfys", "caseworker", "red-cross-hostel"]) expect(await look(persona)).toBeNull();
    expect(await look("caseworker-dirfys", beneficiaryId(2))).toBeNull();

    await letPass(hub.hub, id);
    expect(await look("caseworker-dirfys")).toBeNull();
  });

  it("opens the household and the referrals, but no other person and nothing confidential", async () => {
    const input = {
      beneficiaryId: SHOWCASE,
      categories: ["HOUSEHOLD", "REFERRAL", "HOUSING", "CHILDREN", "FINANCIAL"],
    };
    const agency = as("red-cross-hostel");
    const id = await opened(agency, input);
    const person = await look("red-cross-hostel");
    expect(person.household.members.length).toBeGreaterThan(1);
    const others = person.household.members.filter(
      (member: { beneficiary: { id: string } | null }) => member.beneficiary,
    );
    expect(others).toMatchObject([{ beneficiary: { id: SHOWCASE } }]);
    const sent = testLives()[0]!.referrals.filter(({ service, steps }) => !service.confidential && steps.length > 1);
    expect(person.referrals.edges).toHaveLength(sent.length);
    // One by one as in the list, and what is not in the list not at all.
    const REFERRAL = "query ($id: ID!) { referral(id: $id) { id state } }";
    const one = async (referral: string) => (await stating(agency, "EMERGENCY")(REFERRAL, { id: referral })).data;
    const listed = new Map<string, object>(
      person.referrals.edges.map(({ node }: { node: { id: string } }) => [node.id, node]),
    );
    const { rows } = await asOwnerRole(hub.hub, "beneficiaries", (client) =>
      client.query<{ id: string }>("select id from referral where beneficiary_id = $1", [SHOWCASE]),
    );
    expect(rows.length).toBeGreaterThan(listed.size);
    for (const { id } of rows) expect(await one(id)).toEqual({ referral: listed.get(id) ?? null });
    expect(person.contacts).toBeNull();
    expect(person.housing.stays.length).toBeGreaterThan(0);
    expect(person.enrolments.access).toEqual({ granted: true, reason: null, basis: "VITAL_INTERESTS" });
    expect(person.mentalHealth).toMatchObject({ access: { granted: false }, episodes: null });

    const ended = await agency(END, { input: { emergencyAccessId: id } });
    expect(accepted(ended).endEmergencyAccess.emergencyAccess).toMatchObject({
      open: false,
      endedAt: expect.any(String),
    });
    expect(await look("red-cross-hostel")).toBeNull();
    expect(codeOf(await agency(END, { input: { emergencyAccessId: id } }))).toBe("CONFLICT");
  });

  it("is followed by nobody: an open subscription could not end with it; what comes in parts is decided part by part", async () => {
    const id = await register(as("caseworker"));
    const access = await opened(as("caseworker"), { beneficiaryId: id, categories: ["CONTACT", "REFERRAL"] });
    const client = live.as("caseworker", { purpose: "EMERGENCY" });
    expect(await client.follow(operationOf("Live", "ReferralChanged")).ended()).toMatchObject([
      { extensions: { code: "FORBIDDEN" } },
    ]);
    // What they are told of names nobody, and leads to nobody but through the access, as long as it is open.
    const notices = await client.open(NOTIFIED);
    const person = async (told: Promise<Told>) => (await told).data.notifications.notice.referral?.beneficiary ?? null;
    const referred = await refer(as("caseworker"), id);
    accepted(await answer(as("oaed"), referred, "ACCEPT"));
    const before = await person(notices.at(1));
    accepted(await stating(as("caseworker"), "EMERGENCY")(END, { input: { emergencyAccessId: access } }));
    accepted(await answer(as("oaed"), referred, "START"));
    expect([before, await person(notices.at(2))]).toEqual([{ id }, null]);
  });

  it("finds a person of another centre by the whole AMKA, and answers a wrong one like no one", async () => {
    const { person } = testLives().find(
      (life) => life.centreKey === "cc-paionia" && life.person.amka && life.index > 4,
    )!;
    const found = accepted(await open(helper, { amka: ` ${person.amka!.slice(0, 6)} ${person.amka!.slice(6)}` }));
    expect(found.openEmergencyAccess.emergencyAccess).toMatchObject({
      ...{ beneficiaryId: person.id, categories: ["IDENTITY", "CONTACT"] },
      beneficiary: { name: { given: person.givenName, surname: person.surname } },
    });
    const nobody = await open(helper, { amka: amkaOf("1901-01-01", 7777) });
    expect(codeOf(nobody)).toBe("NOT_FOUND");
    for (const wrong of [UNKNOWN, "1", "' or 1=1"])
      expect(await open(helper, { beneficiaryId: wrong })).toEqual(nobody);
  });
});

describe("an emergency access is refused", () => {
  const hub = useHub();
  const { as } = hub;
  const helper = as("caseworker-dirfys");
  const refused = async (fields: object) => refusalOf(await open(helper, { beneficiaryId: SHOWCASE, ...fields }));
  beforeEach(() => forgetAttempts(hub.hub));

  it.each<[string, object, string]>([
    ["for nobody", { beneficiaryId: null }, "beneficiaryId empty"],
    ["for two at once", { amka: amkaOf("1980-01-01", 1234) }, "amka one"],
    ["for a number that is none", { beneficiaryId: null, amka: "01018012345" }, "AMKA checksum"],
    ["for half a number", { beneficiaryId: null, amka: "010180" }, "AMKA length"],
    ["without a reason", { reason: "" }, "reason empty"],
    ["for a reason of blanks", { reason: " ".repeat(40) }, "reason empty"],
    ["for a word", { reason: "ανάγκη" }, "reason short"],
    ["for a novel", { reason: "α".repeat(1001) }, "reason length"],
    ["for a reason that rings", { reason: `${"α".repeat(30)}\u0007` }, "reason characters"],
    ["for no category", { categories: [] }, "categories empty"],
    ["for the same twice", { categories: ["CONTACT", "CONTACT"] }, "categories repeated"],
    ["for what protects from violence", { categories: ["CONTACT", "SAFETY"] }, "categories never"],
    ["for no time", { hours: 0 }, "hours range"],
    ["for four hours", { hours: 4 }, "hours range"],
    ["for a time before now", { hours: -1 }, "hours range"],
    ["under a key that is none", { idempotencyKey: "k" }, "idempotencyKey length"],
  ])("%s", async (_, fields, expected) => {
    expect(await refused(fields)).toBe(`BAD_USER_INPUT ${expected}`);
  });

  it("to who states another purpose or holds another role, before anybody is looked for", async () => {
    const input = emergency({ beneficiaryId: SHOWCASE });
    for (const purpose of ["CARE", "OVERSIGHT", "STATISTICS"]) {
      expect(codeOf(await stating(helper, purpose)(OPEN, { input }))).toBe("FORBIDDEN");
    }
    for (const persona of ["dpo", "analyst-attica", "directory-editor", "oaed-system", "programme-manager"]) {
      const known = await open(as(persona), { beneficiaryId: SHOWCASE });
      expect(codeOf(known)).toBe("FORBIDDEN");
      expect(await open(as(persona), { beneficiaryId: UNKNOWN })).toEqual(known);
    }
  });

  it("on one's own file and a colleague's: to who knows them in words, to others as if nobody were there", async () => {
    const desk = as("caseworker");
    const [colleague, self] = [await register(desk), await register(desk)];
    const worker = "query { me: beneficiaries(first: 1) { edges { node { workerId } } } }";
    const { workerId } = accepted(await desk(worker)).me.edges[0].node;
    const mark =
      "mutation ($input: MarkStaffInput!) { markStaff(input: $input) { beneficiary { staffMarks { workerId organisation { id } } } } }";
    const head = as("head");
    const paionia = { organisationId: agencyId("cc-paionia") };
    const dirfys = { organisationId: agencyId("cc-dirfys-messapia") };
    const markAs = (ask: typeof head, input: object) => ask(mark, { input });
    expect(codeOf(await markAs(desk, { beneficiaryId: colleague, ...paionia }))).toBe("FORBIDDEN");
    expect(codeOf(await markAs(as("head-dirfys"), { beneficiaryId: colleague, ...paionia }))).toBe("NOT_FOUND");
    expect(refusalOf(await markAs(head, { beneficiaryId: colleague, organisationId: UNKNOWN }))).toBe(
      "BAD_USER_INPUT organisationId unknown",
    );
    expect(refusalOf(await markAs(head, { beneficiaryId: self, ...dirfys, workerId: "me" }))).toBe(
      "BAD_USER_INPUT workerId id",
    );
    const { beneficiary } = accepted(await markAs(head, { beneficiaryId: colleague, ...paionia })).markStaff;
    expect(beneficiary.staffMarks).toEqual([{ workerId: null, organisation: { id: paionia.organisationId } }]);
    accepted(await markAs(head, { beneficiaryId: colleague, ...dirfys }));
    accepted(await markAs(head, { beneficiaryId: self, organisationId: agencyId("oaed"), workerId }));
    expect(codeOf(await markAs(head, { beneficiaryId: colleague, ...paionia }))).toBe("CONFLICT");
    const marks = "query ($id: ID!) { beneficiary(id: $id) { staffMarks { workerId } } }";
    expect(accepted(await desk(marks, { id: colleague })).beneficiary.staffMarks).toBeNull();

    expect(codeOf(await open(desk, { beneficiaryId: colleague }))).toBe("FORBIDDEN");
    expect(codeOf(await open(desk, { beneficiaryId: self }))).toBe("FORBIDDEN");
    expect(await open(helper, { beneficiaryId: colleague })).toEqual(await open(helper, { beneficiaryId: UNKNOWN }));
    expect(codeOf(await open(as("goods-bank"), { beneficiaryId: colleague }))).toBeNull();

    const unmark = "mutation ($input: StaffMarkInput!) { unmarkStaff(input: $input) { beneficiary { id } } }";
    const input = { beneficiaryId: colleague, ...dirfys };
    accepted(await head(unmark, { input }));
    expect(codeOf(await head(unmark, { input }))).toBe("NOT_FOUND");
    expect(codeOf(await open(helper, { beneficiaryId: colleague }))).toBeNull();
  });

  it("while it is open already; a retry with its key is answered the same", async () => {
    const person = await register(as("caseworker"));
    const input = { beneficiaryId: person, idempotencyKey: newId() };
    const id = await opened(helper, input);
    expect(await opened(helper, input)).toBe(id);
    expect(codeOf(await open(helper, { beneficiaryId: person }))).toBe("CONFLICT");
    expect(codeOf(await open(helper, { ...input, hours: 2 }))).toBe("CONFLICT");
    expect(codeOf(await open(as("head-dirfys"), { beneficiaryId: person }))).toBeNull();
    await letPass(hub.hub, id);
    expect(codeOf(await open(helper, { beneficiaryId: person }))).toBeNull();
  });

  it("of eight at once seven are a CONFLICT", async () => {
    const person = await register(as("caseworker"));
    const answers = await Promise.all(Array.from({ length: 8 }, () => open(helper, { beneficiaryId: person })));
    expect(answers.map(codeOf).filter((code) => code === "CONFLICT")).toHaveLength(7);
    expect(answers.map(codeOf).filter((code) => code === null)).toHaveLength(1);
  });

  it("after ten attempts within an hour, also of a person who is there", async () => {
    const wrong = await Promise.all(Array.from({ length: 10 }, () => open(helper, { beneficiaryId: UNKNOWN })));
    expect(new Set(wrong.map(codeOf))).toEqual(new Set(["NOT_FOUND"]));
    expect(codeOf(await open(helper, { beneficiaryId: SHOWCASE }))).toBe("LIMIT_REACHED");
    expect(codeOf(await open(as("oaed"), { beneficiaryId: SHOWCASE }))).toBeNull();
  });
});
