import type { QueryPlan } from "@apollo/query-planner";
import type { GraphQLError } from "graphql";
import type { ObjectShape } from "./answering/complete.js";
import type { PlannedNames } from "./faults.js";
import type { RootFetch } from "./fetching/root-fetch.js";
import type { Program } from "./program.js";
import type { Variables } from "./run.js";

/** The part of an answer that nothing defers. */
export const FIRST_PART = "";

/** One place of @defer in an operation. */
export interface Defer {
  /** Unlike any other's in the operation; the planner calls it so, too. */
  readonly name: string;
  /** What the client calls it. */
  readonly label: string | undefined;
  /** The variable of its `if`; undefined where it always holds. */
  readonly condition: string | undefined;
  /** The @defer it stands in; empty for the answer's first part. */
  readonly parent: string;
}

/** The client's variables with defaults applied, under the plan's names; or why they do not fit. */
export type Coerced = { readonly variables: Variables } | { readonly errors: readonly GraphQLError[] };

/** One operation, planned and compiled: all that the engine has to know to execute it, any number of times. */
export interface PreparedOperation {
  readonly kind: "query" | "mutation" | "subscription";
  /** The operation's own, if it has one. */
  readonly name: string | null;
  /** For whoever wants to see it: what is executed is `program`. */
  readonly plan: QueryPlan;
  readonly program: Program;
  /** Of a subscription: whose answers are its events. */
  readonly source?: RootFetch | undefined;
  /** The defers that hold: each is a part of the answer of its own. */
  readonly defers: readonly Defer[];
  readonly names: PlannedNames;
  /** Whether what is fetched has the client's own names throughout. */
  readonly keepsNames: boolean;

  coerce(given: Record<string, unknown>): Coerced;

  /** The compiled response shape for these variables. */
  shape(variables: Variables): ObjectShape;
}
