import { z } from "zod";
import type { CallPeer } from "../../kernel/call/peer";
import { Refusal } from "../../kernel/refusal";
import type { Call } from "../../kernel/viewer";

/** What a referral must know of the service it asks for. */
export interface ServiceFacts {
  readonly id: string;
  readonly status: string;
  readonly confidential: boolean;
  readonly agencyId: string;
  readonly programmeId: string | null;
}

const SERVICE =
  "query ServiceForReferral($id: ID!) { service(id: $id) { id status confidential agency { id } programme { id } } }";

/** An answer with errors is none: a service that is null because of them is not an unknown one. */
const answerShape = z.object({
  errors: z.undefined().optional(),
  data: z.object({
    service: z
      .object({
        id: z.string(),
        status: z.string(),
        confidential: z.boolean(),
        agency: z.object({ id: z.string() }),
        programme: z.object({ id: z.string() }).nullable(),
      })
      .nullable(),
  }),
});

/** Asks the directory of agencies, in the name of the same viewer. */
export class DirectoryClient {
  constructor(
    private readonly callPeer: CallPeer,
    private readonly call: Call,
  ) {}

  /** Null for an unknown service; SERVICE_UNAVAILABLE when the directory cannot say. */
  async findService(id: string): Promise<ServiceFacts | null> {
    const answer = await this.callPeer("agencies", { query: SERVICE, variables: { id } }, this.call);
    const parsed = answerShape.safeParse(answer);
    if (!parsed.success) {
      throw new Refusal(
        "SERVICE_UNAVAILABLE",
        "The directory of services cannot be asked right now. Nothing was saved.",
      );
    }
    const { service } = parsed.data.data;
    if (!service) return null;
    const { status, confidential, agency, programme } = service;
    return { id, status, confidential, agencyId: agency.id, programmeId: programme?.id ?? null };
  }
}
