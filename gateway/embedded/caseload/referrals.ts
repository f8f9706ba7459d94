import { seededId } from "../../../subgraphs/kernel/identifier";
import { expiredBy } from "./clocks";
import { drawHistory, drawStates, type History } from "./histories";
import type { LifeReferral, LifeStep, ReferralState } from "./life";
import type { NeedDraft, Profile } from "./needs";
import type { Random } from "./random";
import type { Offer, Offers } from "./services";
import { weights, type Weights } from "./weights";
import { MINUTES_A_DAY, type WorkingTime } from "./working-time";

/** Whose referrals are drawn. */
export interface Referred {
  readonly index: number;
  readonly profile: Profile;
  readonly needs: readonly NeedDraft[];
  /** The worker responsible, who refers what is confidential alone. */
  readonly workerId: string;
  /** All workers of the centre: a colleague sometimes stands in. */
  readonly colleagues: readonly string[];
}

/** A referral with what only the caseload knows of it. */
export interface ReferralDraft {
  readonly referral: LifeReferral;
  readonly offer: Offer;
  readonly firstMinute: number;
  /** The minute in which the service met the need, or null. */
  readonly met: number | null;
}

export const COMPLEX_REFERRALS = 12;

/** Draws a person's referrals in the order of their needs; no service twice, and one roof at a time. */
export function drawReferrals(random: Random, offers: Offers, person: Referred, time: WorkingTime): ReferralDraft[] {
  const drafts: ReferralDraft[] = [];
  const used = new Set<Offer>();
  for (let round = 0; round < (person.profile.complex ? 3 : 1); round++) {
    for (const need of person.needs) {
      const wanted = person.profile.complex ? 2 : random.weighted(REFERRALS_A_NEED);
      for (let left = wanted; left > 0; left--) {
        if (drafts.length === COMPLEX_REFERRALS) return drafts;
        const offer = choose(random, offers.get(need.domain) ?? [], person.profile, used);
        if (!offer) break;
        used.add(offer);
        const mayBeServed = !offer.residential || !drafts.some((draft) => draft.offer.residential && wasServed(draft));
        const states = drawStates(random, mayBeServed);
        const history = drawHistory(random, states, { from: need.minute, now: time.now }, offer.days);
        drafts.push(makeReferral(random, { person, need, offer, history, number: drafts.length + 1 }, time));
      }
    }
  }
  return drafts;
}

const REFERRALS_A_NEED = [8, 72, 17, 3].map((weight, count) => [count, weight] as const);

const wasServed = ({ referral }: ReferralDraft): boolean => referral.servedFrom !== null;

function choose(random: Random, offers: readonly Offer[], profile: Profile, used: ReadonlySet<Offer>): Offer | null {
  let sum = 0;
  const fitting = offers.filter((offer) => !used.has(offer) && offer.fits(profile));
  for (const offer of fitting) sum += offer.weight;
  let left = random.next() * sum;
  for (const offer of fitting) if ((left -= offer.weight) < 0) return offer;
  return null;
}

export interface Making {
  readonly person: Referred;
  readonly need: NeedDraft;
  readonly offer: Offer;
  readonly history: History;
  /** Counts a person's referrals from 1. */
  readonly number: number;
  /** Scripted referrals say how they ended; the others draw it. */
  readonly outcome?: string;
  readonly reason?: string;
}

export function makeReferral(random: Random, making: Making, time: WorkingTime): ReferralDraft {
  const { person, need, offer, history, number } = making;
  const { states, minutes } = history;
  const authorId = offer.service.confidential || random.chance(0.88) ? person.workerId : random.pick(person.colleagues);
  const last = states[states.length - 1]!;
  const outcome = states.includes("COMPLETED") ? (making.outcome ?? random.weighted(outcomesOf(offer))) : null;
  const served = servedMinutes(random, history, outcome, offer, time.now);
  const urgency = random.weighted(URGENCY_BY_SEVERITY[need.severity]);
  const steps = states.map((state, at) => toStep(random, state, time.at(minutes[at]!), authorId, offer, making.reason));
  const referral: LifeReferral = {
    id: seededId("referral", `${person.index}/${number}`),
    needId: need.id,
    service: offer.service,
    fileOwner: offer.fileOwner,
    urgency,
    authorId,
    steps: [...steps, ...endOf(steps, urgency, time.asOf)],
    outcome: last === "COMPLETED" ? outcome : null,
    servedFrom: served.from === null ? null : time.at(served.from),
    servedUntil: served.until === null ? null : time.at(served.until),
  };
  const met = last === "COMPLETED" && served.from !== null && random.chance(0.75) ? minutes[minutes.length - 1]! : null;
  return { referral, offer, firstMinute: minutes[0]!, met };
}

