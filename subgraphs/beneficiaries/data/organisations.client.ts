import { z } from "zod";
import type { CallPeer } from "../../kernel/call/peer";
import { Refusal } from "../../kernel/refusal";
import { NOBODY } from "../../kernel/identifier";
import type { Viewer } from "../../kernel/viewer";
import type { KnownAgency } from "./known-agencies";

const ORGANISATIONS = "query OrganisationsForTheLedger { organisations { id confidential } }";

const answerShape = z.object({
  errors: z.undefined().optional(),
  data: z.object({ organisations: z.array(z.object({ id: z.string(), confidential: z.boolean() })) }),
});

/** Nobody: what it says decides what is hidden, whoever reads. */
const LEDGER: Viewer = { id: NOBODY, role: "SERVICE", organisationId: null, area: null, purpose: "OVERSIGHT" };

/** Every organisation of the directory. SERVICE_UNAVAILABLE when it cannot say. */
export async function listOrganisations(callPeer: CallPeer): Promise<readonly KnownAgency[]> {
  const call = { viewer: LEDGER, requestId: "organisations-for-the-ledger" };
  const parsed = answerShape.safeParse(await callPeer("agencies", { query: ORGANISATIONS }, call));
  if (!parsed.success) throw new Refusal("SERVICE_UNAVAILABLE", "The directory of agencies cannot be asked right now.");
  return parsed.data.data.organisations;
}
