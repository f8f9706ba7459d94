import { GraphQLScalarType, Kind, type ScalarTypeDefinitionNode } from "graphql";
import { z } from "zod";
import { CATEGORIES, EMERGENCY_CATEGORIES, RELATIONS, type Category, type Relation } from "./vocabulary";

/**
 * What the beneficiaries subgraph attests about one viewer and one person, at this moment.
 *
 * It travels with the plan: every agency file `@requires` the inaccessible field `Beneficiary.grants`, so a decision
 * always uses today's consent and never a copy. It names no consent and no person, only what is in force for the
 * asking organisation and purpose.
 */
export interface Grants {
  readonly relation: Exclude<Relation, "HOLDER">;
  /** The viewer wrote a confidential referral of this person, or is the person's named supervisor (rule 5). */
  readonly insider: boolean;
  readonly consents: readonly InForce[];
  /**
   * What this viewer opened in an emergency and what is open still (rule 6). IDENTITY is among them whenever anything
   * is: nobody is helped who cannot be found. SAFETY never is.
   */
  readonly emergencies: readonly InForce[];
  /**
   * The person had the processing restricted (GDPR art. 18), or objects to it and is not answered yet (art. 21).
   * `consents` holds only what they agreed to since.
   */
  readonly restricted?: boolean;
}

/** A category that is open until an instant (ISO 8601). */
export interface InForce {
  readonly category: Category;
  readonly until: string;
}

/** Nobody known, nothing consented: what a missing or malformed attestation means. */
export const NO_GRANTS: Grants = { relation: "NONE", insider: false, consents: [], emergencies: [] };

const inForce = (categories: readonly Category[]) =>
  z.array(z.object({ category: z.enum(categories), until: z.string() })).readonly();

const shape = z.object({
  relation: z.enum(RELATIONS).exclude(["HOLDER"]),
  insider: z.boolean(),
  consents: inForce(CATEGORIES),
  emergencies: inForce(EMERGENCY_CATEGORIES).default([]),
  restricted: z.boolean().default(false),
});

/** Reads the attestation of a representation. Anything that is not one, also absence, grants nothing. */
export function readGrants(value: unknown): Grants {
  const parsed = shape.safeParse(value);
  return parsed.success ? parsed.data : NO_GRANTS;
}

const inaccessible: ScalarTypeDefinitionNode = {
  kind: Kind.SCALAR_TYPE_DEFINITION,
  name: { kind: Kind.NAME, value: "Grants" },
  directives: [{ kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: "inaccessible" } }],
};

export const GrantsScalar = new GraphQLScalarType({
  name: "Grants",
  astNode: inaccessible,
  description:
    "What the beneficiaries subgraph attests about the asking viewer and one person: relation and consents in force. " +
    "Never visible to clients; agency subgraphs receive it through @requires and decide with it.",
});
