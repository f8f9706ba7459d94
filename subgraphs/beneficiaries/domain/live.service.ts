import type { Feed } from "../../kernel/live/feed";
import { EVERYBODY, type LiveEvent } from "../../kernel/live/live-event";
import { NO_GRANTS } from "../../kernel/policy/grants";
import { Refusal } from "../../kernel/refusal";
import type { ServedCall } from "../../kernel/subgraph";

/** Which referrals are followed: all of the viewer's organisation, or their own. */
export const FOLLOWED = ["ORGANISATION", "MINE"] as const;
export type Followed = (typeof FOLLOWED)[number];

type Events = Promise<AsyncIterableIterator<LiveEvent, undefined>>;

/** What happens, as it happens. It says that something did; what may be seen of it is decided when it is read. */
export class LiveService {
  constructor(
    private readonly call: ServedCall,
    private readonly feed: Feed,
  ) {}

  /** Referrals of the viewer's centre, or to their agency. FORBIDDEN for those who have none. */
  followReferrals(followed: Followed, after: string | null | undefined): Events {
    const { viewer } = this.call;
    if (!viewer.organisationId || !this.mayRead()) {
      throw new Refusal("FORBIDDEN", "Referrals are followed at the centre that sent them and at their agency.");
    }
    const isMine = ({ author, worker }: LiveEvent["facts"]): boolean => author === viewer.id || worker === viewer.id;
    const atCentre = viewer.role === "CASEWORKER" || viewer.role === "CENTRE_HEAD";
    return this.feed.listen(viewer, {
      topic: "referral",
      keys: [viewer.organisationId, viewer.id],
      after,
      ...(followed === "MINE" && atCentre && { wants: isMine }),
    });
  }

  /** What the viewer's role is told, and what they are told themselves. */
  followNotices(after: string | null | undefined): Events {
    const { viewer } = this.call;
    const wants = ({ role }: LiveEvent["facts"]): boolean => role === null || role === viewer.role;
    return this.feed.listen(viewer, {
      topic: "notice",
      keys: [viewer.id, viewer.organisationId ?? EVERYBODY, EVERYBODY],
      after,
      wants,
    });
  }

  /** As somebody of the centre, or of the agency. */
  private mayRead(): boolean {
    return (["OWN_CENTRE", "ADDRESSEE"] as const).some(
      (relation) =>
        this.call.disclosures.foresee("referral:read", { category: "REFERRAL", relation, grants: NO_GRANTS }).granted,
    );
  }
}
