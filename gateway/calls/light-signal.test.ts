import { LightSignal } from "./light-signal";

describe("a light signal", () => {
  it("tells each listener once, and none that left or came too late", () => {
    const signal = new LightSignal();
    const told: string[] = [];
    const left = () => void told.push("left");
    signal.addEventListener("abort", () => void told.push("first"));
    signal.addEventListener("abort", left);
    signal.addEventListener("abort", () => void told.push("second"));
    signal.removeEventListener("abort", left);
    signal.removeEventListener("abort", left);
    expect(signal.aborted).toBe(false);
    signal.abort("over");
    signal.abort("again");
    signal.addEventListener("abort", () => void told.push("late"));
    expect([told, signal.aborted, signal.reason]).toEqual([["first", "second"], true, "over"]);
  });

  it("is also one of node's, whenever that is asked for", () => {
    const [before, after] = [new LightSignal(), new LightSignal()];
    const { native } = before;
    before.abort("over");
    after.abort("over");
    expect([native, after.native].map(({ aborted, reason }) => [aborted, reason as unknown])).toEqual([
      [true, "over"],
      [true, "over"],
    ]);
    expect(before.native).toBe(native);
  });
});
