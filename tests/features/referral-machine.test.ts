import { setTimeout as delay } from "node:timers/promises";
import { ReferralClock } from "../../subgraphs/beneficiaries/domain/referral-clock.service";
import { NO_FEASTS } from "../../subgraphs/beneficiaries/domain/referral.feasts";
import { STANDINGS, wordOf } from "../../subgraphs/beneficiaries/domain/referral.states";
import { codeOf, detailsOf, refusalOf } from "../support/answers";
import { accepted, answer, HOSTEL, refer, register, steer, TRAINING } from "../support/desk";
import { useHub, type Answer, type Ask } from "../support/hub";
import { operation, operationOf } from "../support/operations";
import { asOwnerRole } from "../support/owner-role";
import { agencyId } from "../support/people";

const TOGETHER = operationOf("RegisterAndRefer", "ReferTogether");
const TRANSFER = operationOf("RegisterAndRefer", "TransferReferral");
const REVIEW = operationOf("RegisterAndRefer", "ReviewDecline");
const ALTERNATIVES = operationOf("RegisterAndRefer", "Alternatives");
const REFERRAL = `query ($id: ID!) { referral(id: $id) {
  state requestState fulfilmentState version nextStepBy dueAt expiresAt declineReason reassessedAt transferredFrom
  conversationId history { number command state actorId }
} }`;

const NOTICES = "{ notices(first: 100) { edges { node { kind referral { id } } } } }";

interface NoticeEdge {
  readonly node: { readonly kind: string; readonly referral: { readonly id: string } | null };
}

const NO_PLACE = { reason: "NO_CAPACITY", expectedVersion: 1 };

/** As a client does when the hub says that it is too busy: the same command again, with the same key. */
async function persist(command: () => Promise<Answer>): Promise<Answer> {
  const answered = await command();
  if (!codeOf(answered)?.startsWith("SERVICE_")) return answered;
  await delay(500 + Math.random() * 1000);
  return persist(command);
}

