import { badInput } from "../../kernel/refusal";
import { searchPatterns } from "../../kernel/greek";

const SEARCH_LIMIT = 200;

const REGION = /^[A-Z]{2}[A-Z0-9]{2}$/;
const MUNICIPALITY = /^\d{4}$/;
const LANGUAGE = /^[a-z]{2,3}$/;

/** Anything else cannot be a code, so there is nothing to look for: it never reaches the database. */
export const isRegionCode = (code: string): boolean => REGION.test(code);
export const isMunicipalityCode = (code: string): boolean => MUNICIPALITY.test(code);

type Given = string | null | undefined;

/** Each gives the checked value, null when none was given, and refuses with BAD_USER_INPUT what has the wrong form. */
export const checkRegionCode = (field: string, code: Given): string | null =>
  checkForm(field, code, REGION, "A region code is NUTS 2, such as EL52.");

export const checkMunicipalityCode = (field: string, code: Given): string | null =>
  checkForm(field, code, MUNICIPALITY, "A municipality code has four digits (ELSTAT), such as 0902.");

export const checkLanguage = (field: string, code: Given): string | null =>
  checkForm(field, code, LANGUAGE, "A language code is ISO 639-1, such as el or ar.");

function checkForm(field: string, value: Given, form: RegExp, message: string): string | null {
  if (value === null || value === undefined) return null;
  if (!form.test(value)) throw badInput(field, "format", message);
  return value;
}

/** A search as `like` patterns: every pattern of one of the readings must match. */
export interface NameSearch {
  readonly reading: readonly string[];
  readonly otherReading: readonly string[];
  /** The longest pattern of each reading: what narrows most. */
  readonly probes: readonly string[];
}

/** The patterns of a search by name; null when there is no word in it. Refuses a text that is no name. */
export function readSearch(search: Given): NameSearch | null {
  if (search === null || search === undefined) return null;
  if (search.length > SEARCH_LIMIT) {
    throw badInput("search", "length", `Search with at most ${SEARCH_LIMIT} characters.`);
  }
  const [reading, otherReading = reading] = searchPatterns(search);
  return reading && otherReading ? { reading, otherReading, probes: [longest(reading), longest(otherReading)] } : null;
}

const longest = (patterns: readonly string[]): string =>
  patterns.reduce((best, pattern) => (pattern.length > best.length ? pattern : best));
