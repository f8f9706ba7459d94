import { LIMITS, type Limits } from "./limits";
import { overLimit } from "./rules";

/** Refuses variables that are too many, too deep or hold too long a text, with BAD_USER_INPUT that quotes none. */
export function checkVariables(variables: Readonly<Record<string, unknown>>, limits: Limits = LIMITS): void {
  const names = Object.keys(variables);
  if (names.length > limits.variables) throw overLimit("variables", limits.variables);
  const level: Level = { values: names.map((name) => variables[name]), depth: 1 };
  // A list of work instead of recursion: JSON nests deeper than a call stack.
  const open: Level[] = [level];
  let nodes = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    nodes += next.values.length;
    if (nodes > limits.variableNodes) throw overLimit("values in variables", limits.variableNodes);
    if (next.depth > limits.variableDepth) throw overLimit("depth of variables", limits.variableDepth);
    for (const value of next.values) {
      if (typeof value === "string") checkText(value, limits.textBytes);
      else if (typeof value === "object" && value !== null)
        open.push({ values: Object.values(value), depth: next.depth + 1 });
    }
  }
}

interface Level {
  readonly values: readonly unknown[];
  readonly depth: number;
}

function checkText(text: string, limit: number): void {
  // Three bytes is the most a UTF-16 unit can become, so that short texts are not measured.
  if (text.length * 3 > limit && Buffer.byteLength(text) > limit) throw overLimit("bytes of one text", limit);
}
