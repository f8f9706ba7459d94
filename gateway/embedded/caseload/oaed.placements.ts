import { seededId } from "../../../subgraphs/kernel/identifier";
import type { MatchImport, PlacementImport } from "../../../subgraphs/oaed/data/oaed.import";
import { monthOf, vacancyIn, VACANCY_KINDS, type Vacancy } from "../../../subgraphs/oaed/data/oaed.reference";
import { dateOf, dayOf } from "./days";
import type { LifeReferral } from "./life";
import type { Random } from "./random";
import { weights } from "./weights";

/** A search for work: vacancies proposed one after another, and the job it ended with, if it did. */
interface Searches {
  readonly matches: MatchImport[];
  readonly placements: PlacementImport[];
}

/** The searches of the referrals to placement that began. */
export function drawSearches(random: Random, referrals: readonly LifeReferral[], today: number): Searches {
  const searches: Searches = { matches: [], placements: [] };
  for (const referral of referrals) {
    if (referral.service.programmeKey !== "oaed-placement" || referral.servedFrom === null) continue;
    search(random, referral, today, searches);
  }
  return searches;
}

function search(random: Random, referral: LifeReferral, today: number, { matches, placements }: Searches): void {
  const from = dayOf(referral.servedFrom!);
  const until = referral.servedUntil === null ? today : dayOf(referral.servedUntil);
  const hired = referral.servedUntil !== null && referral.outcome === "SERVICE_PROVIDED";
  const kinds = random.between(0, VACANCY_KINDS.length - 1);
  const count = random.between(1, 3);
  for (let nth = 0; nth < count; nth++) {
    const day = from + Math.floor(((until - from) * (nth + random.next())) / count);
    const vacancy = vacancyIn(VACANCY_KINDS[(kinds + nth) % VACANCY_KINDS.length]!, monthOf(dateOf(day)));
    const isLast = nth === count - 1;
    const outcome = !isLast ? random.weighted(REFUSED) : hired ? "HIRED" : random.weighted(endOf(referral));
    matches.push({
      id: seededId("vacancy-match", `${referral.id}/${nth + 1}`),
      ...{ vacancyId: vacancy.id, proposedOn: dateOf(day), outcome },
    });
    if (outcome === "HIRED") placements.push(placed(random, referral, vacancy, { from: day, until, today }));
  }
}

const REFUSED = weights({ NOT_CHOSEN: 70, DECLINED: 30 });
const WAITING = weights({ PROPOSED: 55, INTERVIEW: 45 });
const endOf = ({ servedUntil }: LifeReferral) => (servedUntil === null ? WAITING : REFUSED);

const KINDS = weights({ EMPLOYMENT: 46, SUBSIDISED: 30, WORK_EXPERIENCE: 16, APPRENTICESHIP: 8 });

/** The job begins between the proposal and the end of the referral; about half of them are over after some months. */
function placed(
  random: Random,
  referral: LifeReferral,
  { employer }: Vacancy,
  { from, until, today }: { readonly from: number; readonly until: number; readonly today: number },
): PlacementImport {
  const begins = random.between(from, until);
  const ends = begins + random.between(60, 330);
  return {
    id: seededId("placement", referral.id),
    ...{ employer, kind: random.weighted(KINDS), startsOn: dateOf(begins) },
    endsOn: ends <= today && random.chance(0.55) ? dateOf(ends) : null,
  };
}
