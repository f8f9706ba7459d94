import fc from "fast-check";
import { stdnum } from "stdnum";
import { Numbers } from "./numbers";

const { amka, vat } = stdnum.GR!;

describe("numbers of people who do not exist", () => {
  it("makes AMKA that tell birth date and sex, to the last of a day", () => {
    const numbers = new Numbers();
    const made = new Set<string>();
    const fits = (number: string, sex: string) =>
      amka!.validate(number).isValid &&
      number.startsWith("290292") &&
      Number(number[9]) % 2 === (sex === "MALE" ? 1 : 0);
    for (let nth = 0; nth < 10_000; nth++) {
      const sex = nth % 2 === 0 ? "FEMALE" : "MALE";
      const number = numbers.amka("1992-02-29", sex);
      if (fits(number, sex)) made.add(number);
    }
    expect(made.size).toBe(10_000);
    expect(() => numbers.amka("1992-02-29", "MALE")).toThrow(RangeError);
  });

  it("does not repeat the AMKA of somebody born a century earlier", () => {
    const numbers = new Numbers();
    expect(numbers.amka("1924-05-01", "MALE")).not.toBe(numbers.amka("2024-05-01", "MALE"));
  });

  it("makes valid AFM that differ for different people, in a range of nobody's", () => {
    const numbers = new Numbers();
    const anyone = fc.integer({ min: 1, max: 40_000_000 - 1 });
    fc.assert(
      fc.property(anyone, anyone, (one, other) => {
        const afm = numbers.afm(one);
        expect(vat!.validate(afm).isValid).toBe(true);
        expect(afm).toMatch(/^[3-6]\d{8}$/);
        expect(one === other).toBe(afm === numbers.afm(other));
      }),
    );
  });

  it("makes other numbers nobody could take for real ones", () => {
    const numbers = new Numbers();
    const million = Array.from({ length: 100_000 }, (_, at) => at * 10 + 1);
    for (const make of ["paaypa", "passport", "phone"] as const) {
      expect(new Set(million.map((n) => numbers[make](n))).size).toBe(million.length);
    }
    expect(numbers.paaypa(7)).toMatch(/^99\d{9}$/);
    expect(amka!.validate(numbers.paaypa(7)).isValid).toBe(false);
    expect(numbers.passport(7)).toMatch(/^X[A-Z]\d{7}$/);
    expect(numbers.phone(7)).toMatch(/^\+30680\d{7}$/);
  });
});
