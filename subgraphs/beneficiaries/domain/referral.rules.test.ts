import fc from "fast-check";
import { Refusal } from "../../kernel/refusal";
import { blockOf } from "./consequence.rules";
import { CLOCKS } from "./referral.clocks";
import { COMMANDS, TRANSITIONS, type ReferralCommand } from "./referral.machine";
import { OUTCOMES, STEP_REASONS } from "./referral.reasons";
import { allowedCommands, move, type CommandDetails, type Movable } from "./referral.rules";
import {
  factsOf,
  isEnded,
  isLegal,
  PARTIES,
  REFERRAL_STATES,
  STANDINGS,
  wordOf,
  type Standing,
} from "./referral.states";

const NOW = new Date("2026-11-20T09:00:00Z");
const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000);
const draft: Movable = {
  ...{ requestState: "DRAFT", fulfilmentState: null, urgency: "ROUTINE", sentAt: null },
  ...{ remindAt: days(3), dueAt: days(5), expiresAt: null, escalatedAt: null, endedAt: null, closedAt: null },
  ...{ outcome: null, declineReason: null, reassessedAt: null },
};

/** What each command needs, no more. */
function detailsFor(command: ReferralCommand, more: CommandDetails = {}): CommandDetails {
  const { needs = [], reasons } = TRANSITIONS[command];
  return {
    outcome: needs.includes("OUTCOME") ? "SERVICE_PROVIDED" : null,
    reason: needs.includes("REASON") ? reasons![0]! : null,
    note: "Σημείωση",
    ...more,
  };
}

const give = (referral: Movable, command: ReferralCommand, more?: CommandDetails, at = NOW): Movable =>
  move(referral, command, [TRANSITIONS[command].by], detailsFor(command, more), at);
const walk = (...commands: ReferralCommand[]) => commands.reduce((at, command) => give(at, command), draft);
const standingOf = ({ requestState, fulfilmentState }: Standing) => `${requestState} ${fulfilmentState}`;

