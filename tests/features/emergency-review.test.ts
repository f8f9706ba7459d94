import { newId } from "../../subgraphs/kernel/identifier";
import { codeOf, refusalOf } from "../support/answers";
import { accepted, refer, register } from "../support/desk";
import { END, MARK_READ, NOTICES, open, opened, QUEUE, REVIEW, stating } from "../support/emergency";
import { useHub } from "../support/hub";
import { asOwnerRole } from "../support/owner-role";
import { operationOf } from "../support/operations";
import { agencyId, serviceId } from "../support/people";

const [POST, UNREAD, READ_ALL] = [
  operationOf("Conversation", "PostMessage"),
  operationOf("Notices", "UnreadNotices"),
  operationOf("Notices", "MarkAllNoticesRead"),
];
const COUNSELLING = serviceId("md-family-support/psychosocial-counselling");
const UNKNOWN = "019b7673-ffff-7000-8000-000000000009";
const hub = useHub();
const { as } = hub;
const overseer = (who: string) => stating(as(who), "OVERSIGHT");

interface Told {
  readonly id: string;
  readonly kind: string;
  readonly read: boolean;
  readonly emergencyAccess: { readonly id: string } | null;
  readonly referral: { readonly id: string } | null;
}

const noticesOf = async (who: string, variables: object = {}): Promise<Told[]> =>
  accepted(await as(who)(NOTICES, { first: 100, ...variables })).notices.edges.map(({ node }: { node: Told }) => node);
const hears = async (who: string, accessId: string) =>
  (await noticesOf(who)).filter(({ emergencyAccess }) => emergencyAccess?.id === accessId).length;
const queueOf = async (who: string, variables: object = {}) =>
  accepted(await overseer(who)(QUEUE, { first: 100, ...variables })).emergencyAccesses.edges.map(
    ({ node }: { node: { id: string } }) => node,
  );
const unreadOf = async (who: string) => accepted(await as(who)(UNREAD)).unreadNotices;
const review = (who: string, emergencyAccessId: string, fields: object = {}) =>
  overseer(who)(REVIEW, { input: { emergencyAccessId, verdict: "JUSTIFIED", ...fields } });

