import type { GraphQLFormattedError } from "graphql";
import { isTree, type Tree } from "../tree.js";

/** A subgraph's answer after its form was checked. `data` undefined: it is null or absent, and `errors` say why. */
export interface CheckedAnswer {
  readonly data: Tree | undefined;
  readonly errors: readonly GraphQLFormattedError[];
}

const NO_ERRORS: readonly GraphQLFormattedError[] = [];

/** Undefined when the answer has not the form of a GraphQL response: nothing of it is used then. */
export function checkAnswer(answer: unknown): CheckedAnswer | undefined {
  if (!isTree(answer)) return undefined;
  const { data, errors } = answer;
  if (errors !== undefined && errors !== null && !(Array.isArray(errors) && errors.every(isError))) return undefined;
  const checked = (errors ?? NO_ERRORS) as readonly GraphQLFormattedError[];
  if (isTree(data)) return { data, errors: checked };
  const isAbsent = data === null || data === undefined;
  return isAbsent && checked.length > 0 ? { data: undefined, errors: checked } : undefined;
}

/** The entities of an answer, or undefined when the list is not there or does not match what was asked. */
export function checkEntities(list: unknown, length: number): readonly (Tree | null)[] | undefined {
  const fits = Array.isArray(list) && list.length === length && list.every((each) => each === null || isTree(each));
  return fits ? (list as (Tree | null)[]) : undefined;
}

function isError(error: unknown): boolean {
  if (!isTree(error) && !(error instanceof Error)) return false;
  const { message, path } = error as { message?: unknown; path?: unknown };
  return typeof message === "string" && (path === undefined || path === null || isPath(path));
}

function isPath(path: unknown): boolean {
  return Array.isArray(path) && path.every((each) => typeof each === "string" || typeof each === "number");
}
