import { LRUCache } from "lru-cache";
import { z } from "zod";
import type { CallPeer } from "../../kernel/call/peer";
import { LocalHolidays } from "../../kernel/local-holidays";
import type { Call } from "../../kernel/viewer";
import type { Feasts } from "../domain/referral.feasts";

const PLACE = "municipality { localHolidays { monthDay daysFromEaster } }";
const FEASTS = `query FeastsOfAgency($id: ID!) {
  agency(id: $id) { ${PLACE} sites { kind confidential ${PLACE} } } }`;

const feast = z.object({ monthDay: z.string().nullable(), daysFromEaster: z.number().nullable() });
const placed = z.object({ municipality: z.object({ localHolidays: z.array(feast).nullable() }).nullable() });
const answerShape = z.object({
  errors: z.undefined().optional(),
  data: z.object({
    agency: placed
      .extend({ sites: z.array(placed.extend({ kind: z.string(), confidential: z.boolean() })) })
      .nullable(),
  }),
});
type AgencyPlaces = z.infer<typeof answerShape>["data"]["agency"];

const MINUTE_MS = 60_000;

/** An editor's word is heard by clocks that start ten minutes later, also while the directory keeps silent. */
const REMEMBERED = { max: 5000, ttl: 10 * MINUTE_MS };
/** Nobody waits for a silent directory again and again. */
const SILENT = { ttl: MINUTE_MS / 2 };

/** The two sides of a referral, as organisations of the directory. */
export interface Sides {
  readonly centreId: string;
  readonly agencyId: string;
}

/** When organisations rest beside the public holidays, as the directory says: a public fact, remembered for everybody. */
export class FeastsClient {
  private readonly known = new LRUCache<string, LocalHolidays>(REMEMBERED);

  constructor(private readonly callPeer: CallPeer) {}

  /**
   * Never refuses. Where the directory cannot say, nobody has a feast: a step is due a day too early then rather than
   * not taken.
   */
  async of({ centreId, agencyId }: Sides, call: Call): Promise<Feasts> {
    const [sender, agency] = await Promise.all([this.feastsOf(centreId, call), this.feastsOf(agencyId, call)]);
    return { sender, agency };
  }

  private async feastsOf(organisationId: string, call: Call): Promise<LocalHolidays> {
    const known = this.known.get(organisationId);
    if (known) return known;
    const days = await this.ask(organisationId, call);
    const feasts = days?.length ? new LocalHolidays(days) : LocalHolidays.NONE;
    this.known.set(organisationId, feasts, days ? undefined : SILENT);
    return feasts;
  }

  /** Null when the directory does not answer. */
  private async ask(id: string, call: Call) {
    const answer = await this.callPeer("agencies", { query: FEASTS, variables: { id } }, call).catch(() => null);
    const parsed = answerShape.safeParse(answer);
    return parsed.success ? (placeOf(parsed.data.data.agency)?.localHolidays ?? []) : null;
  }
}

/** Where it belongs, or has its seat. Never a hidden site: a due date is no place to read where a refuge is. */
function placeOf(agency: AgencyPlaces) {
  const seat = agency?.sites.find(({ kind, confidential }) => kind === "SEAT" && !confidential);
  return agency?.municipality ?? seat?.municipality;
}
