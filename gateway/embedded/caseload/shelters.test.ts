import { athensDay } from "../../../subgraphs/kernel/athens";
import { seededId } from "../../../subgraphs/kernel/identifier";
import { FACILITIES } from "../../../subgraphs/shelters/data/reference/facilities";
import type { SheltersImport } from "../../../subgraphs/shelters/data/shelters.import";
import { nightOf } from "../../../subgraphs/shelters/domain/night.rules";
import type { Life, LifeReferral, LifeStep, ReferralState } from "./life";
import { Random } from "./random";
import { SheltersCaseload } from "./shelters";

const AS_OF = new Date("2026-11-21T10:00:00Z");
const TONIGHT = nightOf(AS_OF);
const DAY = 86_400_000;

const daysAgo = (days: number): Date => new Date(AS_OF.getTime() - days * DAY);
const step = (state: ReferralState, at: Date): LifeStep => ({ state, at, by: null, reason: null, note: null });

/** A referral that ended in `state`; a served one began three days after it was received. */
function referral(key: string, facility: number, state: ReferralState, days: number, nights?: number): LifeReferral {
  const { serviceId, agencyKey, organisationId, confidential } = FACILITIES[facility]!;
  const received = step("RECEIVED", daysAgo(days));
  const servedFrom = state === "IN_PROGRESS" || nights !== undefined ? daysAgo(days - 3) : null;
  return {
    id: seededId("referral", key),
    needId: seededId("need", key),
    service: {
      id: serviceId,
      agencyKey,
      agencyId: organisationId,
      programmeKey: "homeless-hostel",
      programmeId: seededId("programme", "homeless-hostel"),
      domain: "HOUSING",
      confidential,
    },
    fileOwner: "shelters",
    urgency: "URGENT",
    authorId: seededId("worker", "cc-paionia/1"),
    steps: state === "SENT" ? [step("SENT", received.at)] : [received, step(state, daysAgo(days - 3))],
    outcome: null,
    servedFrom,
    servedUntil: nights === undefined ? null : daysAgo(days - 3 - nights),
  };
}

const life = (index: number, ...referrals: LifeReferral[]): Life => ({
  index,
  random: new Random(`test/${index}`),
  person: {
    id: seededId("beneficiary", index),
    givenName: "Δοκιμή",
    surname: "Συνθετική",
    fatherName: null,
    motherName: null,
    givenNameLatin: "Dokimi",
    surnameLatin: "Synthetiki",
    sex: "FEMALE",
    birthDate: "1990-01-01",
    nationality: "GR",
    languages: ["el"],
    amka: null,
    afm: null,
    paaypa: null,
    passport: null,
    phone: null,
    email: null,
    safeToContact: true,
    address: { street: "", postcode: "", municipalityCode: "0902" },
  },
  householdId: seededId("household", index),
  role: "HEAD",
  guardianId: null,
  guardianName: null,
  centreKey: "cc-paionia",
  centreId: seededId("agency", "cc-paionia"),
  workerId: seededId("worker", "cc-paionia/1"),
  registeredAt: daysAgo(900),
  needs: [],
  consents: [],
  referrals,
});

const first = (...referrals: LifeReferral[]) => new SheltersCaseload(AS_OF).of(life(1, ...referrals));
const HOSTEL = 0;
const DAY_CENTRE = FACILITIES.findIndex(({ kind }) => kind === "DAY_CENTRE");

