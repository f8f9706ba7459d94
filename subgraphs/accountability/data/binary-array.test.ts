import fc from "fast-check";
import { BIGINT, binaryArray, TIMESTAMPTZ, UUID, type ElementType } from "./binary-array";

/** The only value of an array, as it was written. */
const written = <T>(type: ElementType<T>, value: T): Buffer => binaryArray(type, [value]).subarray(24);

describe("a column of binary values", () => {
  it("holds whole numbers as PostgreSQL does, of either sign", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => expect(written(BIGINT, value).readBigInt64BE()).toBe(BigInt(value))),
    );
  });

  it("holds instants in microseconds from the year 2000, also those before", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date("2200-01-01"), noInvalidDate: true }), (moment) => {
        const expected = BigInt(moment.getTime() - Date.UTC(2000, 0, 1)) * 1000n;
        expect(written(TIMESTAMPTZ, moment.toISOString()).readBigInt64BE()).toBe(expected);
      }),
    );
  });

  it("holds ids in sixteen bytes, whatever their letters", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.boolean(), (id, isUpper) => {
        const bytes = written(UUID, isUpper ? id.toUpperCase() : id);
        expect(bytes.toString("hex")).toBe(id.replaceAll("-", ""));
      }),
    );
  });

  it("is as long as it says with what is no id, and leaves its neighbours alone", () => {
    fc.assert(
      fc.property(fc.string(), fc.uuid(), (nonsense, id) => {
        const array = binaryArray(UUID, [id, nonsense, id]);
        expect(array.length).toBe(20 + 3 * 20);
        for (const at of [24, 64]) expect(array.toString("hex", at, at + 16)).toBe(id.replaceAll("-", ""));
      }),
    );
  });
});
