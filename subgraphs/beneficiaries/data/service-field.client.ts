import { LRUCache } from "lru-cache";
import { z } from "zod";
import type { CallPeer } from "../../kernel/call/peer";
import { Refusal } from "../../kernel/refusal";
import type { Call } from "../../kernel/viewer";

const FIELD = "query FieldOfService($id: ID!) { service(id: $id) { domain } }";

const answerShape = z.object({
  errors: z.undefined().optional(),
  data: z.object({ service: z.object({ domain: z.string() }).nullable() }),
});

/** Services are few and keep their field; after an hour the directory is asked again. */
const REMEMBERED = { max: 5000, ttl: 3_600_000 };

/** Which need a service answers, as the directory says: a public fact, so it is remembered for everybody. */
export class ServiceFieldClient {
  private readonly fields = new LRUCache<string, string>(REMEMBERED);

  constructor(private readonly callPeer: CallPeer) {}

  /** Null for a service the directory does not know; SERVICE_UNAVAILABLE when it cannot say. */
  async fieldOf(serviceId: string, call: Call): Promise<string | null> {
    const known = this.fields.get(serviceId);
    if (known) return known;
    const answer = await this.callPeer("agencies", { query: FIELD, variables: { id: serviceId } }, call);
    const parsed = answerShape.safeParse(answer);
    if (!parsed.success) throw new Refusal("SERVICE_UNAVAILABLE", "The directory of services cannot be asked now.");
    const { service } = parsed.data.data;
    if (service) this.fields.set(serviceId, service.domain);
    return service?.domain ?? null;
  }
}
