import fc from "fast-check";
import { Refusal } from "../../kernel/refusal";
import {
  AGENCY_COMMANDS,
  DECLINE_REASONS,
  OUTCOMES,
  REFERRAL_STATES,
  SENDER_COMMANDS,
  STATE_FACTS,
  TRANSITIONS,
  type ReferralCommand,
} from "./referral.machine";
import { allowedCommands, move, type Movable } from "./referral.rules";

const NOW = new Date("2026-11-20T09:00:00Z");
const draft: Movable = {
  state: "DRAFT",
  urgency: "ROUTINE",
  sentAt: null,
  dueAt: null,
  endedAt: null,
  closedAt: null,
  outcome: null,
};
const details = { outcome: "SERVICE_PROVIDED", reason: "NO_CAPACITY" };
const walk = (...commands: ReferralCommand[]) =>
  commands.reduce((referral, command) => move(referral, command, TRANSITIONS[command].by, details, NOW), draft);

describe("the referral machine", () => {
  it("walks the whole loop", () => {
    const closed = walk("SEND", "RECEIVE", "ACCEPT", "START", "COMPLETE", "CONFIRM_CLOSE");
    expect(closed).toMatchObject({ state: "COMPLETED", outcome: "SERVICE_PROVIDED", endedAt: NOW, closedAt: NOW });
  });

  it("refuses the other side's command and says what is allowed", () => {
    expect(() => move(walk("SEND"), "ACCEPT", "SENDER", details, NOW)).toThrow(
      expect.objectContaining({
        extensions: {
          code: "ILLEGAL_TRANSITION",
          details: { state: "SENT", command: "ACCEPT", allowed: ["HOLD", "WITHDRAW", "CANCEL"] },
        },
      }),
    );
  });

  it("refuses a decline without a reason, and OTHER without words", () => {
    expect(() => move(walk("SEND"), "DECLINE", "AGENCY", {}, NOW)).toThrow(/needs a reason/);
    expect(() => move(walk("SEND"), "DECLINE", "AGENCY", { reason: "OTHER", note: " " }, NOW)).toThrow(/note/);
  });

  it("refuses a completion without an outcome of the closed set", () => {
    const accepted = walk("SEND", "ACCEPT");
    expect(() => move(accepted, "COMPLETE", "AGENCY", { outcome: "FINE" }, NOW)).toThrow(/needs an outcome/);
  });

  it("does not confirm a close twice", () => {
    const closed = walk("SEND", "ACCEPT", "COMPLETE", "CONFIRM_CLOSE");
    expect(() => move(closed, "CONFIRM_CLOSE", "SENDER", {}, NOW)).toThrow(Refusal);
  });

  it("never reaches an illegal state, whatever anybody commands", () => {
    const commands = [...AGENCY_COMMANDS, ...SENDER_COMMANDS];
    const step = fc.record({
      command: fc.constantFrom(...commands),
      side: fc.constantFrom("SENDER" as const, "AGENCY" as const),
      outcome: fc.constantFrom(...OUTCOMES, undefined),
      reason: fc.constantFrom(...DECLINE_REASONS, undefined),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let referral = draft;
        for (const { command, side, ...rest } of steps) {
          try {
            referral = move(referral, command, side, { ...rest, note: "x" }, NOW);
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal);
            continue;
          }
          const { open } = STATE_FACTS[referral.state];
          expect(TRANSITIONS[command].by).toBe(side);
          expect(referral.endedAt === null).toBe(open);
          if (["SENT", "RECEIVED", "REOPENED"].includes(referral.state)) expect(referral.dueAt).not.toBeNull();
          if (open) expect(allowedCommands(referral.state, false, "SENDER")).toContain("CANCEL");
        }
      }),
      { numRuns: 500 },
    );
  });

  it("can reach every state but those of the clock and of transfers", () => {
    const reached = new Set(["DRAFT", ...Object.values(TRANSITIONS).map(({ to }) => to)]);
    expect(REFERRAL_STATES.filter((state) => !reached.has(state))).toEqual(["EXPIRED", "TRANSFERRED"]);
  });
});
