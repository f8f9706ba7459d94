import { isId } from "../../kernel/identifier";
import { checkFirst, toPage, type Page } from "../../kernel/paging/paging";
import { NO_GRANTS } from "../../kernel/policy/grants";
import { notFound, Refusal } from "../../kernel/refusal";
import type { ServedCall } from "../../kernel/subgraph";
import type { InboxFilter, ReferralRecord, ReferralRepository } from "../data/referral.repository";
import type { PersonService } from "./person.service";
import { readPosition } from "./position.rules";
import type { SeenPerson } from "./seen-person";

/** Referrals as they are looked at: one, a person's, an agency's inbox. */
export class ReferralService {
  constructor(
    private readonly call: ServedCall,
    private readonly referrals: ReferralRepository,
    private readonly people: PersonService,
  ) {}

  /** Null for a referral that is not there or not the viewer's to see; shown when the list of its person shows it. */
  async find(id: string): Promise<ReferralRecord | null> {
    const place = isId(id) ? await this.referrals.locate(id.toLowerCase()) : null;
    const seen = place && (await this.people.find(place.beneficiaryId));
    if (!place || !seen?.may("referral:read", "REFERRAL")) return null;
    const found = await this.referrals.find(
      id.toLowerCase(),
      seen.record.id,
      place.others ? this.reachOf(seen) : "OWN",
    );
    if (found?.confidential) seen.confide();
    return found;
  }

  /** Whether the viewer sees what was sent to others, too. */
  private reachOf(seen: SeenPerson): "ALL" | "OWN" {
    const others = seen.decide("person:read", "REFERRAL");
    return others.granted ? others.scope : "OWN";
  }

  /** Like {@link find}; NOT_FOUND instead of null. */
  async get(id: string): Promise<ReferralRecord> {
    const referral = await this.find(id);
    if (!referral) throw notFound("referral");
    return referral;
  }

  /** As it is now, whatever this request has read of it before. */
  async getAnew(id: string): Promise<ReferralRecord> {
    this.forget(id);
    return this.get(id);
  }

  /** Those of a conversation that are the viewer's to see, in the order they were written. */
  async listConversation(id: string): Promise<ReferralRecord[]> {
    const referrals = await this.referrals.listConversation(id);
    const seen = await Promise.all(referrals.map(({ beneficiaryId }) => this.people.find(beneficiaryId)));
    const shown = referrals.filter((_, at) => seen[at]?.may("referral:read", "REFERRAL"));
    for (const { confidential, beneficiaryId } of shown) if (confidential) this.call.disclosures.confide(beneficiaryId);
    return shown;
  }

  /** Forget what was read of it: a write in this request changed it. */
  forget(id: string): void {
    this.referrals.forget(id);
  }

  /** A person's referrals, newest first: the loop for the centre; for an agency its own, and others by consent. */
  async listOfPerson(seen: SeenPerson, first: number, after?: string | null): Promise<Page<ReferralRecord>> {
    const limit = checkFirst(first);
    if (!seen.may("referral:read", "REFERRAL")) return { rows: [], hasNextPage: false };
    return toPage(
      await this.referrals.listOfPerson(seen.record.id, this.reachOf(seen), limit + 1, readPosition(after)),
      limit,
    );
  }

  /** What was sent to the viewer's agency, newest first; nobody whose data is restricted. */
  async listInbox(filter: InboxFilter, first: number, after?: string | null): Promise<Page<ReferralRecord>> {
    const limit = checkFirst(first);
    const { disclosures } = this.call;
    if (!disclosures.foresee("referral:read", ADDRESSED).granted) {
      throw new Refusal("FORBIDDEN", "The inbox belongs to the workers of an agency.");
    }
    const page = toPage(await this.referrals.listInbox(filter, limit + 1, readPosition(after)), limit);
    const seen = await Promise.all(page.rows.map(({ beneficiaryId }) => this.people.find(beneficiaryId)));
    return { ...page, rows: page.rows.filter((_, at) => seen[at]?.may("referral:read", "REFERRAL")) };
  }
}

/** Whatever is in an inbox was addressed to the viewer's agency; the statement asks for nothing else. */
const ADDRESSED = { category: "REFERRAL", relation: "ADDRESSEE", grants: NO_GRANTS } as const;
