import { LIMITS } from "./limits";
import { overLimit } from "./rules";

/** Refuses variables that are too many, too deep or hold too long a text, with BAD_USER_INPUT that quotes none. */
export function checkVariables(variables: Readonly<Record<string, unknown>>): void {
  const names = Object.keys(variables);
  if (names.length > LIMITS.variables) throw overLimit("variables", LIMITS.variables);
  const level: Level = { values: names.map((name) => variables[name]), depth: 1 };
  // A list of work instead of recursion: JSON nests deeper than a call stack.
  const open: Level[] = [level];
  let nodes = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    nodes += next.values.length;
    if (nodes > LIMITS.variableNodes) throw overLimit("values in variables", LIMITS.variableNodes);
    if (next.depth > LIMITS.variableDepth) throw overLimit("depth of variables", LIMITS.variableDepth);
    for (const value of next.values) {
      if (typeof value === "string") checkText(value);
      else if (typeof value === "object" && value !== null)
        open.push({ values: Object.values(value), depth: next.depth + 1 });
    }
  }
}

interface Level {
  readonly values: readonly unknown[];
  readonly depth: number;
}

function checkText(text: string): void {
  // Three bytes is the most a UTF-16 unit can become, so that short texts are not measured.
  if (text.length * 3 > LIMITS.textBytes && Buffer.byteLength(text) > LIMITS.textBytes)
    throw overLimit("bytes of one text", LIMITS.textBytes);
}
