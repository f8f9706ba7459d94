import { badAnswer } from "./fault.js";
import { Faults } from "./faults.js";
import { AS_PLANNED } from "./run.fixture.js";

const fault = badAnswer("people");
const pathsOf = ({ errors }: Faults) => errors.map(({ path }) => path?.join("."));

describe("a value that may not be null", () => {
  it("is told of where nothing explains that it is", () => {
    const faults = new Faults(AS_PLANNED);
    faults.report(fault, ["a", 0, "b"]);
    faults.violation(["a", 1, "b"], false, fault);
    faults.violation(["c"], true, fault);
    expect(pathsOf(faults)).toEqual(["a.0.b", "a.1.b", "c"]);
  });

  it("is explained by an error above it, below it, or there", () => {
    const faults = new Faults(AS_PLANNED);
    faults.report(fault, ["a", 0]);
    for (const path of [["a", 0, "b"], ["a", 0], ["a"]]) faults.violation(path, false, fault);
    expect(pathsOf(faults)).toEqual(["a.0"]);
  });

  it("is explained by an outage, at any index, if nothing was sent", () => {
    const faults = new Faults(AS_PLANNED);
    faults.outage(["a", "b"]);
    faults.violation(["a", 3, "b", "c"], true, fault);
    // What is null because of it is there, and is null all the same.
    faults.violation(["a", 3, "b"], false, fault);
    faults.violation(["a", 3], false, fault);
    expect(faults.errors).toEqual([]);
    faults.violation(["a", 4, "b", "c"], false, fault);
    faults.violation(["a", 3, "x"], true, fault);
    expect(pathsOf(faults)).toEqual(["a.4.b.c", "a.3.x"]);
  });

  it("is explained by what an earlier part was told", () => {
    const earlier = new Faults(AS_PLANNED);
    earlier.report(fault, ["a"]);
    const faults = new Faults(AS_PLANNED, earlier);
    faults.violation(["a", "b"], false, fault);
    expect(faults.errors).toEqual([]);
  });
});

it("an error without a place has no path", () => {
  const faults = new Faults(AS_PLANNED);
  faults.report(fault, undefined);
  faults.report(fault, []);
  expect(pathsOf(faults)).toEqual([undefined, undefined]);
});
