import { seededId } from "../../subgraphs/kernel/identifier";
import type { Persona } from "../identity/embedded-issuer";

/** Person 1 of every caseload has twelve referrals in many states: the one to look at first. */
export const SHOWCASE_ID = seededId("beneficiary", 1);

/** What a newcomer reads when the hub is up. */
export function welcome(address: string, personas: readonly Persona[]): string {
  const width = Math.max(...personas.map(({ name }) => name.length));
  const people = personas
    .filter(({ viewer }) => viewer.role !== "ANALYST")
    .map(({ name, description }) => `    ${name.padEnd(width)}  ${description}`);
  return `
Syndesmos is up at ${address}/graphql, and for a browser at ${address}

  Be somebody (tokens last 8 hours):
    npm run --silent token -- caseworker
${people.join("\n")}
    analyst-<region>, for example analyst-central-macedonia

  The first question, as a caseworker:
    TOKEN=$(npm run --silent token -- caseworker)
    curl -s ${address}/graphql -H "authorization: Bearer $TOKEN" -H "content-type: application/json" \\
      -d '{"query":"{ beneficiary(id: \\"${SHOWCASE_ID}\\") { name { given surname } referrals { edges { node { state agency { nameEn } } } } employment { access { granted reason } registration { status } } } }"}'

  Ctrl-C stops everything; the data stay. npm run reset empties them.`;
}
