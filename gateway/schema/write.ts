import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { composeHub } from "./compose";

/** `npm run schema:write`: generates schema/*.graphql and schema/policy.md from the code. */
const { files, hints } = composeHub();
mkdirSync("schema", { recursive: true });
for (const [name, text] of files) writeFileSync(path.join("schema", name), text);
process.stdout.write(`${files.size} files written to schema/\n${hints.map((hint) => `hint: ${hint}\n`).join("")}`);
