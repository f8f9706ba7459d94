import { z } from "zod";
import type { CallPeer } from "../../kernel/call/peer";
import { Refusal } from "../../kernel/refusal";
import { RECORDER } from "./recorder.viewer";

/** An organisation as the log names it. */
export interface Organisation {
  readonly id: string;
  readonly nameEl: string;
  readonly nameEn: string;
  /** It runs a confidential service: that somebody there looked at a person tells that they are known there. */
  readonly confidential: boolean;
}

const ORGANISATIONS = "query OrganisationsForTheLog { organisations { id nameEl nameEn confidential } }";

const answerShape = z.object({
  errors: z.undefined().optional(),
  data: z.object({
    organisations: z.array(
      z.object({ id: z.string(), nameEl: z.string(), nameEn: z.string(), confidential: z.boolean() }),
    ),
  }),
});

/**
 * Every organisation of the directory. Asked in nobody's name: what it says decides what is withheld, whoever reads.
 * SERVICE_UNAVAILABLE when the directory cannot say, because then nothing may be shown.
 */
export async function listOrganisations(callPeer: CallPeer): Promise<ReadonlyMap<string, Organisation>> {
  const call = { viewer: RECORDER, requestId: "organisations-for-the-log" };
  const parsed = answerShape.safeParse(await callPeer("agencies", { query: ORGANISATIONS }, call));
  if (!parsed.success) throw new Refusal("SERVICE_UNAVAILABLE", "The directory of agencies cannot be asked right now.");
  return new Map(parsed.data.data.organisations.map((each) => [each.id, each]));
}
