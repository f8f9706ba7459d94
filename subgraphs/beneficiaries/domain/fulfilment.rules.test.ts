import { stepsTowards } from "./fulfilment.rules";
import { REFERRAL_STATES, TRANSITIONS, type ReferralState } from "./referral.machine";

describe("the way of a referral to what the agency has done", () => {
  it.each<[ReferralState, Parameters<typeof stepsTowards>[1], string | null]>([
    ["SENT", "ACCEPTED", "ACCEPT"],
    ["WAITLISTED", "IN_PROGRESS", "ACCEPT START"],
    ["RECEIVED", "IN_PROGRESS", "ACCEPT START"],
    ["ACCEPTED", "IN_PROGRESS", "START"],
    ["ACCEPTED", "COMPLETED", "COMPLETE"],
    ["IN_PROGRESS", "COMPLETED", "COMPLETE"],
    ["IN_PROGRESS", "ACCEPTED", ""],
    ["COMPLETED", "COMPLETED", ""],
    ["COMPLETED", "IN_PROGRESS", null],
    ["WITHDRAWN", "IN_PROGRESS", null],
    ["ON_HOLD", "ACCEPTED", null],
    ["DRAFT", "ACCEPTED", null],
  ])("from %s to %s: %s", (state, goal, steps) => {
    expect(stepsTowards(state, goal)?.join(" ") ?? null).toBe(steps);
  });

  it("is always one the machine knows", () => {
    for (const state of REFERRAL_STATES) {
      for (const goal of ["ACCEPTED", "IN_PROGRESS", "COMPLETED"] as const) {
        let at = state;
        for (const command of stepsTowards(state, goal) ?? []) {
          expect(TRANSITIONS[command].from).toContain(at);
          at = TRANSITIONS[command].to!;
        }
        if (stepsTowards(state, goal)?.length) expect(at).toBe(goal);
      }
    }
  });
});
