import { newId } from "../../subgraphs/kernel/identifier";
import { codeOf, detailsOf, refusalOf } from "../support/answers";
import { linesOf, recordsOf } from "../support/access-log";
import { accepted, ADD_NEED, answer, consent, dayIn, GRANT, REFER, refer, register, TRAINING } from "../support/desk";
import { open } from "../support/emergency";
import { useHub } from "../support/hub";
import { informedOf, LIST_REQUESTS, OPEN_REQUEST, openRequest, request, settle, toldOfData } from "../support/officer";
import { operation } from "../support/operations";
import { serviceId, SHOWCASE } from "../support/people";

const FOLLOW = operation("FollowBeneficiary");
const NAME = "query ($id: ID!) { beneficiary(id: $id) { name { surname } } }";
const UNKNOWN = "019b7673-ffff-7000-8000-000000000009";

describe("a person asks about their own data", () => {
  const using = useHub();
  const { as } = using;
  const desk = as("caseworker");
  const dpo = as("dpo");
  const attempt = async (id: string, fields: object = {}) =>
    refusalOf(await desk(OPEN_REQUEST, { input: request(id, "ACCESS", { ...fields }) }));

  it("at another centre, at an agency, or as somebody unknown: nobody of that name", async () => {
    const input = request(SHOWCASE, "ACCESS");
    const unknown = { ...input, beneficiaryId: UNKNOWN };
    for (const persona of ["caseworker-dirfys", "analyst-central-macedonia", "kdap"]) {
      const refused = await as(persona)(OPEN_REQUEST, { input });
      expect(codeOf(refused)).toBe("NOT_FOUND");
      expect(refused).toEqual(await as(persona)(OPEN_REQUEST, { input: unknown }));
    }
    for (const id of [UNKNOWN, "μαρία", ""]) {
      for (const ask of [desk, dpo])
        expect(codeOf(await ask(OPEN_REQUEST, { input: { ...input, beneficiaryId: id } }))).toBe("NOT_FOUND");
    }
    expect(codeOf(await as("oaed")(OPEN_REQUEST, { input }))).toBe("FORBIDDEN");
    expect(codeOf(await desk(OPEN_REQUEST, { input }, { "x-purpose-of-use": "OVERSIGHT" }))).toBe("FORBIDDEN");
    expect(codeOf(await dpo(OPEN_REQUEST, { input }, { "x-purpose-of-use": "CARE" }))).toBe("NOT_FOUND");
  });

  it.each([
    ["tomorrow", { receivedOn: dayIn(1) }, "BAD_USER_INPUT receivedOn future"],
    ["two years ago", { receivedOn: dayIn(-731) }, "BAD_USER_INPUT receivedOn past"],
    ["with a novel", { note: "δ".repeat(4001) }, "BAD_USER_INPUT note length"],
    ["with a hidden sign", { note: "Ελένη\u202E" }, "BAD_USER_INPUT note characters"],
    ["with a short key", { idempotencyKey: "1" }, "BAD_USER_INPUT idempotencyKey length"],
  ])("%s is no request", async (_, fields, expected) => {
    expect(await attempt(SHOWCASE, fields)).toBe(expected);
  });

  it("is taken down once, with the month to answer, and seen by the centre and the officer alone", async () => {
    const id = await register(desk);
    const input = request(id, "ACCESS", { note: "Θέλω αντίγραφο", idempotencyKey: newId() });
    const opened = accepted(await desk(OPEN_REQUEST, { input })).openSubjectRequest.request;
    expect(opened).toMatchObject({ state: "OPEN", kind: "ACCESS", overdue: false, note: "Θέλω αντίγραφο" });
    expect(opened.dueOn > dayIn(27)).toBe(true);
    expect(opened.history).toHaveLength(1);
    expect(accepted(await desk(OPEN_REQUEST, { input })).openSubjectRequest.request).toEqual(opened);
    expect(codeOf(await dpo(OPEN_REQUEST, { input: request(id, "ACCESS") }))).toBe("CONFLICT");

    const ids = async (persona: string) =>
      accepted(await as(persona)(LIST_REQUESTS)).subjectRequests.edges.map(
        ({ node }: { node: { id: string } }) => node.id,
      );
    expect(await ids("colleague")).toContain(opened.id);
    expect(await ids("dpo")).toContain(opened.id);
    expect(await ids("caseworker-dirfys")).toEqual([]);
    for (const persona of ["oaed", "analyst-central-macedonia"]) {
      expect(codeOf(await as(persona)(LIST_REQUESTS))).toBe("FORBIDDEN");
    }
  });

  it("lets the officer see the person while it is open, and not a moment longer", async () => {
    const id = await register(desk, { surname: "Αιτούσα" });
    await refer(desk, id);
    await refer(desk, id, { serviceId: serviceId("md-house-of-woman/women-shelter") });
    const nobody = await dpo(NAME, { id: UNKNOWN });
    expect(await dpo(NAME, { id })).toEqual(nobody);

    const requestId = await openRequest(desk, id, "ACCESS");
    const seen = accepted(await dpo(FOLLOW, { id })).beneficiary;
    expect(seen.name.surname).toBe("Αιτούσα");
    expect(seen.employment.access).toMatchObject({ granted: true, basis: "LEGAL_OBLIGATION" });
    expect(seen.mentalHealth).toMatchObject({ access: { granted: false, reason: "CONFIDENTIAL" }, episodes: null });
    expect(seen.visits).toHaveLength(1);
    // The refuge is not the officer's to know of; it answers the person itself.
    expect(seen.referrals.edges).toHaveLength(1);
    expect(await dpo(NAME, { id }, { "x-purpose-of-use": "CARE" })).toEqual(nobody);

    accepted(await settle(dpo, requestId, "ANSWER"));
    expect(await dpo(NAME, { id })).toEqual(nobody);
  });

  it("shows the officer nothing confidential of the showcase, who has some of everything", async () => {
    const requestId = await openRequest(desk, SHOWCASE, "ACCESS");
    const [officer, colleague] = [await dpo(FOLLOW, { id: SHOWCASE }), await as("colleague")(FOLLOW, { id: SHOWCASE })];
    for (const field of ["needs", "consents", "visits"]) {
      expect(accepted(officer).beneficiary[field]).toEqual(accepted(colleague).beneficiary[field]);
    }
    expect(accepted(officer).beneficiary.referrals).toEqual(accepted(colleague).beneficiary.referrals);
    accepted(await settle(dpo, requestId, "REFUSE", { reason: "EXCESSIVE" }));
  });

  it("is decided by the officer and nobody else, once", async () => {
    const id = await register(desk);
    const requestId = await openRequest(dpo, id, "CORRECTION");
    expect(codeOf(await settle(desk, requestId, "ANSWER"))).toBe("FORBIDDEN");
    for (const persona of ["caseworker-dirfys", "oaed"]) {
      expect(codeOf(await settle(as(persona), requestId, "ANSWER"))).toBe("NOT_FOUND");
    }
    expect(refusalOf(await settle(dpo, requestId, "REFUSE"))).toBe("BAD_USER_INPUT reason reason");
    expect(refusalOf(await settle(dpo, requestId, "ANSWER", { note: "α".repeat(5000) }))).toBe(
      "BAD_USER_INPUT note length",
    );
    expect(detailsOf(await settle(dpo, requestId, "APPROVE"))).toMatchObject({
      allowed: ["EXTEND", "ANSWER", "REFUSE"],
    });
    const extended = accepted(await settle(dpo, requestId, "EXTEND", { reason: "COMPLEXITY" })).settleSubjectRequest;
    expect(extended.request).toMatchObject({ state: "EXTENDED", allowed: ["ANSWER", "REFUSE"] });

    const answers = await Promise.all([settle(dpo, requestId, "ANSWER"), settle(dpo, requestId, "ANSWER")]);
    expect(answers.map(codeOf).filter((code) => code !== null)).toHaveLength(1);
    expect(codeOf(await settle(dpo, requestId, "ANSWER"))).toBe("ILLEGAL_TRANSITION");
    expect(codeOf(await settle(dpo, UNKNOWN, "ANSWER"))).toBe("NOT_FOUND");
  });

  describe("that their data goes no further", () => {
    const READ = `query ($id: ID!) { beneficiary(id: $id) { restrictedSince name { surname }
      employment { access { granted reason } } } }`;
    const INBOX = "{ inbox(first: 100) { edges { node { id } } } }";
    const oaed = as("oaed");
    const inbox = async (): Promise<string[]> =>
      accepted(await oaed(INBOX)).inbox.edges.map(({ node }: { node: { id: string } }) => node.id);
    const referred = async (): Promise<readonly [person: string, referral: string]> => {
      const id = await register(desk, { surname: "Περιορισμένη" });
      accepted(await desk(GRANT, { input: consent(id, ["EMPLOYMENT"]) }));
      return [id, await refer(desk, id)];
    };
    /** What the agency hears of the person: everything or nothing, by every way. */
    const heard = async (person: string, referral: string) => [
      accepted(await oaed(READ, { id: person })).beneficiary?.name.surname ?? null,
      accepted(await oaed("query ($id: ID!) { referral(id: $id) { note } }", { id: referral })).referral !== null,
      (await inbox()).includes(referral),
    ];

    it("is granted by the officer, holds everywhere but at the centre, gives way to a new consent, and is lifted", async () => {
      const [person, referral] = await referred();
      const requestId = await openRequest(desk, person, "RESTRICTION");
      expect(await heard(person, referral)).toEqual(["Περιορισμένη", true, true]);
      expect(codeOf(await settle(desk, requestId, "APPROVE"))).toBe("FORBIDDEN");
      expect(detailsOf(await settle(dpo, requestId, "ANSWER"))).toMatchObject({
        allowed: ["EXTEND", "APPROVE", "REFUSE"],
      });
      const { request: granted } = accepted(await settle(dpo, requestId, "APPROVE")).settleSubjectRequest;
      expect(granted).toMatchObject({ state: "IN_FORCE", allowed: ["LIFT"], overdue: false, endedAt: null });
      // It holds for years; the officer needs the person no longer.
      expect(accepted(await dpo(NAME, { id: person })).beneficiary).toBeNull();

      expect(await heard(person, referral)).toEqual([null, false, false]);
      const own = accepted(await desk(READ, { id: person })).beneficiary;
      expect(own).toEqual({
        restrictedSince: granted.openedAt,
        name: { surname: "Περιορισμένη" },
        employment: { access: { granted: false, reason: "RESTRICTED" } },
      });
      const again = await desk(REFER, { input: { beneficiaryId: person, serviceId: TRAINING } });
      expect([codeOf(again), detailsOf(again)]).toEqual(["FORBIDDEN", { reason: "RESTRICTED" }]);
      expect(codeOf(await answer(oaed, referral, "ACCEPT"))).toBe("NOT_FOUND");
      accepted(await desk(ADD_NEED, { input: { beneficiaryId: person, domain: "EMPLOYMENT", severity: 2 } }));
      accepted(await desk(GRANT, { input: consent(person, ["EMPLOYMENT"]) }));
      expect(accepted(await desk(READ, { id: person })).beneficiary.employment.access.granted).toBe(true);

      expect(refusalOf(await settle(dpo, requestId, "LIFT"))).toBe("BAD_USER_INPUT note required");
      const lifted = accepted(await settle(dpo, requestId, "LIFT", { note: "Ενημερώθηκε τηλεφωνικά." }));
      expect(lifted.settleSubjectRequest.request).toMatchObject({ state: "ANSWERED", allowed: [] });
      expect(await heard(person, referral)).toEqual(["Περιορισμένη", true, true]);
      expect(accepted(await desk(READ, { id: person })).beneficiary.restrictedSince).toBeNull();
    });

    it("is told to whom they were sent, a refuge too; and nobody but insiders hears that it was one of them", async () => {
      const [person] = await referred();
      await refer(desk, person, { serviceId: serviceId("md-house-of-woman/women-shelter") });
      const requestId = await openRequest(desk, person, "RESTRICTION");
      expect(await toldOfData(oaed, person)).toEqual([]);
      accepted(await settle(dpo, requestId, "APPROVE"));
      accepted(await settle(dpo, requestId, "LIFT", { note: "Ενημερώθηκε." }));
      for (const persona of ["oaed", "oaed-colleague", "house-of-woman"]) {
        expect(await toldOfData(as(persona), person)).toEqual(["DATA_RELEASED", "DATA_RESTRICTED"]);
      }
      for (const persona of ["hostel", "head", "dpo"]) expect(await toldOfData(as(persona), person)).toEqual([]);
      const openly = [
        ["oaed", "DATA_RESTRICTED"],
        ["oaed", "DATA_RELEASED"],
      ];
      for (const ask of [dpo, as("colleague"), as("head")]) expect(await informedOf(ask, requestId)).toEqual(openly);
      const inside = await informedOf(desk, requestId);
      expect(inside.map(([agency]) => agency).sort()).toEqual([
        "md-house-of-woman",
        "md-house-of-woman",
        "oaed",
        "oaed",
      ]);
    });

    it("holds from the day of an objection until it is refused, and is told in the record", async () => {
      const [person, referral] = await referred();
      const requestId = await openRequest(desk, person, "OBJECTION");
      expect(await heard(person, referral)).toEqual([null, false, false]);
      const look = newId();
      await oaed(NAME, { id: person }, { "x-request-id": look });
      expect(linesOf((await recordsOf(using.hub, look))[0]!)).toEqual([
        "beneficiaries person:read IDENTITY: no, RESTRICTED",
      ]);
      accepted(await settle(dpo, requestId, "REFUSE", { reason: "COMPELLING_GROUNDS" }));
      expect(await heard(person, referral)).toEqual(["Περιορισμένη", true, true]);
      expect(await toldOfData(oaed, person)).toEqual(["DATA_RELEASED", "DATA_RESTRICTED"]);
    });

    it("gives way to a life in danger", async () => {
      const [person] = await referred();
      await openRequest(desk, person, "OBJECTION");
      const dirfys = as("caseworker-dirfys");
      accepted(await open(dirfys, { beneficiaryId: person, categories: ["CONTACT"] }));
      const seen = accepted(await dirfys(NAME, { id: person }, { "x-purpose-of-use": "EMERGENCY" })).beneficiary;
      expect(seen.name.surname).toBe("Περιορισμένη");
    });
  });
});