describe("the referral machine", () => {
  it("walks the whole loop", () => {
    const closed = walk("SEND", "RECEIVE", "ACCEPT", "START", "COMPLETE", "CONFIRM_CLOSE");
    expect(closed).toMatchObject({ requestState: "CLOSED", fulfilmentState: "COMPLETED", outcome: "SERVICE_PROVIDED" });
    expect([closed.endedAt, closed.closedAt, closed.dueAt]).toEqual([NOW, NOW, null]);
  });

  it("keeps the fulfilment while the request is on hold, and goes on where it stood", () => {
    const held = walk("SEND", "ACCEPT", "START", "HOLD");
    expect([standingOf(held), wordOf(held)]).toEqual(["ON_HOLD IN_PROGRESS", "ON_HOLD"]);
    expect(standingOf(give(held, "RESUME"))).toBe("ACTIVE IN_PROGRESS");
  });

  it("gives nobody more time for opening a referral, and new time for a new step", () => {
    const sent = walk("SEND");
    expect(give(sent, "RECEIVE", {}, days(2)).dueAt).toEqual(sent.dueAt);
    expect(give(sent, "ACCEPT", {}, days(2)).dueAt!.getTime()).toBeGreaterThan(sent.dueAt!.getTime());
  });

  it("refuses the other side's command, and says what is allowed now and for whom", () => {
    const refusal = catchRefusal(() => move(walk("SEND"), "ACCEPT", ["SENDER"], {}, NOW));
    expect(refusal.extensions).toEqual({
      code: "ILLEGAL_TRANSITION",
      details: {
        ...{ command: "ACCEPT", state: "SENT", requestState: "ACTIVE", fulfilmentState: "SENT" },
        allowed: ["HOLD", "WITHDRAW", "CANCEL", "TRANSFER"],
        allowedForSender: ["HOLD", "WITHDRAW", "CANCEL", "TRANSFER"],
        allowedForAgency: ["RECEIVE", "ACCEPT", "WAITLIST", "DECLINE"],
        allowedForSupervisor: [],
      },
    });
  });

  it.each<[ReferralCommand[], ReferralCommand, CommandDetails, string]>([
    [["SEND"], "DECLINE", { reason: null }, "reason required"],
    [["SEND"], "DECLINE", { reason: "MOVED_AWAY" }, "reason unfit"],
    [["SEND"], "DECLINE", { reason: "OTHER", note: " " }, "note required"],
    [["SEND"], "WITHDRAW", { reason: "NO_CAPACITY" }, "reason unfit"],
    [["SEND"], "RECEIVE", { reason: "OTHER" }, "reason unexpected"],
    [["SEND", "ACCEPT"], "COMPLETE", { outcome: "FINE" }, "outcome unfit"],
    [["SEND", "ACCEPT"], "START", { outcome: "PARTIAL" }, "outcome unexpected"],
    [["SEND", "ACCEPT"], "CONTINUE", { note: null }, "note required"],
    [["SEND", "DECLINE", "ASK_REVIEW"], "UPHOLD", { note: "" }, "note required"],
    [["SEND"], "HOLD", { until: days(-1) }, "until past"],
    [["SEND"], "HOLD", { until: NOW }, "until past"],
    [["SEND"], "WAITLIST", { until: days(366) }, "until range"],
    [["SEND"], "ACCEPT", { until: days(3) }, "until unexpected"],
  ])("after %j refuses %s with %j: %s", (before, command, details, expected) => {
    const refusal = catchRefusal(() => give(walk(...before), command, details));
    const { field, check } = refusal.extensions["details"] as Record<string, string>;
    expect([refusal.code, `${field} ${check}`]).toEqual(["BAD_USER_INPUT", expected]);
  });

  it("holds until the day agreed", () => {
    expect(give(walk("SEND"), "HOLD", { until: days(40) })).toMatchObject({ dueAt: days(40), remindAt: days(30) });
  });

  it("lets the head uphold a decline or send it back, and nobody else", () => {
    const asked = walk("SEND", "DECLINE", "ASK_REVIEW");
    expect(factsOf(asked)).toMatchObject({ owner: "SUPERVISOR" });
    expect(() => move(asked, "UPHOLD", ["SENDER", "AGENCY"], detailsFor("UPHOLD"), NOW)).toThrow(Refusal);
    expect(standingOf(give(asked, "UPHOLD"))).toBe("CLOSED DECLINED");
    expect(give(asked, "OVERTURN")).toMatchObject({ fulfilmentState: "REOPENED", declineReason: null, endedAt: null });
  });

  it("asks nobody again who is not eligible, until they were reassessed", () => {
    const declined = give(walk("SEND"), "DECLINE", { reason: "NOT_ELIGIBLE" });
    expect(allowedCommands(declined, "SENDER", days(400))).not.toContain("REOPEN");
    expect(allowedCommands(give(declined, "REASSESS"), "SENDER", NOW)).toContain("REOPEN");
    expect(allowedCommands(walk("SEND", "DECLINE"), "SENDER", NOW)).not.toContain("REASSESS");
  });

  it("parks what the person refused for sixty days", () => {
    const refused = give(walk("SEND", "ACCEPT"), "COMPLETE", { outcome: "REFUSED_BY_CLIENT" });
    expect(allowedCommands(refused, "SENDER", days(59))).not.toContain("REOPEN");
    expect(allowedCommands(refused, "SENDER", days(61))).toContain("REOPEN");
  });

  it("expires what was not answered, in its time and not before, and never what is being served", () => {
    const sent = walk("SEND");
    expect(() => give(sent, "EXPIRE", {}, sent.dueAt!)).toThrow(Refusal);
    const expired = give(sent, "EXPIRE", {}, sent.expiresAt!);
    expect([wordOf(expired), factsOf(expired).owner, expired.endedAt]).toEqual(["EXPIRED", "SENDER", sent.expiresAt]);
    expect(standingOf(give(expired, "REOPEN"))).toBe("ACTIVE REOPENED");
    expect(wordOf(give(expired, "CONFIRM_CLOSE"))).toBe("EXPIRED");
    expect(walk("SEND", "ACCEPT", "START").expiresAt).toBeNull();
  });

  it("reminds once and escalates once for each clock", () => {
    const sent = walk("SEND");
    const reminded = give(sent, "REMIND", {}, sent.remindAt!);
    expect(() => give(reminded, "REMIND", {}, sent.dueAt!)).toThrow(Refusal);
    const escalated = give(reminded, "ESCALATE", {}, sent.dueAt!);
    expect(escalated).toMatchObject({ ...reminded, escalatedAt: sent.dueAt });
    expect(() => give(escalated, "ESCALATE", {}, days(30))).toThrow(Refusal);
    expect(give(escalated, "ACCEPT")).toMatchObject({ escalatedAt: null, remindAt: expect.any(Date) });
  });
});

