import { PURPOSES, type Purpose, type Role } from "../../subgraphs/kernel/policy/vocabulary";
import { badInput } from "../../subgraphs/kernel/refusal";

export const PURPOSE_HEADER = "x-purpose-of-use";

/** What a role asks for when it does not say. */
const USUAL: Partial<Record<Role, Purpose>> = { ANALYST: "STATISTICS", DPO: "OVERSIGHT" };

/** The stated purpose of use, or the usual one of the role. An unknown word is refused, never replaced. */
export function purposeOf(stated: string | string[] | undefined, role: Role): Purpose {
  if (stated === undefined) return USUAL[role] ?? "CARE";
  const purpose = PURPOSES.find((each) => each === stated);
  if (purpose) return purpose;
  throw badInput(PURPOSE_HEADER, "purpose", `The header ${PURPOSE_HEADER} is one of ${PURPOSES.join(", ")}.`);
}
