import { athensDay } from "../../subgraphs/kernel/athens";
import { LocalHolidays } from "../../subgraphs/kernel/local-holidays";
import { addWorkingDays } from "../../subgraphs/kernel/working-days";
import { codeOf, detailsOf, refusalOf } from "../support/answers";
import { accepted, ADD_NEED, consent, dayIn, GRANT, refer, REFER, register, REGISTER, somebody } from "../support/desk";
import { answer as decline, HOSTEL, steer, TRAINING, WITHDRAW } from "../support/desk";
import { useHub, type Answer } from "../support/hub";
import { afmOf, amkaOf } from "../support/numbers";
import { operation, operationOf } from "../support/operations";
import { agencyId, serviceId } from "../support/people";

const MEMBERS = "query ($id: ID!) { beneficiary(id: $id) { household { id members { role beneficiary { id } } } } }";
const TERMS = "mutation ($input: SetServiceTermsInput!) { setServiceTerms(input: $input) { service { id } } }";
const FEASTS =
  "mutation ($input: SetLocalHolidaysInput!) { setLocalHolidays(input: $input) { municipality { code } } }";
const [TOGETHER, TRANSFER, REVIEW] = ["ReferTogether", "TransferReferral", "ReviewDecline"].map((name) =>
  operationOf("RegisterAndRefer", name),
) as [string, string, string];
const CARE = { "x-purpose-of-use": "CARE" };
const OVERSIGHT = { "x-purpose-of-use": "OVERSIGHT" };

const HISTORY = "query ($id: ID!) { referral(id: $id) { history { command } } }";