describe("whatever anybody commands", () => {
  const step = fc.record({
    /** Something that is possible now, where it is given; anything by anybody otherwise. */
    possible: fc.option(fc.nat({ max: 99 })),
    command: fc.constantFrom(...COMMANDS),
    parties: fc.subarray([...PARTIES], { minLength: 1 }),
    outcome: fc.constantFrom(...OUTCOMES, undefined, "FINE"),
    reason: fc.constantFrom(...STEP_REASONS, undefined),
    passed: fc.nat({ max: 1000 }),
  });

  it("no illegal state is reached, and somebody owes the next step by a day until nothing is owed", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let referral = draft;
        let now = NOW;
        for (const { possible, command, parties, outcome, reason, passed } of steps) {
          now = new Date(now.getTime() + passed * 3_600_000);
          const before = referral;
          try {
            const all = possible === null ? [] : PARTIES.flatMap((party) => allowedCommands(before, party, now));
            const chosen = all[(possible ?? 0) % all.length];
            referral = chosen
              ? give(before, chosen, {}, now)
              : move(before, command, parties, { outcome, reason, note: "x" }, now);
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal);
            expect(referral).toBe(before);
            continue;
          }
          checkPromises(referral);
        }
      }),
      { numRuns: 300 },
    );
  });

  function checkPromises(referral: Movable): void {
    const { owner, clock } = factsOf(referral);
    const isOwed = owner !== "NOBODY";
    const { dueAt, closedAt, endedAt } = referral;
    const kept = [isLegal(referral), dueAt !== null, clock !== null, closedAt === null, endedAt !== null];
    expect(kept).toEqual([true, isOwed, isOwed, isOwed, isEnded(referral)]);
    if (isOwed) expect(allowedCommands(referral, owner, NOW)).not.toEqual([]);
  }

  it("every standing there can be, every word, clock and command is on some way through the table", () => {
    const found = new Map([[standingOf(draft), draft]]);
    const taken = new Set<ReferralCommand>();
    for (const [, referral] of found) {
      const moments = [NOW, referral.remindAt, referral.dueAt, referral.expiresAt].filter((each) => each !== null);
      const ways = moments.flatMap((at) =>
        PARTIES.flatMap((party) => allowedCommands(referral, party, at)).map((command) => ({ command, at })),
      );
      for (const { command, at } of ways) {
        const endings = command === "DECLINE" ? [{ reason: "NOT_ELIGIBLE" }, {}] : [{}];
        for (const ending of endings) {
          const next = give(referral, command, ending, at);
          taken.add(command);
          const key = `${standingOf(next)}${blockOf(next, at) ? " blocked" : ""}`;
          if (!found.has(key)) found.set(key, next);
        }
      }
    }
    const all = [...found.values()];
    expect([...new Set(all.map(standingOf))].sort()).toEqual(STANDINGS.map(standingOf).sort());
    expect([...new Set(all.map(wordOf))].sort()).toEqual([...REFERRAL_STATES].sort());
    expect([...new Set(all.map((each) => factsOf(each).clock))].sort()).toEqual([...CLOCKS, null].sort());
    expect([...taken].sort()).toEqual([...COMMANDS].sort());
    all.forEach(checkPromises);
  });
});

function catchRefusal(act: () => unknown): Refusal {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("It was not refused.");
}
