import { DateTime } from "luxon";
import { ATHENS } from "../../kernel/athens";
import { checkFirst, type Page, type PageRequest } from "../../kernel/paging/paging";
import { badInput } from "../../kernel/refusal";
import type { FindingRepository, FoundService } from "../data/finding.repository";
import { checkLanguage, checkMunicipalityCode } from "./directory-filter.rules";
import { findingPosition } from "./position.rules";
import type { NeedDomain } from "./vocabulary";

/** What is needed, for a resident of where, on which day, in which languages. Nobody's name is in it. */
export interface Search extends PageRequest {
  readonly need: NeedDomain;
  readonly municipalityCode: string;
  readonly on?: string | null;
  readonly languages?: readonly string[] | null;
}

const MOST_LANGUAGES = 10;
const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** Finds where somebody can be referred, without any personal data: it is asked before anybody is. */
export class FindingService {
  constructor(private readonly findings: FindingRepository) {}

  /**
   * Open services for a need, in a stated order: who takes the residents, the nearest, open on the day, with something
   * free, with fresh figures, the newest confirmed, then by id. Refuses malformed codes, days and cursors with
   * BAD_USER_INPUT.
   */
  find({ need, municipalityCode, on, languages, first, after }: Search): Promise<Page<FoundService>> {
    return this.findings.find({
      need,
      municipalityCode: checkMunicipalityCode("municipalityCode", municipalityCode)!,
      weekday: on ? WEEKDAYS[DateTime.fromISO(on, { zone: ATHENS }).weekday - 1]! : null,
      languages: checkLanguages(languages),
      first: checkFirst(first),
      after: findingPosition(after),
    });
  }
}

function checkLanguages(languages: readonly string[] | null | undefined): readonly string[] | null {
  if (!languages || languages.length === 0) return null;
  if (languages.length > MOST_LANGUAGES) throw badInput("languages", "length", `At most ${MOST_LANGUAGES} languages.`);
  return languages.map((code) => checkLanguage("languages", code)!);
}
