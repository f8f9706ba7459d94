import { decide, type Decision, type Question } from "../policy/decide";
import { decideFile } from "../policy/file-access";
import type { Grants } from "../policy/grants";
import type { Action, Category } from "../policy/vocabulary";
import type { Viewer } from "../viewer";
import type { DisclosureEntry } from "./access-record";
import { ownReports } from "./own";

type FileAction = Parameters<typeof decideFile>[1];

/** What was decided about people under one action and category. */
interface Noted {
  readonly action: Action;
  readonly category: Category;
  readonly decisions: Map<string, Decision>;
}

/**
 * The only door to the policy for what is shown of a person: it decides and notes, so that no answer can hold a person
 * of whom the access record knows nothing. Born with the call, it reports when the call is answered.
 *
 * A look at a person who does not exist, or is not the viewer's, is decided and noted like any other: the report does
 * not tell them apart.
 */
export class Disclosures {
  private readonly noted = new Map<string, Noted>();
  private readonly confided = new Set<string>();

  constructor(private readonly viewer: Viewer) {}

  /** Decides about one person. Of several decisions of the same action and category the first that grants is kept. */
  decide(personId: string, action: Action, question: Question): Decision {
    const decision = decide(this.viewer, action, question);
    this.note(personId, action, question.category, decision);
    return decision;
  }

  /** Decides once about all people of a list to whom the viewer stands alike; nobody is noted for an empty list. */
  decideAll(people: Iterable<string>, action: Action, question: Question): Decision {
    const decision = decide(this.viewer, action, question);
    for (const personId of people) this.note(personId, action, question.category, decision);
    return decision;
  }

  /** Decides about an agency's file of a person, see {@link decideFile}. */
  decideFile(personId: string, action: FileAction, category: Category, grants: Grants, operates: boolean): Decision {
    const decision = decideFile(this.viewer, action, category, grants, operates);
    this.note(personId, action, category, decision);
    return decision;
  }

  /**
   * What the policy would say, noting nobody: to refuse before anybody is looked up, and to tell a viewer what they
   * may see. Nothing of a person may be shown on it; that takes {@link decide}.
   */
  foresee(action: Action, question: Question): Decision {
    return decide(this.viewer, action, question);
  }

  /**
   * What this call does about the person tells that a confidential service knows them: its record tells of them to
   * insiders only. Who is only listed, with or without such a thing among what is listed, is not confided.
   */
  confide(personId: string): void {
    this.confided.add(personId);
  }

  /** People with the same decision together, in an order that depends on nothing but what was decided. */
  report(): DisclosureEntry[] {
    const entries = Array.from(this.noted.values(), (noted) => entriesOf(noted, this.confided)).flat();
    if (entries.length > 1) entries.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    ownReports.add(entries);
    return entries;
  }

  private note(personId: string, action: Action, category: Category, decision: Decision): void {
    const key = `${action} ${category}`;
    let noted = this.noted.get(key);
    if (!noted) this.noted.set(key, (noted = { action, category, decisions: new Map() }));
    if (!noted.decisions.get(personId)?.granted) noted.decisions.set(personId, decision);
  }
}

function entriesOf({ action, category, decisions }: Noted, confided: ReadonlySet<string>): DisclosureEntry[] {
  const people = new Map<string, string[]>();
  for (const [personId, decision] of decisions) {
    const answer = decision.granted ? decision.basis : decision.reason;
    const outcome = confided.has(personId) ? `${answer} confided` : answer;
    const alike = people.get(outcome);
    if (alike) alike.push(personId);
    else people.set(outcome, [personId]);
  }
  return Array.from(people.values(), (alike) => {
    const decision = decisions.get(alike[0]!)!;
    const outcome = decision.granted
      ? ({ granted: true, basis: decision.basis, reason: null } as const)
      : ({ granted: false, basis: null, reason: decision.reason } as const);
    const people = alike.sort();
    return { action, category, people, ...outcome, ...(confided.has(people[0]!) && { confided: true as const }) };
  });
}

const keyOf = ({ action, category, basis, reason, confided }: DisclosureEntry): string =>
  `${action} ${category} ${basis ?? ""} ${reason ?? ""} ${confided ?? ""}`;