describe("what shelters know of a synthetic person", () => {
  it("is nothing for who was never referred, or whose referral has not arrived, or who only came by day", () => {
    expect(first()).toBeNull();
    expect(first(referral("a", HOSTEL, "SENT", 5))).toBeNull();
    expect(first(referral("a", DAY_CENTRE, "IN_PROGRESS", 50))).toBeNull();
  });

  it.each<[ReferralState, string]>([
    ["RECEIVED", "WAITING"],
    ["WAITLISTED", "WAITING"],
    ["ACCEPTED", "OFFERED"],
    ["DECLINED", "REMOVED"],
    ["WITHDRAWN", "REMOVED"],
  ])("is a place on the waiting list for a referral that is %s: %s", (state, status) => {
    const known = first(referral("a", HOSTEL, state, 20));
    expect(known?.stays).toEqual([]);
    expect(known?.waitingList.map((entry) => entry.status)).toEqual([status]);
  });

  it("is a stay for who was served, on the days of the referral", () => {
    const known = first(referral("a", HOSTEL, "COMPLETED", 100, 60));
    expect(known?.stays[0]).toMatchObject({
      from: athensDay(daysAgo(97)),
      until: athensDay(daysAgo(37)),
      status: "LEFT",
      leftAt: daysAgo(37),
    });
    expect(known?.stays[0]?.history.map(({ status }) => status)).toEqual(["IN_HOUSE", "LEFT"]);
    expect(known?.waitingList[0]?.status).toBe("ADMITTED");
  });

  it("is a bed tonight for who is being served, whenever that began", () => {
    const stays = [10, 300, 900].map((days) => first(referral("a", HOSTEL, "IN_PROGRESS", days))?.stays[0]);
    expect(stays.map((stay) => stay?.status)).toEqual(["IN_HOUSE", "IN_HOUSE", "IN_HOUSE"]);
    expect(stays.every((stay) => stay!.until > TONIGHT)).toBe(true);
  });

  it("keeps a night in the record of who left on the day of arrival", () => {
    const stay = first(referral("a", HOSTEL, "COMPLETED", 50, 0))?.stays[0];
    expect(stay!.until > stay!.from).toBe(true);
  });

  it("is never two beds in one night, nor two places on one list", () => {
    const served = first(referral("a", 1, "IN_PROGRESS", 90), referral("b", 2, "IN_PROGRESS", 60));
    expect(served?.stays).toHaveLength(1);
    const waits = first(referral("a", HOSTEL, "WAITLISTED", 90), referral("b", HOSTEL, "RECEIVED", 60));
    expect(waits?.waitingList).toHaveLength(1);
  });
});

describe("a caseload of far more people than beds", () => {
  const build = (): SheltersImport[] => {
    const caseload = new SheltersCaseload(AS_OF);
    const random = new Random("crowd");
    return Array.from({ length: 4000 }, (_, index) => {
      const facility = random.between(0, FACILITIES.length - 1);
      const days = random.between(10, 700);
      const nights = random.chance(0.6) ? random.between(0, days - 5) : undefined;
      return caseload.of(
        life(index, referral(String(index), facility, nights ? "COMPLETED" : "IN_PROGRESS", days, nights)),
      );
    }).filter((known) => known !== null);
  };
  const crowd = build();
  const stays = crowd.flatMap((known) => known.stays);

  it("never gives a bed twice for one night", () => {
    const byBed = new Map<string, typeof stays>();
    for (const stay of stays) byBed.set(stay.bedId, [...(byBed.get(stay.bedId) ?? []), stay]);
    const overlapping = [...byBed.values()].flatMap((taken) => {
      const inOrder = taken.toSorted((one, other) => one.from.localeCompare(other.from));
      return inOrder.filter((stay, index) => index > 0 && inOrder[index - 1]!.until > stay.from);
    });
    expect(stays.length).toBeGreaterThan(1000);
    expect(overlapping).toEqual([]);
  });

  it("gives only beds in use, and keeps some free for tonight in every house", () => {
    const inUse = new Set(
      FACILITIES.flatMap(({ rooms }) => rooms.flatMap(({ beds }) => beds))
        .filter((bed) => bed.active)
        .map(({ id }) => id),
    );
    expect(stays.every((stay) => inUse.has(stay.bedId))).toBe(true);
    const tonight = new Set(
      stays.filter((stay) => stay.from <= TONIGHT && stay.until > TONIGHT).map(({ bedId }) => bedId),
    );
    const free = FACILITIES.map(
      ({ rooms }) => rooms.flatMap(({ beds }) => beds).filter((bed) => bed.active && !tonight.has(bed.id)).length,
    );
    expect(free.map((count) => count > 0)).toEqual(FACILITIES.map(({ rooms }) => rooms.length > 0));
  });

  it("leaves on the waiting list who is being served and found no bed", () => {
    expect(crowd.some((known) => known.stays.length === 0 && known.waitingList[0]?.status === "WAITING")).toBe(true);
  });

  it("is the same every time", () => expect(build()).toEqual(crowd));
});
