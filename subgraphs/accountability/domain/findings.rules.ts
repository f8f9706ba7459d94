import type { AccessRecord } from "../../kernel/disclosure/access-record";
import { isHidden, type Disclosure } from "./withheld.rules";

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
  /** Nothing but hidden disclosures: this record is not in the person's log. */
  readonly hidden: boolean;
}

export const facetOf = ({ subgraph, category, granted }: Disclosure): string => `${subgraph}:${category}:${granted}`;

export function findingsOf({ disclosures, viewer }: AccessRecord): Findings {
  return {
    granted: disclosures.some(({ granted }) => granted),
    refused: disclosures.some(({ granted }) => !granted),
    emergency: viewer.purpose === "EMERGENCY" || disclosures.some(isEmergency),
    facets: [...new Set(disclosures.filter((each) => !isHidden(each)).map(facetOf))],
    people: peopleOf(disclosures),
  };
}

const isEmergency = ({ basis }: Disclosure): boolean => basis === "VITAL_INTERESTS";
const isOutside = (disclosure: Disclosure): boolean => disclosure.reason === "NOT_YOUR_CASE" || isEmergency(disclosure);

function peopleOf(disclosures: readonly Disclosure[]): FoundPerson[] {
  const found = new Map<string, { granted: boolean; outside: boolean; hidden: boolean }>();
  for (const disclosure of disclosures) {
    for (const id of disclosure.people) {
      const person = found.get(id) ?? { granted: false, outside: false, hidden: true };
      person.granted ||= disclosure.granted;
      person.outside ||= isOutside(disclosure);
      person.hidden &&= isHidden(disclosure);
      found.set(id, person);
    }
  }
  return Array.from(found, ([id, person]) => ({ id, ...person }));
}
