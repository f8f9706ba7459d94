import type DataLoader from "dataloader";
import type { Database } from "../../kernel/database/database";
import { search, statement } from "../../kernel/database/statement";
import { listLoader, rowLoader } from "../../kernel/loader";
import type { Viewer } from "../../kernel/viewer";
import type { Verdict } from "../domain/consequence.rules";
import type { ReferralCommand } from "../domain/referral.machine";
import type { Movable } from "../domain/referral.rules";
import type { ReferralState, Standing } from "../domain/referral.states";
import { WITHIN_REACH } from "./person.repository";

export interface StepRecord extends Standing {
  readonly number: number;
  /** Null where it is not known: steps of imported histories. */
  readonly command: ReferralCommand | null;
  readonly at: string;
  readonly actorId: string | null;
  readonly actorOrganisationId: string | null;
  readonly reason: string | null;
  readonly note: string | null;
}

export interface ReferralRecord extends Movable {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly conversationId: string;
  /** Of which it is the continuation, after a transfer; null also when that one is not the viewer's to see. */
  readonly parentId: string | null;
  readonly centreId: string;
  readonly authorId: string;
  readonly needId: string | null;
  readonly serviceId: string;
  readonly serviceDomain: string | null;
  readonly agencyId: string;
  readonly programmeId: string | null;
  readonly needDomain: string | null;
  readonly confidential: boolean;
  readonly note: string | null;
  readonly doNotContact: boolean;
  readonly createdAt: Date;
  readonly version: number;
  readonly steps: readonly StepRecord[];
}

/** What the machine moves, of a referral `r`. */
export const MOVED = `r.request_state as "requestState", r.fulfilment_state as "fulfilmentState", r.urgency, r.outcome,
  r.decline_reason as "declineReason", r.reassessed_at as "reassessedAt", r.sent_at as "sentAt",
  r.remind_at as "remindAt", r.due_at as "dueAt", r.escalated_at as "escalatedAt", r.expires_at as "expiresAt",
  r.ended_at as "endedAt", r.closed_at as "closedAt", r.version`;

/** Null for a parent that is not the viewer's to see: a hidden referral is not told of by the open one it led to. */
const PARENT =
  "case when r.parent_id is not null and (wall_referral(r.parent_id)).person is not null then r.parent_id end";

const PLAIN = `r.id, r.beneficiary_id as "beneficiaryId", r.conversation_id as "conversationId",
  ${PARENT} as "parentId", r.centre_id as "centreId", r.author_id as "authorId", r.need_id as "needId",
  r.service_id as "serviceId", r.service_domain as "serviceDomain", r.agency_id as "agencyId",
  r.programme_id as "programmeId", r.confidential, r.note, r.do_not_contact as "doNotContact",
  r.created_at as "createdAt", ${MOVED}`;

/** Of a referral. */
const COLUMNS = `${PLAIN},
  (select n.domain from need n where n.beneficiary_id = r.beneficiary_id and n.id = r.need_id) as "needDomain",
  (select json_agg(json_build_object('number', s.number, 'command', s.command, 'requestState', s.request_state,
      'fulfilmentState', s.fulfilment_state, 'at', s.at, 'actorId', s.actor_id,
      'actorOrganisationId', s.actor_organisation_id, 'reason', s.reason, 'note', s.note) order by s.number)
    from referral_step s where s.beneficiary_id = r.beneficiary_id and s.referral_id = r.id) as steps`;

/** Of one read through its view, see walled.views.ts. */
const JOURNEY_COLUMNS = `${PLAIN}, r.need_domain as "needDomain", r.steps`;

/** The officer handles an open request of the person: everything but what would tell of a confidential service. */
const HANDLED = `(not r.confidential
    and current_setting('app.role', true) = 'DPO' and wall_handles(r.beneficiary_id))`;

/** The person's centre is the viewer's, who may see confidential referrals they wrote or supervise. */
const OF_THE_CENTRE = `exists (select from beneficiary b where b.id = r.beneficiary_id and b.centre_id = $3
  and (not r.confidential or r.author_id = $2 or b.worker_id = $2))`;
const JOURNEY_OF_THE_CENTRE = `r.near_centre_id = $3
  and (not r.confidential or r.author_id = $2 or r.near_worker_id = $2)`;

/** Rules 2, 3 and 5 as SQL. $2 viewer, $3 their organisation; `whole`: people whose other referrals they may see. */
const visible = (whole: string, ofTheCentre = OF_THE_CENTRE) => `(
  (${ofTheCentre})
  or (r.agency_id = $3 and ${WITHIN_REACH})
  or (r.beneficiary_id = any(${whole}) and r.sent_at is not null and not r.confidential)
  or ${HANDLED})`;

/** The viewer's own side of a referral: their centre's, their agency's, or the officer's for the person. */
export const OWN_SIDE = visible("'{}'::uuid[]");

/** $1 people, $4 people with consent, $5-$6 cursor, $7 how many of each. */
const OF_PEOPLE = statement<ReferralRecord>(
  "referrals_of_people",
  `select page.* from unnest($1::uuid[]) as asked(id)
  cross join lateral (select ${JOURNEY_COLUMNS} from wall_journey r
    where r.beneficiary_id = asked.id and ${visible("$4::uuid[]", JOURNEY_OF_THE_CENTRE)}
      and ($5::timestamptz is null or (r.created_at, r.id) < ($5, $6::uuid))
    order by r.created_at desc, r.id desc limit $7) page`,
);

/** $1 ids. Whoever asks for what is another's, or is not there, does the same work and finds nobody. */
const PLACES = statement<ReferralPlace & { id: string }>(
  "referral_places",
  `select a.id, w.person as "beneficiaryId", w.others from unnest($1::uuid[]) a(id), wall_referral(a.id) w
  where w.person is not null`,
);

