import { setImmediate } from "node:timers/promises";
import { inOrder, together, type Group } from "./program.js";
import { TestRun } from "./run.fixture.js";

describe("a program", () => {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const step = (name: string, part: string, ...after: number[]): Group => ({
    step: () => {
      begun.push(name);
      return new Promise((resolve) => ends.set(name, resolve));
    },
    part,
    after,
  });
  const idle: Group = { step: () => undefined, part: "", after: [] };
  const runOf = () => new TestRun(() => null);
  const end = (name: string) => (ends.get(name)!(), setImmediate());

  beforeEach(() => begun.splice(0));

  it("starts each step as soon as those it waits for have ended, whatever the others do", async () => {
    const ended = inOrder([step("a", ""), step("slow", ""), step("b", "", 0), step("c", "", 1, 2)])(runOf)("");
    expect(begun).toEqual(["a", "slow"]);
    await end("a");
    expect(begun).toEqual(["a", "slow", "b"]);
    await end("b");
    expect(begun).toHaveLength(3);
    await end("slow");
    expect(begun).toEqual(["a", "slow", "b", "c"]);
    await end("c");
    await ended;
  });

  it("ends a part without waiting for another", async () => {
    const ended = inOrder([step("a", ""), step("b", "later", 0)])(runOf);
    await end("a");
    await ended("");
    const later = ended("later")!.then(() => begun.push("ended"));
    expect(begun).toEqual(["a", "b"]);
    await end("b");
    await later;
    expect(begun).toEqual(["a", "b", "ended"]);
  });

  it("waits for nothing where nothing was to be fetched", () => {
    expect(inOrder([idle, { ...step("b", ""), after: [0], step: idle.step }])(runOf)("")).toBeUndefined();
    expect(together([])).toBeUndefined();
  });
});
