import { badInput } from "../../kernel/refusal";

/** What the counsellor takes down of somebody's work. */
export interface Profile {
  readonly occupationCode?: string | null;
  readonly occupation?: string | null;
  readonly educationLevel?: number | null;
  readonly experienceMonths: number;
}

const LONGEST_TEXT = 200;
/** Nobody has worked for longer than from 15 to 85. */
const MOST_MONTHS = 70 * 12;

/** Refuses with BAD_USER_INPUT an occupation that is no ISCO-08 unit group, a level out of ISCED 2011, or such months. */
export function checkProfile({ occupationCode, occupation, educationLevel, experienceMonths }: Profile): void {
  if (occupationCode && !/^\d{4}$/.test(occupationCode)) {
    throw badInput("occupationCode", "format", "An ISCO-08 unit group has four digits.");
  }
  if (occupation && occupation.trim().length > LONGEST_TEXT) {
    throw badInput("occupation", "length", `At most ${LONGEST_TEXT} characters.`);
  }
  const level = educationLevel ?? 0;
  if (!(level >= 0 && level <= 8)) throw badInput("educationLevel", "range", "ISCED 2011 has the levels 0 to 8.");
  if (!(experienceMonths >= 0 && experienceMonths <= MOST_MONTHS)) {
    throw badInput("experienceMonths", "range", `Between 0 and ${MOST_MONTHS} months.`);
  }
}
