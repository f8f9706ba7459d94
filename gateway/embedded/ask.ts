import "../config";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { parse, print, separateOperations } from "graphql";
import { PURPOSE_HEADER } from "../identity/purpose";
import { EmbeddedIssuer } from "../identity/embedded-issuer";
import { readEmbeddedConfig } from "./config";
import { PERSONAS } from "./personas";

const USAGE = "npm run ask -- <persona> <operation of schema/operations, or a query> ['{\"variables\": …}' [purpose]]";

/** `npm run ask`: asks the running embedded hub as a persona and prints the answer. */
async function main([persona, question, variables = "{}", purpose]: readonly string[]): Promise<void> {
  if (!persona || !question) throw new Error(USAGE);
  const settings = readEmbeddedConfig();
  const issuer = await EmbeddedIssuer.open({
    directory: path.resolve(settings.DATA_DIRECTORY),
    personas: PERSONAS,
    production: settings.HUB_MODE === "production",
  });
  const { token } = await issuer.issue(persona);
  const response = await fetch(`http://${settings.HOST}:${settings.PORT}/graphql`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      ...(purpose ? { [PURPOSE_HEADER]: purpose } : {}),
    },
    body: JSON.stringify({ ...(await findOperation(question)), variables: JSON.parse(variables) as unknown }),
  }).catch(() => {
    throw new Error(`Nothing answers on port ${settings.PORT}: is the hub started?`);
  });
  process.stdout.write(`${JSON.stringify(await response.json(), null, 2)}\n`);
}

/** An operation by its name, from any file of schema/operations, or the question itself when it is a query. */
async function findOperation(question: string): Promise<{ query: string; operationName?: string }> {
  if (question.includes("{")) return { query: question };
  for (const file of await readdir(OPERATIONS)) {
    const query = await readFile(path.join(OPERATIONS, file), "utf8");
    const document = separateOperations(parse(query))[question];
    if (document) return { query: print(document), operationName: question };
  }
  throw new Error(`There is no operation ${question} in ${OPERATIONS}.`);
}

const OPERATIONS = path.join("schema", "operations");

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
