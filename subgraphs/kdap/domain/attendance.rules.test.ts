import fc from "fast-check";
import { attendanceRate } from "./attendance.rules";

describe("the attendance rate of a child", () => {
  it("is unknown when there was no day to come", () => {
    expect(attendanceRate({ present: 0, absent: 0 })).toBeNull();
  });

  it("is given in hundredths", () => {
    expect(attendanceRate({ present: 2, absent: 1 })).toBe(0.67);
  });

  it("lies between 0 and 1, and never falls with a day more", () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), (present, absent) => {
        fc.pre(present + absent > 0);
        const rate = attendanceRate({ present, absent })!;
        expect(rate).toBeGreaterThanOrEqual(0);
        expect(rate).toBeLessThanOrEqual(1);
        expect(attendanceRate({ present: present + 1, absent })!).toBeGreaterThanOrEqual(rate);
      }),
    );
  });
});
