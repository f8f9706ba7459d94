import { DateTime } from "luxon";
import { ATHENS } from "../../../subgraphs/kernel/athens";
import { isWorkingDay } from "../../../subgraphs/kernel/working-days";
import { seededId } from "../../../subgraphs/kernel/identifier";
import type {
  AppointmentImport,
  EpisodeImport,
  MentalHealthImport,
} from "../../../subgraphs/mental-health/data/mental-health.import";
import { type Unit, UNITS } from "../../../subgraphs/mental-health/data/mental-health.reference";
import { addDays, athensInstant } from "../../../subgraphs/mental-health/domain/day.rules";
import type { Life, LifeReferral, ReferralState } from "./life";
import type { Random } from "./random";
import { dayAt } from "./remembered-days";

/** When an episode ran and where it stands, as its referral tells it. */
interface Course {
  readonly status: EpisodeImport["status"];
  readonly openedOn: string;
  readonly closedOn: string | null;
  readonly closingReason: EpisodeImport["closingReason"];
}

/** The services' file of a person, in agreement with the referrals to them; null for who was never received. */
export function toMentalHealth(life: Life, asOf: Date): MentalHealthImport | null {
  const referrals = life.referrals.filter(({ fileOwner }) => fileOwner === "mental-health");
  if (referrals.length === 0) return null;
  const random = life.random.fork("mental-health");
  const today = dayAt(asOf);
  const openUnits = new Set<string>();
  const episodes: EpisodeImport[] = [];
  for (const referral of referrals) {
    const course = courseOf(referral, today);
    const unit = course && chooseUnit(referral, openUnits, random);
    if (!course || !unit) continue;
    if (course.closedOn === null) openUnits.add(unit.id);
    episodes.push(toEpisode(life, referral, unit, course, new Diary(referral.id, today, random)));
  }
  return episodes.length > 0 ? { beneficiaryId: life.person.id, episodes } : null;
}

function toEpisode(life: Life, referral: LifeReferral, unit: Unit, course: Course, diary: Diary): EpisodeImport {
  return {
    id: seededId("care-episode", referral.id),
    organisationId: unit.organisationId,
    unitId: unit.id,
    ...course,
    careLevel: careLevelOf(life, referral, unit),
    keyworkerId: keyworkerOf(referral),
    referralId: referral.id,
    appointments: diary.appointmentsOf(course, unit),
  };
}

function courseOf(referral: LifeReferral, today: string): Course | null {
  const state = referral.steps.at(-1)!.state;
  if (referral.servedFrom) {
    const openedOn = dayAt(referral.servedFrom);
    if (referral.servedUntil) {
      const closingReason = CLOSING_REASONS[referral.outcome ?? state] ?? "OTHER";
      return { status: "CLOSED", openedOn, closedOn: dayAt(referral.servedUntil), closingReason };
    }
    const fresh = openedOn > addDays(today, -14);
    const status = state === "ON_HOLD" ? "ON_HOLD" : fresh ? "ASSESSMENT" : "IN_CARE";
    return { status, openedOn, closedOn: null, closingReason: null };
  }
  const received = referral.steps.find((step) => step.state === "RECEIVED");
  if (!received || !AWAITED.has(state)) return null;
  return { status: "REFERRED", openedOn: dayAt(received.at), closedOn: null, closingReason: null };
}

/** States in which somebody who was not served yet is still expected. */
const AWAITED: ReadonlySet<ReferralState> = new Set(["RECEIVED", "ACCEPTED", "WAITLISTED", "ON_HOLD", "REOPENED"]);

/** By outcome, else by the state the referral ended in. */
const CLOSING_REASONS: Readonly<Record<string, EpisodeImport["closingReason"]>> = {
  SERVICE_PROVIDED: "GOALS_REACHED",
  ENROLLED: "GOALS_REACHED",
  PARTIAL: "REFERRED_ON",
  TRANSFERRED: "REFERRED_ON",
  NO_SHOW: "LOST_CONTACT",
  COULD_NOT_REACH: "LOST_CONTACT",
  NOT_ELIGIBLE: "UNSUITABLE",
  REFUSED_BY_CLIENT: "LEFT_BY_CHOICE",
  WITHDRAWN: "LEFT_BY_CHOICE",
};

/** A person has one open episode in a unit: a second referral to it while it lasts opens none. */
function chooseUnit({ service }: LifeReferral, openUnits: ReadonlySet<string>, random: Random): Unit | undefined {
  const units = UNITS.filter(({ id, serviceId }) => serviceId === service.id && !openUnits.has(id));
  return units.length > 0 ? random.pick(units) : undefined;
}

