import type { ResponsePath } from "graphql";
import { bareObject } from "./bare-object";
import { isPromise, type Execution } from "./execution";
import type { Field } from "./field";

/** All fields selected on one object, side by side. What throws takes the object with it. */
export function executeFields(
  fields: readonly Field[],
  source: unknown,
  run: Execution,
  path: ResponsePath | undefined,
): unknown {
  const result = bareObject();
  let pending: string[] | undefined;
  try {
    for (const field of fields) {
      const value = field.execute(source, run, path);
      result[field.key] = value;
      if (isPromise(value)) (pending ??= []).push(field.key);
    }
  } catch (error) {
    if (pending === undefined) throw error;
    // The others may fail as well, and somebody has to hear it.
    return settle(result, pending).finally(() => {
      throw error;
    });
  }
  return pending === undefined ? result : settle(result, pending);
}

/** One after the other, as mutations are. */
export async function executeInTurn(fields: readonly Field[], run: Execution): Promise<Record<string, unknown>> {
  const result = bareObject();
  for (const field of fields) result[field.key] = await field.execute(undefined, run, undefined);
  return result;
}

/** The object with the values of its promises in their places. */
function settle(result: Record<string, unknown>, pending: readonly string[]): Promise<Record<string, unknown>> {
  const [only] = pending as readonly [string];
  if (pending.length === 1) {
    return (result[only] as Promise<unknown>).then((value) => {
      result[only] = value;
      return result;
    });
  }
  return Promise.all(pending.map((key) => result[key])).then((values) => {
    for (const [at, key] of pending.entries()) result[key] = values[at];
    return result;
  });
}
