import { DateTime } from "luxon";
import type { AttendanceImport, EnrolmentImport, KdapImport } from "../../../subgraphs/kdap/data/kdap.import";
import {
  type Activity,
  type Centre,
  CENTRES,
  shiftsOf,
  type SlotImport,
} from "../../../subgraphs/kdap/data/kdap.reference";
import { addDays } from "../../../subgraphs/kdap/domain/day.rules";
import { termOn, termsDuring, type Term } from "../../../subgraphs/kdap/domain/term.rules";
import { ATHENS } from "../../../subgraphs/kernel/athens";
import { isPublicHoliday } from "../../../subgraphs/kernel/greek-holidays";
import { seededId } from "../../../subgraphs/kernel/identifier";
import type { Life, LifeReferral, ReferralState } from "./life";
import type { Random } from "./random";
import { dayAt } from "./remembered-days";
import { SlotAllocator, type Wish } from "./slot-allocator";

/** Stretch of one referral's service that falls into one term; without a first day it is only wished for. */
interface Stretch {
  readonly term: Term;
  readonly status: EnrolmentImport["status"];
  readonly startsOn: string | null;
  readonly endsOn: string | null;
}

const YOUNGEST = 5;
const OLDEST = 14;
const ATTENDANCE_DAYS = 28;

/**
 * One run of the caseload for the children's centres. Lives must come in their order: places are given out as they
 * come, and the same people in the same order get the same places.
 */
export class KdapCaseload {
  private readonly slots = new SlotAllocator();
  private readonly today: string;
  private readonly recentDays: readonly { readonly day: string; readonly weekday: string }[];

  constructor(asOf: Date) {
    this.today = dayAt(asOf);
    this.recentDays = Array.from({ length: ATTENDANCE_DAYS }, (_, index) =>
      addDays(this.today, index - ATTENDANCE_DAYS),
    )
      .filter((day) => !isHoliday(day))
      .map((day) => ({ day, weekday: weekdayOf(day) }));
  }

  /** The centres' file of a child, in agreement with its referrals; null for everybody else. */
  of(life: Life): KdapImport | null {
    const referrals = life.referrals.filter(({ fileOwner, steps }) => fileOwner === "kdap" && steps.some(isReceived));
    if (referrals.length === 0 || life.guardianId === null) return null;
    const age = ageOn(life.person.birthDate, this.today);
    if (age < YOUNGEST || age > OLDEST) return null;
    const child = new ChildPlan(life, this.slots);
    for (const referral of referrals) {
      for (const stretch of stretchesOf(referral, this.today, child.random)) child.enrol(referral, stretch);
    }
    if (child.enrolments.length === 0) return null;
    return { slots: child.slots, enrolments: child.enrolments, attendance: this.attendanceOf(child) };
  }

  private attendanceOf(child: ChildPlan): AttendanceImport[] {
    return child.enrolments.flatMap((enrolment, index) => {
      const { id: enrolmentId, beneficiaryId, startsOn, status } = enrolment;
      if (status !== "ENROLLED" || startsOn === null) return [];
      const { weekdays } = child.slots[index]!;
      return this.recentDays
        .filter(({ day, weekday }) => day >= startsOn && weekdays.includes(weekday))
        .map(({ day }) => ({ beneficiaryId, enrolmentId, day, status: child.random.weighted(ATTENDANCE) }));
    });
  }
}

const ATTENDANCE = [
  ["PRESENT", 86],
  ["ABSENT", 8],
  ["EXCUSED", 6],
] as const;

/** Enrolments of one child as they are planned: the slot of each at the same index. */
class ChildPlan {
  readonly random: Random;
  readonly slots: SlotImport[] = [];
  readonly enrolments: EnrolmentImport[] = [];
  /** Hours of a term the child has already: nobody is in two places at once. */
  private readonly busy = new Set<string>();

  constructor(
    private readonly life: Life,
    private readonly allocator: SlotAllocator,
  ) {
    this.random = life.random.fork("kdap");
  }

