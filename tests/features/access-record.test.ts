import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { AccessRecord } from "../../subgraphs/kernel/disclosure/access-record";
import { newId } from "../../subgraphs/kernel/identifier";
import { addDays, nightOf } from "../../subgraphs/shelters/domain/night.rules";
import { linesOf, peopleOf, recordsOf } from "../support/access-log";
import { accepted, consent, dayIn, HOSTEL, somebody } from "../support/desk";
import { emergency } from "../support/emergency";
import { useHub } from "../support/hub";
import { request } from "../support/officer";
import { agencyId, SHOWCASE } from "../support/people";
import { TEST_PERSONAS } from "../support/personas";
import { ADMIT, awaitBed, DISCHARGE, openHouse } from "../support/shelter";
import type { Transport } from "../support/transports";

type Fields = Record<string, unknown>;

/** Every question and change of the dashboards. */
const DOCUMENTS = new Map(
  (
    JSON.parse(readFileSync("schema/trusted-documents.json", "utf8")) as {
      operations: { name: string; body: string }[];
    }
  ).operations.map(({ name, body }) => [name, body]),
);

/** These concern nobody, and leave no record. */
const ABOUT_NOBODY = ["AgencyCapacity", "MarkNoticesRead", "RegionProfile"];

const IDENTITY = "beneficiaries person:read IDENTITY: PUBLIC_TASK";
const LOOP = "beneficiaries referral:read REFERRAL: PUBLIC_TASK";
const CONTACT = "beneficiaries person:read CONTACT: PUBLIC_TASK";
const CONSENTS = "beneficiaries consent:read IDENTITY: PUBLIC_TASK";
const does = (action: string, category = "IDENTITY") => `beneficiaries ${action} ${category}: PUBLIC_TASK`;
const officer = (action: string, category = "IDENTITY") => `beneficiaries ${action} ${category}: LEGAL_OBLIGATION`;

const FOLLOWED = [
  ...[IDENTITY, CONTACT, LOOP, CONSENTS, does("need:read")],
  ...[does("person:read", "HOUSEHOLD"), does("person:read", "REFERRAL")],
  "kdap file:read CHILDREN: no, CONSENT_REQUIRED",
  "mental-health file:read MENTAL_HEALTH: no, CONSENT_REQUIRED",
  "oaed file:read EMPLOYMENT: CONSENT",
  ...["CHILDREN", "HOUSING", "MENTAL_HEALTH", "SAFETY"].map(
    (category) => `programmes enrolment:read ${category}: no, CONSENT_REQUIRED`,
  ),
  "programmes enrolment:read EMPLOYMENT: CONSENT",
  ...["FINANCIAL", "HOUSEHOLD"].map((category) => `programmes enrolment:read ${category}: PUBLIC_TASK`),
  "shelters file:read HOUSING: no, CONSENT_REQUIRED",
].sort();

