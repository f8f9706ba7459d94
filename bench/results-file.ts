import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { tidy } from "./markdown";

const FILE = path.join("bench", "RESULTS.md");

const markOf = (name: string): string => `<!-- part: ${name} -->`;

/** The first part stands by itself; others begin with their mark and go on to the next. */
function partsOf(text: string): Map<string, string> {
  const parts = new Map<string, string>();
  for (const part of text.split(/(?=^<!-- part: )/m)) parts.set(/^<!-- part: (.+) -->/.exec(part)?.[1] ?? "", part);
  return parts;
}

/** Puts one part of the results in its place and leaves the others; `dry` only formats it. Returns the part. */
export async function writePart(name: string, markdown: string, dry = false): Promise<string> {
  const marked = name === "" ? markdown : `${markOf(name)}\n\n${markdown}`;
  const part = await tidy(marked);
  if (dry) return part;
  const parts = partsOf(await readFile(FILE, "utf8").catch(() => ""));
  parts.set(name, part);
  await writeFile(FILE, Array.from(parts.values(), (each) => each.trim()).join("\n\n") + "\n");
  return part;
}
