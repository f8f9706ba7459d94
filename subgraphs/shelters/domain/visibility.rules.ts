import type { Decision } from "../../kernel/policy/decide";
import type { Grants } from "../../kernel/policy/grants";
import type { Disclosures } from "../../kernel/disclosure/disclosures";

/** Whose rows of a kind are shown: everyone's, those of the viewer's own organisation, or none. */
export type Shown = "ALL" | "OWN" | "NONE";

export interface HousingVisibility {
  /** What the file says of itself. It is the decision on HOUSING alone, and tells nothing of confidential rows. */
  readonly access: Decision;
  readonly ordinary: Shown;
  /** Rows of refuges and other confidential facilities. */
  readonly confidential: Shown;
}

/**
 * Which rows of a person's housing file a viewer gets. `operates`: the viewer's organisation runs facilities here.
 *
 * Ordinary facilities are HOUSING. Confidential ones are SAFETY and appear only when that is granted too: to an
 * insider with consent, as far as HOUSING reaches, and to an organisation its own. A consent alone never opens
 * another organisation's refuge (rule 5), not even to an organisation that runs a refuge itself.
 */
export function decideHousing(
  disclosures: Disclosures,
  beneficiaryId: string,
  grants: Grants,
  operates: boolean,
): HousingVisibility {
  const access = disclosures.decideFile(beneficiaryId, "file:read", "HOUSING", grants, operates);
  if (!access.granted) return { access, ordinary: "NONE", confidential: "NONE" };
  const safety = disclosures.decideFile(beneficiaryId, "file:read", "SAFETY", grants, operates);
  return { access, ordinary: access.scope, confidential: confidentialRows(access.scope, safety, grants.insider) };
}

function confidentialRows(housing: Shown, safety: Decision, insider: boolean): Shown {
  if (!safety.granted) return "NONE";
  return insider && safety.basis === "CONSENT" && housing === "ALL" ? safety.scope : "OWN";
}
