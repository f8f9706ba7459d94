import { codeOf, refusalOf } from "../support/answers";
import { accepted, consent, dayIn, GRANT, refer, register, WITHDRAW } from "../support/desk";
import { useHub } from "../support/hub";
import { asOwnerRole } from "../support/owner-role";
import { operation } from "../support/operations";
import { agencyId, beneficiaryId, SHOWCASE } from "../support/people";
import type { Transport } from "../support/transports";

const FOLLOW = operation("FollowBeneficiary");
const FILES = `employment { access { granted reason basis } registration { status } placements { id } }
  housing { access { granted reason basis } stays { id } waitingList { id } }`;
const NESTED = `query ($child: ID!, $referral: ID!) {
  referral(id: $referral) { beneficiary { ${FILES} } }
  beneficiary(id: $child) { household { members { beneficiary { id ${FILES} } } } }
}`;
const CONSENTS = "query ($id: ID!) { beneficiary(id: $id) { consents { id categories inForce withdrawnAt } } }";
const HOUSEHOLD = "query ($id: ID!) { beneficiary(id: $id) { household { members { role } } } }";
const DAUGHTER = beneficiaryId(2);

interface Given {
  readonly id: string;
  readonly categories: readonly string[];
  readonly inForce: boolean;
}

describe.each<Transport>(["in-process", "http"])("withdrawing a consent (%s)", (transport) => {
  const { as } = useHub(transport);
  const desk = as("caseworker");
  const consentFor = async (category: string): Promise<string> => {
    const { consents } = accepted(await desk(CONSENTS, { id: SHOWCASE })).beneficiary;
    return consents.find((given: Given) => given.inForce && given.categories.includes(category)).id;
  };

  it("is refused to who does not hold the record, in the words for what does not exist", async () => {
    const consentId = await consentFor("EMPLOYMENT");
    const unknown = await desk(WITHDRAW, { input: { consentId: "019b7673-ffff-7000-8000-000000000009" } });
    expect(codeOf(unknown)).toBe("NOT_FOUND");
    for (const persona of ["caseworker-dirfys", "oaed", "analyst-central-macedonia", "dpo"]) {
      expect(await as(persona)(WITHDRAW, { input: { consentId } })).toEqual(unknown);
    }
  });

  it("takes effect at the next question, also where the person is reached through others", async () => {
    const person = accepted(await desk(FOLLOW, { id: SHOWCASE })).beneficiary;
    const variables = { child: DAUGHTER, referral: person.referrals.edges[0].node.id };
    const before = accepted(await desk(NESTED, variables));
    const motherOf = ({ beneficiary }: typeof before) =>
      beneficiary.household.members
        .map((member: { beneficiary: { id: string } }) => member.beneficiary)
        .find(({ id }: { id: string }) => id === SHOWCASE);
    for (const seen of [person, before.referral.beneficiary, motherOf(before)]) {
      expect(seen.employment).toMatchObject({
        access: { granted: true, reason: null, basis: "CONSENT" },
        registration: { status: expect.any(String) },
      });
      expect(seen.housing.stays.length).toBeGreaterThan(0);
    }

    const consentId = await consentFor("EMPLOYMENT");
    const withdrawn = accepted(await desk(WITHDRAW, { input: { consentId } })).withdrawConsent.beneficiary;
    expect(withdrawn.consents).toContainEqual({ id: consentId, withdrawnAt: expect.any(String), inForce: false });

    const after = accepted(await desk(NESTED, variables));
    const followed = accepted(await desk(FOLLOW, { id: SHOWCASE })).beneficiary;
    const access = { granted: false, reason: "CONSENT_REQUIRED", basis: null };
    for (const seen of [followed, after.referral.beneficiary, motherOf(after)]) {
      expect(seen.employment).toMatchObject({ access, registration: null, placements: null });
      expect(seen.housing).toMatchObject({ access, stays: null, waitingList: null });
    }
    expect(followed.referrals.edges).toHaveLength(12);
  });

  it("works for every other way of asking in the same request", async () => {
    const consentId = await consentFor("FINANCIAL");
    const both = `mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { beneficiary {
      access { category granted } enrolments { access { granted } withheld { category reason } }
    } } }`;
    const { beneficiary } = accepted(await desk(both, { input: { consentId } })).withdrawConsent;
    expect(beneficiary.enrolments.access.granted).toBe(true);
  });

  it("a second time is a CONFLICT", async () => {
    const consentId = await consentFor("MENTAL_HEALTH");
    accepted(await desk(WITHDRAW, { input: { consentId } }));
    expect(codeOf(await desk(WITHDRAW, { input: { consentId } }))).toBe("CONFLICT");
  });

  it("given to an agency, it ends for that agency", async () => {
    const members = async () => accepted(await as("oaed")(HOUSEHOLD, { id: SHOWCASE })).beneficiary.household;
    accepted(await desk(GRANT, { input: consent(SHOWCASE, ["HOUSEHOLD"], { recipientId: agencyId("oaed") }) }));
    expect((await members()).members.length).toBeGreaterThan(1);
    const { consents } = accepted(await desk(CONSENTS, { id: SHOWCASE })).beneficiary;
    for (const { id, categories, inForce } of consents as Given[]) {
      if (inForce && categories.includes("HOUSEHOLD")) accepted(await desk(WITHDRAW, { input: { consentId: id } }));
    }
    expect(await members()).toBeNull();
  });
});

