import { athensDay } from "../../kernel/athens";
import type { Importer } from "../../kernel/database/copy";
import { termAfter, termOn } from "../domain/term.rules";
import { CENTRES, shiftsOf, type SlotImport, slotOf, termId, TERMS } from "./kdap.reference";

export interface EnrolmentImport {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly organisationId: string;
  readonly slotId: string;
  readonly guardianBeneficiaryId: string | null;
  /** Only where the guardian is not known by id. */
  readonly guardianName: string | null;
  readonly status: "APPLIED" | "ENROLLED" | "WAITLISTED" | "ENDED" | "CANCELLED";
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly referralId: string | null;
}

export interface AttendanceImport {
  readonly beneficiaryId: string;
  readonly enrolmentId: string;
  readonly day: string;
  readonly status: "PRESENT" | "ABSENT" | "EXCUSED";
}

/** What the centres know of one child. */
export interface KdapImport {
  /** Every slot the enrolments name; those already stored are left as they are. */
  readonly slots: readonly SlotImport[];
  readonly enrolments: readonly EnrolmentImport[];
  readonly attendance: readonly AttendanceImport[];
}

const CHUNK = 10_000;

/**
 * Stores children's files by COPY, some thousand children at a time. Throws on the first record the database refuses,
 * also when a slot would get more children than places; chunks stored before it remain.
 */
export async function importKdap(importer: Importer, records: Iterable<KdapImport>): Promise<void> {
  let chunk: KdapImport[] = [];
  for (const record of records) {
    if (chunk.push(record) < CHUNK) continue;
    await store(importer, chunk);
    chunk = [];
  }
  if (chunk.length > 0) await store(importer, chunk);
}

async function store(importer: Importer, records: readonly KdapImport[]): Promise<void> {
  await openSlots(importer, [
    ...new Map(records.flatMap(({ slots }) => slots).map((slot) => [slot.id, slot])).values(),
  ]);
  await importer.copy("enrolment", ENROLMENT_COLUMNS, enrolmentRows(records));
  await importer.copy("attendance", ATTENDANCE_COLUMNS, attendanceRows(records));
}

const ENROLMENT_COLUMNS = [
  "id",
  "beneficiary_id",
  "organisation_id",
  "slot_id",
  "guardian_beneficiary_id",
  "guardian_name",
  "status",
  "starts_on",
  "ends_on",
  "referral_id",
];

function* enrolmentRows(records: readonly KdapImport[]) {
  for (const { enrolments } of records) {
    for (const e of enrolments) {
      const guardian = [e.guardianBeneficiaryId, e.guardianName];
      const about = [e.id, e.beneficiaryId, e.organisationId, e.slotId];
      yield [...about, ...guardian, e.status, e.startsOn, e.endsOn, e.referralId];
    }
  }
}

const ATTENDANCE_COLUMNS = ["beneficiary_id", "enrolment_id", "day", "status"];

function* attendanceRows(records: readonly KdapImport[]) {
  for (const { attendance } of records) {
    for (const day of attendance) yield [day.beneficiaryId, day.enrolmentId, day.day, day.status];
  }
}

/** Slots come with their groups, some of which another child's record has opened already. */
async function openSlots(importer: Importer, slots: readonly SlotImport[]): Promise<void> {
  await importer.run(
    `insert into slot (id, organisation_id, activity_id, term_id, weekdays, starts_at, ends_at, group_number, places)
    select id, "organisationId", "activityId", "termId", weekdays, "startsAt", "endsAt", "groupNumber", places
    from jsonb_to_recordset($1::jsonb) as new(id uuid, "organisationId" uuid, "activityId" uuid, "termId" uuid,
      weekdays text[], "startsAt" time, "endsAt" time, "groupNumber" smallint, places integer)
    on conflict (id) do nothing`,
    [JSON.stringify(slots)],
  );
}

/**
 * Loads centres, activities and terms, and opens the first group of every slot for the term that runs on `today` and
 * the one after. May be repeated: what changed in the reference is updated, counted places are kept.
 */
export async function loadKdapReference(importer: Importer, today = new Date()): Promise<void> {
  for (const centre of CENTRES) await loadCentre(importer, centre);
  await importer.run(
    `insert into term (id, kind, name, starts_on, ends_on)
    select id, kind, name, "startsOn", "endsOn"
    from jsonb_to_recordset($1::jsonb) as new(id uuid, kind text, name text, "startsOn" date, "endsOn" date)
    on conflict (id) do update set kind = excluded.kind, name = excluded.name, starts_on = excluded.starts_on,
      ends_on = excluded.ends_on`,
    [JSON.stringify(TERMS.map((term) => ({ ...term, id: termId(term) })))],
  );
  const running = termOn(athensDay(today));
  await openSlots(importer, [running, termAfter(running)].flatMap(firstGroups));
}

const firstGroups = (term: (typeof TERMS)[number]): SlotImport[] =>
  CENTRES.flatMap((centre) =>
    centre.activities.flatMap((activity) => shiftsOf(term).map((shift) => slotOf(centre, activity, term, shift, 1))),
  );

async function loadCentre(importer: Importer, centre: (typeof CENTRES)[number]): Promise<void> {
  await importer.run(
    `insert into centre (id, organisation_id, service_id, name, municipality_code, places, synthetic)
    values ($1, $2, $3, $4, $5, $6, true)
    on conflict (id) do update set organisation_id = excluded.organisation_id, service_id = excluded.service_id,
      name = excluded.name, municipality_code = excluded.municipality_code, places = excluded.places`,
    [centre.id, centre.organisationId, centre.serviceId, centre.name, centre.municipalityCode, centre.places],
  );
  await importer.run(
    `insert into activity (id, centre_id, kind, name, ages_from, ages_to)
    select id, $2, kind, name, "agesFrom", "agesTo"
    from jsonb_to_recordset($1::jsonb) as new(id uuid, kind text, name text, "agesFrom" smallint, "agesTo" smallint)
    on conflict (id) do update set kind = excluded.kind, name = excluded.name, ages_from = excluded.ages_from,
      ages_to = excluded.ages_to`,
    [JSON.stringify(centre.activities), centre.id],
  );
}
