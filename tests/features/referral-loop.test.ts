import { codeOf, detailsOf, refusalOf } from "../support/answers";
import { accepted, answer, refer, REFER, register, steer } from "../support/desk";
import { HOSTEL, STEER, TRAINING } from "../support/desk";
import { useHub } from "../support/hub";
import { agencyId } from "../support/people";
import type { Transport } from "../support/transports";

const REFERRAL = `query ($id: ID!) { referral(id: $id) {
  id state outcome nextStepBy sentAt dueAt endedAt closedAt
  history { number state at reason note actorId actorOrganisation { id } }
  beneficiary { id }
} }`;

interface Step {
  readonly number: number;
  readonly state: string;
}
const path = (history: readonly Step[]) => history.map(({ number, state }) => `${number} ${state}`).join(", ");

describe.each<Transport>(["in-process", "http"])("the loop of a referral (%s)", (transport) => {
  const { as } = useHub(transport);
  const [desk, agency] = [as("caseworker"), as("oaed")];
  const sent = async (fields = {}): Promise<string> => refer(desk, await register(desk), fields);
  const seen = async (ask: typeof desk, id: string) => accepted(await ask(REFERRAL, { id })).referral;

  it("an agency does not answer what was sent to another, known or not, in the same words", async () => {
    const referralId = await sent({ serviceId: HOSTEL });
    const refused = await answer(agency, referralId, "ACCEPT");
    expect(codeOf(refused)).toBe("NOT_FOUND");
    expect(refused).toEqual(await answer(agency, "019b7673-ffff-7000-8000-000000000009", "ACCEPT"));
    expect(await seen(agency, referralId)).toBeNull();
    expect(await seen(as("caseworker-dirfys"), referralId)).toBeNull();
    expect((await seen(desk, referralId)).state).toBe("SENT");
  });

  it("each side has its own steps: the sender does not accept, the agency does not withdraw", async () => {
    const referralId = await sent();
    const accept = await answer(desk, referralId, "ACCEPT");
    const standing = { state: "SENT", requestState: "ACTIVE", fulfilmentState: "SENT", allowedForSupervisor: [] };
    const [sender, agencys] = [
      ["HOLD", "WITHDRAW", "CANCEL", "TRANSFER"],
      ["RECEIVE", "ACCEPT", "WAITLIST", "DECLINE"],
    ];
    const possible = { ...standing, allowedForSender: sender, allowedForAgency: agencys };
    expect([codeOf(accept), detailsOf(accept)]).toEqual([
      "ILLEGAL_TRANSITION",
      { ...possible, command: "ACCEPT", allowed: sender },
    ]);
    const withdraw = await steer(agency, referralId, "WITHDRAW");
    expect([codeOf(withdraw), detailsOf(withdraw)]).toEqual([
      "ILLEGAL_TRANSITION",
      { ...possible, command: "WITHDRAW", allowed: agencys },
    ]);
    expect(path((await seen(desk, referralId)).history)).toBe("1 SENT");
  });

  it("a step out of order names those that are possible now", async () => {
    const referralId = await sent();
    const start = await answer(agency, referralId, "START");
    expect(detailsOf(start)["allowed"]).toEqual(["RECEIVE", "ACCEPT", "WAITLIST", "DECLINE"]);
    accepted(await answer(agency, referralId, "DECLINE", { reason: "OUT_OF_AREA" }));
    const late = await answer(agency, referralId, "ACCEPT");
    expect([codeOf(late), detailsOf(late)]).toMatchObject([
      "ILLEGAL_TRANSITION",
      { state: "DECLINED", command: "ACCEPT", allowed: [] },
    ]);
    const resume = await steer(desk, referralId, "RESUME");
    expect(detailsOf(resume)["allowed"]).toEqual(["CONFIRM_CLOSE", "ASK_REVIEW", "REOPEN", "TRANSFER"]);
  });

  it("nobody declines without a reason, or completes without an outcome", async () => {
    const referralId = await sent();
    expect(refusalOf(await answer(agency, referralId, "DECLINE"))).toBe("BAD_USER_INPUT reason required");
    const other = await answer(agency, referralId, "DECLINE", { reason: "OTHER", note: "  " });
    expect(refusalOf(other)).toBe("BAD_USER_INPUT note required");
    accepted(await answer(agency, referralId, "ACCEPT"));
    const complete = await answer(agency, referralId, "COMPLETE");
    expect(refusalOf(complete)).toBe("BAD_USER_INPUT outcome required");
    expect(detailsOf(complete)["allowed"]).toContain("SERVICE_PROVIDED");
    expect((await seen(desk, referralId)).state).toBe("ACCEPTED");
  });

  it("received, accepted, begun and completed by the agency, confirmed by the centre", async () => {
    const referralId = await sent({ urgency: "EMERGENCY" });
    for (const step of ["RECEIVE", "ACCEPT", "START"]) accepted(await answer(agency, referralId, step));
    accepted(await answer(agency, referralId, "COMPLETE", { outcome: "ENROLLED", note: "Ξεκινά Δευτέρα." }));
    const ended = await seen(desk, referralId);
    expect(ended).toMatchObject({ state: "COMPLETED", outcome: "ENROLLED", nextStepBy: "SENDER", closedAt: null });
    expect(ended.endedAt).toEqual(expect.any(String));
    expect(path(ended.history)).toBe("1 SENT, 2 RECEIVED, 3 ACCEPTED, 4 IN_PROGRESS, 5 COMPLETED");
    expect(ended.history[4].actorOrganisation.id).toBe(agencyId("oaed"));
    const closed = accepted(await steer(desk, referralId, "CONFIRM_CLOSE")).steerReferral.referral;
    expect(closed).toMatchObject({ state: "COMPLETED", nextStepBy: "NOBODY", closedAt: expect.any(String) });
    expect(path(closed.history)).toMatch(/, 6 COMPLETED$/);
    expect(codeOf(await steer(desk, referralId, "CONFIRM_CLOSE"))).toBe("ILLEGAL_TRANSITION");
  });

  it("declined with a reason the centre reads, and reopened with a new clock", async () => {
    const referralId = await sent();
    accepted(await answer(agency, referralId, "DECLINE", { reason: "MISSING_DOCUMENTS", note: "Λείπει το Ε1." }));
    const declined = await seen(desk, referralId);
    expect(declined).toMatchObject({ state: "DECLINED", nextStepBy: "SENDER", outcome: null });
    expect(Date.parse(declined.dueAt)).toBeGreaterThan(Date.now());
    expect(declined.history[1]).toMatchObject({ reason: "MISSING_DOCUMENTS", note: "Λείπει το Ε1." });
    accepted(await steer(desk, referralId, "REOPEN"));
    const reopened = await seen(agency, referralId);
    expect(reopened).toMatchObject({ state: "REOPENED", nextStepBy: "AGENCY", endedAt: null });
    expect(Date.parse(reopened.dueAt)).toBeGreaterThan(Date.now());
  });

  it("held until a day, the agency keeps its place; resumed, it goes on where it stood", async () => {
    const referralId = await sent();
    accepted(await answer(agency, referralId, "ACCEPT"));
    const until = new Date(Date.now() + 20 * 86_400_000).toISOString();
    accepted(await steer(desk, referralId, "HOLD", { until, reason: "AWAITING_DOCUMENTS" }));
    expect(await seen(desk, referralId)).toMatchObject({ state: "ON_HOLD", nextStepBy: "SENDER", dueAt: until });
    const late = await steer(desk, referralId, "RESUME", { until: "2020-01-01T00:00:00Z" });
    expect(refusalOf(late)).toBe("BAD_USER_INPUT until unexpected");
    accepted(await steer(desk, referralId, "RESUME"));
    const resumed = await seen(agency, referralId);
    expect(resumed).toMatchObject({ state: "ACCEPTED", nextStepBy: "AGENCY", dueAt: expect.any(String) });
  });

  it("a draft is sent later, and the clock starts then", async () => {
    const beneficiaryId = await register(desk);
    const input = { beneficiaryId, serviceId: TRAINING, draft: true };
    const { id } = accepted(await desk(REFER, { input })).refer.referral;
    accepted(await steer(desk, id, "SEND"));
    expect(await seen(agency, id)).toMatchObject({ state: "SENT", dueAt: expect.any(String) });
  });

  it("an agency still sees whom it has just served, and the sender may oversee but not steer", async () => {
    const referralId = await sent();
    accepted(await answer(agency, referralId, "ACCEPT"));
    accepted(await answer(agency, referralId, "COMPLETE", { outcome: "SERVICE_PROVIDED" }));
    const person = (await seen(agency, referralId)).beneficiary;
    expect(person).not.toBeNull();
    const overseer = { "x-purpose-of-use": "OVERSIGHT" };
    const overseen = await desk(REFERRAL, { id: referralId }, overseer);
    expect(accepted(overseen).referral.state).toBe("COMPLETED");
    const steered = await desk(STEER, { input: { referralId, command: "CONFIRM_CLOSE" } }, overseer);
    expect(codeOf(steered)).toBe("FORBIDDEN");
  });
});
