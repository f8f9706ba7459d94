import type { Decision } from "../../subgraphs/kernel/policy/decide";
import type { Action, Category } from "../../subgraphs/kernel/policy/vocabulary";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import { decideCase } from "./cases";
import { OAED, papersSeen, standing, type CastMember } from "./cast";

/** What the policy decides about a member of the cast. */
export function decideAbout(viewer: Viewer, person: CastMember, action: Action, category: Category): Decision {
  const { role, purpose } = viewer;
  return decideCase({ ...standing(viewer, person), role, purpose, action, category });
}

const accessOf = (decision: Decision) => ({
  granted: decision.granted,
  reason: decision.granted ? null : decision.reason,
  basis: decision.granted ? decision.basis : null,
});

const RECORD = ["IDENTITY", "CONTACT", "HOUSEHOLD", "REFERRAL"] as const;

/** The record of a person as it must come through a door; null when the person is not there for the viewer. */
export function recordOf(viewer: Viewer, person: CastMember): object | null {
  const about = (action: Action, category: Category) => decideAbout(viewer, person, action, category);
  const list = (decision: Decision) => (decision.granted ? 1 : null);
  if (!about("person:read", "IDENTITY").granted) return null;
  return {
    access: RECORD.map((category) => ({ category, ...accessOf(about("person:read", category)) })),
    contacts: list(about("person:read", "CONTACT")),
    household: about("person:read", "HOUSEHOLD").granted,
    needs: list(about("need:read", "IDENTITY")),
    visits: list(about("consent:read", "IDENTITY")),
    consents: about("consent:read", "IDENTITY").granted
      ? papersSeen(viewer, person, standing(viewer, person).relation)
      : null,
    referrals: about("referral:read", "REFERRAL").granted ? 1 : 0,
  };
}

const FILES = {
  employment: "EMPLOYMENT",
  housing: "HOUSING",
  childcare: "CHILDREN",
  mentalHealth: "MENTAL_HEALTH",
} as const;

/** Whether the agencies' files are open, by field. */
export function filesOf(viewer: Viewer, person: CastMember): Record<string, object> {
  const files = Object.entries(FILES).map(([field, category]) => {
    const { relation, ...circumstances } = standing(viewer, person);
    const holds = field === "employment" && relation === "ADDRESSEE" && viewer.organisationId === OAED;
    const { role, purpose } = viewer;
    const place = { role, purpose, action: "file:read", category, relation: holds ? "HOLDER" : relation } as const;
    return [field, { access: accessOf(decideCase({ ...place, ...circumstances })) }];
  });
  return { ...(Object.fromEntries(files) as Record<string, object>), enrolments: enrolmentsOf(viewer, person) };
}

/** The categories programmes fall into, but for the hidden ones: what stands for the file first. */
const PROGRAMMES = ["FINANCIAL", "HOUSING", "EMPLOYMENT", "CHILDREN", "HOUSEHOLD"] as const;

function enrolmentsOf(viewer: Viewer, person: CastMember): object {
  const { role, purpose } = viewer;
  const { relation, ...circumstances } = standing(viewer, person);
  const decided = PROGRAMMES.map((category) => {
    const place = { role, purpose, action: "enrolment:read", category } as const;
    const whole = decideCase({ ...place, relation, ...circumstances });
    const held = relation === "ADDRESSEE" && viewer.organisationId !== null ? "HOLDER" : relation;
    const own = decideCase({ ...place, relation: held, ...circumstances, consented: false });
    return { category, decision: whole.granted || !own.granted ? whole : own };
  });
  const first = decided.find(({ decision }) => decision.granted) ?? decided[0]!;
  return {
    access: accessOf(first.decision),
    withheld: decided.flatMap(({ category, decision }) =>
      decision.granted ? [] : [{ category, reason: decision.reason }],
    ),
  };
}
