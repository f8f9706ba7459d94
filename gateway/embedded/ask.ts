import "../config";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "graphql";
import { EmbeddedIssuer } from "../identity/embedded-issuer";
import { readEmbeddedConfig } from "./config";
import { PERSONAS } from "./personas";

const USAGE = "npm run ask -- <persona> <operation of schema/operations, or a query> ['{\"variables\": …}']";

/** `npm run ask`: asks the running embedded hub as a persona and prints the answer. */
async function main([persona, question, variables = "{}"]: readonly string[]): Promise<void> {
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
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ ...(await findOperation(question)), variables: JSON.parse(variables) as unknown }),
  }).catch(() => {
    throw new Error(`Nothing answers on port ${settings.PORT}: is the hub started?`);
  });
  process.stdout.write(`${JSON.stringify(await response.json(), null, 2)}\n`);
}

/** An operation by its name, from any file of schema/operations, or the question itself when it is a query. */
async function findOperation(question: string): Promise<{ query: string; operationName?: string }> {
  if (question.includes("{")) return { query: question };
  const file = MUTATIONS.has(question) ? "RegisterAndRefer" : question;
  const query = await readFile(path.join("schema", "operations", `${file}.graphql`), "utf8").catch(() => {
    throw new Error(`There is no operation ${question} in schema/operations.`);
  });
  const names = parse(query).definitions.flatMap((node) =>
    node.kind === "OperationDefinition" && node.name ? [node.name.value] : [],
  );
  return { query, operationName: names.includes(question) ? question : names[0] };
}

/** The steps of one pathway share a file. */
const MUTATIONS: ReadonlySet<string> = new Set([
  "RegisterBeneficiary",
  "AddNeed",
  "GrantConsent",
  "WithdrawConsent",
  "Refer",
  "AnswerReferral",
  "SteerReferral",
]);

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
