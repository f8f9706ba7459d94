import type { AccessRecord } from "../../kernel/disclosure/access-record";
import { isHidden, shown, type Disclosure } from "./withheld.rules";

/** What an officer's questions find a record by. Everything shown is read from the chain itself. */
export interface Findings {
  readonly granted: boolean;
  readonly refused: boolean;
  readonly emergency: boolean;
  /** `subgraph:category:granted` of each disclosure that is not hidden, each once. */
  readonly facets: readonly string[];
  readonly people: readonly FoundPerson[];
}

export interface FoundPerson {
  readonly id: string;
  /** Something was disclosed. */
  readonly granted: boolean;
  /** The person was not in the viewer's care: refused for that, or opened in an emergency. */
  readonly outside: boolean;
  /** Nothing but hidden disclosures, or confided: this record is in the person's log for insiders only. */
  readonly hidden: boolean;
}

export const facetOf = ({ subgraph, category, granted }: Disclosure): string => `${subgraph}:${category}:${granted}`;

export function findingsOf(record: AccessRecord): Findings {
  const { disclosures, viewer, confided = [] } = record;
  const facets = new Set(shown(record).map(facetOf));
  let [granted, refused, emergency] = [false, false, viewer.purpose === "EMERGENCY"];
  for (const disclosure of disclosures) {
    if (disclosure.granted) granted = true;
    else refused = true;
    emergency ||= isEmergency(disclosure);
  }
  return { granted, refused, emergency, facets: [...facets], people: peopleOf(disclosures, confided) };
}

const isEmergency = ({ basis }: Disclosure): boolean => basis === "VITAL_INTERESTS";
const isOutside = (disclosure: Disclosure): boolean => disclosure.reason === "NOT_YOUR_CASE" || isEmergency(disclosure);

function peopleOf(disclosures: readonly Disclosure[], confided: readonly string[]): FoundPerson[] {
  const found = new Map<string, { -readonly [Key in keyof FoundPerson]: FoundPerson[Key] }>();
  for (const disclosure of disclosures) {
    for (const id of disclosure.people) {
      let person = found.get(id);
      if (!person) found.set(id, (person = { id, granted: false, outside: false, hidden: true }));
      person.granted ||= disclosure.granted;
      person.outside ||= isOutside(disclosure);
      person.hidden &&= isHidden(disclosure) || confided.includes(id);
    }
  }
  return [...found.values()];
}
