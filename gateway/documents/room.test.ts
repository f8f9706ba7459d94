import fc from "fast-check";
import { NO_ROOM, Room } from "./room";

const LIMITS = { bytes: 10, bytesEach: 6, waiting: 3, patienceMs: 10_000 };

/** Somebody who holds bytes until told to leave. */
function guests(room: Room) {
  const inside: string[] = [];
  const leave = new Map<string, () => void>();
  const come = (name: string, bytes: number, whose = name): Promise<void> =>
    room.hold(whose, bytes, () => {
      inside.push(name);
      return new Promise((resolve) => {
        leave.set(name, () => {
          inside.splice(inside.indexOf(name), 1);
          resolve();
        });
      });
    });
  const go = async (name: string): Promise<void> => {
    leave.get(name)!();
    await settled();
  };
  return { inside, come, go };
}
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

describe("room for what is sent", () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it("is there up to its limit, then in the order of coming: who needs less does not pass", async () => {
    const { inside, come, go } = guests(new Room(LIMITS));
    const all = [come("anna", 6), come("berta", 4), come("clio", 5), come("dora", 1)];
    await settled();
    expect(inside).toEqual(["anna", "berta"]);
    await go("berta");
    expect(inside).toEqual(["anna"]);
    await go("anna");
    expect(inside).toEqual(["clio", "dora"]);
    await go("clio");
    await go("dora");
    await Promise.all(all);
  });

  it("is nobody's alone: others pass by who has a share in use", async () => {
    const { inside, come, go } = guests(new Room(LIMITS));
    const all = [come("first", 4, "anna"), come("second", 4, "anna"), come("berta", 4)];
    await settled();
    expect(inside).toEqual(["first", "berta"]);
    for (const name of ["first", "second", "berta"]) await go(name);
    await Promise.all(all);
  });

  it("is not waited for by too many, nor too long; and who gave up is in nobody's way", async () => {
    const { inside, come, go } = guests(new Room(LIMITS));
    const anna = come("anna", 6);
    const late = [come("berta", 6), come("clio", 6), come("dora", 6)].map((each) => expect(each).rejects.toBe(NO_ROOM));
    await expect(come("eleni", 1)).rejects.toBe(NO_ROOM);
    jest.advanceTimersByTime(9_999);
    await settled();
    expect(inside).toEqual(["anna"]);
    jest.advanceTimersByTime(1);
    await Promise.all(late);
    const eleni = come("eleni", 4);
    await settled();
    expect(inside).toEqual(["anna", "eleni"]);
    await go("anna");
    await go("eleni");
    await Promise.all([anna, eleni]);
  });

  it("is given back by who fails", async () => {
    const room = new Room(LIMITS);
    await expect(room.hold("anna", 10, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    await expect(room.hold("berta", 10, () => Promise.resolve("in"))).resolves.toBe("in");
  });

  it("never holds more than its limit, each their share, and everybody comes in", async () => {
    const visit = fc.record({ whose: fc.constantFrom("anna", "berta", "clio"), bytes: fc.integer({ min: 0, max: 6 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(visit, { maxLength: 30 }), fc.scheduler(), async (visits, scheduler) => {
        const room = new Room({ ...LIMITS, waiting: 30 });
        const held = { all: 0, anna: 0, berta: 0, clio: 0 };
        const done = visits.map(({ whose, bytes }) =>
          room.hold(whose, bytes, async () => {
            const own = whose as keyof typeof held;
            held.all += bytes;
            held[own] += bytes;
            expect(held.all).toBeLessThanOrEqual(LIMITS.bytes);
            expect(held[own]).toBeLessThanOrEqual(LIMITS.bytesEach);
            await scheduler.schedule(Promise.resolve());
            held.all -= bytes;
            held[own] -= bytes;
          }),
        );
        await scheduler.waitFor(Promise.all(done));
        expect(held).toEqual({ all: 0, anna: 0, berta: 0, clio: 0 });
      }),
      { numRuns: 100 },
    );
  });
});
