import { ATHENS } from "../../../subgraphs/kernel/athens";
import { seededId } from "../../../subgraphs/kernel/identifier";
import type {
  ApplicationImport,
  EnrolmentImport,
  EntitlementImport,
  ProgrammesImport,
  StepImport,
} from "../../../subgraphs/programmes/data/programmes.import";
import type { Life, LifeNeed, LifeReferral, NeedDomain } from "./life";
import type { Random } from "./random";

/**
 * What ministry and region know of a life: the places its referrals led to, and what it applied for at the centre
 * (KEA, TEBA). Synthetic like the life itself: amounts and durations are plausible, not those of the law.
 *
 * Deterministic: the same life and `asOf` give the same record. Null when there is nothing.
 */
export function toProgrammes(life: Life, asOf: Date): ProgrammesImport | null {
  const draw = { random: life.random.fork("programmes"), asOf };
  const record = { beneficiaryId: life.person.id, applications: [], enrolments: [] };
  const led = life.referrals.filter((referral) => referral.servedFrom !== null && ledToAPlace(referral));
  addPlaces(record, life, led, draw);
  for (const claim of CLAIMS) {
    if (!led.some(({ service }) => service.programmeKey === claim.programme)) addClaim(record, life, claim, draw);
  }
  return record.applications.length + record.enrolments.length > 0 ? record : null;
}

/** A record while it is being made. */
interface Draft {
  readonly applications: ApplicationImport[];
  readonly enrolments: EnrolmentImport[];
}

interface Draw {
  readonly random: Random;
  readonly asOf: Date;
}

// ---- places that referrals led to

/** Served and still in service, paused in it, or completed with a place. */
const ledToAPlace = ({ steps, outcome }: LifeReferral): boolean => {
  const state = steps.at(-1)!.state;
  if (state === "COMPLETED") return outcome === "ENROLLED" || outcome === "SERVICE_PROVIDED";
  return state === "IN_PROGRESS" || state === "ON_HOLD";
};

function addPlaces(draft: Draft, life: Life, led: readonly LifeReferral[], { random }: Draw): void {
  const active = new Set<string>();
  for (const referral of led) {
    const place = placeOf(referral, random);
    if (place.history.at(-1)!.status === "ACTIVE") {
      // A second referral to a programme the person is already in has changed nothing there.
      const once = `${place.programmeId}/${place.confidential ? place.organisationId : ""}`;
      if (active.has(once)) continue;
      active.add(once);
    }
    draft.enrolments.push(place);
    if (place.applicationId !== null) draft.applications.push(applicationBefore(life, referral, place.applicationId));
  }
}

const HIDDEN: ReadonlySet<NeedDomain> = new Set(["MENTAL_HEALTH", "SAFETY"]);

function placeOf(referral: LifeReferral, random: Random): EnrolmentImport {
  const { service, servedFrom } = referral;
  const history = historyOf(referral, servedFrom!);
  const last = history.at(-1)!;
  return {
    id: seededId("enrolment", referral.id),
    programmeId: service.programmeId,
    applicationId: BY_APPLICATION.has(service.programmeKey) ? seededId("application", referral.id) : null,
    referralId: referral.id,
    organisationId: service.agencyId,
    confidential: service.confidential || HIDDEN.has(service.domain),
    from: dayOf(servedFrom!),
    until: last.status === "ENDED" ? dayOf(last.at) : null,
    entitlement: entitlementTo(service.programmeKey, random),
    history,
  };
}

function historyOf({ service, steps, servedUntil }: LifeReferral, servedFrom: Date): StepImport[] {
  const by = service.agencyId;
  const history: StepImport[] = [{ status: "ACTIVE", at: servedFrom, by, reason: null }];
  const last = steps.at(-1)!;
  if (last.state === "ON_HOLD" && last.at >= servedFrom) {
    history.push({ status: "SUSPENDED", at: last.at, by, reason: "Προσωρινή διακοπή" });
  }
  if (last.state === "COMPLETED" && servedUntil && servedUntil >= servedFrom) {
    history.push({ status: "ENDED", at: servedUntil, by, reason: "Ολοκληρώθηκε" });
  }
  return history;
}

/**
 * The approved application behind a place that a referral led to: filled in and sent off while the person was there,
 * approved when service began.
 */