/** $1 ids, $4 people whose other referrals they may see. */
const BY_ID = statement<ReferralRecord>(
  "referrals_by_id",
  `select ${COLUMNS} from referral r where r.id = any($1) and ${visible("$4::uuid[]")}`,
);

/** $1 agency, $2 states or null, $3 true for overdue only, $4-$5 cursor, $6 how many. */
const INBOX = search<ReferralRecord>(
  "inbox",
  `select ${COLUMNS} from referral r
  where r.agency_id = $1 and ${WITHIN_REACH}
    and ($2::text[] is null or referral_word(r.request_state, r.fulfilment_state) = any($2))
    and (not $3 or r.due_at < now())
    and ($4::timestamptz is null or (r.sent_at, r.id) < ($4, $5::uuid))
  order by r.sent_at desc, r.id desc limit $6`,
);

/** Whose referral an id in sight leads to. */
export interface ReferralPlace {
  readonly beneficiaryId: string;
  /** It is neither the centre's nor the agency's own: seen by the person's consent, or in an emergency. */
  readonly others: boolean;
}

/** The referrals of a conversation $1, in the order they were written. */
const OF_CONVERSATION = statement<ReferralRecord>(
  "referrals_of_conversation",
  `select ${COLUMNS} from referral r where r.conversation_id = $1 and ${OWN_SIDE}
  order by r.created_at, r.id`,
);

/** What service $4 said of person $1 that may block it: words of $5. */
const VERDICTS = statement<VerdictRecord>(
  "referral_verdicts",
  `select r.id, r.outcome, r.decline_reason as "declineReason", r.ended_at as "endedAt", r.reassessed_at as "reassessedAt"
  from referral r where r.beneficiary_id = $1 and r.service_id = $4 and r.ended_at is not null
    and coalesce(r.decline_reason, r.outcome) = any($5) and ${OWN_SIDE}`,
);

export interface VerdictRecord extends Verdict {
  readonly id: string;
}

export interface InboxFilter {
  readonly states: readonly ReferralState[] | null;
  readonly overdue: boolean;
}

/** Referrals for one viewer; what they may not see is not there. Born with the request. */
export class ReferralRepository {
  private readonly places: DataLoader<string, (ReferralPlace & { id: string }) | null>;
  private readonly byId: DataLoader<string, ReferralRecord | null>;
  /** One loader per page size and cursor: people asked alike share a statement. */
  private readonly pages = new Map<string, DataLoader<string, ReferralRecord[]>>();
  private readonly consented = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly viewer: Viewer,
  ) {
    this.places = rowLoader(
      (ids) => database.rows(viewer, PLACES, [ids]),
      (row) => row.id,
    );
    this.byId = rowLoader(
      (ids) => this.loadById(ids),
      (row) => row.id,
    );
  }

  /** Null for a referral that is not there and for one that is not the viewer's to see, alike. */
  locate(id: string): Promise<ReferralPlace | null> {
    return this.places.load(id);
  }

  /** One that was located. `scope` as in {@link listOfPerson}. */
  find(id: string, beneficiaryId: string, scope: "ALL" | "OWN"): Promise<ReferralRecord | null> {
    if (scope === "ALL") this.consented.add(beneficiaryId);
    return this.byId.load(id);
  }

  /** Newest first. `scope` ALL: also what was sent to others, by consent (for agencies; a centre sees its own). */
  listOfPerson(
    beneficiaryId: string,
    scope: "ALL" | "OWN",
    limit: number,
    after: readonly string[] | null,
  ): Promise<ReferralRecord[]> {
    if (scope === "ALL") this.consented.add(beneficiaryId);
    const key = JSON.stringify([limit, after]);
    let loader = this.pages.get(key);
    if (!loader) {
      loader = listLoader(
        (ids) => this.loadPages(ids, limit, after),
        (row) => row.beneficiaryId,
      );
      this.pages.set(key, loader);
    }
    return loader.load(beneficiaryId);
  }

  listInbox(filter: InboxFilter, limit: number, after: readonly string[] | null): Promise<ReferralRecord[]> {
    return this.database.rows(this.viewer, INBOX, [
      this.viewer.organisationId,
      filter.states,
      filter.overdue,
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit,
    ]);
  }

  listConversation(id: string): Promise<ReferralRecord[]> {
    return this.database.rows(this.viewer, OF_CONVERSATION, [id, this.viewer.id, this.viewer.organisationId]);
  }

  /** What a service said of a person, as far as it is among `words` and the viewer may see it. */
  listVerdicts(beneficiaryId: string, serviceId: string, words: readonly string[]): Promise<VerdictRecord[]> {
    const { id, organisationId } = this.viewer;
    return this.database.rows(this.viewer, VERDICTS, [beneficiaryId, id, organisationId, serviceId, words]);
  }

  /** Forget a referral: a write in this request changed it. */
  forget(id: string): void {
    this.byId.clear(id);
    this.pages.clear();
  }

  private loadById(ids: readonly string[]): Promise<ReferralRecord[]> {
    const whole = [...this.consented];
    const values = [ids, this.viewer.id, this.viewer.organisationId, whole];
    return this.database.rows(this.viewer, BY_ID, values, { people: whole });
  }

  private loadPages(ids: readonly string[], limit: number, after: readonly string[] | null) {
    const whole = ids.filter((id) => this.consented.has(id));
    const cursor = [after?.[0] ?? null, after?.[1] ?? null];
    const values = [ids, this.viewer.id, this.viewer.organisationId, whole, ...cursor, limit];
    return this.database.rows(this.viewer, OF_PEOPLE, values, { people: whole });
  }
}
