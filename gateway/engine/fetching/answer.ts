import type { GraphQLFormattedError } from "graphql";
import { badAnswer, type Fault } from "../fault.js";
import { isTree, type Tree } from "../tree.js";

/** A subgraph's answer after its form was checked. `data` undefined: it is null or absent, and `errors` say why. */
export interface CheckedAnswer {
  readonly data: Tree | undefined;
  readonly errors: readonly GraphQLFormattedError[];
}

const NO_ERRORS: readonly GraphQLFormattedError[] = [];

/** A fault when the answer has not the form of a GraphQL response: nothing of it is used then. */
export function checkAnswer(service: string, answer: unknown): CheckedAnswer | Fault {
  if (!isTree(answer)) return badAnswer(service);
  const { data } = answer;
  const errors = answer["errors"] ?? NO_ERRORS;
  if (!Array.isArray(errors) || !errors.every(isError)) return badAnswer(service);
  if (isTree(data)) return { data, errors };
  const isExplained = (data === null || data === undefined) && errors.length > 0;
  return isExplained ? { data: undefined, errors } : badAnswer(service);
}

export const isFault = (answer: CheckedAnswer | Fault): answer is Fault => "message" in answer;

/** The entities of an answer, or undefined when the list is not there or does not match what was asked. */
export function checkEntities(list: unknown, length: number): readonly (Tree | null)[] | undefined {
  const fits = Array.isArray(list) && list.length === length && list.every((each) => each === null || isTree(each));
  return fits ? (list as (Tree | null)[]) : undefined;
}

function isError(error: unknown): error is GraphQLFormattedError {
  if (!isTree(error) && !(error instanceof Error)) return false;
  const { message, path } = error as { message?: unknown; path?: unknown };
  return typeof message === "string" && (path === undefined || path === null || isPath(path));
}

function isPath(path: unknown): boolean {
  return Array.isArray(path) && path.every((each) => typeof each === "string" || typeof each === "number");
}
