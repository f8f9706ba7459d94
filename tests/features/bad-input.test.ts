import { refusalOf } from "../support/answers";
import { accepted, ADD_NEED, consent, dayIn, GRANT, refer, REFER, register, REGISTER, somebody } from "../support/desk";
import { ANSWER, HOSTEL, TRAINING, WITHDRAW } from "../support/desk";
import { useHub, type Ask } from "../support/hub";
import { afmOf, amkaOf, mistyped } from "../support/numbers";
import { operation } from "../support/operations";
import { agencyId, serviceId, SHOWCASE, testLives } from "../support/people";
import { END, MARK_READ, REVIEW } from "../support/emergency";

const UNKNOWN = "019b7673-ffff-7000-8000-000000000009";
const MALFORMED = [
  "1",
  "άγνωστος",
  "../../etc/passwd",
  "019b7673-ffff-7000-8000-00000000000g",
  "' or 1=1 --",
  "%",
  "\u0000",
];
const born = "1933-05-17";
const AMKA = amkaOf(born, 4321);
const AFM = afmOf("19876543");

const { as } = useHub();

describe("a number that is wrong", () => {
  const attempt = (kind: string, value: string, fields: object = {}) =>
    as("caseworker")(REGISTER, { input: somebody({ identifiers: [{ kind, value }], ...fields }) });

  it.each([
    ["AMKA", AMKA.slice(0, 10), "length"],
    ["AMKA", `${AMKA}0`, "length"],
    ["AMKA", `${AMKA.slice(0, 10)}x`, "digits"],
    ["AMKA", amkaOf("1933-02-30", 4321), "date"],
    ["AMKA", amkaOf("1933-13-01", 4321), "date"],
    ["AMKA", mistyped(AMKA), "checksum"],
    ["AMKA", "00000000000", "date"],
    ["AFM", AFM.slice(0, 7), "length"],
    ["AFM", `${AFM.slice(0, 8)}α`, "digits"],
    ["AFM", mistyped(AFM), "checksum"],
    ["AFM", "000000000", "zeros"],
    ["PERSONAL_NUMBER", `A1B${AFM.slice(0, 8)}`, "length"],
    ["PASSPORT", "   ", "empty"],
    ["PASSPORT", "X".repeat(41), "length"],
    ["PAAYPA", "12\u00003", "characters"],
  ])("%s %s: the failed check is named, the number is not repeated", async (kind, value, check) => {
    const answer = await attempt(kind, value);
    expect(refusalOf(answer)).toMatch(new RegExp(`^BAD_USER_INPUT (${kind}|identifiers) ${check}$`));
    if (value.trim()) expect(JSON.stringify(answer)).not.toContain(value.slice(0, 8));
  });

  it("an AMKA that begins with another birth date than the one given", async () => {
    const answer = await attempt("AMKA", AMKA, { birthDate: "1933-05-18" });
    expect(refusalOf(answer)).toBe("BAD_USER_INPUT AMKA birthDate");
    expect(JSON.stringify(answer)).not.toMatch(/1933|170533/);
  });

  it("a Personal Number whose AFM is wrong, a kind given twice, a kind there is not, too many", async () => {
    expect(refusalOf(await attempt("PERSONAL_NUMBER", `A1B${mistyped(AFM)}`))).toMatch(/^BAD_USER_INPUT \w+ checksum$/);
    const identifiers = [
      { kind: "AFM", value: AFM },
      { kind: "AFM", value: afmOf("19876544") },
    ];
    const twice = await as("caseworker")(REGISTER, { input: somebody({ identifiers }) });
    expect(refusalOf(twice)).toBe("BAD_USER_INPUT identifiers repeated");
    const unknown = await attempt("IBAN", "GR1601101250000000012300695");
    expect([refusalOf(unknown), JSON.stringify(unknown)]).toEqual([
      "BAD_USER_INPUT",
      expect.not.stringContaining("12300695"),
    ]);
    const many = Array.from({ length: 21 }, () => ({ kind: "PASSPORT", value: "X1" }));
    expect(refusalOf(await attempt("AFM", AFM, { identifiers: many }))).toBe("BAD_USER_INPUT identifiers count");
  });

  it("was not registered by any of these attempts", async () => {
    const { edges } = accepted(await as("caseworker")(operation("FindBeneficiary"), { first: 1 })).beneficiaries;
    expect(edges[0].node.name.surname).not.toBe("Δοκιμίδου");
  });
});

