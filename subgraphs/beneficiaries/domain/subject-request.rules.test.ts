import fc from "fast-check";
import {
  allowedDecisions,
  decideRequest,
  isEnded,
  openRequest,
  REQUEST_DECISIONS,
  REQUEST_KINDS,
  REQUEST_REASONS,
  type Standing,
} from "./subject-request.rules";

const NOW = new Date("2026-11-22T10:00:00Z");
const opened = (kind: Standing["kind"] = "ACCESS") => openRequest(kind, "2026-11-20", NOW);

describe("a request of a person about their data", () => {
  it.each([
    ["2026-11-23", "future"],
    ["2025-11-20", "past"],
  ])("is not received on %s", (day, check) => {
    expect(() => openRequest("ACCESS", day, NOW)).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ details: { field: "receivedOn", check } }) }),
    );
  });

  it("received after midnight in Greece counts for that day, whatever the day in London", () => {
    expect(openRequest("ACCESS", "2026-11-23", new Date("2026-11-22T22:30:00Z")).dueOn).toBe("2026-12-23");
  });

  it("is answered within a month, or within three when extended, once", () => {
    const extended = decideRequest(opened(), "EXTEND", "COMPLEXITY");
    expect([opened().dueOn, extended.dueOn]).toEqual(["2026-12-21", "2027-02-22"]);
    expect(() => decideRequest(extended, "EXTEND", "COMPLEXITY")).toThrow("not where this can be done");
  });

  it("for erasure is approved, never simply answered", () => {
    expect(allowedDecisions(opened("ERASURE"))).toEqual(["EXTEND", "APPROVE", "REFUSE"]);
    expect(allowedDecisions(opened())).toEqual(["EXTEND", "ANSWER", "REFUSE"]);
  });

  it.each([
    ["REFUSE", null],
    ["REFUSE", "COMPLEXITY"],
    ["EXTEND", "EXCESSIVE"],
    ["ANSWER", "EXCESSIVE"],
  ] as const)("takes no %s for the reason %s", (decision, reason) => {
    expect(() => decideRequest(opened(), decision, reason)).toThrow("reason");
  });

  it("once ended stays as it is, whatever was decided before", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...REQUEST_KINDS),
        fc.array(fc.tuple(fc.constantFrom(...REQUEST_DECISIONS), fc.option(fc.constantFrom(...REQUEST_REASONS)))),
        (kind, decisions) => {
          let standing = opened(kind);
          for (const [decision, reason] of decisions) {
            const ended = isEnded(standing.state);
            try {
              standing = decideRequest(standing, decision, reason);
              expect(ended).toBe(false);
            } catch {
              continue;
            }
          }
          expect(standing.dueOn >= opened(kind).dueOn).toBe(true);
        },
      ),
    );
  });
});
