import type DataLoader from "dataloader";
import type { Database } from "../../kernel/database/database";
import { statement } from "../../kernel/database/statement";
import { isId, NOBODY } from "../../kernel/identifier";
import { rowLoader } from "../../kernel/loader";
import type { Viewer } from "../../kernel/viewer";

export interface RegistrationRecord {
  id: string;
  status: string;
  since: string;
  lastConfirmedOn: string;
  endedOn: string | null;
  office: string;
  occupationCode: string | null;
  occupation: string | null;
  educationLevel: number | null;
  experienceMonths: number;
}

export interface TrainingRecord {
  id: string;
  title: string;
  field: string;
  hours: number;
  hoursAttended: number;
  status: string;
  startsOn: string;
  endsOn: string;
}

export interface MatchRecord {
  id: string;
  title: string;
  employer: string;
  occupationCode: string;
  proposedOn: string;
  outcome: string;
}

export interface PlacementRecord {
  id: string;
  employer: string;
  kind: string;
  startsOn: string;
  endsOn: string | null;
}

/** Everything the service recorded of one person. */
export interface EmploymentRecord {
  beneficiaryId: string;
  registrations: RegistrationRecord[];
  trainings: TrainingRecord[];
  matches: MatchRecord[];
  placements: PlacementRecord[];
}

/** One statement for the whole file of all asked people; $2 narrows it to one organisation's own records. */
const FILES = statement<EmploymentRecord>(
  "employment_files",
  `select asked.id as "beneficiaryId",
    coalesce((select json_agg(json_build_object('id', r.id, 'status', r.status, 'since', r.since,
        'lastConfirmedOn', r.last_confirmed_on, 'endedOn', r.ended_on, 'office', o.name,
        'occupationCode', r.occupation_code, 'occupation', r.occupation,
        'educationLevel', r.education_level, 'experienceMonths', r.experience_months) order by r.since desc)
      from registration r join office o on o.id = r.office_id
      where r.beneficiary_id = asked.id and ($2::uuid is null or r.organisation_id = $2)), '[]') as registrations,
    coalesce((select json_agg(json_build_object('id', a.id, 'title', c.title, 'field', c.field, 'hours', c.hours,
        'hoursAttended', a.hours_attended, 'status', a.status, 'startsOn', c.starts_on, 'endsOn', c.ends_on)
        order by c.starts_on desc)
      from attendance a join course c on c.id = a.course_id
      where a.beneficiary_id = asked.id and ($2::uuid is null or a.organisation_id = $2)), '[]') as trainings,
    coalesce((select json_agg(json_build_object('id', m.id, 'title', v.title, 'employer', v.employer,
        'occupationCode', v.occupation_code, 'proposedOn', m.proposed_on, 'outcome', m.outcome)
        order by m.proposed_on desc)
      from vacancy_match m join vacancy v on v.id = m.vacancy_id
      where m.beneficiary_id = asked.id and ($2::uuid is null or m.organisation_id = $2)), '[]') as matches,
    coalesce((select json_agg(json_build_object('id', p.id, 'employer', p.employer, 'kind', p.kind,
        'startsOn', p.starts_on, 'endsOn', p.ends_on) order by p.starts_on desc)
      from placement p
      where p.beneficiary_id = asked.id and ($2::uuid is null or p.organisation_id = $2)), '[]') as placements
  from unnest($1::uuid[]) as asked(id)`,
);

const OPERATORS = statement<{ id: string }>("operators", "select distinct organisation_id as id from office");

/** Employment files by person, for one viewer. Born with the request. */
export class EmploymentFileRepository {
  private readonly whole: DataLoader<string, EmploymentRecord | null>;
  private readonly own: DataLoader<string, EmploymentRecord | null>;

  constructor(database: Database, viewer: Viewer) {
    const load = (organisation: string | null) => (ids: readonly string[]) =>
      database.rows(viewer, FILES, [ids, organisation], { people: organisation === null ? ids : [] });
    this.whole = rowLoader(load(null), (row) => row.beneficiaryId);
    this.own = rowLoader(load(viewer.organisationId ?? NOBODY), (row) => row.beneficiaryId);
  }

  /** The file of a person: all of it, or the part the viewer's own organisation recorded. */
  async find(beneficiaryId: string, scope: "ALL" | "OWN"): Promise<EmploymentRecord | null> {
    if (!isId(beneficiaryId)) return { beneficiaryId, registrations: [], trainings: [], matches: [], placements: [] };
    return (scope === "ALL" ? this.whole : this.own).load(beneficiaryId);
  }
}

/** The organisations that run this service. */
export const listOperators = async (database: Database): Promise<ReadonlySet<string>> =>
  new Set((await database.publicRows(OPERATORS)).map((row) => row.id));
