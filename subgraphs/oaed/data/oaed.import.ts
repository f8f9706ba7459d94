import type { CopyValue, Importer } from "../../kernel/database/copy";
import { COURSE_KINDS, courseIn, monthOf, OAED, OFFICES, vacancyIn, VACANCY_KINDS } from "./oaed.reference";

/** What the employment service takes over of one person: from an older system, or from the synthetic caseload. */
export interface OaedImport {
  readonly beneficiaryId: string;
  readonly organisationId: string;
  readonly registrations: readonly RegistrationImport[];
  readonly attendances: readonly AttendanceImport[];
  readonly matches: readonly MatchImport[];
  readonly placements: readonly PlacementImport[];
}

/** Dates are YYYY-MM-DD. At most one registration of a person is open (endedOn null). */
export interface RegistrationImport {
  readonly id: string;
  readonly officeId: string;
  readonly status: "UNEMPLOYED" | "LONG_TERM_UNEMPLOYED" | "IN_TRAINING" | "PLACED" | "LAPSED";
  readonly since: string;
  readonly lastConfirmedOn: string;
  readonly endedOn: string | null;
  readonly occupationCode: string | null;
  readonly occupation: string | null;
  readonly educationLevel: number | null;
  readonly experienceMonths: number;
}

export interface AttendanceImport {
  readonly id: string;
  readonly courseId: string;
  readonly status: "ENROLLED" | "ATTENDING" | "COMPLETED" | "DROPPED_OUT";
  readonly hoursAttended: number;
}

export interface MatchImport {
  readonly id: string;
  readonly vacancyId: string;
  readonly proposedOn: string;
  readonly outcome: "PROPOSED" | "INTERVIEW" | "HIRED" | "NOT_CHOSEN" | "DECLINED";
}

export interface PlacementImport {
  readonly id: string;
  readonly employer: string;
  readonly kind: "EMPLOYMENT" | "SUBSIDISED" | "APPRENTICESHIP" | "WORK_EXPERIENCE";
  readonly startsOn: string;
  readonly endsOn: string | null;
}

/** People per COPY: enough to be fast, little enough to hold in memory. */
const CHUNK = 10_000;

/** Stores what the service knows of these people. Offices, courses and vacancies must be loaded. */
export async function importOaed(importer: Importer, records: Iterable<OaedImport>): Promise<void> {
  let chunk: OaedImport[] = [];
  for (const record of records) {
    if (chunk.push(record) < CHUNK) continue;
    await importChunk(importer, chunk);
    chunk = [];
  }
  if (chunk.length > 0) await importChunk(importer, chunk);
}

const REGISTRATION = [
  ..."id office_id status since last_confirmed_on ended_on occupation_code occupation".split(" "),
  ..."education_level experience_months beneficiary_id organisation_id".split(" "),
];
const ATTENDANCE = "id course_id status hours_attended beneficiary_id organisation_id".split(" ");
const MATCH = "id vacancy_id proposed_on outcome beneficiary_id organisation_id".split(" ");
const PLACEMENT = "id employer kind starts_on ends_on beneficiary_id organisation_id".split(" ");

async function importChunk(importer: Importer, records: readonly OaedImport[]): Promise<void> {
  await importer.copy(
    "registration",
    REGISTRATION,
    rowsOf(records, (each) => each.registrations.map(toRegistration)),
  );
  await importer.copy(
    "attendance",
    ATTENDANCE,
    rowsOf(records, (each) => each.attendances.map(toAttendance)),
  );
  await importer.copy(
    "vacancy_match",
    MATCH,
    rowsOf(records, (each) => each.matches.map(toMatch)),
  );
  await importer.copy(
    "placement",
    PLACEMENT,
    rowsOf(records, (each) => each.placements.map(toPlacement)),
  );
}

function* rowsOf(
  records: readonly OaedImport[],
  toRows: (record: OaedImport) => CopyValue[][],
): Generator<CopyValue[]> {
  for (const record of records) {
    for (const row of toRows(record)) yield [...row, record.beneficiaryId, record.organisationId];
  }
}

const toRegistration = (each: RegistrationImport): CopyValue[] => [
  each.id,
  each.officeId,
  each.status,
  each.since,
  each.lastConfirmedOn,
  each.endedOn,
  each.occupationCode,
  each.occupation,
  each.educationLevel,
  each.experienceMonths,
];

const toAttendance = (each: AttendanceImport): CopyValue[] => [each.id, each.courseId, each.status, each.hoursAttended];
const toMatch = (each: MatchImport): CopyValue[] => [each.id, each.vacancyId, each.proposedOn, each.outcome];
const toPlacement = (each: PlacementImport): CopyValue[] => [
  each.id,
  each.employer,
  each.kind,
  each.startsOn,
  each.endsOn,
];

/** The demonstration's courses begin here; they are loaded to a year after `asOf`, at least to the second. */
const FIRST = monthOf("2022-01-01");
const AT_LEAST_TO = monthOf("2028-12-01");

/**
 * Loads offices, courses and vacancies. Repeating it, also later with another `asOf`, adds what is new and renews what
 * is there; it removes nothing, because people hold on to it.
 */
export async function loadOaedReference(importer: Importer, asOf = new Date()): Promise<void> {
  const last = Math.max(AT_LEAST_TO, monthOf(asOf.toISOString()) + 12);
  const months = Array.from({ length: last - FIRST + 1 }, (_, at) => FIRST + at);
  const courses = months.flatMap((month) => COURSE_KINDS.map((kind) => courseIn(kind, month)));
  const vacancies = months.flatMap((month) => VACANCY_KINDS.map((kind) => vacancyIn(kind, month)));
  await importer.run(OFFICE_ROWS, [OAED, JSON.stringify(OFFICES)]);
  await importer.run(COURSE_ROWS, [OAED, JSON.stringify(courses)]);
  await importer.run(VACANCY_ROWS, [OAED, JSON.stringify(vacancies)]);
}

const OFFICE_ROWS = `
  insert into office (id, organisation_id, name, municipality_code)
  select id, $1, name, "municipalityCode"
  from json_to_recordset($2) as row (id uuid, name text, "municipalityCode" text)
  on conflict (id) do update set name = excluded.name, municipality_code = excluded.municipality_code`;

const COURSE_ROWS = `
  insert into course (id, organisation_id, title, field, hours, starts_on, ends_on)
  select id, $1, title, field, hours, "startsOn", "endsOn"
  from json_to_recordset($2) as row (id uuid, title text, field text, hours int, "startsOn" date, "endsOn" date)
  on conflict (id) do update set title = excluded.title, field = excluded.field, hours = excluded.hours`;

const VACANCY_ROWS = `
  insert into vacancy (id, organisation_id, title, employer, occupation_code, municipality_code, positions, posted_on,
    closes_on)
  select id, $1, title, employer, "occupationCode", "municipalityCode", positions, "postedOn", "closesOn"
  from json_to_recordset($2) as row (id uuid, title text, employer text, "occupationCode" text,
    "municipalityCode" text, positions int, "postedOn" date, "closesOn" date)
  on conflict (id) do update set title = excluded.title, employer = excluded.employer`;