describe.each<Transport>(["in-process", "http"])("what is recorded (%s)", (transport) => {
  const hub = useHub(transport);
  const recorded = new Set<string>();
  let person = "";

  /** Asks, and reads what was recorded of it; the answer must not have been refused unless that is expected. */
  async function ask(persona: string, document: string, variables: Fields, headers: Record<string, string> = {}) {
    const requestId = newId();
    const answer = await hub.as(persona)(document, variables, { "x-request-id": requestId, ...headers });
    const records = await recordsOf(hub.hub, requestId);
    expect(records.length).toBeLessThan(2);
    return { answer, record: records[0] };
  }

  /** An operation of the dashboards; its record says who, why and with which document. */
  async function operate(name: string, persona: string, variables: Fields, headers?: Record<string, string>) {
    const document = DOCUMENTS.get(name)!;
    const { answer, record } = await ask(persona, document, variables, headers);
    const data = accepted(answer);
    recorded.add(name);
    const { viewer } = TEST_PERSONAS.find((each) => each.name === persona)!;
    expect(record).toMatchObject({
      ...{ operationName: name, kind: document.startsWith("mutation") ? "mutation" : "query" },
      viewer: { ...viewer, purpose: headers?.["x-purpose-of-use"] ?? (persona === "dpo" ? "OVERSIGHT" : "CARE") },
      documentHash: createHash("sha256").update(document).digest("hex"),
    });
    expect(Math.abs(Date.now() - Date.parse(record!.at))).toBeLessThan(60_000);
    return { data, record: record! };
  }

  const toldBy = (record: AccessRecord) => [record.outcome, linesOf(record), peopleOf(record)];
  /** Answered about this one person, and this decided. */
  const about = (...lines: readonly string[]) => ["ANSWERED", lines.toSorted(), [person]];

  it("a person is registered, and a need taken down", async () => {
    const input = somebody({ surname: "Μοναδικοπούλου" });
    const { data, record } = await operate("RegisterBeneficiary", "caseworker", { input });
    person = data.registerBeneficiary.beneficiary.id;
    expect(toldBy(record)).toEqual(about(IDENTITY, CONSENTS, does("person:write"), does("person:read", "HOUSEHOLD")));
    const need = { beneficiaryId: person, domain: "EMPLOYMENT", severity: 2 };
    const added = await operate("AddNeed", "caseworker", { input: need });
    expect(toldBy(added.record)).toEqual(about(IDENTITY, does("need:read"), does("need:write")));
  });

  it("consents are printed, recorded, read and withdrawn", async () => {
    const { how: _how, ...terms } = consent(person, ["HOUSING"]);
    const printed = await operate("PrintConsentForm", "caseworker", { input: terms });
    expect(toldBy(printed.record)).toEqual(about(IDENTITY, does("consent:write")));
    const kept = await operate("RecordConsent", "caseworker", { input: consent(person, ["HOUSING"]) });
    expect(toldBy(kept.record)).toEqual(about(IDENTITY, CONSENTS, does("consent:write")));
    const { consents } = kept.data.grantConsent.beneficiary;
    const ended = await operate("WithdrawConsent", "caseworker", { input: { consentId: consents[0].id } });
    expect(toldBy(ended.record)).toEqual(about(IDENTITY, CONSENTS, does("consent:write")));
    const given = await operate("GrantConsent", "caseworker", { input: consent(person, ["EMPLOYMENT"]) });
    expect(toldBy(given.record)).toEqual(about(IDENTITY, CONSENTS, does("consent:write")));
    expect(toldBy((await operate("ConsentLedger", "caseworker", { id: person })).record)).toEqual(
      about(IDENTITY, CONSENTS),
    );
  });

  it("a referral is sent, found in the inbox, answered and steered", async () => {
    const input = { beneficiaryId: person, serviceId: HOSTEL };
    const sent = await operate("Refer", "caseworker", { input });
    expect(toldBy(sent.record)).toEqual(about(IDENTITY, LOOP, does("referral:send", "REFERRAL")));
    const inbox = await operate("AgencyInbox", "hostel", { first: 1 });
    expect(toldBy(inbox.record)).toEqual(about(IDENTITY, CONTACT, LOOP, does("need:read")));
    const referralId = sent.data.refer.referral.id as string;
    const answered = await operate("AnswerReferral", "hostel", { input: { referralId, answer: "RECEIVE" } });
    expect(toldBy(answered.record)).toEqual(about(IDENTITY, LOOP, does("referral:answer", "REFERRAL")));
    const steered = await operate("SteerReferral", "caseworker", { input: { referralId, command: "HOLD" } });
    expect(toldBy(steered.record)).toEqual(about(IDENTITY, LOOP, does("referral:send", "REFERRAL")));
  });

  it("a person is looked for, and followed across every owner", async () => {
    const search = { name: "monadikopoulou" };
    expect(toldBy((await operate("FindBeneficiary", "caseworker", { search })).record)).toEqual(
      about(IDENTITY, CONTACT),
    );
    expect(toldBy((await operate("FollowBeneficiary", "caseworker", { id: person })).record)).toEqual(
      about(...FOLLOWED),
    );
    const { record, data } = await operate("FollowBeneficiary", "caseworker", { id: SHOWCASE });
    const household = data.beneficiary.household.members.map(
      (member: { beneficiary: Fields }) => member.beneficiary["id"],
    );
    expect(household.length).toBeGreaterThan(1);
    expect(peopleOf(record)).toEqual(household.toSorted());
  });

  it("a look that is refused, at somebody and at nobody alike", async () => {
    const nobody = newId();
    for (const id of [person, nobody, person.toUpperCase()]) {
      const { answer, record } = await ask("caseworker-dirfys", DOCUMENTS.get("FollowBeneficiary")!, { id });
      expect(answer.data).toEqual({ beneficiary: null });
      expect([record!.outcome, linesOf(record!)]).toEqual([
        "REFUSED",
        ["beneficiaries person:read IDENTITY: no, NOT_YOUR_CASE"],
      ]);
      expect(peopleOf(record!)).toEqual([id.toLowerCase()]);
    }
    const need = { beneficiaryId: person, domain: "HOUSING", severity: 2 };
    const { answer, record } = await ask("hostel", DOCUMENTS.get("AddNeed")!, { input: need });
    expect(answer.data).toBeNull();
    expect(record).toMatchObject({ outcome: "REFUSED", kind: "mutation" });
    expect(linesOf(record!)).toContain("beneficiaries need:write IDENTITY: no, ROLE_NOT_ALLOWED");
  });

  it("nothing of what is nobody's", async () => {
    for (const [name, variables] of [
      ["AgencyCapacity", { region: "EL52", need: "HOUSING" }],
      ["RegionProfile", { code: "EL52" }],
    ] as const) {
      const { answer, record } = await ask("caseworker", DOCUMENTS.get(name)!, variables);
      expect([answer.status, record]).toEqual([200, undefined]);
    }
    for (const query of [
      "{ __typename }",
      "{ beneficiary(id: 1, id: 2) { id } }",
      '{ beneficiary(id: "μαρία") { id } }',
    ])
      expect((await ask("caseworker", query, {})).record).toBeUndefined();
  });

  it("the officer's look as well: requests, export, decision", async () => {
    const input = request(person, "ACCESS");
    const opened = await operate("OpenSubjectRequest", "caseworker", { input });
    expect(toldBy(opened.record)).toEqual(about(IDENTITY, does("person:write")));
    const queue = await operate("SubjectRequests", "dpo", { first: 1 });
    expect(toldBy(queue.record)).toEqual(about(officer("request:handle")));
    const whole = await operate("PersonExport", "dpo", { id: person });
    expect(linesOf(whole.record)).toEqual(
      expect.arrayContaining([
        officer("consent:read"),
        "oaed file:read EMPLOYMENT: LEGAL_OBLIGATION",
        "mental-health file:read MENTAL_HEALTH: no, CONFIDENTIAL",
        "shelters file:read SAFETY: no, CONFIDENTIAL",
      ]),
    );
    const pages = { id: person, after: null };
    const seen = officer("person:read");
    const referrals = [seen, officer("person:read", "REFERRAL"), officer("referral:read", "REFERRAL")];
    expect(toldBy((await operate("MoreReferrals", "dpo", pages)).record)).toEqual(about(...referrals));
    const more = await operate("MoreSubjectRequests", "dpo", pages);
    expect(toldBy(more.record)).toEqual(about(seen, officer("request:handle")));
    expect(toldBy((await operate("MoreCorrections", "dpo", pages)).record)).toEqual(about(seen));
    const requestId = opened.data.openSubjectRequest.request.id as string;
    const settled = await operate("SettleSubjectRequest", "dpo", { input: { requestId, decision: "ANSWER" } });
    expect(toldBy(settled.record)).toEqual(about(officer("request:handle")));
  });

  it("a claim that something is wrong, and its answer", async () => {
    const claim = { beneficiaryId: person, holderId: agencyId("cc-paionia"), category: "IDENTITY", field: "birthDate" };
    const input = { ...claim, wrong: "1980-01-01", right: "1981-01-01", evidence: "Ληξιαρχική πράξη γέννησης" };
    const asked = await operate("RequestCorrection", "caseworker", { input });
    const correctionId = asked.data.requestCorrection.correction.id as string;
    const queue = await operate("Corrections", "caseworker", { state: "OPEN" });
    const answered = await operate("AnswerCorrection", "caseworker", { input: { correctionId, applied: true } });
    expect([asked, queue, answered].map(({ record }) => toldBy(record))).toEqual([
      about(IDENTITY, CONSENTS, does("person:write")),
      about(IDENTITY, CONSENTS),
      about(IDENTITY, CONSENTS, does("person:write")),
    ]);
  });

  it("break-glass: opened, told, read, reviewed and ended", async () => {
    const purpose = { "x-purpose-of-use": "EMERGENCY" };
    const input = emergency({ beneficiaryId: person, categories: ["CONTACT"] });
    const opened = await operate("OpenEmergencyAccess", "caseworker-dirfys", { input }, purpose);
    expect(linesOf(opened.record)).toContain("beneficiaries emergency:open CONTACT: VITAL_INTERESTS");
    expect(peopleOf(opened.record)).toEqual([person]);
    const emergencyAccessId = opened.data.openEmergencyAccess.emergencyAccess.id as string;
    const told = await operate("Notices", "dpo", { first: 1 });
    const noticeIds = told.data.notices.edges.map(({ node }: { node: { id: string } }) => node.id);
    const read = await ask("dpo", DOCUMENTS.get("MarkNoticesRead")!, { input: { noticeIds } });
    expect([accepted(read.answer).markNoticesRead.notices.length, read.record]).toEqual([1, undefined]);
    const ended = await operate("EndEmergencyAccess", "caseworker-dirfys", { input: { emergencyAccessId } }, purpose);
    const queue = await operate("ReviewQueue", "dpo", { first: 1 });
    const review = { emergencyAccessId, verdict: "JUSTIFIED", note: "Ήταν ανάγκη." };
    const reviewed = await operate("ReviewEmergency", "dpo", { input: review });
    for (const { record } of [told, ended, queue, reviewed]) expect(peopleOf(record)).toContain(person);
  });

  it("what a shelter sees and changes of its own", async () => {
    const referral = accepted(
      await hub.as("caseworker")(DOCUMENTS.get("Refer")!, { input: { beneficiaryId: person, serviceId: HOSTEL } }),
    );
    const facilityId = await openHouse(hub.hub, 1);
    await awaitBed(hub.hub, facilityId, person, referral.refer.referral.id);
    const mine =
      "{ myFacilities { rooms { beds { occupiedBy { id } } } waitingList(first: 100) { edges { cursor } } } }";
    const list = await ask("hostel", mine, {});
    expect(linesOf(list.record!)).toEqual(["shelters file:read HOUSING: PUBLIC_TASK"]);
    expect(peopleOf(list.record!)).toContain(person);
    const tonight = nightOf(new Date());
    const nights = { beneficiaryId: person, facilityId, from: tonight, until: addDays(tonight, 3) };
    const admitted = await ask("hostel", ADMIT, { input: nights });
    const stayId = accepted(admitted.answer).admit.stay.id as string;
    const left = await ask("hostel", DISCHARGE, { input: { stayId, on: dayIn(0), reason: "ASKED_TO_LEAVE" } });
    for (const { record } of [admitted, left]) {
      expect(linesOf(record!)).toEqual(["shelters file:write HOUSING: PUBLIC_TASK"]);
      expect(peopleOf(record!)).toEqual([person]);
    }
    const episodes = "{ myEpisodes(first: 3) { edges { node { id } } } }";
    const { record } = await ask("family-support", episodes, {});
    expect(linesOf(record!)).toEqual(["mental-health file:read MENTAL_HEALTH: PUBLIC_TASK"]);
    expect(peopleOf(record!).length).toBeGreaterThan(0);
  });

  it("every operation of the dashboards was among these", () => {
    expect([...recorded, ...ABOUT_NOBODY].sort()).toEqual([...DOCUMENTS.keys()].sort());
  });
});
