import "../config";
import path from "node:path";
import { COMMAND_LIFETIME, EmbeddedIssuer } from "../identity/embedded-issuer";
import { readEmbeddedConfig } from "./config";
import { PERSONAS } from "./personas";

/** `npm run token -- <persona>`: prints a token for a persona of the embedded hub. */
async function main(): Promise<void> {
  const settings = readEmbeddedConfig();
  const issuer = await EmbeddedIssuer.open({
    directory: path.resolve(settings.DATA_DIRECTORY),
    personas: PERSONAS,
    production: settings.HUB_MODE === "production",
  });
  const name = process.argv[2] ?? "";
  if (!PERSONAS.some((persona) => persona.name === name)) {
    throw new Error(`Name one of: ${PERSONAS.map((persona) => persona.name).join(", ")}`);
  }
  const { token } = await issuer.issue(name, COMMAND_LIFETIME);
  process.stdout.write(`${token}\n`);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
