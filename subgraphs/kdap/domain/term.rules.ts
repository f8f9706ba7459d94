/**
 * The year of a children's centre: the school year from 1 September, the summer from 16 June. The two follow each
 * other without a gap, so exactly one term runs on any day.
 */
export interface Term {
  /** Such as "2026-school" (September 2026 to June 2027) or "2027-summer". */
  readonly key: string;
  readonly kind: "SCHOOL_YEAR" | "SUMMER";
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
}

export const schoolYear = (year: number): Term => ({
  key: `${year}-school`,
  kind: "SCHOOL_YEAR",
  name: `Σχολικό έτος ${year}-${year + 1}`,
  startsOn: `${year}-09-01`,
  endsOn: `${year + 1}-06-15`,
});

export const summer = (year: number): Term => ({
  key: `${year}-summer`,
  kind: "SUMMER",
  name: `Καλοκαίρι ${year}`,
  startsOn: `${year}-06-16`,
  endsOn: `${year}-08-31`,
});

/** The term that runs on a day. */
export function termOn(day: string): Term {
  const year = Number(day.slice(0, 4));
  const monthDay = day.slice(5);
  if (monthDay >= "09-01") return schoolYear(year);
  return monthDay <= "06-15" ? schoolYear(year - 1) : summer(year);
}

export const termAfter = (term: Term): Term => {
  const year = Number(term.startsOn.slice(0, 4));
  return term.kind === "SUMMER" ? schoolYear(year) : summer(year + 1);
};

/** The terms that touch a period, in order of time. */
export function termsDuring(from: string, until: string): Term[] {
  const terms: Term[] = [];
  for (let term = termOn(from); term.startsOn <= until; term = termAfter(term)) terms.push(term);
  return terms;
}