describe("registering a person and referring them", () => {
  const { as } = useHub();
  const desk = as("caseworker");

  it.each(["oaed", "oaed-head", "analyst-central-macedonia", "dpo", "directory-editor", "programme-manager"])(
    "is not for %s, whatever purpose is stated",
    async (persona) => {
      const answer = await as(persona)(REGISTER, { input: somebody() }, CARE);
      expect([codeOf(answer), answer.data]).toEqual(["FORBIDDEN", null]);
    },
  );

  it("is not done by a caseworker who only oversees", async () => {
    expect(codeOf(await desk(REGISTER, { input: somebody() }, OVERSIGHT))).toBe("FORBIDDEN");
  });

  it("takes AMKA and AFM as they stand on the paper, and keeps them without blanks", async () => {
    const amka = amkaOf("1931-02-28", 1234);
    const afm = afmOf("12345678");
    const identifiers = [
      { kind: "AMKA", value: `${amka.slice(0, 6)} ${amka.slice(6)}` },
      { kind: "AFM", value: ` ${afm}` },
    ];
    const answer = await desk(REGISTER, { input: somebody({ birthDate: "1931-02-28", identifiers }) });
    expect(accepted(answer).registerBeneficiary.beneficiary).toMatchObject({
      name: { given: "Ελένη", surname: "Δοκιμίδου" },
      identifiers: [
        { kind: "AFM", value: afm },
        { kind: "AMKA", value: amka },
      ],
      household: { members: [{ role: "HEAD" }] },
      visits: [{ channel: "CENTRE" }],
    });
  });

  it("needs no number at all, and no birth date", async () => {
    const answer = await desk(REGISTER, { input: somebody({ visit: { channel: "MOBILE_UNIT" } }) });
    const { identifiers, visits } = accepted(answer).registerBeneficiary.beneficiary;
    expect({ identifiers, visits }).toMatchObject({ identifiers: [], visits: [{ channel: "MOBILE_UNIT" }] });
  });

  it("a child joins the household of its mother, and both have the same household", async () => {
    const mother = await register(desk);
    const child = await register(desk, { givenName: "Νίκος", householdWith: mother, householdRole: "CHILD" });
    const expected = [
      { role: "HEAD", beneficiary: { id: mother } },
      { role: "CHILD", beneficiary: { id: child } },
    ];
    for (const id of [mother, child]) {
      expect(accepted(await desk(MEMBERS, { id })).beneficiary.household.members).toEqual(expected);
    }
  });

  it("nobody joins the household of another centre's person, known or not, in the same words", async () => {
    const stranger = await register(as("caseworker-dirfys"));
    const join = (householdWith: string) => desk(REGISTER, { input: somebody({ householdWith }) });
    const refused = await join(stranger);
    expect(codeOf(refused)).toBe("NOT_FOUND");
    expect(refused).toEqual(await join("019b7673-ffff-7000-8000-000000000009"));
  });

  it("from the first visit to a referral in the inbox of the agency", async () => {
    const beneficiaryId = await register(desk, { contacts: [{ kind: "MOBILE", value: "+306800000001" }] });
    const need = { beneficiaryId, domain: "EMPLOYMENT", severity: 2, note: "Έχασε τη δουλειά της." };
    const { needs } = accepted(await desk(ADD_NEED, { input: need })).addNeed.beneficiary;
    expect(needs).toMatchObject([{ domain: "EMPLOYMENT", severity: 2, metOn: null }]);
    const granted = accepted(await desk(GRANT, { input: consent(beneficiaryId, ["EMPLOYMENT"]) }));
    expect(granted.grantConsent.beneficiary.consents).toMatchObject([
      { recipient: { id: agencyId("cc-paionia") }, categories: ["EMPLOYMENT"], inForce: true },
    ]);
    const input = { beneficiaryId, serviceId: TRAINING, needId: needs[0].id, urgency: "URGENT", note: "Μόνο πρωί." };
    const { referral } = accepted(await desk(REFER, { input })).refer;
    expect(referral).toMatchObject({ state: "SENT", urgency: "URGENT", nextStepBy: "AGENCY" });
    expect(referral.agency).toEqual({ id: agencyId("oaed"), nameEl: expect.any(String) });
    expect(Date.parse(referral.dueAt)).toBeGreaterThan(Date.now());

    const inbox = accepted(await as("oaed")(operation("AgencyInbox"))).inbox;
    expect(inbox.edges[0].node).toMatchObject({
      id: referral.id,
      need: "EMPLOYMENT",
      note: "Μόνο πρωί.",
      sender: { id: agencyId("cc-paionia") },
      beneficiary: {
        id: beneficiaryId,
        name: { surname: "Δοκιμίδου" },
        contacts: [{ kind: "MOBILE", value: "+306800000001", safeToContact: true }],
        needs: [{ domain: "EMPLOYMENT" }],
      },
    });
    const elsewhere = JSON.stringify(await as("hostel")(operation("AgencyInbox")));
    expect(elsewhere).not.toContain(referral.id);
  });

  it("a draft stays at the centre, which is reminded of it, and the agency does not see it", async () => {
    const beneficiaryId = await register(desk);
    const input = { beneficiaryId, serviceId: HOSTEL, draft: true };
    const { referral } = accepted(await desk(REFER, { input })).refer;
    expect(referral).toMatchObject({ state: "DRAFT", dueAt: expect.any(String), nextStepBy: "SENDER" });
    const asAgency = as("hostel");
    const seen = await asAgency("query ($id: ID!) { referral(id: $id) { id } }", { id: referral.id });
    expect(seen.data).toEqual({ referral: null });
    expect((await asAgency(MEMBERS, { id: beneficiaryId })).data).toEqual({ beneficiary: null });
  });

  it("a service that needs a consent is referred to with it only, to it or to all of its kind, and drafts are sent so", async () => {
    const terms = (consentCategories: readonly string[]) =>
      as("directory-editor")(TERMS, { input: { serviceId: HOSTEL, consentCategories } });
    accepted(await terms(["HOUSING", "FINANCIAL"]));
    const beneficiaryId = await register(desk);
    const attempt = (fields: object = {}) => desk(REFER, { input: { beneficiaryId, serviceId: HOSTEL, ...fields } });
    const needs = async (answer: Answer) => [codeOf(answer), detailsOf(answer)["categories"]];
    const allow = (categories: readonly string[], recipient: Record<string, unknown>) =>
      desk(GRANT, { input: consent(beneficiaryId, categories, recipient) });
    const house = { recipientId: agencyId("md-homeless-hostels") };

    expect(await needs(await attempt())).toEqual(["CONSENT_REQUIRED", ["HOUSING", "FINANCIAL"]]);
    expect(detailsOf(await attempt())).toMatchObject({ check: "consent", purpose: "CARE", ...house });
    accepted(await allow(["HOUSING", "FINANCIAL"], { recipientId: agencyId("oaed") }));
    const housing = accepted(await allow(["HOUSING"], house)).grantConsent.beneficiary.consents;
    expect(await needs(await attempt({ draft: true }))).toEqual(["CONSENT_REQUIRED", ["FINANCIAL"]]);
    accepted(await allow(["FINANCIAL"], { recipientId: null, recipientDomain: "HOUSING" }));
    const { referral } = accepted(await attempt({ draft: true })).refer;

    const given = housing.find((each: { recipient: { id: string } }) => each.recipient?.id === house.recipientId);
    accepted(await desk(WITHDRAW, { input: { consentId: given.id } }));
    const send = () => steer(desk, referral.id, "SEND", { idempotencyKey: `send-${referral.id}` });
    expect(await needs(await send())).toEqual(["CONSENT_REQUIRED", ["HOUSING"]]);
    accepted(await allow(["HOUSING"], house));
    const sent = accepted(await send());
    accepted(await terms(["HOUSING", "SAFETY"]));
    expect(accepted(await send())).toEqual(sent);
    accepted(await terms([]));
  });

  it("is due a working day later where the agency's municipality rests on the last one", async () => {
    const day = (from: Date, feasts?: LocalHolidays) => athensDay(addWorkingDays(from, 10, feasts));
    const monthDay = day(new Date()).slice(5);
    const holidays = [{ nameEl: "Πολιούχου", monthDay }];
    accepted(await as("directory-editor")(FEASTS, { input: { municipalityCode: "0701", holidays } }));
    const beneficiaryId = await register(desk);
    const lawyers = await refer(desk, beneficiaryId, { serviceId: serviceId("md-kyttaro/legal-information") });
    const athens = await refer(desk, beneficiaryId);
    const dueOf = async (id: string) =>
      accepted(await desk("query ($id: ID!) { referral(id: $id) { sentAt dueAt } }", { id })).referral;
    const [here, elsewhere] = [await dueOf(lawyers), await dueOf(athens)];
    const feasts = new LocalHolidays([{ monthDay, daysFromEaster: null }]);
    expect(athensDay(new Date(here.dueAt))).toBe(day(new Date(here.sentAt), feasts));
    expect(athensDay(new Date(elsewhere.dueAt))).toBe(day(new Date(elsewhere.sentAt)));
    expect(here.dueAt > elsewhere.dueAt).toBe(true);
  });

  it("to supported apartments asks for a consent first, as the directory says from the start", async () => {
    const input = {
      beneficiaryId: await register(desk),
      serviceId: serviceId("md-homeless-hostels/supported-apartments"),
    };
    const refused = await desk(REFER, { input });
    expect(codeOf(refused)).toBe("CONSENT_REQUIRED");
    expect(detailsOf(refused)).toMatchObject({
      categories: ["HOUSING", "FINANCIAL"],
      recipientId: agencyId("md-homeless-hostels"),
    });
  });

  it("of a family where one cannot be referred sends nobody, and says whom it was", async () => {
    const mother = await register(desk);
    const child = await register(desk, { givenName: "Νίκος", householdWith: mother, householdRole: "CHILD" });
    const declined = await refer(desk, child);
    accepted(await decline(as("oaed"), declined, "DECLINE", { reason: "NOT_ELIGIBLE" }));
    const to = (beneficiaryId: string) => ({ beneficiaryId, serviceId: TRAINING });
    const together = (referrals: readonly object[]) => desk(TOGETHER, { input: { referrals } });
    const refused = await together([to(mother), to(child)]);
    expect([codeOf(refused), detailsOf(refused)]).toMatchObject(["CONFLICT", { check: "blocked", at: 1 }]);
    const sent = "query ($id: ID!) { beneficiary(id: $id) { referrals { edges { node { id } } } } }";
    expect(accepted(await desk(sent, { id: mother })).beneficiary.referrals.edges).toEqual([]);
    accepted(await together([to(mother)]));
  });

  it("reviewed by two heads at once, one decides; handed on and back again, each referral keeps its own history", async () => {
    const person = await register(desk);
    const first = await refer(desk, person);
    accepted(await decline(as("oaed"), first, "DECLINE", { reason: "UNSUITABLE" }));
    accepted(await steer(desk, first, "ASK_REVIEW", { reason: "WITHIN_CRITERIA" }));
    const review = (verdict: string) =>
      as("head")(REVIEW, { input: { referralId: first, verdict, note: "Όπως στον φάκελο." } }, OVERSIGHT);
    const verdicts = await Promise.all([review("OVERTURN"), review("OVERTURN"), review("OVERTURN")]);
    expect(verdicts.map(codeOf).filter((code) => code === null)).toHaveLength(1);
    for (const code of verdicts.map(codeOf)) expect([null, "CONFLICT", "ILLEGAL_TRANSITION"]).toContain(code);
    const handOn = async (referralId: string, target: string): Promise<{ id: string; conversationId: string }> =>
      accepted(await desk(TRANSFER, { input: { referralId, serviceId: target, reason: "BETTER_FIT" } }))
        .transferReferral.referral;
    const there = await handOn(first, HOSTEL);
    const back = await handOn(there.id, TRAINING);
    expect(back.conversationId).toBe(there.conversationId);
    expect(codeOf(await review("OVERTURN"))).toBe("ILLEGAL_TRANSITION");
    const ends = await Promise.all([steer(desk, back.id, "CANCEL"), decline(as("oaed"), back.id, "ACCEPT")]);
    // Who is accepted may still be cancelled, when the sender looks after that; who is cancelled is not accepted.
    const told = ["CANCEL", "ACCEPT"].filter((_, at) => codeOf(ends[at]!) === null);
    const { history } = accepted(await desk(HISTORY, { id: back.id })).referral;
    const stored = history.map((step: { command: string }) => step.command).slice(1);
    expect([["CANCEL"], ["ACCEPT"], ["ACCEPT", "CANCEL"]]).toContainEqual(stored);
    expect(stored.toSorted()).toEqual(told.toSorted());
  });

  it("an agency refers nobody", async () => {
    const beneficiaryId = await register(desk);
    await refer(desk, beneficiaryId);
    const answer = await as("oaed")(REFER, { input: { beneficiaryId, serviceId: HOSTEL } });
    expect(codeOf(answer)).toBe("FORBIDDEN");
  });

  it("a programme must be one the service runs, a need one the person has", async () => {
    const beneficiaryId = await register(desk);
    const other = await register(desk);
    const [need] = accepted(
      await desk(ADD_NEED, {
        input: { beneficiaryId: other, domain: "LEGAL", severity: 1, since: dayIn(-30) },
      }),
    ).addNeed.beneficiary.needs;
    const attempt = async (fields: object) =>
      refusalOf(await desk(REFER, { input: { beneficiaryId, serviceId: TRAINING, ...fields } }));
    expect(await attempt({ programmeId: agencyId("oaed") })).toBe("BAD_USER_INPUT programmeId unknown");
    expect(await attempt({ needId: need.id })).toBe("BAD_USER_INPUT needId unknown");
  });
});
