import type { Rule } from "../../subgraphs/kernel/policy/rule";
import { RULES } from "../../subgraphs/kernel/policy/rules";
import { DIRECTORY_RULES, type DirectoryRule } from "../../subgraphs/kernel/policy/rules/directory.rules";
import {
  ACTIONS,
  CATEGORIES,
  CONFIDENTIAL_CATEGORIES,
  DENIALS,
  LEGAL_BASES,
  PURPOSES,
  RELATIONS,
  ROLES,
  type Relation,
  type Role,
} from "../../subgraphs/kernel/policy/vocabulary";
import {
  ACTION_WORDS,
  BASIS_WORDS,
  CATEGORY_WORDS,
  DENIAL_WORDS,
  PURPOSE_WORDS,
  RELATION_WORDS,
  ROLE_WORDS,
  type Words,
} from "../../subgraphs/kernel/policy/words";
import { matrixOf } from "./policy-matrix";

const PARAGRAPHS: Readonly<Record<number, string>> = {
  1: "A centre's workers see the people of their own centre. Another centre's people do not exist for them.",
  2: "A partner agency sees a person only through a referral addressed to it, from SENT until 30 days after it ends.",
  3: "The sender of a referral sees the loop; the content of an agency's file only by consent.",
  6: "Break-glass: a written reason, chosen categories, 1 to 3 hours, told at once, reviewed after. Never for SAFETY.",
  8: "Each decision names its legal basis; people have rights over their data, and somebody answers for them.",
};

/** The policy as a lawyer reads it: every line with its law, then for every role what it comes to. */
export const policyDocument = (): string =>
  [INTRODUCTION, "## The lines", ...paragraphs(), DIRECTORY, "## What it comes to", LEGEND, ...matrices(), words()]
    .flat()
    .join("\n\n")
    .concat("\n");

const INTRODUCTION = `# Who may see what (πολιτική πρόσβασης)

Generated from \`subgraphs/kernel/policy\` by \`npm run schema:write\`; \`npm run schema:check\` fails when it is not what the
code says. **Everything that no line allows is refused.** Lines only ever add; three things stand before all of them:

- **Restriction (GDPR art. 18 and 21).** While the processing of a person's data is restricted, only the lines marked
  "also while restricted" hold: the responsible centre stores and reads its own record, an agency what it recorded itself,
  the officer answers the person, a life is protected; and what the person agreed to since, they agreed to. Everything
  else is refused as RESTRICTED.
- **Rule 4, withdrawal.** A consent counts only while it is in force, asked anew with every question.
- **Rule 5, confidential services.** ${[...CONFIDENTIAL_CATEGORIES].join(" and ")} are refused as CONFIDENTIAL to everybody but insiders (the
  author of a confidential referral, the person's named supervisor) and the organisation that made the record, whether
  or not the person is known there. Only what was opened in an emergency passes, and SAFETY never.

Every yes names its legal basis, how far it reaches, and when it ends by itself (with the consent or the emergency
access); every no names its reason.`;

const paragraphs = (): string[] =>
  Object.entries(PARAGRAPHS).map(([number, title]) => {
    const lines = RULES.filter(({ paragraph }) => paragraph === Number(number)).map(line);
    return [`### Rule ${number}. ${title}`, ...lines].join("\n\n");
  });

const line = (rule: Rule): string => `**${rule.says}**

- who: ${rule.roles.join(", ")}
- of whom: ${ofWhom(rule.relations)}
- does: ${rule.actions.join(", ")}
- with: ${rule.categories.join(", ")}
- for: ${rule.purposes.join(", ")}
- if: ${conditionOf(rule)}
- reach: ${rule.scope === "ALL" ? "everything recorded" : "only what the own organisation recorded"}
- basis: ${rule.basis}. ${rule.law}${rule.evenIfRestricted ? "\n- also while restricted" : ""}`;

/** Who may see strangers may see everybody. */
const ofWhom = (relations: readonly Relation[]): string =>
  relations.includes("NONE") ? "anybody" : relations.join(", ");

function conditionOf({ consent, emergency }: Rule): string {
  if (consent) return "the person's consent to this recipient, category and purpose is in force";
  return emergency ? "they opened this category in an emergency and its time is not over" : "always";
}

const DIRECTORY = ["### The directory of agencies (μητρώο φορέων)", ...DIRECTORY_RULES.map(directoryLine)].join("\n\n");

function directoryLine({ says, roles, relation, action, purposes, law }: DirectoryRule): string {
  const where = relation === "OWN_ORGANISATION" ? "of the own organisation" : "in the own region";
  return `**${says}**\n\n- who: ${roles.join(", ")}\n- does: ${action}, ${where}\n- for: ${purposes.join(", ")}\n- ${law}`;
}

const LEGEND = `For each role and category: **all** everything recorded; **own** what the own organisation recorded; **consent**
everything, while the person's consent is in force; **insider** as far as rule 5 lets them in; **opened** everything,
while an emergency access is open; **–** no.`;

/** Roles that are answered alike share a table. */
function matrices(): string[] {
  const tables = new Map<string, Role[]>();
  for (const role of ROLES) {
    const table = matrix(role);
    tables.set(table, [...(tables.get(table) ?? []), role]);
  }
  return [...tables].map(([table, roles]) => `### ${roles.join(", ")}\n\n${table}`);
}

function matrix(role: Role): string {
  const rows = matrixOf(role).map(({ relations, purpose, actions, cells }) => [
    ofWhom(relations),
    purpose,
    actions.join(", "),
    ...cells,
  ]);
  if (rows.length === 0) return "Nothing about any person, for any purpose. No type of the schema leads them to one.";
  return table(["relation", "purpose", "does", ...CATEGORIES], rows);
}

function words(): string {
  const list = <T extends string>(title: string, all: readonly T[], say: Readonly<Record<T, Words>>): string =>
    `### ${title}\n\n${table(
      ["word", "means", "in Greek"],
      all.map((word) => [word, say[word].en, say[word].el]),
    )}`;
  return [
    "## The words",
    list("Roles", ROLES, ROLE_WORDS),
    list("Relations to the person", RELATIONS, RELATION_WORDS),
    list("Purposes (GDPR art. 5(1)(b))", PURPOSES, PURPOSE_WORDS),
    list("Categories", CATEGORIES, CATEGORY_WORDS),
    list("What is done", ACTIONS, ACTION_WORDS),
    list("Legal bases", LEGAL_BASES, BASIS_WORDS),
    list("Why not", DENIALS, DENIAL_WORDS),
  ].join("\n\n");
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
