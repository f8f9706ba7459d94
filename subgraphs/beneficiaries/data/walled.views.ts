import { HERE } from "../../kernel/database/wall";

/** What stands in a view between the viewer and what it is about. */
export interface Conditions {
  /** The centre whose people are the viewer's own. */
  readonly ownCentre: (person: string) => string;
  readonly person: string;
  readonly openedPerson: string;
  readonly openedContact: string;
  readonly openedHousehold: string;
  readonly consent: string;
  /** Of a consent `x`: that it names somebody tells of a confidential service. */
  readonly naming?: string;
  readonly need: string;
  readonly referral: string;
  readonly sentTo: string;
}

const WITHIN_REACH = "r.sent_at is not null and (r.ended_at is null or r.ended_at > now() - interval '30 days')";
const OFFICER = "current_setting('app.role', true) = 'DPO'";
const EMERGENCY = "current_setting('app.purpose', true) = 'EMERGENCY'";
/** Of a consent or need `x`: the viewer is the person's supervisor or the author of a confidential referral. */
const INSIDE = `near.worker_id = ${HERE.viewer} or near.own and exists (select from referral r
  where r.beneficiary_id = x.beneficiary_id and r.confidential and r.author_id = ${HERE.viewer})`;

/** Of a request `s`: it restricts the processing of the person's data (GDPR art. 18, and 21 until it is answered). */
export const RESTRICTS = "s.ended_at is null and (s.kind = 'OBJECTION' or s.state = 'IN_FORCE')";
/** What is restricted goes no further than the centre: it ends the reach of whoever the person was referred to. */
const unrestricted = (person: string): string =>
  `and not exists (select from subject_request s where s.beneficiary_id = ${person} and ${RESTRICTS})`;

/** Not an organisation of which it is known that it gives no confidential service. */
export function namesUnknown(organisation: string): string {
  return `${organisation} is not null and not exists (select from known_agency a
    where a.id = ${organisation} and not a.confidential)`;
}

const policiesWhere = (heeded: (person: string) => string): Conditions => ({
  ownCentre: (person) => `and ${person}.centre_id = ${HERE.centre}`,
  person: `p.centre_id = ${HERE.centre}
    or exists (select from referral r where r.beneficiary_id = p.id and r.agency_id = ${HERE.keeper} and ${WITHIN_REACH})
      ${heeded("p.id")}
    or ${OFFICER} and wall_handles(p.id)`,
  openedPerson: `${EMERGENCY} and wall_opens(p.id, 'IDENTITY')`,
  openedContact: "wall_opens(p.id, 'CONTACT')",
  openedHousehold: "wall_opens_household(m.household_id)",
  consent: `case when near.own then not told.discreet or ${INSIDE}
    else (x.recipient_id = ${HERE.keeper} or x.recipient_domain is not null and exists (select from wall_served s
      where s.beneficiary_id = x.beneficiary_id and s.service_domain = x.recipient_domain))
      ${heeded("x.beneficiary_id")} end
    or ${OFFICER} and not told.discreet and wall_handles(x.beneficiary_id)`,
  need: `near.own and (x.domain not in ('MENTAL_HEALTH', 'SAFETY') or wall_inside(x.beneficiary_id))
    or x.beneficiary_id = any (${HERE.granted}) and x.domain not in ('MENTAL_HEALTH', 'SAFETY')
    or exists (select from wall_reached w where w.beneficiary_id = x.beneficiary_id and w.need_id = x.id)
    or ${OFFICER} and x.domain not in ('MENTAL_HEALTH', 'SAFETY') and wall_handles(x.beneficiary_id)`,
  referral: `near.own and (not r.confidential or r.author_id = ${HERE.viewer} or near.worker_id = ${HERE.viewer})
    or r.agency_id = ${HERE.keeper} and ${WITHIN_REACH} ${heeded("r.beneficiary_id")}
    or r.beneficiary_id = any (${HERE.granted}) and r.sent_at is not null and not r.confidential
    or ${OFFICER} and not r.confidential and wall_handles(r.beneficiary_id)
    or current_setting('app.role', true) = 'CLOCK'`,
  sentTo: `r.agency_id = ${HERE.organisation}`,
});

/** The policies of the tables, said once for everything that is read together. */
export const POLICIES = policiesWhere(unrestricted);
/**
 * The same, since the walls know the directory's confidential agencies (1780000101000): a consent that names one is
 * hidden without a referral, and so is one that names somebody the directory was not yet heard about.
 */
