import fc from "fast-check";
import { backOff, PATIENCE } from "./back-off";

it("waits longer with every failure, up to a limit, and never exactly like its neighbour", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), (failed) => {
      const most = Math.min(PATIENCE.longest, PATIENCE.first * 2 ** (failed - 1));
      const wait = backOff(failed, PATIENCE);
      expect(wait).toBeGreaterThanOrEqual(most / 2);
      expect(wait).toBeLessThanOrEqual(most);
    }),
  );
  expect(new Set(Array.from({ length: 20 }, () => backOff(10, PATIENCE))).size).toBeGreaterThan(10);
});