const URGENCY_BY_SEVERITY: Readonly<Record<NeedDraft["severity"], Weights<LifeReferral["urgency"]>>> = {
  1: weights({ ROUTINE: 1 }),
  2: weights({ ROUTINE: 9, URGENT: 1 }),
  3: weights({ ROUTINE: 55, URGENT: 42, EMERGENCY: 3 }),
  4: weights({ ROUTINE: 15, URGENT: 50, EMERGENCY: 35 }),
};

/** An outcome that means somebody was served. */
export const GIVEN: ReadonlySet<string> = new Set(["SERVICE_PROVIDED", "ENROLLED", "PARTIAL"]);

const NOT_GIVEN = { NO_SHOW: 6, COULD_NOT_REACH: 3, NOT_ELIGIBLE: 3, REFUSED_BY_CLIENT: 3 };
const ENROLS = weights({ ENROLLED: 68, SERVICE_PROVIDED: 9, PARTIAL: 8, ...NOT_GIVEN });
const PROVIDES = weights({ SERVICE_PROVIDED: 75, PARTIAL: 10, ...NOT_GIVEN });
const outcomesOf = ({ enrols }: Offer): Weights<string> => (enrols ? ENROLS : PROVIDES);

const DECLINES: Weights<string> = weights({
  ...{ NO_CAPACITY: 34, NOT_ELIGIBLE: 18, MISSING_DOCUMENTS: 18, OUT_OF_AREA: 10, DUPLICATE: 6, UNSUITABLE: 10 },
  OTHER: 4,
});

/** OTHER must say what; the words are the same for everybody. */
const OTHER_REASON = "Η υπηρεσία είναι προσωρινά κλειστή λόγω εργασιών.";

/** Steps of the sender's side; the clock expires, the agency does the rest. */
const BY_CENTRE: ReadonlySet<ReferralState> = new Set([
  "DRAFT",
  "SENT",
  "ON_HOLD",
  "WITHDRAWN",
  "CANCELLED",
  "REOPENED",
]);

function toStep(
  random: Random,
  state: ReferralState,
  at: Date,
  authorId: string,
  offer: Offer,
  scripted: string | undefined,
): LifeStep {
  const by = state === "EXPIRED" ? null : BY_CENTRE.has(state) ? authorId : workerOf(offer.service.agencyKey);
  const reason = state === "DECLINED" ? (scripted ?? random.weighted(DECLINES)) : null;
  return { state, at, by, reason, note: reason === "OTHER" ? OTHER_REASON : null };
}

const workers = new Map<string, string>();

/** The worker of an agency who answers its inbox. Remembered: ids are costly and agencies few. */
function workerOf(agencyKey: string): string {
  let id = workers.get(agencyKey);
  if (!id) workers.set(agencyKey, (id = seededId("worker", `${agencyKey}/1`)));
  return id;
}

/** What nobody answered in its time has been ended by the clock. */
function endOf(steps: readonly LifeStep[], urgency: LifeReferral["urgency"], asOf: Date): LifeStep[] {
  const at = expiredBy(asOf, { steps, urgency });
  return at ? [{ state: "EXPIRED", at, by: null, reason: null, note: null }] : [];
}

interface Served {
  readonly from: number | null;
  readonly until: number | null;
}

const NOT_SERVED: Served = { from: null, until: null };
const ENDS: ReadonlySet<ReferralState> = new Set(["COMPLETED", "WITHDRAWN", "CANCELLED", "TRANSFERRED"]);

/** From the first day of service to the last. Who enrolled stays on after the referral is closed. */
function servedMinutes(random: Random, history: History, outcome: string | null, offer: Offer, now: number): Served {
  const began = history.states.indexOf("IN_PROGRESS");
  if (began < 0 || (outcome !== null && !GIVEN.has(outcome))) return NOT_SERVED;
  const from = history.minutes[began]!;
  const ended = history.states.findLastIndex((state) => ENDS.has(state));
  if (ended < 0 || ended < history.states.lastIndexOf("IN_PROGRESS")) return { from, until: null };
  const closed = history.minutes[ended]!;
  if (outcome !== "ENROLLED" || !offer.enrols) return { from, until: closed };
  const left = closed + random.between(60, 260) * MINUTES_A_DAY;
  return { from, until: left < now ? left : null };
}