export const POLICIES_KNOWING: Conditions = { ...POLICIES, naming: namesUnknown("x.recipient_id") };
/** The same until the walls knew of restrictions (1780000091800). */
export const POLICIES_UNHEEDING = policiesWhere(() => "");

/** For somebody no policy binds, to measure what the policies cost. */
export const NO_CONDITIONS: Conditions = {
  ownCentre: () => "",
  ...{ person: "true", openedPerson: "true", openedContact: "true", openedHousehold: "true" },
  ...{ consent: "true", need: "true", referral: "true", sentTo: "true" },
};

/** The person's centre and supervisor, if it is the viewer's own. `of`: what has a `beneficiary_id`. */
const near = ({ ownCentre }: Conditions, of = "x"): string => `
  cross join lateral (select p.worker_id, p.centre_id, p.id is not null as own from (select) one
    left join beneficiary p on p.id = ${of}.beneficiary_id ${ownCentre("p")}) near`;

/**
 * What is read of a person all at once, behind one wall instead of a wall for each table it lies in: a policy is planned
 * into a statement for every table it names, and setting up ten such plans took longer than reading the person. A view
 * looks with its owner's eyes and shows what its condition says, which is what the policies of its tables say; a test
 * compares the two viewer by viewer.
 */
export const walledViews = (conditions: Conditions): Readonly<Record<string, string>> => ({
  wall_person: `
    select p.*, m.household_id, m.role as household_role,
      coalesce((select json_agg(json_build_object('kind', i.kind, 'sealed', encode(i.sealed, 'base64')) order by i.kind)
        from identifier i where i.beneficiary_id = p.id), '[]') as identifiers,
      coalesce((select json_agg(json_build_object('id', c.id, 'kind', c.kind, 'sealed', encode(c.sealed, 'base64'),
          'safeToContact', c.safe_to_contact, 'note', c.note) order by c.id)
        from contact c where c.beneficiary_id = p.id and (near.yes or ${conditions.openedContact})), '[]') as contacts,
      (select min(s.opened_at) from subject_request s where s.beneficiary_id = p.id
        and ${RESTRICTS}) as restricted_since
    from beneficiary p
    cross join lateral (select ${conditions.person} as yes) near
    left join household_member m on m.beneficiary_id = p.id and (near.yes or ${conditions.openedHousehold})
    where near.yes or ${conditions.openedPerson}`,
  wall_consent: `
    select x.*, near.worker_id, told.discreet,
      (select e.kind from consent_event e
        where e.beneficiary_id = x.beneficiary_id and e.consent_id = x.id and e.number = 2) as ended_by
    from consent x ${near(conditions)}
    cross join lateral (select x.categories && '{MENTAL_HEALTH,SAFETY}'
      or coalesce(x.recipient_domain in ('MENTAL_HEALTH', 'SAFETY'), false)
      or exists (select from referral r where r.beneficiary_id = x.beneficiary_id and r.confidential
        and r.agency_id = x.recipient_id)${conditions.naming ? ` or ${conditions.naming}` : ""} as discreet) told
    where ${conditions.consent}`,
  wall_sent: `
    select r.beneficiary_id, r.need_id, r.service_domain, r.agency_id from referral r
    where ${WITHIN_REACH} and ${conditions.sentTo}`,
  wall_need: `select x.*, near.worker_id from need x ${near(conditions)} where ${conditions.need}`,
});

/**
 * A referral with its need's domain and its history: who sees it sees every step, so they are read behind the
 * referral's wall and not each behind one of its own. Null `near_centre_id`: the person is not the viewer's centre's.
 *
 * A view has the columns its table had when it was made: a migration that adds one to `referral` for `PLAIN` in
 * referral.repository.ts makes this view anew.
 */
export const journeyView = (conditions: Conditions): string => `
  select r.*, near.centre_id as near_centre_id, near.worker_id as near_worker_id,
    (select x.domain from need x
      where x.beneficiary_id = r.beneficiary_id and x.id = r.need_id and (${conditions.need})) as need_domain,
    (select json_agg(json_build_object('number', s.number, 'command', s.command, 'requestState', s.request_state,
        'fulfilmentState', s.fulfilment_state, 'at', s.at, 'actorId', s.actor_id,
        'actorOrganisationId', s.actor_organisation_id, 'reason', s.reason, 'note', s.note) order by s.number)
      from referral_step s where s.beneficiary_id = r.beneficiary_id and s.referral_id = r.id) as steps
  from referral r ${near(conditions, "r")}
  where ${conditions.referral}`;