describe("giving a consent", () => {
  const using = useHub();
  const { as } = using;
  const desk = as("caseworker");
  const bornYearsAgo = (years: number) => `${new Date().getUTCFullYear() - years}-01-01`;
  const attempt = async (fields: object, categories: readonly string[] = ["HOUSING"]) => {
    const answer = await desk(GRANT, { input: consent(SHOWCASE, categories, { ...fields }) });
    return codeOf(answer) && refusalOf(answer);
  };

  it.each([
    ["that ended yesterday", { until: dayIn(-1) }, "BAD_USER_INPUT until past"],
    ["for ever", { until: "9999-12-31" }, "BAD_USER_INPUT until length"],
    ["for three years", { until: dayIn(3 * 366) }, "BAD_USER_INPUT until length"],
    ["to nobody", { recipientId: "οαεδ" }, "BAD_USER_INPUT recipientId id"],
    [
      "to a confidential service by its name",
      { recipientId: agencyId("md-house-of-woman") },
      "BAD_USER_INPUT recipientId confidential",
    ],
    ["for nothing", { categories: [] }, "BAD_USER_INPUT categories empty"],
    ["for the same twice", { categories: ["HOUSING", "HOUSING"] }, "BAD_USER_INPUT categories repeated"],
    ["by another in place of an adult", { guardianId: DAUGHTER }, "BAD_USER_INPUT guardianId age"],
  ])("is refused %s", async (_, fields, expected) => {
    expect(await attempt(fields)).toBe(expected);
  });

  it("is refused to other centres and to agencies, in the words they hear of somebody they do not know", async () => {
    const input = consent(beneficiaryId(4), ["HOUSING"]);
    const unknown = consent("019b7673-ffff-7000-8000-000000000009", ["HOUSING"]);
    for (const persona of ["caseworker-dirfys", "oaed", "dpo"]) {
      const refused = await as(persona)(GRANT, { input });
      expect(codeOf(refused)).toBe("NOT_FOUND");
      expect(refused).toEqual(await as(persona)(GRANT, { input: unknown }));
    }
    expect(codeOf(await as("hostel")(GRANT, { input }))).toBe("FORBIDDEN");
  });

  it("opens the file from the next question on, for today and the 24 months it names", async () => {
    const id = await register(desk);
    const access = async () => accepted(await desk(FOLLOW, { id })).beneficiary.employment.access;
    expect(await access()).toMatchObject({ granted: false, reason: "CONSENT_REQUIRED" });
    accepted(await desk(GRANT, { input: consent(id, ["EMPLOYMENT"], { until: dayIn(0) }) }));
    expect(await access()).toMatchObject({ granted: true, basis: "CONSENT" });
    expect(codeOf(await desk(GRANT, { input: consent(id, ["HOUSING"], { until: dayIn(729) }) }))).toBeNull();
  });

  it("for the purpose it names and no other", async () => {
    const id = await register(desk);
    accepted(await desk(GRANT, { input: consent(id, ["EMPLOYMENT"]) }));
    const { data } = await desk(FOLLOW, { id }, { "x-purpose-of-use": "OVERSIGHT" });
    expect(data.beneficiary.employment.access.reason).toBe("PURPOSE_NOT_ALLOWED");
  });

  it("names one recipient: it opens nothing to the others", async () => {
    const id = await register(desk);
    await refer(desk, id);
    accepted(await desk(GRANT, { input: consent(id, ["HOUSEHOLD"], { recipientId: agencyId("rc-hostel") }) }));
    expect(accepted(await as("oaed")(HOUSEHOLD, { id })).beneficiary.household).toBeNull();
  });

  describe("for a child under 15", () => {
    const family = async (childFields: object, adultFields: object = { birthDate: bornYearsAgo(40) }) => {
      const adult = await register(desk, { ...adultFields });
      const child = await register(desk, { householdWith: adult, householdRole: "CHILD", ...childFields });
      return { adult, child };
    };
    const refused = "BAD_USER_INPUT guardianId guardian";
    const grant = async (child: string, guardianId?: string) => {
      const answer = await desk(GRANT, { input: consent(child, ["CHILDREN"], { guardianId }) });
      return codeOf(answer) && refusalOf(answer);
    };

    it("the child does not consent, nor somebody of another household, another centre, or nobody", async () => {
      const { child } = await family({ birthDate: bornYearsAgo(9) });
      const stranger = await register(desk, { birthDate: bornYearsAgo(40) });
      const faraway = await register(as("caseworker-dirfys"), { birthDate: bornYearsAgo(40) });
      for (const guardian of [undefined, child, stranger, faraway, "μητέρα"]) {
        expect(await grant(child, guardian)).toBe(refused);
      }
    });

    it("a sister of 16 does not consent for it, an adult of the household does", async () => {
      const { adult, child } = await family({ birthDate: bornYearsAgo(9) });
      const sister = await register(desk, { householdWith: adult, birthDate: bornYearsAgo(17) });
      expect(await grant(child, sister)).toBe(refused);
      expect(await grant(child, adult)).toBeNull();
      const { consents } = accepted(
        await desk("query ($id: ID!) { beneficiary(id: $id) { consents { givenBy } } }", { id: child }),
      ).beneficiary;
      expect(consents).toEqual([{ givenBy: "GUARDIAN" }]);
    });

    it("who is 15 consents alone", async () => {
      const { adult, child } = await family({ birthDate: bornYearsAgo(16) });
      expect(await grant(child, adult)).toBe("BAD_USER_INPUT guardianId age");
      expect(await grant(child)).toBeNull();
    });
  });

  it("is no secret among colleagues once the directory was heard about whom it names, unless that was ever confidential", async () => {
    const id = await register(desk);
    accepted(await desk(GRANT, { input: consent(id, ["HOUSEHOLD"], { recipientId: agencyId("rc-hostel") }) }));
    const isSeen = async () => accepted(await as("colleague")(CONSENTS, { id })).beneficiary.consents.length === 1;
    const inDatabase = (owner: string, text: string) =>
      asOwnerRole(using.hub, owner, (client) => client.query(text, [agencyId("rc-hostel")]));
    let turn = Date.now();
    const hear = () => using.hub.embedded.jobs.get("beneficiaries")!.runDue(new Date((turn += 3_600_000)));
    const mark = (confidential: boolean) =>
      inDatabase("agencies", `update service set confidential = ${confidential} where agency_id = $1`);
    const seen = [await isSeen()];
    await inDatabase("beneficiaries", "delete from known_agency where id = $1");
    seen.push(await isSeen());
    await hear();
    seen.push(await isSeen());
    for (const confidential of [true, false]) {
      await mark(confidential);
      await hear();
      seen.push(await isSeen());
    }
    expect(seen).toEqual([true, false, true, false, false]);
  });
});
