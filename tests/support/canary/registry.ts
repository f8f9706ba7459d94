import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Who may meet one canary: ids of workers and of agencies. `kind` says where it sits. */
export interface Canary {
  readonly kind: string;
  readonly entitled: readonly string[];
}

/**
 * The canaries of a run: words, telephones and ids that stand in rows of confidential services and of the people in
 * them, and nowhere else. Whoever meets one without being named in it has met a leak.
 */
export type Registry = ReadonlyMap<string, Canary>;

/** Everything that can be a canary: a word or telephone made for the purpose, or the id of a confidential row. */
const TOKEN = /canary[0-9]{6}|\+30299[0-9]{7}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** Cursors hide what is in them from the eye, not from us: a list in base64url, whose "[" makes its first letter. */
const ENCODED = /(?<![A-Za-z0-9_-])W[A-Za-z0-9_-]{23,}/g;

const fileIn = (directory: string): string => path.join(directory, "canaries.json");

export const publishRegistry = (directory: string, registry: Registry): void =>
  writeFileSync(fileIn(directory), JSON.stringify([...registry]));

export const readRegistry = (directory: string): Registry =>
  new Map(JSON.parse(readFileSync(fileIn(directory), "utf8")) as [string, Canary][]);

/** The canaries in a text, each once, also those inside cursors. */
export function canariesIn(registry: Registry, text: string): ReadonlyMap<string, Canary> {
  const found = new Map<string, Canary>();
  const look = (part: string): void => {
    for (const [token] of part.matchAll(TOKEN)) {
      const canary = registry.get(token);
      if (canary) found.set(token, canary);
    }
  };
  look(text);
  for (const [encoded] of text.matchAll(ENCODED)) {
    const decoded = Buffer.from(encoded, "base64url").toString("utf8");
    if (decoded.startsWith("[")) look(decoded);
  }
  return found;
}
