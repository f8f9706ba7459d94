import { stepsTowards } from "./fulfilment.rules";
import { TRANSITIONS } from "./referral.machine";
import { STANDINGS, type Standing } from "./referral.states";

describe("the way of a referral to what the agency has done", () => {
  type Goal = Parameters<typeof stepsTowards>[1];
  const standing = (words: string): Standing => {
    const [requestState, fulfilmentState = null] = words.split(" ");
    return { requestState, fulfilmentState } as Standing;
  };

  it.each<[string, Goal, string | null]>([
    ["ACTIVE SENT", "ACCEPTED", "ACCEPT"],
    ["ACTIVE WAITLISTED", "IN_PROGRESS", "ACCEPT START"],
    ["ACTIVE RECEIVED", "IN_PROGRESS", "ACCEPT START"],
    ["ACTIVE ACCEPTED", "IN_PROGRESS", "START"],
    ["ACTIVE ACCEPTED", "COMPLETED", "COMPLETE"],
    ["ACTIVE IN_PROGRESS", "COMPLETED", "COMPLETE"],
    ["ACTIVE IN_PROGRESS", "ACCEPTED", ""],
    ["ACTIVE COMPLETED", "COMPLETED", ""],
    ["CLOSED COMPLETED", "COMPLETED", ""],
    ["CLOSED COMPLETED", "IN_PROGRESS", null],
    ["ACTIVE COMPLETED", "IN_PROGRESS", null],
    ["WITHDRAWN SENT", "IN_PROGRESS", null],
    ["ON_HOLD ACCEPTED", "ACCEPTED", null],
    ["ON_HOLD ACCEPTED", "IN_PROGRESS", null],
    ["DRAFT", "ACCEPTED", null],
  ])("from %s to %s: %s", (from, goal, steps) => {
    expect(stepsTowards(standing(from), goal)?.join(" ") ?? null).toBe(steps);
  });

  it("is always one the machine knows", () => {
    for (const from of STANDINGS) {
      for (const goal of ["ACCEPTED", "IN_PROGRESS", "COMPLETED"] as const) {
        const steps = stepsTowards(from, goal) ?? [];
        const ends = steps.reduce((at, command) => {
          const { from: starts, to } = TRANSITIONS[command];
          expect(starts.some(({ fulfilments }) => fulfilments?.includes(at))).toBe(true);
          return to.fulfilment!;
        }, from.fulfilmentState);
        if (steps.length > 0) expect([from.requestState, ends]).toEqual(["ACTIVE", goal]);
      }
    }
  });
});
