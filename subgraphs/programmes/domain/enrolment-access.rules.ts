import type { Decision } from "../../kernel/policy/decide";
import type { Grants } from "../../kernel/policy/grants";
import type { Category, Denial } from "../../kernel/policy/vocabulary";
import type { ServedCall } from "../../kernel/subgraph";
import { domainsOf, OPEN_CATEGORIES, PROGRAMME_CATEGORIES, type NeedDomain } from "./programme-category.rules";

/** Which rows of one person a viewer may be shown. Everything not named here is not even read. */
export interface Sight {
  /** Programmes of these domains, whoever recorded the row. */
  readonly whole: readonly NeedDomain[];
  /** Programmes of these domains, as far as the viewer's own organisation recorded the row. */
  readonly own: readonly NeedDomain[];
  /** Among `whole` also rows of confidential services, whatever the domain (unaccompanied minors are HOUSING). */
  readonly insider: boolean;
}

export interface Withheld {
  readonly category: Category;
  readonly reason: Denial;
}

export interface EnrolmentAccess {
  /** Stands for the file: FINANCIAL's when granted, else that of the first category that is, else FINANCIAL's no. */
  readonly decision: Decision;
  readonly withheld: readonly Withheld[];
  readonly sight: Sight;
}

/**
 * Decides what of a person's applications and enrolments a viewer sees, category by category.
 *
 * It depends on viewer and grants alone: `withheld` and `decision` cannot depend on what is recorded of the person.
 * Confidential categories are never in `withheld`, so that nothing tells whether the person is known there.
 */
export function decideEnrolments(call: ServedCall, beneficiaryId: string, grants: Grants): EnrolmentAccess {
  const asked = { call, beneficiaryId, grants };
  const whole = new Map(PROGRAMME_CATEGORIES.map((category) => [category, decideWhole(asked, category)]));
  const own = new Map(PROGRAMME_CATEGORIES.map((category) => [category, decideOwn(asked, category)]));
  const open = OPEN_CATEGORIES.map((category) => {
    const decision = [whole, own].map((decided) => decided.get(category)!).find(({ granted }) => granted);
    return { category, decision: decision ?? whole.get(category)! };
  });
  return {
    decision: (open.find(({ decision }) => decision.granted) ?? open[0]!).decision,
    withheld: open.flatMap(({ category, decision }) =>
      decision.granted ? [] : [{ category, reason: decision.reason }],
    ),
    // Who is no HOLDER sees by the first what they see by the second, and of rows of confidential services less.
    sight: {
      whole: domainsGranted(whole),
      own: grants.relation === "ADDRESSEE" ? domainsGranted(own) : [],
      insider: grants.insider,
    },
  };
}

interface Asked {
  readonly call: ServedCall;
  readonly beneficiaryId: string;
  readonly grants: Grants;
}

const decideWhole = ({ call, beneficiaryId, grants }: Asked, category: Category): Decision =>
  call.disclosures.decide(beneficiaryId, "enrolment:read", { category, relation: grants.relation, grants });

/**
 * An agency to which the person was referred holds the rows it recorded itself. Consents are left out: they would
 * widen the answer to others' rows, and whether one holds is for {@link decideWhole}, which knows no HOLDER: a consent
 * that names an agency does not make it an insider of a confidential service.
 */
function decideOwn({ call, beneficiaryId, grants }: Asked, category: Category): Decision {
  const holds = grants.relation === "ADDRESSEE" && call.viewer.organisationId !== null;
  const relation = holds ? "HOLDER" : grants.relation;
  const withoutConsents = { ...grants, consents: [] };
  return call.disclosures.decide(beneficiaryId, "enrolment:read", { category, relation, grants: withoutConsents });
}

const domainsGranted = (decided: ReadonlyMap<Category, Decision>): NeedDomain[] =>
  domainsOf([...decided].filter(([, decision]) => decision.granted).map(([category]) => category));
