import { readFileSync } from "node:fs";
import path from "node:path";
import {
  policySetTextToParts,
  policyToJson,
  preparsePolicySet,
  statefulIsAuthorized,
  validate,
  type PolicyJson,
} from "@cedar-policy/cedar-wasm/nodejs";
import type { LegalBasis } from "../../subgraphs/kernel/policy/vocabulary";
import type { Case } from "./cases";

/** `hidden`: rule 5 stands in the way, whatever else does. */
export type Verdict = `${LegalBasis} ${"OWN" | "ALL"}` | "no" | "hidden";

const SET = "privacy";
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
  preparsePolicySet(SET, { staticPolicies: texts });
  return (each) => verdict(ask(each), policies);
}

interface Parsed {
  readonly text: string;
  readonly annotations: Readonly<Record<string, string>>;
}

function parse(text: string): Map<string, Parsed> {
  const parts = policySetTextToParts(text);
  if (parts.type === "failure") throw new Error(JSON.stringify(parts.errors));
  return new Map(
    parts.policies.map((policy, index) => [
      `${index}`,
      { text: policy, annotations: jsonOf(policy).annotations ?? {} },
    ]),
  );
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
    preparsedPolicySetId: SET,
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
