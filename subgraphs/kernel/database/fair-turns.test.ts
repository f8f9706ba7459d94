import { FairTurns } from "./fair-turns";

describe("writing in turn", () => {
  const done: string[] = [];
  const ends: (() => void)[] = [];
  /** Each ends when it is told to, in the order in which they began. */
  const work = (name: string) => () =>
    new Promise<string>((resolve) => {
      done.push(name);
      ends.push(() => resolve(name));
    });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const endNext = async (): Promise<void> => {
    ends.shift()!();
    await settle();
  };
  beforeEach(() => {
    done.length = 0;
    ends.length = 0;
  });
  afterEach(() => void jest.useRealTimers());

  it("somebody with a hundred things makes others wait for one of them", async () => {
    const turns = new FairTurns(2);
    const all = Array.from({ length: 100 }, (_, at) => turns.take("crowd", work(`crowd ${at}`)));
    all.push(turns.take("one", work("one 0")), turns.take("one", work("one 1")), turns.take("other", work("other")));
    expect(done).toEqual(["crowd 0", "crowd 1"]);
    for (let ended = 0; ended < 5; ended++) await endNext();
    expect(done.slice(2)).toEqual(["crowd 2", "one 0", "other", "crowd 3", "one 1"]);
    while (ends.length > 0) await endNext();
    expect(await Promise.all(all)).toHaveLength(103);
    expect(done.filter((name) => name.startsWith("crowd"))).toEqual(
      Array.from({ length: 100 }, (_, at) => `crowd ${at}`),
    );
  });

  it("who waits too long is told that nothing was done, and takes nobody's turn", async () => {
    jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick"] });
    const turns = new FairTurns(1, 1000);
    const first = turns.take("a", work("first"));
    const late = [turns.take("a", work("late")), turns.take("b", work("late too"))];
    const refused = Promise.allSettled(late);
    jest.advanceTimersByTime(999);
    const last = turns.take("b", work("last"));
    jest.advanceTimersByTime(1);
    for (const each of await refused) {
      expect(each).toMatchObject({
        reason: { code: "SERVICE_UNAVAILABLE", extensions: { details: { check: "busy", retryAfterSeconds: 1 } } },
      });
    }
    await endNext();
    await endNext();
    expect([await first, await last, done]).toEqual(["first", "last", ["first", "last"]]);
  });

  it("what fails gives its place back", async () => {
    const turns = new FairTurns(1);
    await expect(turns.take("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    const next = turns.take("a", work("next"));
    await settle();
    await endNext();
    expect(await next).toBe("next");
  });
});
