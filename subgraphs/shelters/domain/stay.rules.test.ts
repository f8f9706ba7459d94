import fc from "fast-check";
import { addDays } from "./night.rules";
import { checkAdmission, checkArrival, endStay, LEAVING_REASONS, statusOnAdmission } from "./stay.rules";

const NOON = new Date("2026-11-21T12:00:00+02:00");
const AFTER_MIDNIGHT = new Date("2026-11-22T02:00:00+02:00");

const refusal = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    const { extensions } = error as { extensions: { code: string; details?: { field: string; check: string } } };
    return extensions.details ? `${extensions.details.field} ${extensions.details.check}` : extensions.code;
  }
  return null;
};

describe("an admission", () => {
  const admission = (from: string, until: string, now = NOON) => refusal(() => checkAdmission({ from, until }, now));

  it("has at least one night and at most two years", () => {
    expect(admission("2026-11-21", "2026-11-21")).toBe("until order");
    expect(admission("2026-11-21", "2026-11-20")).toBe("until order");
    expect(admission("2026-11-21", "2026-11-22")).toBeNull();
    expect(admission("2026-11-21", "2028-11-21")).toBeNull();
    expect(admission("2026-11-21", "2028-11-22")).toBe("until length");
  });

  it("may be written down for last night, not for earlier ones", () => {
    expect(admission("2026-11-20", "2026-12-01")).toBeNull();
    expect(admission("2026-11-19", "2026-12-01")).toBe("from past");
    expect(admission("2026-11-20", "2026-12-01", AFTER_MIDNIGHT)).toBeNull();
    expect(admission("2026-11-19", "2026-12-01", AFTER_MIDNIGHT)).toBe("from past");
  });

  it("puts who comes by tonight in the house and books the others", () => {
    expect(statusOnAdmission("2026-11-21", NOON)).toBe("IN_HOUSE");
    expect(statusOnAdmission("2026-11-21", AFTER_MIDNIGHT)).toBe("IN_HOUSE");
    expect(statusOnAdmission("2026-11-22", AFTER_MIDNIGHT)).toBe("BOOKED");
    expect(statusOnAdmission("2026-11-22", NOON)).toBe("BOOKED");
  });
});

describe("an arrival", () => {
  const nights = { from: "2026-11-21", until: "2026-11-23" };

  it("is for a booked stay, on one of its nights", () => {
    expect(refusal(() => checkArrival({ ...nights, status: "BOOKED" }, AFTER_MIDNIGHT))).toBeNull();
    expect(refusal(() => checkArrival({ ...nights, status: "LEFT" }, NOON))).toBe("ILLEGAL_TRANSITION");
    const early = new Date("2026-11-21T05:00:00+02:00");
    expect(refusal(() => checkArrival({ ...nights, status: "BOOKED" }, early))).toBe("stayId period");
    const late = new Date("2026-11-23T12:00:00+02:00");
    expect(refusal(() => checkArrival({ ...nights, status: "BOOKED" }, late))).toBe("stayId period");
  });
});

describe("the end of a stay", () => {
  const inHouse = { from: "2026-11-10", until: "2026-12-10", status: "IN_HOUSE" };
  const end = (stay: typeof inHouse, on: string, reason: (typeof LEAVING_REASONS)[number] = "OWN_HOME") =>
    endStay(stay, { on, reason }, NOON);

  it("is the day of leaving, and frees the nights after it", () => {
    expect(end(inHouse, "2026-11-20")).toEqual({ status: "LEFT", until: "2026-11-20" });
  });

  it("keeps the first night of who leaves on the day of arrival", () => {
    expect(end(inHouse, "2026-11-10")).toEqual({ status: "LEFT", until: "2026-11-11" });
  });

  it("is neither in the future nor before the stay", () => {
    expect(refusal(() => end(inHouse, "2026-11-22"))).toBe("on future");
    expect(refusal(() => end(inHouse, "2026-11-09"))).toBe("on order");
  });

  it("comes once, and only for who arrived", () => {
    expect(refusal(() => end({ ...inHouse, status: "LEFT" }, "2026-11-20"))).toBe("ILLEGAL_TRANSITION");
    expect(refusal(() => end(inHouse, "2026-11-20", "DID_NOT_ARRIVE"))).toBe("reason arrived");
  });

  it("turns a booking into a no-show or a cancellation", () => {
    const booked = { ...inHouse, status: "BOOKED" };
    expect(end(booked, "2026-11-21", "DID_NOT_ARRIVE").status).toBe("NO_SHOW");
    expect(end(booked, "2026-11-21", "OTHER_FACILITY")).toEqual({ status: "CANCELLED", until: "2026-12-10" });
  });

  it("always leaves at least one night in the record", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 11 }), fc.constantFrom(...LEAVING_REASONS), (days, reason) => {
        fc.pre(reason !== "DID_NOT_ARRIVE");
        expect(end(inHouse, addDays(inHouse.from, days), reason).until > inHouse.from).toBe(true);
      }),
    );
  });
});
