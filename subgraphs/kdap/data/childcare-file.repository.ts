import type DataLoader from "dataloader";
import { athensDay } from "../../kernel/athens";
import type { Database } from "../../kernel/database/database";
import { statement } from "../../kernel/database/statement";
import { isId, NOBODY } from "../../kernel/identifier";
import { rowLoader } from "../../kernel/loader";
import type { Viewer } from "../../kernel/viewer";
import { ATTENDANCE_WINDOW_DAYS, type AttendanceCount } from "../domain/attendance.rules";
import { addDays } from "../domain/day.rules";

export interface CentreRecord {
  id: string;
  name: string;
  places: number;
  synthetic: boolean;
  serviceId: string;
  organisationId: string;
  municipalityCode: string | null;
}

export interface ActivityRecord {
  id: string;
  kind: string;
  name: string;
  agesFrom: number;
  agesTo: number;
}

export interface TermRecord {
  id: string;
  kind: string;
  name: string;
  startsOn: string;
  endsOn: string;
}

/** What a place is a place in: which activity, where, and when. */
export interface OfferRecord {
  centre: CentreRecord;
  activity: ActivityRecord;
  term: TermRecord;
  weekdays: string[];
  startsAt: string;
  endsAt: string;
}

export interface EnrolmentRecord extends OfferRecord, AttendanceCount {
  id: string;
  beneficiaryId: string;
  status: string;
  startsOn: string | null;
  endsOn: string | null;
  guardianId: string | null;
  guardianName: string | null;
  referralId: string | null;
  lastAttendedOn: string | null;
}

/** Everything the centres recorded of one child. */
export interface ChildcareRecord {
  beneficiaryId: string;
  enrolments: EnrolmentRecord[];
}

/** The JSON pairs of an {@link OfferRecord}, over slot s, activity a, centre c and term t. */
export const OFFER_PAIRS = `
  'centre', json_build_object('id', c.id, 'name', c.name, 'places', c.places, 'synthetic', c.synthetic,
    'serviceId', c.service_id, 'organisationId', c.organisation_id, 'municipalityCode', c.municipality_code),
  'activity', json_build_object('id', a.id, 'kind', a.kind, 'name', a.name, 'agesFrom', a.ages_from,
    'agesTo', a.ages_to),
  'term', json_build_object('id', t.id, 'kind', t.kind, 'name', t.name, 'startsOn', t.starts_on, 'endsOn', t.ends_on),
  'weekdays', s.weekdays, 'startsAt', to_char(s.starts_at, 'HH24:MI'), 'endsAt', to_char(s.ends_at, 'HH24:MI')`;

/** One statement for the whole file of all asked children; $2 narrows it to one organisation's own records. */
const FILES = statement<ChildcareRecord>(
  "childcare_files",
  `select asked.id as "beneficiaryId",
    coalesce((select json_agg(json_build_object('id', e.id, 'beneficiaryId', e.beneficiary_id, 'status', e.status,
        'startsOn', e.starts_on, 'endsOn', e.ends_on, 'guardianId', e.guardian_beneficiary_id, 'guardianName', e.guardian_name,
        'referralId', e.referral_id, 'present', h.present, 'absent', h.absent, 'lastAttendedOn', h.last, ${OFFER_PAIRS})
        order by coalesce(e.starts_on, t.starts_on) desc, e.id)
      from enrolment e
        join slot s on s.id = e.slot_id
        join activity a on a.id = s.activity_id
        join centre c on c.id = a.centre_id
        join term t on t.id = s.term_id
        cross join lateral (
          select count(*) filter (where status = 'PRESENT' and day > $3) as present,
            count(*) filter (where status = 'ABSENT' and day > $3) as absent,
            max(day) filter (where status = 'PRESENT') as last
          from attendance where beneficiary_id = e.beneficiary_id and enrolment_id = e.id
        ) as h
      where e.beneficiary_id = asked.id and ($2::uuid is null or e.organisation_id = $2)), '[]') as enrolments
  from unnest($1::uuid[]) as asked(id)`,
);

const OPERATORS = statement<{ id: string }>("operators", "select distinct organisation_id as id from centre");

/** Childcare files by person, for one viewer. Born with the request. */
export class ChildcareFileRepository {
  private readonly whole: DataLoader<string, ChildcareRecord | null>;
  private readonly own: DataLoader<string, ChildcareRecord | null>;

  constructor(database: Database, viewer: Viewer, now: Date) {
    const load = (organisation: string | null) => (ids: readonly string[]) =>
      database.rows(viewer, FILES, [ids, organisation, addDays(athensDay(now), -ATTENDANCE_WINDOW_DAYS)], {
        people: organisation === null ? ids : [],
      });
    this.whole = rowLoader(load(null), (row) => row.beneficiaryId);
    this.own = rowLoader(load(viewer.organisationId ?? NOBODY), (row) => row.beneficiaryId);
  }

  /** The file of a person: all of it, or the part the viewer's own organisation recorded. */
  async find(beneficiaryId: string, scope: "ALL" | "OWN"): Promise<ChildcareRecord | null> {
    if (!isId(beneficiaryId)) return { beneficiaryId, enrolments: [] };
    return (scope === "ALL" ? this.whole : this.own).load(beneficiaryId);
  }
}

/** The organisations that run children's centres. */
export const listOperators = async (database: Database): Promise<ReadonlySet<string>> =>
  new Set((await database.publicRows(OPERATORS)).map((row) => row.id));
