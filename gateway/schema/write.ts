import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { generate } from "./compose";

/** `npm run schema:write`: generates from the code what schema/ holds of it. */
async function main(): Promise<void> {
  const { files, hints } = await generate();
  mkdirSync("schema/contracts", { recursive: true });
  for (const [name, text] of files) writeFileSync(path.join("schema", name), text);
  process.stdout.write(`${files.size} files written to schema/\n${hints.map((hint) => `hint: ${hint}\n`).join("")}`);
}

void main();
