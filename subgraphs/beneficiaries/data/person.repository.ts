import type DataLoader from "dataloader";
import type { Database } from "../../kernel/database/database";
import { search, statement } from "../../kernel/database/statement";
import { rowLoader } from "../../kernel/loader";
import type { Grants } from "../../kernel/policy/grants";
import { AGENCY } from "../../kernel/policy/rule";
import type { Matches } from "../../kernel/secrets/vault";
import type { Viewer } from "../../kernel/viewer";
import type { PersonFacts } from "./person-facts";

/** A person as one viewer reaches them, with what decides how much of it is shown. Numbers are still sealed. */
export interface PersonRecord extends PersonFacts {
  readonly householdId: string | null;
  readonly householdRole: string | null;
  readonly identifiers: readonly { readonly kind: string; readonly sealed: string }[];
  readonly contacts: readonly {
    readonly id: string;
    readonly kind: string;
    readonly sealed: string;
    readonly safeToContact: boolean;
    readonly note: string | null;
  }[];
  readonly own: boolean;
  readonly addressed: boolean;
  /** The viewer is the officer, and the person has an open request about their data. */
  readonly handled: boolean;
  readonly insider: boolean;
  /**
   * Since when the processing of their data is restricted; null when it is not. To the agency they were referred to it
   * is all there is of the person: then what is stored, names included, is null.
   */
  readonly restrictedSince: Date | null;
  readonly consents: Grants["consents"];
  readonly emergencies: Grants["emergencies"];
}

/** A referral gives its agency the person from the moment it was sent until 30 days after it ended (rule 2). */
export const WITHIN_REACH = "r.sent_at is not null and (r.ended_at is null or r.ended_at > now() - interval '30 days')";

/**
 * $1 people, $2 the viewer's organisation, $3 the viewer, $4 the purpose. Who is out of reach is simply not there.
 *
 * Whether somebody is near is asked of the id, before and apart from the person: the same lookups find nothing for
 * whoever is another's and for nobody, in the same time (promise P6). `offset 0` keeps it apart. The rest is read
 * through views, see walled.views.ts.
 */
const people = (withheld: "wall_withheld(a.id)" | "null::timestamptz", join: "join" | "left join"): string =>
  `select near.id, b.centre_id as "centreId", b.worker_id as "workerId", b.given_name as "givenName", b.surname,
    b.father_name as "fatherName", b.mother_name as "motherName", b.given_name_latin as "givenNameLatin",
    b.surname_latin as "surnameLatin", b.sex, b.birth_date as "birthDate", b.nationality, b.languages,
    b.street, b.postcode, b.municipality_code as "municipalityCode", b.registered_at as "registeredAt", b.synthetic,
    b.household_id as "householdId", b.household_role as "householdRole", b.identifiers, b.contacts,
    coalesce(b.centre_id = $2, false) as own,
    near.addressed or near.withheld is not null as addressed,
    near.handled,
    coalesce(b.restricted_since, near.withheld) as "restrictedSince",
    coalesce(b.worker_id = $3 or exists (select from wall_confidential c
      where c.beneficiary_id = b.id and c.author_id = $3), false) as insider,
    coalesce((select json_agg(json_build_object('category', given.category, 'until', given.until))
      from (select unnest(k.categories) as category, max(k.until_at) as until from wall_consent k
        where k.beneficiary_id = b.id and k.purpose = $4 and k.ended_at is null
          and k.from_at <= now() and k.until_at > now()
          and (b.restricted_since is null or k.from_at >= b.restricted_since)
          and (k.recipient_id = $2 or k.recipient_domain is not null and exists (select from wall_sent s
            where s.beneficiary_id = b.id and s.agency_id = $2 and s.service_domain = k.recipient_domain))
        group by 1) given), '[]') as consents,
    case when $4 = 'EMERGENCY' then wall_opened_of(b.id) else '[]' end as emergencies
  from (select a.id,
      exists (select from wall_own o where o.id = a.id) as own,
      exists (select from wall_reached w where w.beneficiary_id = a.id) as addressed,
      current_setting('app.role', true) = 'DPO' and wall_handles(a.id) as handled,
      $4 = 'EMERGENCY' and wall_opens(a.id, 'IDENTITY') as opened,
      ${withheld} as withheld
    from unnest($1::uuid[]) a(id) offset 0) near
  ${join} wall_person b on b.id = near.id
  where near.own or near.addressed or near.handled or near.opened or near.withheld is not null`;