describe("who opens a file", () => {
  it("is known at once to both heads and the officer, and to nobody else", async () => {
    const person = await register(as("caseworker"));
    const ofCentre = await opened(as("caseworker-dirfys"), { beneficiaryId: person });
    const ofAgency = await opened(as("oaed"), { beneficiaryId: person });
    for (const who of ["head", "dpo"]) expect([await hears(who, ofCentre), await hears(who, ofAgency)]).toEqual([1, 1]);
    expect([await hears("head-dirfys", ofCentre), await hears("oaed-head", ofAgency)]).toEqual([1, 1]);
    expect([await hears("head-dirfys", ofAgency), await hears("oaed-head", ofCentre)]).toEqual([0, 0]);
    for (const who of ["caseworker", "caseworker-dirfys", "oaed", "hostel", "analyst-attica"]) {
      expect(await noticesOf(who)).toEqual([]);
    }
  });

  it("tells a head of both once, and names nobody", async () => {
    const person = await register(as("caseworker"), { surname: "Ανώνυμη" });
    const id = await opened(as("colleague"), { beneficiaryId: person });
    expect(await hears("head", id)).toBe(1);
    const all = JSON.stringify((await as("head")(NOTICES, { first: 100 })).data);
    expect(all).not.toContain(person);
    expect(all).not.toContain("Ανώνυμη");
  });

  it("from a confidential service: no centre learns that it asked, nor the officer about whom, who reviews it all the same", async () => {
    const [person, ofHead] = [await register(as("caseworker")), await register(as("head"))];
    const before = JSON.stringify([await noticesOf("head"), await queueOf("head"), await unreadOf("head")]);
    const [id, known] = [
      await opened(as("house-of-woman"), { beneficiaryId: person }),
      await opened(as("house-of-woman"), { beneficiaryId: ofHead }),
    ];
    // Who is the person's supervisor knows of refuges anyway.
    const [own, ...others] = await queueOf("head");
    expect(own).toMatchObject({ id: known, beneficiaryId: ofHead });
    expect(JSON.stringify([await noticesOf("head"), others, await unreadOf("head")])).toBe(before);
    for (const persona of ["head", "head-dirfys", "caseworker"]) {
      expect(await review(persona, id)).toEqual(await review(persona, UNKNOWN));
    }
    const toldOfficer = { id, beneficiaryId: null, centre: null };
    const organisation = { id: agencyId("md-house-of-woman") };
    expect((await queueOf("dpo")).slice(0, 2)).toMatchObject([{ id: known, beneficiaryId: null }, toldOfficer]);
    expect((await queueOf("dpo"))[1]).toMatchObject({ organisation, reason: expect.any(String) });
    expect(await hears("dpo", id)).toBe(1);
    expect(codeOf(await review("dpo", id))).toBeNull();
    const log = "query ($id: ID!) { beneficiary(id: $id) { accessLog(first: 100) { edges { node { role } } } } }";
    const { edges } = accepted(await overseer("head")(log, { id: person })).beneficiary.accessLog;
    expect(new Set(edges.map(({ node }: { node: { role: string } }) => node.role))).toEqual(new Set(["CASEWORKER"]));
  });

  it("or nothing is open: when nobody can be told, the file stays closed", async () => {
    const person = await register(as("caseworker"));
    const break_ = "alter table notice add constraint silence check (kind <> 'EMERGENCY_OPENED') not valid";
    await asOwnerRole(hub.hub, "beneficiaries", (client) => client.query(break_));
    expect(codeOf(await open(as("goods-bank"), { beneficiaryId: person }))).toBe("INTERNAL_SERVER_ERROR");
    await asOwnerRole(hub.hub, "beneficiaries", (client) => client.query("alter table notice drop constraint silence"));
    const look = stating(as("goods-bank"), "EMERGENCY");
    expect(
      accepted(await look("query ($id: ID!) { beneficiary(id: $id) { id } }", { id: person })).beneficiary,
    ).toBeNull();
    expect(codeOf(await open(as("goods-bank"), { beneficiaryId: person }))).toBeNull();
  });

  it("and who guesses: the limit is told to the head and the officer, once", async () => {
    for (let attempt = 0; attempt < 13; attempt++) await open(as("kdap"), { beneficiaryId: UNKNOWN });
    const told = (await noticesOf("dpo")).filter(({ kind }) => kind === "EMERGENCY_ATTEMPTS");
    expect(told).toMatchObject([{ emergencyAccess: null, read: false }]);
  });
});

describe("notices", () => {
  it("are read by each for themselves, page by page, and reading twice changes nothing", async () => {
    const id = await opened(as("hostel"), { beneficiaryId: await register(as("caseworker")) });
    const [newest] = await noticesOf("head", { first: 1 });
    expect(newest).toMatchObject({ kind: "EMERGENCY_OPENED", read: false, emergencyAccess: { id } });
    const input = { noticeIds: [newest!.id] };
    const first = accepted(await as("head")(MARK_READ, { input })).markNoticesRead.notices;
    expect(first).toEqual([{ id: newest!.id, read: true, readAt: expect.any(String) }]);
    expect(accepted(await as("head")(MARK_READ, { input })).markNoticesRead.notices).toEqual(first);
    expect((await noticesOf("head", { unreadOnly: true })).map((notice) => notice.id)).not.toContain(newest!.id);
    expect((await noticesOf("dpo", { unreadOnly: true })).length).toBe((await noticesOf("dpo")).length);
    const { notices } = accepted(await as("dpo")(NOTICES, { first: 1 }));
    const next = accepted(await as("dpo")(NOTICES, { first: 1, after: notices.pageInfo.endCursor })).notices;
    expect(next.edges[0].node.id).not.toBe(notices.edges[0].node.id);
  });

  it("of others are not there", async () => {
    const [newest] = await noticesOf("dpo", { first: 1 });
    const mark = (who: string, noticeIds: readonly string[]) => as(who)(MARK_READ, { input: { noticeIds } });
    const unknown = await mark("caseworker", [UNKNOWN]);
    expect(codeOf(unknown)).toBe("NOT_FOUND");
    for (const ids of [[newest!.id], ["1"], [UNKNOWN, newest!.id]])
      expect(await mark("caseworker", ids)).toEqual(unknown);
    expect(refusalOf(await mark("dpo", []))).toBe("BAD_USER_INPUT noticeIds empty");
    const many = Array.from({ length: 101 }, newId);
    expect(codeOf(await mark("dpo", many))).toBe("BAD_USER_INPUT");
  });
});