function careLevelOf(life: Life, { needId }: LifeReferral, unit: Unit): EpisodeImport["careLevel"] {
  if (unit.kind === "HOSTEL") return 4;
  const severity = life.needs.find(({ id }) => id === needId)?.severity ?? 2;
  return unit.kind === "COUNSELLING" && severity > 2 ? 2 : severity;
}

/** Who took the person on: the agency's last step that a worker made. */
const keyworkerOf = ({ steps }: LifeReferral): string | null =>
  steps.findLast(({ state, by }) => by !== null && (state === "IN_PROGRESS" || state === "ACCEPTED"))?.by ?? null;

const MEETINGS_AT_MOST = 12;
const HOURS = ["08:30", "09:30", "10:30", "11:30", "12:30", "13:30", "17:00", "18:00"] as const;

/** Writes the appointments of one episode: wall-clock hours in Greece on working days. */
class Diary {
  constructor(
    private readonly referralId: string,
    private readonly today: string,
    private readonly random: Random,
  ) {}

  appointmentsOf({ status, openedOn, closedOn }: Course, unit: Unit): AppointmentImport[] {
    if (status === "REFERRED") return [];
    const yesterday = addDays(this.today, -1);
    const last = closedOn !== null && closedOn < yesterday ? closedOn : yesterday;
    const between = Math.max(7, Math.ceil(daysFrom(openedOn, last) / MEETINGS_AT_MOST));
    const meetings: AppointmentImport[] = [];
    for (let day = workingDay(openedOn); day <= last; day = workingDay(addDays(day, between))) {
      meetings.push(this.meeting(day, meetings.length, unit));
    }
    if (status === "ASSESSMENT" || status === "IN_CARE") meetings.push(this.next(meetings.length, unit));
    return meetings;
  }

  /** Past meetings went one way or another. */
  private meeting(day: string, index: number, unit: Unit): AppointmentImport {
    const status = index === 0 ? "KEPT" : this.random.weighted(ATTENDED);
    return { ...this.booking(day, index, unit), status };
  }

  private next(index: number, unit: Unit): AppointmentImport {
    const day = workingDay(addDays(this.today, this.random.between(1, 14)));
    return { ...this.booking(day, index, unit), status: "BOOKED" };
  }

  private booking(day: string, index: number, unit: Unit): Omit<AppointmentImport, "status"> {
    const first = index === 0;
    return {
      id: seededId("care-appointment", `${this.referralId}/${index}`),
      at: clock(day, this.random.pick(HOURS)),
      minutes: first ? 60 : 50,
      kind: first ? "FIRST_MEETING" : this.random.weighted(KINDS[unit.kind]),
    };
  }
}

const ATTENDED = [
  ["KEPT", 80],
  ["MISSED", 12],
  ["CANCELLED", 8],
] as const;

type Weights = readonly (readonly [AppointmentImport["kind"], number])[];

const KINDS: Readonly<Record<Unit["kind"], Weights>> = {
  COMMUNITY_CENTRE: [
    ["INDIVIDUAL", 7],
    ["FAMILY", 2],
    ["REMOTE", 1],
  ],
  DAY_CENTRE: [
    ["GROUP", 7],
    ["INDIVIDUAL", 3],
  ],
  HOSTEL: [
    ["INDIVIDUAL", 5],
    ["GROUP", 4],
    ["FAMILY", 1],
  ],
  COUNSELLING: [
    ["INDIVIDUAL", 6],
    ["FAMILY", 3],
    ["REMOTE", 1],
  ],
  MOBILE_UNIT: [
    ["HOME_VISIT", 8],
    ["REMOTE", 2],
  ],
};

const DAY_MS = 86_400_000;

const daysFrom = (from: string, until: string): number => (Date.parse(until) - Date.parse(from)) / DAY_MS;

/** Both remembered: a caseload of a million people asks for the same thousand days. */
const workingDays = new Map<string, string>();
const noons = new Map<string, number>();

/** The day itself, or the next on which people work. */
function workingDay(day: string): string {
  let open = workingDays.get(day);
  if (open === undefined) {
    open = isWorkingDay(DateTime.fromISO(day, { zone: ATHENS })) ? day : workingDay(addDays(day, 1));
    workingDays.set(day, open);
  }
  return open;
}

const MINUTE_MS = 60_000;
const NOON = 12 * 60;

/** An hour of the working day in Greece. Counted from local noon: clocks change at night, so the distance holds. */
function clock(day: string, time: string): Date {
  let noon = noons.get(day);
  if (noon === undefined) noons.set(day, (noon = athensInstant(day, "12:00").getTime()));
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return new Date(noon + (hours * 60 + minutes - NOON) * MINUTE_MS);
}