function applicationBefore(life: Life, { steps, service, servedFrom }: LifeReferral, id: string): ApplicationImport {
  const start = steps[0]!.at.getTime();
  const after = (minutes: number) => new Date(Math.min(start + minutes * MINUTE, servedFrom!.getTime()));
  const submittedAt = after(20);
  const step = (status: string, at: Date, by: string | null): StepImport => ({ status, at, by, reason: null });
  return {
    id,
    programmeId: service.programmeId,
    organisationId: life.centreId,
    confidential: service.confidential,
    submittedAt,
    missingDocuments: [],
    history: [
      step("DRAFT", after(0), life.centreId),
      step("SUBMITTED", submittedAt, life.centreId),
      step("UNDER_REVIEW", after(21), null),
      step("APPROVED", servedFrom!, null),
    ],
  };
}

// ---- what people apply for at the centre

/** One programme the centre helps people apply for, and who does. */
interface Claim {
  readonly programme: string;
  readonly domains: readonly NeedDomain[];
  /** How many of those with such a need apply. */
  readonly share: number;
  /** Who runs it for the person; null for the person's own centre. */
  readonly agencyId: string | null;
}

const CLAIMS: readonly Claim[] = [
  { programme: "kea", domains: ["FINANCIAL"], share: 0.75, agencyId: null },
  {
    programme: "teba",
    domains: ["FOOD_AND_GOODS", "FINANCIAL"],
    share: 0.4,
    agencyId: seededId("agency", "md-goods-bank"),
  },
];

const PROGRAMME_IDS = new Map(CLAIMS.map(({ programme }) => [programme, seededId("programme", programme)]));
const BY_APPLICATION: ReadonlySet<string> = new Set(CLAIMS.map(({ programme }) => programme));

/** The need behind a claim. Both programmes look at the household, so its head applies, of age, and nobody else. */
const claimant = (life: Life, { domains }: Claim): LifeNeed | undefined =>
  life.role === "HEAD" && life.guardianName === null
    ? life.needs.find((need) => domains.includes(need.domain))
    : undefined;

function addClaim(draft: Draft, life: Life, claim: Claim, draw: Draw): void {
  const need = claimant(life, claim);
  if (!need || !draw.random.chance(claim.share)) return;
  const application = applicationFor(life, claim, need, draw);
  if (!application) return;
  draft.applications.push(application);
  const place = placeAfter(life, claim, application, draw);
  if (place) draft.enrolments.push(place);
}

/** Steps of each course an application can take, with the days since the step before. */
type Course = readonly (readonly [status: string, atLeast: number, atMost: number])[];
const FILLED_IN: Course = [
  ["DRAFT", 1, 14],
  ["SUBMITTED", 1, 20],
];
const COURSES: readonly (readonly [Course, number])[] = [
  [[...FILLED_IN, ["UNDER_REVIEW", 1, 7], ["APPROVED", 10, 40]], 68],
  [[...FILLED_IN, ["UNDER_REVIEW", 1, 7], ["REJECTED", 10, 40]], 14],
  [[...FILLED_IN, ["WITHDRAWN", 3, 30]], 5],
  [[FILLED_IN[0]!, ["EXPIRED", 60, 90]], 13],
];

const REASONS: Readonly<Record<string, readonly string[]>> = {
  REJECTED: ["Υπέρβαση εισοδηματικού ορίου", "Ελλιπή στοιχεία νοικοκυριού", "Δεν πληρούνται οι προϋποθέσεις"],
  WITHDRAWN: ["Αίτημα του ωφελουμένου"],
  EXPIRED: ["Δεν προσκομίστηκαν τα δικαιολογητικά"],
};

/** Steps the centre takes; the others are the programme's or the clock's. */
const BY_CENTRE: ReadonlySet<string> = new Set(["DRAFT", "SUBMITTED", "WITHDRAWN"]);

function applicationFor(life: Life, claim: Claim, need: LifeNeed, { random, asOf }: Draw): ApplicationImport | null {
  const history: StepImport[] = [];
  let at = new Date(Math.max(life.registeredAt.getTime(), Date.parse(`${need.since}T08:00:00Z`)));
  for (const [status, atLeast, atMost] of random.weighted(COURSES)) {
    at = deskTime(at, random.between(atLeast, atMost), random);
    if (at > asOf) break;
    const reasons = REASONS[status];
    const reason = reasons ? random.pick(reasons) : null;
    history.push({ status, at, by: BY_CENTRE.has(status) ? life.centreId : null, reason });
  }
  if (history.length === 0) return null;
  return {
    id: seededId("application", `${life.index}/${claim.programme}`),
    programmeId: PROGRAMME_IDS.get(claim.programme)!,
    organisationId: life.centreId,
    confidential: false,
    submittedAt: history.find(({ status }) => status === "SUBMITTED")?.at ?? null,
    missingDocuments: missingAt(history.at(-1)!.status, random),
    history,
  };
}

