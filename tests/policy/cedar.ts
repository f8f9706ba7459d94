import { readFileSync } from "node:fs";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import {
  policySetTextToParts,
  policyToJson,
  preparsePolicySet,
  statefulIsAuthorized,
  validate,
  type PolicyJson,
} from "@cedar-policy/cedar-wasm/nodejs";
import { ACTIONS, type LegalBasis } from "../../subgraphs/kernel/policy/vocabulary";
import type { Case } from "./cases";

// With calls to Cedar compiled into their callers, V8 now and then ended the process of the tests (SIGTRAP in node 20).
setFlagsFromString("--no-turbo-inline-js-wasm-calls");

/** `hidden`: rule 5 stands in the way, whatever else does. */
export type Verdict = `${LegalBasis} ${"OWN" | "ALL"}` | "no" | "hidden";

/** Cedar looks at every policy of a set, so each action has a set of those that can say anything about it. */
const setOf = (action: string): string => `privacy ${action}`;
const textOf = (name: string): string => readFileSync(path.join("tests", "policy", name), "utf8");

/**
 * Reads privacy.cedar and answers questions by it: a second opinion in another language, default deny. Throws when a
 * policy uses a word the schema does not have.
 */
export function openCedar(): (each: Case) => Verdict {
  const policies = parse(textOf("privacy.cedar"));
  const texts = Object.fromEntries([...policies].map(([id, { text }]) => [id, text]));
  const checked = validate({ schema: textOf("privacy.cedarschema"), policies: { staticPolicies: texts } });
  if (checked.type === "failure" || checked.validationErrors.length > 0) throw new Error(JSON.stringify(checked));
  for (const action of ACTIONS) {
    const about = [...policies].filter(([, each]) => each.actions === null || each.actions.includes(action));
    const staticPolicies = Object.fromEntries(about.map(([id, { text }]) => [id, text]));
    preparsePolicySet(setOf(action), { staticPolicies });
  }
  return (each) => verdict(ask(each), policies);
}

interface Parsed {
  readonly text: string;
  readonly annotations: Readonly<Record<string, string>>;
  /** The actions it names; null when it is about any. */
  readonly actions: readonly string[] | null;
}

function parse(text: string): Map<string, Parsed> {
  const parts = policySetTextToParts(text);
  if (parts.type === "failure") throw new Error(JSON.stringify(parts.errors));
  return new Map(
    parts.policies.map((text, index) => {
      const { annotations = {}, action } = jsonOf(text);
      return [`${index}`, { text, annotations, actions: actionsIn(action) }];
    }),
  );
}

function actionsIn(constraint: PolicyJson["action"]): readonly string[] | null {
  if (constraint.op === "All") return null;
  const named = "entity" in constraint ? [constraint.entity] : "entities" in constraint ? constraint.entities : [];
  const ids = named.map((uid) => ("id" in uid ? uid.id : uid.__entity.id));
  if (ids.length === 0) throw new Error(`not understood: ${JSON.stringify(constraint)}`);
  return ids;
}

function jsonOf(policy: string): PolicyJson {
  const answer = policyToJson(policy);
  if (answer.type === "failure") throw new Error(JSON.stringify(answer.errors));
  return answer.json;
}

function ask({ role, purpose, action, category, relation, insider, consented, opened, restricted = false }: Case) {
  const answer = statefulIsAuthorized({
    principal: { type: "Role", id: role },
    action: { type: "Action", id: action },
    resource: { type: "Category", id: category },
    context: { purpose, relation, insider, consented, opened, restricted },
    preparsedPolicySetId: setOf(action),
    entities: [],
  });
  if (answer.type === "failure" || answer.response.diagnostics.errors.length > 0)
    throw new Error(JSON.stringify(answer));
  return answer.response;
}

/** Of several policies that permit, the one that reaches further, and of these one that does not end by itself. */
function verdict({ decision, diagnostics }: ReturnType<typeof ask>, policies: Map<string, Parsed>): Verdict {
  const reasons = diagnostics.reason.map((id) => policies.get(id)!.annotations);
  if (decision === "deny") return reasons.some(({ hides }) => hides) ? "hidden" : "no";
  const best = reasons.sort((one, other) => strength(other) - strength(one))[0]!;
  return `${best.basis} ${best.scope}` as Verdict;
}

const strength = ({ basis, scope }: Parsed["annotations"]): number =>
  (scope === "ALL" ? 2 : 0) + (basis === "CONSENT" ? 0 : 1);
