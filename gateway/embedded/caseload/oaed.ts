import { seededId } from "../../../subgraphs/kernel/identifier";
import type { OaedImport, PlacementImport, RegistrationImport } from "../../../subgraphs/oaed/data/oaed.import";
import { OAED, officeFor } from "../../../subgraphs/oaed/data/oaed.reference";
import { dateOf, dayOf } from "./days";
import type { Life } from "./life";
import { drawAttendances } from "./oaed.trainings";
import { drawSearches } from "./oaed.placements";
import type { Random } from "./random";
import { weights } from "./weights";

/**
 * The employment service's file of a person that fits the referrals: whom it took on is registered; who was trained
 * attended a course in that time; who was placed was proposed a vacancy and hired. Null for whom it never took on.
 */
export function toOaed(life: Life, asOf: Date): OaedImport | null {
  const referrals = life.referrals.filter(({ fileOwner }) => fileOwner === "oaed");
  const taken = referrals.flatMap(({ steps }) => steps.find(({ state }) => TAKEN_ON.has(state))?.at ?? []);
  if (taken.length === 0) return null;
  const random = life.random.fork("oaed");
  const today = dayOf(asOf);
  const attendances = drawAttendances(random, referrals, today);
  const { matches, placements } = drawSearches(random, referrals, today);
  const known = Math.min(...taken.map(dayOf));
  const isTraining = attendances.some(({ status }) => status === "ATTENDING");
  const isServed = referrals.some(({ servedFrom, servedUntil }) => servedFrom !== null && servedUntil === null);
  const situation = { life, known, today, isTraining, isServed, placement: placements.at(-1) ?? null };
  const registrations = drawRegistrations(random, situation);
  return { beneficiaryId: life.person.id, organisationId: OAED, registrations, attendances, matches, placements };
}

const TAKEN_ON: ReadonlySet<string> = new Set(["ACCEPTED", "WAITLISTED", "IN_PROGRESS"]);

interface Situation {
  readonly life: Life;
  /** Day on which the service took the person on, and today. */
  readonly known: number;
  readonly today: number;
  readonly isTraining: boolean;
  readonly isServed: boolean;
  readonly placement: PlacementImport | null;
}

type Period = Pick<RegistrationImport, "status" | "since" | "lastConfirmedOn" | "endedOn">;

const YEAR = 365;
/** The card is confirmed every three months; who does not come loses it. */
const CONFIRMED_EVERY = 90;

/** Mostly people were registered before they were referred. One registration ends with a job, another may follow. */
function drawRegistrations(random: Random, situation: Situation): RegistrationImport[] {
  const { life, known, today, placement } = situation;
  const adult = dayOf(life.person.birthDate) + 16 * 366;
  const before = random.chance(0.7) ? random.between(5, 700) : 0;
  // Who was taken on before that age registered on that day.
  const since = Math.min(known, Math.max(adult, known - before));
  const profile = drawProfile(random, today - adult);
  const { id: officeId } = officeFor(life.person.address.municipalityCode);
  return periodsOf(random, situation, since, placement).map((period, at) => ({
    ...{ id: seededId("registration", `${life.index}/${at + 1}`), officeId, ...period, ...profile },
  }));
}

function periodsOf(random: Random, situation: Situation, since: number, placement: PlacementImport | null): Period[] {
  if (!placement) return [openOrLapsed(random, situation, since)];
  const hired = dayOf(placement.startsOn);
  const first = period("PLACED", since, Math.max(since, hired - random.between(1, CONFIRMED_EVERY - 1)), hired);
  const again = placement.endsOn === null ? null : dayOf(placement.endsOn) + random.between(1, 20);
  if (again === null || again > situation.today || random.chance(0.4)) return [first];
  return [first, openOrLapsed(random, situation, again)];
}

function openOrLapsed(random: Random, { today, isTraining, isServed }: Situation, since: number): Period {
  const confirmed = Math.max(since, today - random.between(0, CONFIRMED_EVERY - 1));
  if (isTraining) return period("IN_TRAINING", since, confirmed, null);
  const lapsed = since + random.between(0, 6) * CONFIRMED_EVERY;
  if (!isServed && lapsed + CONFIRMED_EVERY < today && random.chance(0.2)) {
    return period("LAPSED", since, lapsed, lapsed + CONFIRMED_EVERY);
  }
  return period(today - since > YEAR ? "LONG_TERM_UNEMPLOYED" : "UNEMPLOYED", since, confirmed, null);
}

const period = (status: Period["status"], since: number, confirmed: number, ended: number | null): Period => ({
  status,
  since: dateOf(since),
  lastConfirmedOn: dateOf(confirmed),
  endedOn: ended === null ? null : dateOf(ended),
});

/** Occupations people look for: ISCO-08 unit group and its Greek name. */
const OCCUPATIONS: readonly (readonly [string, string])[] = [
  ["5223", "Πωλητές καταστημάτων"],
  ["9112", "Καθαριστές γραφείων και ξενοδοχείων"],
  ["9211", "Εργάτες γεωργικών καλλιεργειών"],
  ["5131", "Σερβιτόροι"],
  ["5120", "Μάγειρες"],
  ["8332", "Οδηγοί βαρέων φορτηγών"],
  ["4110", "Υπάλληλοι γραφείου γενικών καθηκόντων"],
  ["5311", "Βρεφονηπιοκόμοι"],
  ["5322", "Φροντιστές ατόμων στο σπίτι"],
  ["7112", "Κτίστες"],
  ["7411", "Ηλεκτρολόγοι κτιρίων"],
  ["9333", "Φορτοεκφορτωτές"],
];

/** ISCED 2011 levels, and how many of a hundred jobseekers have them. */
const EDUCATION = weights({ 0: 4, 1: 18, 2: 24, 3: 34, 4: 7, 5: 2, 6: 9, 7: 2 });

function drawProfile(random: Random, workingDays: number) {
  const [occupationCode, occupation] = random.chance(0.9) ? random.pick(OCCUPATIONS) : [null, null];
  const share = random.next() * random.next();
  const educationLevel = random.chance(0.95) ? Number(random.weighted(EDUCATION)) : null;
  return { occupationCode, occupation, educationLevel, experienceMonths: Math.floor((workingDays / 30.5) * share) };
}