describe("the bell of who is written to", () => {
  const writes = async (who: string, referralId: string, fields: object = {}) =>
    accepted(await as(who)(POST, { input: { referralId, text: "Καλημέρα σας.", ...fields } }));
  const toldOf = async (who: string, referralId: string) =>
    (await noticesOf(who)).filter(({ kind, referral }) => kind === "MESSAGE_RECEIVED" && referral?.id === referralId)
      .length;
  const unread = async (who: string): Promise<number> => accepted(await as(who)(UNREAD)).unreadNotices;

  it("rings at the other side, once for each message, and never for one's own", async () => {
    const referralId = await refer(as("caseworker"), await register(as("caseworker")));
    const idempotencyKey = `bell-${referralId}`;
    for (let sent = 0; sent < 2; sent++) await writes("caseworker", referralId, { idempotencyKey });
    expect([await toldOf("oaed", referralId), await toldOf("oaed-head", referralId)]).toEqual([1, 1]);
    expect([await toldOf("caseworker", referralId), await toldOf("hostel", referralId)]).toEqual([0, 0]);
    await writes("oaed", referralId);
    await writes("colleague", referralId);
    expect([await toldOf("caseworker", referralId), await toldOf("oaed", referralId)]).toEqual([2, 2]);
    expect([await toldOf("colleague", referralId), await toldOf("head", referralId)]).toEqual([0, 0]);
  });

  it("of a confidential referral rings for those only who may know of it", async () => {
    const everybody = ["colleague", "head", "oaed", "dpo", "analyst-attica", "caseworker-dirfys"];
    const before = await Promise.all(everybody.map(unread));
    const hidden = await refer(as("caseworker"), await register(as("caseworker")), { serviceId: COUNSELLING });
    const mine = await unread("caseworker");
    await writes("caseworker", hidden);
    await writes("family-support", hidden);
    expect(await toldOf("family-support", hidden)).toBe(1);
    expect([await toldOf("caseworker", hidden), await unread("caseworker")]).toEqual([1, mine + 1]);
    expect(await Promise.all(everybody.map(unread))).toEqual(before);
  });

  it("is silent when everything is read that was seen: what came meanwhile is still new", async () => {
    const referralId = await refer(as("caseworker"), await register(as("caseworker")));
    for (let sent = 0; sent < 3; sent++) await writes("oaed", referralId);
    const [, seen] = await noticesOf("caseworker", { first: 2 });
    const input = { upTo: seen!.id, idempotencyKey: `read-${seen!.id}` };
    for (let sent = 0; sent < 2; sent++) {
      expect(accepted(await as("caseworker")(READ_ALL, { input })).markAllNoticesRead).toEqual({ unread: 1 });
    }
    expect((await noticesOf("caseworker", { unreadOnly: true })).length).toBe(1);
    for (const upTo of [UNKNOWN, "x", ""]) {
      expect(codeOf(await as("caseworker")(READ_ALL, { input: { upTo } }))).toBe("NOT_FOUND");
    }
    expect(codeOf(await as("colleague")(READ_ALL, { input: { upTo: seen!.id } }))).toBe("NOT_FOUND");
    expect(codeOf(await as("caseworker")(READ_ALL, { input: { ...input, upTo: UNKNOWN } }))).toBe("NOT_FOUND");
  });
});