describe("a field that is wrong", () => {
  const desk = as("caseworker");
  let person: string;
  let referral: string;
  beforeAll(async () => {
    person = await register(desk);
    referral = await refer(desk, person);
  });
  const newcomer = async (fields: object) => refusalOf(await desk(REGISTER, { input: somebody({ ...fields }) }));
  const need = async (fields: object) =>
    refusalOf(await desk(ADD_NEED, { input: { beneficiaryId: person, domain: "LEGAL", severity: 1, ...fields } }));
  const referred = async (fields: object) =>
    refusalOf(await desk(REFER, { input: { beneficiaryId: person, serviceId: TRAINING, ...fields } }));

  it.each<[string, object, string]>([
    ["born tomorrow", { birthDate: dayIn(1) }, "BAD_USER_INPUT birthDate future"],
    ["born in another century", { birthDate: "1899-12-31" }, "BAD_USER_INPUT birthDate past"],
    ["born on no day", { birthDate: "2001-02-29" }, "BAD_USER_INPUT input.birthDate type"],
    ["without a surname", { surname: "" }, "BAD_USER_INPUT surname empty"],
    ["with a surname of blanks", { surname: " \t " }, "BAD_USER_INPUT surname empty"],
    ["with a name of 101 letters", { givenName: "Α".repeat(101) }, "BAD_USER_INPUT givenName length"],
    ["with a NUL in the name", { surname: "Παπα\u0000δάκης" }, "BAD_USER_INPUT surname characters"],
    ["with a name that turns the line around", { surname: "Παπα\u202eδάκης" }, "BAD_USER_INPUT surname characters"],
    ["of no sex there is", { sex: "F" }, "BAD_USER_INPUT"],
    ["of a nationality there is not", { nationality: "Greek" }, "BAD_USER_INPUT nationality format"],
    ["with a language there is not", { languages: ["ελ"] }, "BAD_USER_INPUT languages format"],
    ["with a postcode of letters", { address: { postcode: "ABCDE" } }, "BAD_USER_INPUT address.postcode format"],
    [
      "with a municipality code of words",
      { address: { municipalityCode: "Παιονία" } },
      "BAD_USER_INPUT address.municipalityCode format",
    ],
    [
      "with a telephone of letters",
      { contacts: [{ kind: "MOBILE", value: "τηλέφωνο" }] },
      "BAD_USER_INPUT contacts format",
    ],
    [
      "with an e-mail without @",
      { contacts: [{ kind: "EMAIL", value: "eleni.gr" }] },
      "BAD_USER_INPUT contacts format",
    ],
    [
      "with a note of 4001 characters",
      { visit: { channel: "CENTRE", note: "α".repeat(4001) } },
      "BAD_USER_INPUT visit.note length",
    ],
    ["without a visit", { visit: null }, "BAD_USER_INPUT"],
    ["with a number for a name", { surname: 7 }, "BAD_USER_INPUT"],
    ["with a list for a name", { surname: ["α"] }, "BAD_USER_INPUT"],
    ["with a field there is not", { amka: AMKA }, "BAD_USER_INPUT"],
    ["joining nobody's household", { householdWith: UNKNOWN }, "NOT_FOUND"],
  ])("somebody %s", async (_, fields, expected) => {
    expect(await newcomer(fields)).toBe(expected);
  });

  it("a name in both scripts is a name, 4000 characters are a note, and line breaks are kept", async () => {
    const note = `α\n${"β".repeat(3998)}`;
    const input = somebody({ surname: "Smith-Παπαδάκη", givenName: "Ελένη Anna", visit: { channel: "CENTRE", note } });
    const { beneficiary } = accepted(await desk(REGISTER, { input })).registerBeneficiary;
    expect(beneficiary.name).toEqual({ given: "Ελένη Anna", surname: "Smith-Παπαδάκη" });
    const visits = "query ($id: ID!) { beneficiary(id: $id) { visits { note } } }";
    expect(accepted(await desk(visits, { id: beneficiary.id })).beneficiary.visits).toEqual([{ note }]);
  });

  it.each<[string, object, string]>([
    ["that begins tomorrow", { since: dayIn(1) }, "BAD_USER_INPUT since future"],
    ["of severity 0", { severity: 0 }, "BAD_USER_INPUT severity range"],
    ["of severity 5", { severity: 5 }, "BAD_USER_INPUT severity range"],
    ["of severity 1.5", { severity: 1.5 }, "BAD_USER_INPUT"],
    ["in no domain there is", { domain: "MONEY" }, "BAD_USER_INPUT"],
    ["with a note of 4001 characters", { note: "α".repeat(4001) }, "BAD_USER_INPUT note length"],
    ["with a bell in the note", { note: "α\u0007" }, "BAD_USER_INPUT note characters"],
  ])("a need %s", async (_, fields, expected) => {
    expect(await need(fields)).toBe(expected);
  });

  it.each<[string, object, string]>([
    [
      "a service that is closed for a while",
      { serviceId: serviceId("rc-reception-lavrio/homeless-hostel") },
      "CONFLICT serviceId closed",
    ],
    ["a service that has ended", { serviceId: serviceId("md-goods-bank/teba") }, "CONFLICT serviceId closed"],
    ["a service there is not", { serviceId: UNKNOWN }, "BAD_USER_INPUT serviceId unknown"],
    ["an agency in place of a service", { serviceId: agencyId("oaed") }, "BAD_USER_INPUT serviceId unknown"],
    ["a programme there is not", { programmeId: UNKNOWN }, "BAD_USER_INPUT programmeId unknown"],
    ["a programme that is no id", { programmeId: "ΚΕΑ" }, "BAD_USER_INPUT programmeId unknown"],
    ["a need there is not", { needId: UNKNOWN }, "BAD_USER_INPUT needId unknown"],
    ["a note of 4001 characters", { note: "α".repeat(4001) }, "BAD_USER_INPUT note length"],
    ["an urgency there is not", { urgency: "NOW" }, "BAD_USER_INPUT"],
  ])("a referral with %s, and nothing is sent", async (_, fields, expected) => {
    expect(await referred(fields)).toBe(expected);
    const all = "query ($id: ID!) { beneficiary(id: $id) { referrals { edges { node { id } } } } }";
    expect(accepted(await desk(all, { id: person })).beneficiary.referrals.edges).toEqual([{ node: { id: referral } }]);
  });

  it("ids that are none are answered like ids that are not there", async () => {
    const questions: readonly (readonly [Ask, string, (id: string) => object])[] = [
      [desk, operation("FollowBeneficiary"), (id) => ({ id })],
      [desk, "query ($id: ID!) { referral(id: $id) { id } }", (id) => ({ id })],
      [desk, "query ($id: ID!) { agency(id: $id) { id } }", (id) => ({ id })],
      [desk, "query ($id: ID!) { service(id: $id) { id bedsTonight { free } openSlots { free } } }", (id) => ({ id })],
      [desk, REFER, (id) => ({ input: { beneficiaryId: person, serviceId: id } })],
      [desk, REFER, (id) => ({ input: { beneficiaryId: id, serviceId: HOSTEL } })],
      [desk, ADD_NEED, (id) => ({ input: { beneficiaryId: id, domain: "LEGAL", severity: 1 } })],
      [desk, GRANT, (id) => ({ input: consent(id, ["HOUSING"]) })],
      [desk, WITHDRAW, (id) => ({ input: { consentId: id } })],
      [
        as("head"),
        "mutation ($id: ID!) { markStaff(input: { beneficiaryId: $id, organisationId: $id }) { beneficiary { id } } }",
        (id) => ({ id }),
      ],
      [desk, END, (id) => ({ input: { emergencyAccessId: id } })],
      [as("dpo"), REVIEW, (id) => ({ input: { emergencyAccessId: id, verdict: "JUSTIFIED" } })],
      [as("dpo"), MARK_READ, (id) => ({ input: { noticeIds: [id] } })],
      [desk, "mutation ($id: ID!) { meetNeed(input: { needId: $id }) { beneficiary { id } } }", (id) => ({ id })],
      [
        desk,
        "mutation ($id: ID!) { recordVisit(input: { beneficiaryId: $id, channel: CENTRE }) { beneficiary { id } } }",
        (id) => ({ id }),
      ],
      [as("oaed"), ANSWER, (id) => ({ input: { referralId: id, answer: "ACCEPT" } })],
      [
        as("hostel"),
        "mutation ($id: ID!) { confirmArrival(input: { stayId: $id }) { stay { id } } }",
        (id) => ({ id }),
      ],
    ];
    for (const [ask, question, withId] of questions) {
      const unknown = await ask(question, withId(UNKNOWN) as Record<string, unknown>);
      for (const id of MALFORMED) expect(await ask(question, withId(id) as Record<string, unknown>)).toEqual(unknown);
    }
  });

  it("what is another centre's is answered like what is not there, byte for byte", async () => {
    const theirs = testLives().find(
      ({ centreKey, needs, consents, referrals }) =>
        centreKey === "cc-dirfys-messapia" && needs.length > 0 && consents.length > 0 && referrals.length > 0,
    )!;
    const { person: stranger, needs, consents, referrals } = theirs;
    const pairs: readonly (readonly [string, object, object])[] = [
      [operation("FollowBeneficiary"), { id: stranger.id }, { id: UNKNOWN }],
      ["query ($id: ID!) { referral(id: $id) { id } }", { id: referrals[0]!.id }, { id: UNKNOWN }],
      [
        ADD_NEED,
        { input: { beneficiaryId: stranger.id, domain: "LEGAL", severity: 1 } },
        { input: { beneficiaryId: UNKNOWN, domain: "LEGAL", severity: 1 } },
      ],
      [
        REFER,
        { input: { beneficiaryId: stranger.id, serviceId: HOSTEL } },
        { input: { beneficiaryId: UNKNOWN, serviceId: HOSTEL } },
      ],
      [GRANT, { input: consent(stranger.id, ["HOUSING"]) }, { input: consent(UNKNOWN, ["HOUSING"]) }],
      [WITHDRAW, { input: { consentId: consents[0]!.id } }, { input: { consentId: UNKNOWN } }],
      [
        "mutation ($id: ID!) { meetNeed(input: { needId: $id }) { beneficiary { id } } }",
        { id: needs[0]!.id },
        { id: UNKNOWN },
      ],
      [
        REFER,
        { input: { beneficiaryId: SHOWCASE, serviceId: HOSTEL, needId: needs[0]!.id } },
        { input: { beneficiaryId: SHOWCASE, serviceId: HOSTEL, needId: UNKNOWN } },
      ],
      [REGISTER, { input: somebody({ householdWith: stranger.id }) }, { input: somebody({ householdWith: UNKNOWN }) }],
    ];
    for (const [question, foreign, unknown] of pairs) {
      const answer = await desk(question, foreign as Record<string, unknown>);
      expect(answer).toEqual(await desk(question, unknown as Record<string, unknown>));
      expect(JSON.stringify(answer)).not.toContain(stranger.surname);
    }
  });
});