const PEOPLE = statement<PersonRecord>("people", people("null::timestamptz", "join"));
/**
 * For an agency: of who was referred to it and is restricted since, that there is a restriction and nothing else. So it
 * is refused for what it is, and the person can be told so.
 */
const PEOPLE_REFERRED = statement<PersonRecord>("people_referred", people("wall_withheld(a.id)", "left join"));

/** Asks the view of the centre's own people, where the
 * index of names serves; the first word is asked by itself because it serves no LIKE ALL. $1 centre, $2 and $3 two readings of the name, $4 birth date, $5 kind of a number and $6 and $10 its hashes, $7-$8 cursor. */
const SEARCH = search<{ id: string; registeredAt: Date }>(
  "search_people",
  `select b.id, b.registered_at as "registeredAt" from wall_own b
  where b.centre_id = $1
    and ($2::text[] is null
      or (b.search_name like ($2::text[])[1] and b.search_name like all ($2))
      or (b.search_name like ($3::text[])[1] and b.search_name like all ($3)))
    and ($4::date is null or b.birth_date = $4)
    and ($5::text is null or b.id = (select i.beneficiary_id from identifier i
      where i.centre_id = $1 and i.kind = $5 and (i.match_odd = $6 or i.match_even = $10)))
    and ($7::timestamptz is null or (b.registered_at, b.id) < ($7, $8::uuid))
  order by b.registered_at desc, b.id desc limit $9`,
);

export interface PersonSearch {
  readonly names: readonly string[][];
  readonly birthDate: string | null;
  readonly number: { readonly kind: string; readonly match: Matches } | null;
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** $1 households: who belongs to them, with their role. */
const MEMBERS = statement<HouseholdRecord>(
  "household_members",
  `select m.household_id as id, json_agg(json_build_object('beneficiaryId', m.beneficiary_id, 'role', m.role)
      order by m.role <> 'HEAD', m.beneficiary_id) as members
    from household_member m where m.household_id = any($1) group by m.household_id`,
);

export interface HouseholdRecord {
  readonly id: string;
  readonly members: readonly { readonly beneficiaryId: string; readonly role: string }[];
}

/** People for one viewer: whoever is out of reach is null, like whoever does not exist. Born with the request. */
export class PersonRepository {
  private readonly people: DataLoader<string, PersonRecord | null>;
  private readonly households: DataLoader<string, HouseholdRecord | null>;

  constructor(
    private readonly database: Database,
    private readonly viewer: Viewer,
  ) {
    const { role, organisationId, id, purpose } = viewer;
    const asked = AGENCY.includes(role) ? PEOPLE_REFERRED : PEOPLE;
    this.people = rowLoader(
      (ids) => database.rows(viewer, asked, [ids, organisationId, id, purpose]),
      (row) => row.id,
    );
    this.households = rowLoader(
      (ids) => database.rows(viewer, MEMBERS, [ids]),
      (row) => row.id,
    );
  }

  find(id: string): Promise<PersonRecord | null> {
    return this.people.load(id);
  }

  findHousehold(id: string): Promise<HouseholdRecord | null> {
    return this.households.load(id);
  }

  search(search: PersonSearch): Promise<{ id: string; registeredAt: Date }[]> {
    const { names, birthDate, number, after, limit } = search;
    const [reading = null, other = reading] = names;
    return this.database.rows(this.viewer, SEARCH, [
      this.viewer.organisationId,
      reading,
      other,
      birthDate,
      number?.kind ?? null,
      number?.match.odd ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit,
      number?.match.even ?? null,
    ]);
  }

  /** Forget what was loaded: a write in this request changed it. */
  forget(id: string): void {
    this.people.clear(id);
  }
}
