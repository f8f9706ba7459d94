import { athensDay } from "../../../subgraphs/kernel/athens";
import { seededId } from "../../../subgraphs/kernel/identifier";
import { FACILITIES, type FacilityFacts } from "../../../subgraphs/shelters/data/reference/facilities";
import type { SheltersImport, StayImport, WaitingEntryImport } from "../../../subgraphs/shelters/data/shelters.import";
import { addDays, nightOf } from "../../../subgraphs/shelters/domain/night.rules";
import type { Life, LifeReferral } from "./life";
import type { Random } from "./random";
import { BedBook, type Nights } from "./shelters-beds";

/** How long a place is given for, in nights. */
const PLANNED: Readonly<Record<FacilityFacts["kind"], readonly [low: number, high: number]>> = {
  HOSTEL: [90, 180],
  NIGHT_SHELTER: [14, 60],
  DAY_CENTRE: [1, 1],
  SUPPORTED_APARTMENTS: [180, 540],
  REFUGE: [60, 120],
};

const LEFT_BECAUSE = [
  ["OWN_HOME", 30],
  ["FAMILY_OR_FRIENDS", 18],
  ["PERIOD_ENDED", 18],
  ["OWN_WISH", 14],
  ["OTHER_FACILITY", 8],
  ["WITHOUT_NOTICE", 6],
  ["HOSPITAL_OR_CARE", 4],
  ["ASKED_TO_LEAVE", 2],
] as const;

/** Where a referral that has not led to a bed leaves the person; what is not here is off the list. */
const STILL_ON_LIST: Partial<Record<LifeReferral["steps"][number]["state"], "WAITING" | "OFFERED">> = {
  RECEIVED: "WAITING",
  WAITLISTED: "WAITING",
  ON_HOLD: "WAITING",
  REOPENED: "WAITING",
  ACCEPTED: "OFFERED",
  IN_PROGRESS: "WAITING",
};

/** What has been given to one person so far, to be kept consistent. */
interface Given {
  readonly stays: StayImport[];
  readonly waitingList: WaitingEntryImport[];
}

/**
 * Turns lives into stays and waiting lists, one run of the caseload each. Beds are few and people many: a bed is given
 * to whom the run meets first, and who finds none stays on the waiting list. The same lives in the same order give
 * the same beds.
 */
export class SheltersCaseload {
  private readonly byService = new Map(FACILITIES.map((facility) => [facility.serviceId, facility]));
  private readonly beds: BedBook;
  private readonly tonight: string;

  constructor(asOf: Date) {
    this.tonight = nightOf(asOf);
    this.beds = new BedBook(FACILITIES, this.tonight);
  }

  /** What shelters know of this person; null when no shelter knows them. Call it once per life, in order. */
  of(life: Life): SheltersImport | null {
    const referrals = life.referrals.filter(({ fileOwner }) => fileOwner === "shelters");
    if (referrals.length === 0) return null;
    const random = life.random.fork("shelters");
    const given: Given = { stays: [], waitingList: [] };
    for (const referral of referrals) this.serve(referral, given, random.fork(referral.id));
    if (given.stays.length + given.waitingList.length === 0) return null;
    return { beneficiaryId: life.person.id, ...given };
  }

  private serve(referral: LifeReferral, given: Given, random: Random): void {
    const facility = this.byService.get(referral.service.id);
    if (!facility || facility.rooms.length === 0) return;
    const stay = this.stayOf(referral, facility, given, random);
    if (stay) given.stays.push(stay);
    const entry = entryOf(referral, facility, stay);
    if (entry && !isTwice(entry, given.waitingList)) given.waitingList.push(entry);
  }

  private stayOf(referral: LifeReferral, facility: FacilityFacts, given: Given, random: Random): StayImport | null {
    const { servedFrom, servedUntil } = referral;
    if (!servedFrom) return null;
    const nights = this.nightsOf(servedFrom, servedUntil, facility, random);
    if (given.stays.some((other) => other.from < nights.until && nights.from < other.until)) return null;
    const bedId = this.beds.give(facility.id, nights, random.next());
    if (!bedId) return null;
    const leavingReason = servedUntil ? random.weighted(LEFT_BECAUSE) : null;
    const stay = {
      id: seededId("stay", referral.id),
      organisationId: facility.organisationId,
      bedId,
      referralId: referral.id,
      ...nights,
      status: servedUntil ? ("LEFT" as const) : ("IN_HOUSE" as const),
      admittedAt: servedFrom,
      leftAt: servedUntil,
      leavingReason,
    };
    return { ...stay, history: historyOf(stay, facility) };
  }

  /** The nights agree with the referral; who still lives there has a planned day of leaving after tonight. */
  private nightsOf(servedFrom: Date, servedUntil: Date | null, { kind }: FacilityFacts, random: Random): Nights {
    const from = athensDay(servedFrom);
    const planned = servedUntil ? athensDay(servedUntil) : addDays(from, random.between(...PLANNED[kind]));
    const earliest = servedUntil ? addDays(from, 1) : addDays(this.tonight, random.between(2, 30));
    return { from, until: planned > earliest ? planned : earliest };
  }
}

function historyOf(stay: Omit<StayImport, "history">, { agencyKey }: FacilityFacts): StayImport["history"] {
  const event = (status: string, at: Date | null, reason: string | null) =>
    at ? [{ id: seededId("stay-event", `${stay.id}/${status}`), status, reason, at, workerId: worker(agencyKey) }] : [];
  return [...event("IN_HOUSE", stay.admittedAt, null), ...event("LEFT", stay.leftAt, stay.leavingReason)];
}

const worker = (agencyKey: string): string => seededId("worker", `${agencyKey}/1`);

function entryOf(
  { id, steps, urgency }: LifeReferral,
  facility: FacilityFacts,
  stay: StayImport | null,
): WaitingEntryImport | null {
  const received = steps.find(({ state }) => state === "RECEIVED");
  const last = steps[steps.length - 1];
  if (!received || !last) return null;
  return {
    id: seededId("waiting-entry", id),
    organisationId: facility.organisationId,
    facilityId: facility.id,
    referralId: id,
    requestedOn: athensDay(received.at),
    priority: urgency,
    status: stay ? "ADMITTED" : (STILL_ON_LIST[last.state] ?? "REMOVED"),
    statusSince: stay?.admittedAt ?? last.at,
  };
}

/** Nobody stands twice on one list. */
const isTwice = (entry: WaitingEntryImport, list: readonly WaitingEntryImport[]): boolean =>
  isOpen(entry) && list.some((other) => other.facilityId === entry.facilityId && isOpen(other));

const isOpen = ({ status }: WaitingEntryImport): boolean => status === "WAITING" || status === "OFFERED";