const DOCUMENTS = [
  "Εκκαθαριστικό σημείωμα",
  "Βεβαίωση ανεργίας",
  "Μισθωτήριο κατοικίας",
  "Πιστοποιητικό οικογενειακής κατάστασης",
  "Λογαριασμός ηλεκτρικού ρεύματος",
  "Άδεια διαμονής",
];

function missingAt(status: string, random: Random): string[] {
  const several = status === "DRAFT" || status === "EXPIRED" ? random.between(1, 3) : 0;
  const count = status === "UNDER_REVIEW" && random.chance(0.2) ? 1 : several;
  const first = random.between(0, DOCUMENTS.length - 1);
  return Array.from({ length: count }, (_, index) => DOCUMENTS[(first + index) % DOCUMENTS.length]!);
}

/** The place an approved application led to, from the first of the month after the approval; none before that. */
function placeAfter(life: Life, claim: Claim, application: ApplicationImport, draw: Draw): EnrolmentImport | null {
  const approval = application.history.at(-1)!;
  const starts = new Date(Date.UTC(approval.at.getUTCFullYear(), approval.at.getUTCMonth() + 1, 1, 8));
  if (approval.status !== "APPROVED" || starts > draw.asOf) return null;
  const history = courseOfPlace(starts, draw);
  const last = history.at(-1)!;
  return {
    id: seededId("enrolment", `${life.index}/${claim.programme}`),
    programmeId: application.programmeId,
    applicationId: application.id,
    referralId: null,
    organisationId: claim.agencyId ?? life.centreId,
    confidential: false,
    from: dayOf(starts),
    until: last.status === "ENDED" ? dayOf(last.at) : null,
    entitlement: entitlementTo(claim.programme, draw.random),
    history,
  };
}

function courseOfPlace(starts: Date, { random, asOf }: Draw): StepImport[] {
  const steps: StepImport[] = [{ status: "ACTIVE", at: starts, by: null, reason: null }];
  const paused = random.chance(0.08) && deskTime(starts, random.between(30, 120), random);
  if (paused) steps.push({ status: "SUSPENDED", at: paused, by: null, reason: "Εκκρεμεί επικαιροποίηση στοιχείων" });
  if (random.chance(0.5)) {
    const ended = deskTime(starts, random.between(180, 540), random);
    steps.push({ status: "ENDED", at: ended, by: null, reason: "Λήξη περιόδου παροχής" });
  }
  return steps.filter(({ at }) => at <= asOf);
}

// ---- what a place entitles to

const IN_KIND: Readonly<Record<string, string>> = {
  teba: "Τρόφιμα και είδη βασικής υλικής συνδρομής",
  "basic-goods": "Τρόφιμα και ρουχισμός",
  "law-4320-2015": "Επανασύνδεση ρεύματος και κάρτα σίτισης",
};

function entitlementTo(programme: string, random: Random): EntitlementImport | null {
  if (programme === "kea") return euros(20_000 + 5_000 * random.between(0, 8), "MONTHLY");
  if (programme === "mutual-aid-fund") return euros(5_000 * random.between(1, 6), "ONCE");
  const inKind = IN_KIND[programme];
  return inKind === undefined ? null : { amountMinor: null, currency: null, period: null, inKind };
}

const euros = (amountMinor: number, period: "ONCE" | "MONTHLY"): EntitlementImport => ({
  amountMinor,
  currency: "EUR",
  period,
  inKind: null,
});

// ---- days

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** Some time between ten and three in Athens, summer and winter, so many days later, or on Monday after a weekend. */
function deskTime(from: Date, days: number, random: Random): Date {
  const midnight = Math.floor(from.getTime() / DAY + days) * DAY;
  const weekday = new Date(midnight).getUTCDay();
  const wait = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  return new Date(midnight + wait * DAY + (8 * 60 + random.between(0, 239)) * MINUTE);
}

/** Made once: luxon takes seven times as long, and a bulk load asks for millions of days. */
const ATHENS_DAYS = new Intl.DateTimeFormat("sv-SE", { timeZone: ATHENS });

/** The calendar day in Greece, YYYY-MM-DD. */
const dayOf = (instant: Date): string => ATHENS_DAYS.format(instant);