describe("the referral machine, through the hub", () => {
  const using = useHub();
  const { as } = using;
  const [desk, head, agency] = [as("caseworker"), as("head"), as("oaed")];
  const seen = async (id: string, ask = desk) => accepted(await ask(REFERRAL, { id })).referral;
  const sent = async (fields = {}): Promise<string> => refer(desk, await register(desk), fields);
  const declined = async (reason: string, fields = {}): Promise<string> => {
    const id = await sent(fields);
    accepted(await answer(agency, id, "DECLINE", { reason }));
    return id;
  };
  const commandsOf = ({ history }: { history: { number: number; command: string }[] }) =>
    history.map(({ number, command }) => `${number} ${command}`).join(", ");

  it("says the same in the database as in the code: one word for two states", async () => {
    await asOwnerRole(using.hub, "beneficiaries", async (client) => {
      for (const standing of STANDINGS) {
        const { rows } = await client.query("select referral_word($1, $2) as word", [
          standing.requestState,
          standing.fulfilmentState,
        ]);
        expect([standing, rows[0].word]).toEqual([standing, wordOf(standing)]);
      }
      const { rows } = await client.query("select referral_word('UNDER_REVIEW', 'ACCEPTED') as word");
      expect(rows).toEqual([{ word: null }]);
      const illegal = client.query("update referral set request_state = 'DRAFT' where request_state = 'ACTIVE'");
      await expect(illegal).rejects.toThrow(/referral_standing/);
    });
  });

  describe("an agency that says no", () => {
    it("because the person is not eligible is not asked again before a reassessment", async () => {
      const person = await register(desk);
      const id = await refer(desk, person);
      accepted(await answer(agency, id, "DECLINE", { reason: "NOT_ELIGIBLE" }));
      expect(detailsOf(await steer(desk, id, "REOPEN"))["allowed"]).toEqual([
        ...["CONFIRM_CLOSE", "ASK_REVIEW", "REASSESS", "TRANSFER"],
      ]);
      const again = await desk(operationOf("RegisterAndRefer", "Refer"), {
        input: { beneficiaryId: person, serviceId: TRAINING },
      });
      expect([codeOf(again), detailsOf(again)]).toMatchObject([
        "CONFLICT",
        { check: "blocked", because: "NOT_ELIGIBLE", until: null, referralId: id },
      ]);
      await refer(desk, person, { serviceId: HOSTEL });
      expect(refusalOf(await steer(desk, id, "REASSESS"))).toBe("BAD_USER_INPUT note required");
      accepted(await steer(desk, id, "REASSESS", { note: "Νέο εκκαθαριστικό." }));
      expect((await seen(id)).reassessedAt).toEqual(expect.any(String));
      await refer(desk, person);
    });

    it("because the person refuses parks the service for sixty days", async () => {
      const person = await register(desk);
      const id = await refer(desk, person);
      accepted(await answer(agency, id, "ACCEPT"));
      accepted(await answer(agency, id, "COMPLETE", { outcome: "REFUSED_BY_CLIENT" }));
      const input = { referrals: [{ beneficiaryId: person, serviceId: TRAINING }] };
      const parked = detailsOf(await desk(TOGETHER, { input }));
      expect(parked).toMatchObject({ check: "parked", because: "REFUSED_BY_CLIENT" });
      expect(Date.parse(parked["until"] as string)).toBeGreaterThan(Date.now() + 59 * 86_400_000);
    });

    it("for want of a place leads to others, and the referral goes on there with its conversation", async () => {
      const id = await declined("NO_CAPACITY", { note: "Μόνο πρωί." });
      const { alternatives, version } = accepted(await desk(ALTERNATIVES, { referralId: id })).referral;
      expect(alternatives.length).toBeGreaterThan(0);
      const transfer = { referralId: id, serviceId: alternatives[0].id, reason: "NO_CAPACITY" };
      expect(codeOf(await agency(TRANSFER, { input: transfer }))).toBe("ILLEGAL_TRANSITION");
      const same = await desk(TRANSFER, { input: { ...transfer, serviceId: TRAINING } });
      expect(refusalOf(same)).toBe("BAD_USER_INPUT serviceId same");
      const input = { ...transfer, expectedVersion: version, idempotencyKey: `transfer-${id}` };
      const child = accepted(await desk(TRANSFER, { input })).transferReferral.referral;
      expect(accepted(await desk(TRANSFER, { input })).transferReferral.referral.id).toBe(child.id);
      const parent = await seen(id);
      expect(parent).toMatchObject({ state: "TRANSFERRED", fulfilmentState: "DECLINED", nextStepBy: "NOBODY" });
      expect(commandsOf(parent)).toBe("1 SEND, 2 DECLINE, 3 TRANSFER");
      expect(child).toMatchObject({ state: "SENT", transferredFrom: id, conversationId: parent.conversationId });
    });

    it("is reviewed by the head of the centre, whom nobody stands in for", async () => {
      const id = await declined("UNSUITABLE");
      expect(refusalOf(await steer(desk, id, "ASK_REVIEW"))).toBe("BAD_USER_INPUT reason required");
      accepted(await steer(desk, id, "ASK_REVIEW", { reason: "WITHIN_CRITERIA" }));
      expect(await seen(id)).toMatchObject({ state: "UNDER_REVIEW", nextStepBy: "SUPERVISOR" });
      const input = { referralId: id, verdict: "OVERTURN", note: "Πληροί τα κριτήρια." };
      expect(codeOf(await desk(REVIEW, { input }))).toBe("FORBIDDEN");
      expect(codeOf(await agency(REVIEW, { input }))).toBe("ILLEGAL_TRANSITION");
      const reviewed = accepted(await head(REVIEW, { input }, { "x-purpose-of-use": "OVERSIGHT" }));
      expect(reviewed.reviewDecline.referral).toMatchObject({ state: "REOPENED", nextStepBy: "AGENCY" });
    });
  });

  describe("a household", () => {
    it("is referred to several services at once: one conversation, each referral on its own", async () => {
      const mother = await register(desk);
      const child = await register(desk, { householdWith: mother, householdRole: "CHILD" });
      const referrals = [mother, child].flatMap((beneficiaryId) => [
        { beneficiaryId, serviceId: TRAINING },
        { beneficiaryId, serviceId: HOSTEL },
      ]);
      const input = { referrals, urgency: "URGENT", idempotencyKey: `household-${mother}` };
      const sentTogether = accepted(await desk(TOGETHER, { input })).referTogether.referrals;
      expect(sentTogether.map(({ beneficiary }: { beneficiary: { id: string } }) => beneficiary.id)).toEqual([
        ...[mother, mother, child, child],
      ]);
      expect(new Set(sentTogether.map((each: { conversationId: string }) => each.conversationId)).size).toBe(1);
      expect(accepted(await desk(TOGETHER, { input })).referTogether.referrals).toEqual(sentTogether);
      accepted(await answer(agency, sentTogether[0].id, "ACCEPT"));
      expect([(await seen(sentTogether[0].id)).state, (await seen(sentTogether[2].id)).state]).toEqual([
        "ACCEPTED",
        "SENT",
      ]);
      expect(await seen(sentTogether[1].id, agency)).toBeNull();
    });

    it("is one: strangers, repetitions, nobody and too many are refused, and nothing is sent", async () => {
      const [one, other] = [await register(desk), await register(desk)];
      const attempt = async (referrals: object[]) => refusalOf(await desk(TOGETHER, { input: { referrals } }));
      const to = (beneficiaryId: string, serviceId = TRAINING) => ({ beneficiaryId, serviceId });
      expect(await attempt([to(one), to(other)])).toBe("BAD_USER_INPUT referrals household");
      expect(await attempt([to(one), to(one)])).toBe("BAD_USER_INPUT referrals repeated");
      expect(await attempt([])).toBe("BAD_USER_INPUT referrals empty");
      expect(await attempt(Array.from({ length: 21 }, () => to(one)))).toBe("BAD_USER_INPUT referrals length");
      expect(await attempt([to(one), to(one, agencyId("oaed"))])).toBe("BAD_USER_INPUT serviceId unknown");
      const list = "query ($id: ID!) { beneficiary(id: $id) { referrals { edges { node { id } } } } }";
      expect(accepted(await desk(list, { id: one })).beneficiary.referrals.edges).toEqual([]);
    });
  });

  describe("the clock", () => {
    const clock = () =>
      new ReferralClock(using.hub.embedded.subgraphs.get("beneficiaries")!.database, {
        of: () => Promise.resolve(NO_FEASTS),
      });
    const ring = (id: string, set: string) =>
      asOwnerRole(using.hub, "beneficiaries", (client) =>
        client.query(`update referral set ${set} where id = $1`, [id]),
      );

    it("reminds, tells the head and lets expire, each once, with four instances at it", async () => {
      const ids = await Promise.all(Array.from({ length: 12 }, () => sent()));
      // Long ago, so that nothing else of the caseload is due.
      const now = new Date("2001-01-01T12:00:00Z");
      const past = "'2001-01-01'";
      await Promise.all(ids.map((id) => ring(id, `remind_at = ${past}, due_at = ${past}, expires_at = ${past}`)));
      const instances = Array.from({ length: 4 }, clock);
      const all = (verb: "remind" | "escalate" | "expireOverdue") =>
        Promise.all(instances.map((each) => each[verb](now, 100_000)));
      await all("remind");
      await all("escalate");
      await all("expireOverdue");
      for (const id of ids) {
        const referral = await seen(id);
        expect(commandsOf(referral)).toBe("1 SEND, 2 REMIND, 3 ESCALATE, 4 EXPIRE");
        expect(referral).toMatchObject({ state: "EXPIRED", fulfilmentState: "SENT", nextStepBy: "SENDER" });
        expect(referral.history[3].actorId).toBeNull();
      }
      expect(await Promise.all(instances.map((each) => each.expireOverdue(now, 10)))).toEqual([0, 0, 0, 0]);
      accepted(await steer(desk, ids[0]!, "REOPEN", { reason: "STILL_NEEDED" }));
    });

    it("is wound up by the owner's jobs, and the head of who owes the step is told", async () => {
      const [owed, ended] = [await sent(), await sent()];
      accepted(await answer(agency, ended, "DECLINE", { reason: "OUT_OF_AREA" }));
      const now = new Date("2001-01-02T12:00:00Z");
      await ring(owed, "remind_at = null, due_at = '2001-01-02'");
      await ring(ended, "remind_at = null, due_at = '2001-01-02'");
      await using.hub.embedded.jobs.get("beneficiaries")!.runDue(now);
      const told = async (ask: Ask) =>
        (accepted(await ask(NOTICES)).notices.edges as NoticeEdge[])
          .filter(({ node }) => node.kind === "REFERRAL_OVERDUE")
          .map(({ node }) => node.referral?.id)
          .filter((id) => id === owed || id === ended);
      expect(await told(as("oaed-head"))).toEqual([owed]);
      expect(await told(head)).toEqual([ended]);
      expect(await told(desk)).toEqual([]);
      expect(commandsOf(await seen(owed))).toContain("ESCALATE");
    });
  });

  it("shows the agency in its inbox what the machine knows", async () => {
    const id = await sent({ urgency: "EMERGENCY" });
    const { edges } = accepted(await agency(operation("AgencyInbox"), {})).inbox;
    expect(edges.find(({ node }: { node: { id: string } }) => node.id === id).node).toMatchObject({
      ...{ version: 1, requestState: "ACTIVE", fulfilmentState: "SENT", expiresAt: expect.any(String) },
      history: [{ number: 1, command: "SEND" }],
    });
  });

  it("nobody is referred to their own centre", async () => {
    const beneficiaryId = await register(desk);
    const { id } = accepted(
      await desk(`query ($id: ID!) { agency(id: $id) { services { id } } }`, {
        id: agencyId("cc-paionia"),
      }),
    ).agency.services[0];
    const input = { referrals: [{ beneficiaryId, serviceId: id }] };
    expect(refusalOf(await desk(TOGETHER, { input }))).toBe("BAD_USER_INPUT serviceId own");
  });

  describe("who decided on what is no longer so", () => {
    it("is told how it stands now, also when the step would still be possible", async () => {
      const id = await sent();
      accepted(await answer(agency, id, "RECEIVE", { expectedVersion: 1 }));
      const late = await answer(as("oaed-head"), id, "ACCEPT", { expectedVersion: 1 });
      expect([codeOf(late), detailsOf(late)]).toMatchObject([
        "CONFLICT",
        { version: 2, state: "RECEIVED", allowed: ["ACCEPT", "WAITLIST", "DECLINE"] },
      ]);
      accepted(await answer(as("oaed-head"), id, "ACCEPT", { expectedVersion: 2 }));
    });

    it("two hundred workers at once on fifty referrals: each wins or is told, and no history has a gap", async () => {
      const people = await Promise.all(Array.from({ length: 10 }, () => register(desk)));
      const ids: string[] = [];
      for (let round = 0; round < 5; round++) ids.push(...(await Promise.all(people.map((each) => refer(desk, each)))));
      const turns: ((id: string, idempotencyKey: string) => Promise<Answer>)[] = [
        (id, idempotencyKey) => answer(as("oaed"), id, "ACCEPT", { expectedVersion: 1, idempotencyKey }),
        (id, idempotencyKey) => answer(as("oaed-colleague"), id, "DECLINE", { ...NO_PLACE, idempotencyKey }),
        (id, idempotencyKey) => answer(as("oaed-head"), id, "WAITLIST", { expectedVersion: 1, idempotencyKey }),
        (id, idempotencyKey) => steer(as("colleague"), id, "HOLD", { expectedVersion: 1, idempotencyKey }),
      ];
      const work = ids.flatMap((id) => turns.map((turn, at) => ({ id, command: () => turn(id, `turn-${at}-${id}`) })));
      const answers = await Promise.all(
        work.map(async ({ id, command }) => ({ id, answered: await persist(command) })),
      );
      expect(answers).toHaveLength(200);
      const now = new Map(await Promise.all(ids.map(async (id) => [id, await seen(id)] as const)));
      const losers = answers.filter(({ answered }) => answered.errors);
      expect(losers).toHaveLength(150);
      for (const { id, answered } of losers) {
        expect([codeOf(answered), detailsOf(answered)["version"], detailsOf(answered)["state"]]).toEqual([
          "CONFLICT",
          2,
          now.get(id).state,
        ]);
      }
      for (const { version, history } of now.values()) {
        expect([version, history.map(({ number }: { number: number }) => number)]).toEqual([2, [1, 2]]);
      }
      await asOwnerRole(using.hub, "beneficiaries", async (client) => {
        const { rows } = await client.query(
          `select type, count(*)::int as n from outbox where record_id = any($1) group by 1 order by 1`,
          [ids],
        );
        const gone = [...now.values()].filter(({ state }) => state === "DECLINED" || state === "ON_HOLD").length;
        const told = [{ type: "beneficiaries.referral-addressed", n: 50 }];
        if (gone > 0) told.push({ type: "beneficiaries.referral-ended", n: gone });
        expect(rows).toEqual(told);
      });
    }, 60_000);
  });
});
