import fc from "fast-check";
import { mannWhitney } from "../../bench/mann-whitney";

/** The test by which `npm run timing` compares, against published values. */
describe("the Mann-Whitney test", () => {
  it("gives what SciPy documents for the ages at which diabetes was found in men and women", () => {
    const { u, p } = mannWhitney([19, 22, 16, 29, 24], [20, 11, 17, 12]);
    expect(u).toBe(17);
    expect(p).toBeCloseTo(0.1113469, 6);
  });

  it("corrects for ties: half of them on each side say nothing", () => {
    const { u, p, effect } = mannWhitney([1, 1, 2, 2], [1, 1, 2, 2]);
    expect([u, effect]).toEqual([8, 0.5]);
    expect(p).toBeCloseTo(1, 6);
    expect(mannWhitney([5, 5, 5], [5, 5, 5]).p).toBe(1);
    expect(mannWhitney([1, 2, 3], [1, 2, 4]).u).toBe(4);
  });

  it("sees a shift of a tenth of the spread in thousands of samples, and none where there is none", () => {
    const noise = (seed: number) =>
      Array.from({ length: 4000 }, (_, at) => ((at * 7919 + seed * 104_729) % 10_007) / 10_007);
    expect(mannWhitney(noise(1), noise(2)).p).toBeGreaterThan(0.05);
    expect(
      mannWhitney(
        noise(1).map((each) => each + 0.03),
        noise(2),
      ).p,
    ).toBeLessThan(0.001);
  });

  it("says the same the other way round", () => {
    const samples = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(samples, samples, (one, other) => {
        const [forth, back] = [mannWhitney(one, other), mannWhitney(other, one)];
        expect(forth.p).toBeCloseTo(back.p, 10);
        expect(forth.u + back.u).toBeCloseTo(one.length * other.length, 6);
      }),
    );
  });
});