describe("an emergency access is reviewed", () => {
  let id: string;
  let person: string;
  beforeEach(async () => {
    person = await register(as("caseworker"));
    id = await opened(as("caseworker-dirfys"), { beneficiaryId: person });
    await asOwnerRole(hub.hub, "beneficiaries", (client) => client.query("delete from emergency_attempt"));
  });

  it("by nobody but the officer and the heads of both centres, for the purpose of oversight", async () => {
    for (const who of ["caseworker", "caseworker-dirfys", "hostel", "analyst-attica", "oaed-head"]) {
      expect(["NOT_FOUND", "FORBIDDEN"]).toContain(codeOf(await review(who, id)));
      expect(codeOf(await overseer(who)(QUEUE))).toBe("FORBIDDEN");
    }
    const caring = await as("head")(REVIEW, { input: { emergencyAccessId: id, verdict: "JUSTIFIED" } });
    expect(codeOf(caring)).toBe("FORBIDDEN");
    expect(codeOf(await as("head")(QUEUE))).toBe("FORBIDDEN");
    expect(codeOf(await review("dpo", UNKNOWN))).toBe("NOT_FOUND");
    expect(codeOf(await review("dpo", "1"))).toBe("NOT_FOUND");
    for (const who of ["head", "head-dirfys", "dpo"]) {
      expect(await queueOf(who)).toContainEqual(expect.objectContaining({ id, beneficiaryId: person, review: null }));
    }
  });

  it("with a note unless it was justified, and once", async () => {
    expect(refusalOf(await review("dpo", id, { verdict: "NOT_JUSTIFIED" }))).toBe("BAD_USER_INPUT note empty");
    expect(refusalOf(await review("dpo", id, { note: "α".repeat(4001) }))).toBe("BAD_USER_INPUT note length");
    const found = { verdict: "NEEDS_FOLLOW_UP", note: "Να ρωτηθεί ο προϊστάμενος." };
    const reviewed = accepted(await review("head", id, found)).reviewEmergencyAccess.emergencyAccess;
    expect(reviewed.review).toEqual({ ...found, reviewerId: expect.any(String), at: expect.any(String) });
    expect(codeOf(await review("dpo", id))).toBe("CONFLICT");
    const left = (who: string) => queueOf(who).then((queue) => queue.map((access: { id: string }) => access.id));
    expect(await left("dpo")).not.toContain(id);
    expect((await queueOf("dpo", { toReview: false })).map((access: { id: string }) => access.id)).toContain(id);
  });

  it("by two at once: one verdict, one CONFLICT", async () => {
    const answers = await Promise.all([review("head", id), review("dpo", id)]);
    expect(answers.map(codeOf).toSorted()).toEqual(["CONFLICT", null].toSorted());
  });

  it("never by who opened it", async () => {
    const own = await opened(as("head-dirfys"), { beneficiaryId: person });
    expect(codeOf(await review("head-dirfys", own))).toBe("FORBIDDEN");
    expect(codeOf(await review("head", own))).toBeNull();
  });

  it("whoever opened one sees their own, and ends only their own", async () => {
    const helper = stating(as("caseworker-dirfys"), "EMERGENCY");
    const { edges } = accepted(await helper(QUEUE, { toReview: false })).emergencyAccesses;
    expect(edges[0].node).toMatchObject({ id, organisation: { id: agencyId("cc-dirfys-messapia") }, open: true });
    expect(codeOf(await as("head-dirfys")(END, { input: { emergencyAccessId: id } }))).toBe("FORBIDDEN");
    expect(codeOf(await as("oaed")(END, { input: { emergencyAccessId: id } }))).toBe("NOT_FOUND");
    expect(codeOf(await helper(END, { input: { emergencyAccessId: id } }))).toBeNull();
    const [{ open: stillOpen }] = accepted(await helper(QUEUE, { toReview: false })).emergencyAccesses.edges.map(
      ({ node }: { node: { open: boolean } }) => node,
    );
    expect(stillOpen).toBe(false);
  });
});
