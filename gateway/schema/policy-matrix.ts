import { decide, type Decision } from "../../subgraphs/kernel/policy/decide";
import {
  ACTIONS,
  CATEGORIES,
  PURPOSES,
  RELATIONS,
  type Action,
  type Category,
  type Purpose,
  type Relation,
  type Role,
} from "../../subgraphs/kernel/policy/vocabulary";

/** One line of a role's table: everything in it is answered alike, category by category. */
export interface MatrixLine {
  readonly relations: readonly Relation[];
  readonly purpose: Purpose;
  readonly actions: readonly Action[];
  readonly cells: readonly string[];
}

const NOTHING = "–";

/** Everything a role may ever do: what is not in a line is a no. Asked of the policy itself, not read from its lines. */
export function matrixOf(role: Role): MatrixLine[] {
  const lines = PURPOSES.flatMap((purpose) =>
    RELATIONS.flatMap((relation) =>
      ACTIONS.map((action) => {
        const cells = CATEGORIES.map((category) => cellOf({ role, purpose, action, category, relation }));
        return { relations: [relation], purpose, actions: [action], cells };
      }),
    ),
  ).filter(({ cells }) => cells.some((cell) => cell !== NOTHING));
  const sameButAction = mergeBy(
    lines,
    ({ relations, purpose, cells }) => `${relations.join()} ${purpose} ${cells.join()}`,
  );
  return mergeBy(sameButAction, ({ purpose, actions, cells }) => `${purpose} ${actions.join()} ${cells.join()}`);
}

function mergeBy(lines: readonly MatrixLine[], keyOf: (line: MatrixLine) => string): MatrixLine[] {
  const merged = new Map<string, MatrixLine>();
  for (const line of lines) {
    const same = merged.get(keyOf(line));
    const union = same && {
      ...line,
      relations: [...new Set([...same.relations, ...line.relations])],
      actions: [...new Set([...same.actions, ...line.actions])],
    };
    merged.set(keyOf(line), union ?? line);
  }
  return [...merged.values()];
}

interface Place {
  readonly role: Role;
  readonly purpose: Purpose;
  readonly action: Action;
  readonly category: Category;
  readonly relation: Relation;
}

/** What is asked for beyond the place in the table, from the least to the most. */
const CONDITIONS = [
  { word: "", insider: false, consented: false, opened: false },
  { word: "consent", insider: false, consented: true, opened: false },
  { word: "opened", insider: false, consented: false, opened: true },
  { word: "insider", insider: true, consented: false, opened: false },
  { word: "insider + consent", insider: true, consented: true, opened: false },
] as const;

/** "all", "own", or the condition it hangs on; several when a condition widens what is seen without it. */
function cellOf(place: Place): string {
  const words: string[] = [];
  let seen = 0;
  for (const { word, ...condition } of CONDITIONS) {
    const decision = ask(place, condition);
    const width = decision.granted ? (decision.scope === "ALL" ? 2 : 1) : 0;
    if (width <= seen) continue;
    seen = width;
    words.push(
      [decision.granted && decision.scope === "OWN" ? "own" : word === "" ? "all" : "", word].join(" ").trim(),
    );
  }
  return words.join(", ") || NOTHING;
}

interface Condition {
  readonly insider: boolean;
  readonly consented: boolean;
  readonly opened: boolean;
}

function ask(
  { role, purpose, action, category, relation }: Place,
  { insider, consented, opened }: Condition,
): Decision {
  const viewer = { id: "", role, organisationId: "", area: null, purpose };
  const inForce = [{ category, until: "" }];
  const grants = { insider, consents: consented ? inForce : [], emergencies: opened ? inForce : [] };
  return decide(viewer, action, { category, relation, grants });
}