  enrol(referral: LifeReferral, stretch: Stretch): void {
    const wish = this.choose(referral, stretch.term);
    if (!wish) return;
    const placed = stretch.startsOn !== null;
    const slot = placed ? this.allocator.take(wish) : this.allocator.show(wish);
    if (stretch.status !== "CANCELLED") this.busy.add(busyKey(wish.term, wish.shift.startsAt));
    this.slots.push(slot);
    this.enrolments.push({
      id: seededId("childcare-enrolment", `${referral.id}/${stretch.term.key}`),
      beneficiaryId: this.life.person.id,
      organisationId: slot.organisationId,
      slotId: slot.id,
      guardianBeneficiaryId: this.life.guardianId,
      guardianName: null,
      status: stretch.status,
      startsOn: stretch.startsOn,
      endsOn: stretch.endsOn,
      referralId: referral.id,
    });
  }

  private choose(referral: LifeReferral, term: Term): Wish | null {
    const centre = this.centreOf(referral);
    const shifts = shiftsOf(term).filter(({ startsAt }) => !this.busy.has(busyKey(term, startsAt)));
    if (!centre || shifts.length === 0) return null;
    const activity = this.random.pick(this.fittingActivities(centre, term));
    return { centre, activity, term, shift: this.random.pick(shifts) };
  }

  private centreOf({ service }: LifeReferral): Centre | undefined {
    const centres = CENTRES.filter(({ serviceId }) => serviceId === service.id);
    const home = this.life.person.address.municipalityCode;
    return centres.find(({ municipalityCode }) => municipalityCode === home) ?? centres[0];
  }

  private fittingActivities(centre: Centre, term: Term): readonly Activity[] {
    const age = Math.min(OLDEST, Math.max(YOUNGEST, ageOn(this.life.person.birthDate, term.endsOn)));
    return centre.activities.filter(({ agesFrom, agesTo }) => agesFrom <= age && age <= agesTo);
  }
}

const busyKey = (term: Term, startsAt: string): string => `${term.key}/${startsAt}`;

function stretchesOf(referral: LifeReferral, today: string, random: Random): Stretch[] {
  if (!referral.servedFrom || dayAt(referral.servedFrom) > today) return [wishOf(referral, today)];
  const from = dayAt(referral.servedFrom);
  const until = referral.servedUntil ? dayAt(referral.servedUntil) : null;
  // Children skip a summer; the first and the last term are those the referral speaks of.
  const terms = termsDuring(from, until ?? today).filter(
    ({ kind }, index, all) => index === 0 || index === all.length - 1 || kind === "SCHOOL_YEAR" || random.chance(0.4),
  );
  return terms.map((term, index) => {
    const last = index === terms.length - 1;
    const endsOn = last ? until : term.endsOn;
    const status = endsOn === null ? "ENROLLED" : "ENDED";
    return { term, status, startsOn: from > term.startsOn ? from : term.startsOn, endsOn };
  });
}

function wishOf({ steps }: LifeReferral, today: string): Stretch {
  const status = WISHES[steps.at(-1)!.state] ?? "CANCELLED";
  const day = status === "CANCELLED" ? dayAt(steps.find(isReceived)!.at) : today;
  return { term: termOn(day), status, startsOn: null, endsOn: null };
}

const WISHES: Readonly<Partial<Record<ReferralState, EnrolmentImport["status"]>>> = {
  RECEIVED: "APPLIED",
  ACCEPTED: "APPLIED",
  IN_PROGRESS: "APPLIED",
  ON_HOLD: "APPLIED",
  REOPENED: "APPLIED",
  WAITLISTED: "WAITLISTED",
};

const isReceived = ({ state }: { readonly state: ReferralState }): boolean => state === "RECEIVED";

const WEEKDAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"] as const;

const weekdayOf = (day: string): string => WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]!;

/** Centres close on public holidays, and between Christmas and Epiphany like the schools. */
const isHoliday = (day: string): boolean =>
  /-(12-2[4-9]|12-3[01]|01-0[1-6])$/.test(day) || isPublicHoliday(DateTime.fromISO(day, { zone: ATHENS }));

/** Full years of age on a day. */
function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
