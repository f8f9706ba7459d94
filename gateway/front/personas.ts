import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { badInput } from "../../subgraphs/kernel/refusal";
import type { EmbeddedIssuer } from "../identity/embedded-issuer";
import { readJson } from "./json-body";
import { sendJson } from "./reply";

const MAX_BODY_BYTES = 4 << 10;
const shape = z.object({ persona: z.string() });

export function listPersonas(issuer: EmbeddedIssuer, response: ServerResponse): void {
  const personas = issuer.personas.map(({ name, description, viewer: { role } }) => ({ name, description, role }));
  sendJson(response, 200, { personas });
}

/** A token for the persona named in the body. */
export async function giveToken(issuer: EmbeddedIssuer, request: IncomingMessage, response: ServerResponse) {
  const parsed = shape.safeParse(await readJson(request, MAX_BODY_BYTES));
  if (!parsed.success)
    throw badInput("persona", "persona", 'Send {"persona": "<name>"}; GET /personas lists the names.');
  sendJson(response, 200, await issuer.issue(parsed.data.persona));
}
