import { DateTime } from "luxon";
import { ATHENS } from "../../kernel/athens";
import { isPublicHoliday } from "../../kernel/greek-holidays";
import { checkFirst, type Page, type PageRequest } from "../../kernel/paging/paging";
import { badInput } from "../../kernel/refusal";
import type { FindingRepository, ForWhom, FoundService } from "../data/finding.repository";
import { checkLanguage, checkMunicipalityCode } from "./directory-filter.rules";
import { findingPosition } from "./position.rules";
import { OLDEST } from "./service-terms.rules";
import type { NeedDomain } from "./vocabulary";

/** What is needed, for a resident of where, for whom, when, in which languages. Nobody's name is in it. */
export interface Search extends PageRequest {
  readonly need: NeedDomain;
  readonly municipalityCode: string;
  readonly forWhom?: Partial<ForWhom> | null;
  readonly on?: string | null;
  readonly at?: Date | null;
  readonly languages?: readonly string[] | null;
}

const MOST_LANGUAGES = 10;
const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
/** No service says that it is open on a public holiday. */
const HOLIDAY = "HOLIDAY";

/** Finds where somebody can be referred, without any personal data: it is asked before anybody is. */
export class FindingService {
  constructor(private readonly findings: FindingRepository) {}

  /**
   * Open services for a need, in a stated order: whom they suit, who takes the residents, the nearest, open then, with
   * something free, with fresh figures, the newest confirmed, then by id. Refuses malformed codes, days, ages and cursors
   * with BAD_USER_INPUT.
   */
  find({ need, municipalityCode, forWhom, on, at, languages, first, after }: Search): Promise<Page<FoundService>> {
    return this.findings.find({
      need,
      municipalityCode: checkMunicipalityCode("municipalityCode", municipalityCode)!,
      who: checkWho(forWhom ?? {}),
      ...openingOf(on, at),
      languages: checkLanguages(languages),
      first: checkFirst(first),
      after: findingPosition(after),
    });
  }
}

function checkWho({ age = null, sex = null, household = null }: Partial<ForWhom>): ForWhom {
  if (age !== null && (age < 0 || age > OLDEST)) throw badInput("age", "range", `An age is 0 to ${OLDEST} years.`);
  return { age, sex: sex === "FEMALE" || sex === "MALE" ? sex : null, household };
}

/** A day, or a moment: the day and the time of it in Greece. */
export function openingOf(on: string | null | undefined, at: Date | null | undefined) {
  if (on && at) throw badInput("at", "one", "Name a day or a moment: one of them.");
  if (!on && !at) return { weekday: null, time: null };
  const moment = at ? DateTime.fromJSDate(at, { zone: ATHENS }) : DateTime.fromISO(on!, { zone: ATHENS });
  const weekday = isPublicHoliday(moment) ? HOLIDAY : WEEKDAYS[moment.weekday - 1]!;
  return { weekday, time: at ? moment.toFormat("HH:mm") : null };
}

function checkLanguages(languages: readonly string[] | null | undefined): readonly string[] | null {
  if (!languages || languages.length === 0) return null;
  if (languages.length > MOST_LANGUAGES) throw badInput("languages", "length", `At most ${MOST_LANGUAGES} languages.`);
  return languages.map((code) => checkLanguage("languages", code)!);
}
