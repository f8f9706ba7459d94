import type {
  FragmentDefinitionNode,
  GraphQLError,
  GraphQLSchema,
  OperationDefinitionNode,
  ResponsePath,
} from "graphql";

/** What all executions of one operation share. */
export interface Surroundings {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Record<string, FragmentDefinitionNode>;
}

/** Coerced variables, by name. */
export type Variables = Record<string, unknown>;

/** One execution of one operation: what its fields read, and what went wrong in it. */
export class Execution {
  readonly errors: GraphQLError[] = [];
  private readonly nulled = new Set<ResponsePath | undefined>();

  constructor(
    readonly surroundings: Surroundings,
    readonly variables: Variables,
    readonly context: unknown,
  ) {}

  /** `path` is null because of `error`. What goes wrong below it later is nobody's concern any more. */
  report(error: GraphQLError, path: ResponsePath | undefined): void {
    if (this.isNulled(path)) return;
    this.nulled.add(path);
    this.errors.push(error);
  }

  private isNulled(path: ResponsePath | undefined): boolean {
    if (this.nulled.size === 0) return false;
    for (let at = path; at !== undefined; at = at.prev) if (this.nulled.has(at)) return true;
    return this.nulled.has(undefined);
  }
}

/** As graphql-js takes it: anything with a `then`. */
export const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function";
