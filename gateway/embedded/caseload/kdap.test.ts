import type { EnrolmentImport, KdapImport } from "../../../subgraphs/kdap/data/kdap.import";
import { CENTRES, shiftsOf } from "../../../subgraphs/kdap/data/kdap.reference";
import { termOn } from "../../../subgraphs/kdap/domain/term.rules";
import { athensDay } from "../../../subgraphs/kernel/athens";
import { listDirectoryServices } from "./agencies";
import { KdapCaseload } from "./kdap";
import type { Life, LifeReferral } from "./life";
import { lives } from "./lives";
import { SlotAllocator } from "./slot-allocator";

const AS_OF = new Date("2026-11-20T10:00:00Z");
const TODAY = athensDay(AS_OF);
const PEOPLE = [...lives({ people: 1500, seed: "kdap", asOf: AS_OF }, listDirectoryServices())];

const filesOf = (people: readonly Life[]): Map<string, KdapImport> => {
  const caseload = new KdapCaseload(AS_OF);
  return new Map(people.map((life) => [life.person.id, caseload.of(life)] as const).filter(isFiled));
};
const isFiled = (entry: readonly [string, KdapImport | null]): entry is [string, KdapImport] => entry[1] !== null;

const FILES = filesOf(PEOPLE);
const PLACED = new Set(["ENROLLED", "ENDED"]);

function casesOf(matches: (referral: LifeReferral) => boolean): (readonly EnrolmentImport[])[] {
  return PEOPLE.flatMap(({ person, referrals }) =>
    referrals
      .filter((referral) => referral.fileOwner === "kdap" && matches(referral) && FILES.has(person.id))
      .map(({ id }) => FILES.get(person.id)!.enrolments.filter(({ referralId }) => referralId === id)),
  );
}

describe("the children's centres' part of the caseload", () => {
  it("has children with a guardian only, from 5 to 14", () => {
    expect(FILES.size).toBeGreaterThan(30);
    for (const life of PEOPLE.filter(({ person }) => FILES.has(person.id))) {
      expect(life.guardianId).not.toBeNull();
      expect(life.person.birthDate > "2011-11-20" && life.person.birthDate <= "2021-11-20").toBe(true);
      for (const enrolment of FILES.get(life.person.id)!.enrolments) {
        expect(enrolment.guardianBeneficiaryId).toBe(life.guardianId);
        expect(enrolment.guardianName).toBeNull();
      }
    }
  });

  it("keeps a place for a child that is served, from the first day on", () => {
    for (const life of PEOPLE.filter(({ person }) => FILES.has(person.id))) {
      for (const { id, fileOwner, servedFrom, servedUntil } of life.referrals) {
        if (fileOwner !== "kdap" || !servedFrom) continue;
        const own = FILES.get(life.person.id)!.enrolments.filter(({ referralId }) => referralId === id);
        expect(own[0]?.startsOn).toBe(athensDay(servedFrom));
        expect(own.at(-1)?.endsOn).toBe(servedUntil ? athensDay(servedUntil) : null);
        expect(own.at(-1)?.status).toBe(servedUntil ? "ENDED" : "ENROLLED");
      }
    }
  });

  it("shows who waits as waiting, and gives nobody a place whom the referral has not brought one", () => {
    const waiting = casesOf(({ steps, servedFrom }) => !servedFrom && steps.at(-1)!.state === "WAITLISTED");
    expect(waiting.length).toBeGreaterThan(0);
    for (const enrolments of waiting) expect(enrolments.map(({ status }) => status)).toEqual(["WAITLISTED"]);
    for (const enrolments of casesOf(({ servedFrom }) => !servedFrom)) {
      for (const { status } of enrolments) expect(PLACED.has(status)).toBe(false);
    }
  });

  it("counts attendance on days of the slot only, before today and after the first day", () => {
    for (const { attendance, enrolments } of FILES.values()) {
      for (const { day, enrolmentId } of attendance) {
        const enrolment = enrolments.find(({ id }) => id === enrolmentId)!;
        expect(enrolment.status).toBe("ENROLLED");
        expect(day < TODAY && day >= enrolment.startsOn!).toBe(true);
      }
    }
  });

  it("is the same for the same people", () => {
    expect(filesOf(PEOPLE)).toEqual(FILES);
  });
});

describe("the places of a run", () => {
  const centre = CENTRES[0]!;
  const term = termOn(TODAY);
  const wish = { centre, activity: centre.activities[0]!, term, shift: shiftsOf(term)[0]! };

  it("never overflow: a full group is followed by another", () => {
    const allocator = new SlotAllocator();
    const taken = new Map<string, number>();
    for (let child = 0; child < 1000; child++) {
      const slot = allocator.take(wish);
      taken.set(slot.id, (taken.get(slot.id) ?? 0) + 1);
      expect(taken.get(slot.id)).toBeLessThanOrEqual(slot.places);
    }
    expect(taken.size).toBe(1000 / wish.activity.places);
  });

  it("are not taken by those who wait", () => {
    const allocator = new SlotAllocator();
    for (let child = 0; child < 100; child++) allocator.show(wish);
    expect(allocator.take(wish).groupNumber).toBe(1);
  });
});
