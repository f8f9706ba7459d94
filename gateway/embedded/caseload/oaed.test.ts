import { COURSE_KINDS, courseIn, monthOf, VACANCY_KINDS, vacancyIn } from "../../../subgraphs/oaed/data/oaed.reference";
import { listDirectoryServices } from "./agencies";
import { lives } from "./lives";
import { toOaed } from "./oaed";

const AS_OF = new Date("2026-11-20T10:00:00Z");
const TODAY = "2026-11-20";
const caseload = [...lives({ people: 2000, seed: "syndesmos", asOf: AS_OF }, listDirectoryServices())];
const files = caseload.flatMap((life) => {
  const file = toOaed(life, AS_OF);
  return file ? [{ life, file }] : [];
});
const months = Array.from({ length: 60 }, (_, at) => monthOf("2023-01-01") + at);
const courses = new Map(months.flatMap((m) => COURSE_KINDS.map((k) => courseIn(k, m))).map((each) => [each.id, each]));
const vacancies = new Map(
  months.flatMap((m) => VACANCY_KINDS.map((k) => vacancyIn(k, m))).map((each) => [each.id, each]),
);
const day = (at: Date) => at.toISOString().slice(0, 10);

describe("the employment file of the caseload", () => {
  it("exists for those the service took on, and the same each time", () => {
    expect(files.length).toBeGreaterThan(200);
    for (const { life, file } of files) {
      expect(toOaed(life, AS_OF)).toEqual(file);
      expect(life.referrals.some(({ fileOwner }) => fileOwner === "oaed")).toBe(true);
      expect(file.registrations.length).toBeGreaterThan(0);
    }
  });

  it("has at most one open registration, confirmed within three months", () => {
    for (const { file } of files) {
      const open = file.registrations.filter(({ endedOn }) => endedOn === null);
      expect(open.length).toBeLessThanOrEqual(1);
      for (const { lastConfirmedOn } of open) expect(lastConfirmedOn >= "2026-08-20").toBe(true);
      for (const { since, lastConfirmedOn, endedOn } of file.registrations) {
        expect(since <= lastConfirmedOn && lastConfirmedOn <= (endedOn ?? TODAY) && (endedOn ?? TODAY) <= TODAY).toBe(
          true,
        );
      }
    }
  });

  it("has nobody placed before they registered, however young", () => {
    for (const { life } of files) {
      const young = { ...life, person: { ...life.person, birthDate: "2009-11-01" } };
      for (const { since, endedOn } of toOaed(young, AS_OF)!.registrations) {
        expect(since <= (endedOn ?? TODAY)).toBe(true);
      }
    }
  });

  it("has courses that lie within the time of training", () => {
    const seen = new Set<string>();
    for (const { life, file } of files) {
      for (const { courseId, status, hoursAttended } of file.attendances) {
        const course = courses.get(courseId)!;
        const referral = life.referrals.find(({ service }) => service.programmeKey === "oaed-training")!;
        seen.add(status);
        expect(course.startsOn > day(referral.servedFrom!)).toBe(true);
        expect(hoursAttended).toBeLessThanOrEqual(course.hours);
        if (status === "COMPLETED") expect(course.endsOn <= day(referral.servedUntil!)).toBe(true);
        if (status === "ATTENDING") expect(course.startsOn <= TODAY && course.endsOn >= TODAY).toBe(true);
        if (status === "ENROLLED") expect(course.startsOn > TODAY && hoursAttended === 0).toBe(true);
      }
    }
    expect([...seen].sort()).toEqual(["ATTENDING", "COMPLETED", "DROPPED_OUT", "ENROLLED"]);
  });

  it("has a job for each vacancy somebody was hired for, with that employer", () => {
    for (const { life, file } of files) {
      const hired = file.matches.filter(({ outcome }) => outcome === "HIRED");
      expect(file.placements.map(({ employer }) => employer)).toEqual(
        hired.map(({ vacancyId }) => vacancies.get(vacancyId)!.employer),
      );
      for (const { startsOn, endsOn } of file.placements) {
        expect(startsOn >= hired[0]!.proposedOn && startsOn <= TODAY && startsOn < (endsOn ?? "9")).toBe(true);
      }
      for (const { vacancyId, proposedOn } of file.matches) {
        const { postedOn, closesOn } = vacancies.get(vacancyId)!;
        expect(postedOn <= proposedOn && proposedOn <= closesOn).toBe(true);
      }
      const placement = life.referrals.find(({ service }) => service.programmeKey === "oaed-placement");
      if (hired.length > 0) expect(placement!.outcome).toBe("SERVICE_PROVIDED");
    }
    expect(files.some(({ file }) => file.registrations.length === 2)).toBe(true);
  });
});
