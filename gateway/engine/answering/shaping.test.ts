import { NulledPlaces } from "./nulled-places.js";
import { Shaping, type Pending } from "./shaping.js";
import { Faults } from "../faults.js";
import { AS_PLANNED } from "../run.fixture.js";

const started = (...path: (string | number)[]) => {
  const [faults, nulled] = [new Faults(AS_PLANNED), new NulledPlaces()];
  return { faults, nulled, shaping: new Shaping({ faults, variables: {} }, nulled, path) };
};

describe("what cannot be told", () => {
  it("is null, with an error where it stands", () => {
    const { faults, shaping } = started("a", 0, "stale");
    expect(shaping.refuse(2)).toBeNull();
    expect(faults.errors).toMatchObject([{ path: ["a", 0], extensions: { code: "SERVICE_BAD_ANSWER" } }]);
  });

  it("makes null what may not be without it, for every part, and nothing follows there", () => {
    const { faults, nulled, shaping } = started("a", "b");
    const [before, within] = ["", "a"].map((defer) => ({ deferred: { defer } }) as Pending);
    shaping.pending.push(before!, within!);
    expect(shaping.nullify(1, 1, false, "Needed.")).toBeNull();
    nulled.settle(true);
    expect([shaping.pending, nulled.has(["a"], 1)]).toEqual([[before], true]);
    expect(faults.errors).toMatchObject([{ path: ["a", "b"], message: "Needed." }]);
  });
});
