import type { Importer } from "../../kernel/database/copy";
import { UNITS } from "./mental-health.reference";

export interface EpisodeImport {
  readonly id: string;
  readonly organisationId: string;
  readonly unitId: string;
  readonly status: "REFERRED" | "ASSESSMENT" | "IN_CARE" | "ON_HOLD" | "CLOSED";
  /** 1 information, 2 counselling, 3 therapy, 4 intensive. */
  readonly careLevel: 1 | 2 | 3 | 4;
  readonly openedOn: string;
  readonly closedOn: string | null;
  readonly closingReason:
    | "GOALS_REACHED"
    | "REFERRED_ON"
    | "LEFT_BY_CHOICE"
    | "LOST_CONTACT"
    | "UNSUITABLE"
    | "OTHER"
    | null;
  readonly keyworkerId: string | null;
  readonly referralId: string | null;
  readonly appointments: readonly AppointmentImport[];
}

export interface AppointmentImport {
  readonly id: string;
  readonly at: Date;
  readonly minutes: number;
  readonly kind: "FIRST_MEETING" | "INDIVIDUAL" | "FAMILY" | "GROUP" | "HOME_VISIT" | "REMOTE";
  readonly status: "BOOKED" | "KEPT" | "MISSED" | "CANCELLED";
}

/** What the services know of one person. */
export interface MentalHealthImport {
  readonly beneficiaryId: string;
  readonly episodes: readonly EpisodeImport[];
}

const CHUNK = 10_000;

/**
 * Stores people's care by COPY, some thousand people at a time. Throws on the first record the database refuses;
 * chunks stored before it remain.
 */
export async function importMentalHealth(importer: Importer, records: Iterable<MentalHealthImport>): Promise<void> {
  let chunk: MentalHealthImport[] = [];
  for (const record of records) {
    if (chunk.push(record) < CHUNK) continue;
    await store(importer, chunk);
    chunk = [];
  }
  if (chunk.length > 0) await store(importer, chunk);
}

async function store(importer: Importer, records: readonly MentalHealthImport[]): Promise<void> {
  await importer.copy("episode", EPISODE_COLUMNS, episodeRows(records));
  await importer.copy("appointment", APPOINTMENT_COLUMNS, appointmentRows(records));
}

const EPISODE_COLUMNS = [
  "id",
  "beneficiary_id",
  "organisation_id",
  "unit_id",
  "status",
  "care_level",
  "opened_on",
  "closed_on",
  "closing_reason",
  "keyworker_id",
  "referral_id",
];

function* episodeRows(records: readonly MentalHealthImport[]) {
  for (const { beneficiaryId, episodes } of records) {
    for (const e of episodes) {
      const course = [e.status, e.careLevel, e.openedOn, e.closedOn, e.closingReason];
      yield [e.id, beneficiaryId, e.organisationId, e.unitId, ...course, e.keyworkerId, e.referralId];
    }
  }
}

const APPOINTMENT_COLUMNS = [
  "id",
  "beneficiary_id",
  "organisation_id",
  "episode_id",
  "at",
  "minutes",
  "kind",
  "status",
];

function* appointmentRows(records: readonly MentalHealthImport[]) {
  for (const { beneficiaryId, episodes } of records) {
    for (const { id, organisationId, appointments } of episodes) {
      for (const a of appointments) yield [a.id, beneficiaryId, organisationId, id, a.at, a.minutes, a.kind, a.status];
    }
  }
}

/** Loads the units. May be repeated: what changed in the reference is updated. */
export async function loadMentalHealthReference(importer: Importer): Promise<void> {
  await importer.run(
    `insert into unit (id, organisation_id, service_id, name, kind, synthetic)
    select id, "organisationId", "serviceId", name, kind, synthetic
    from jsonb_to_recordset($1::jsonb)
      as new(id uuid, "organisationId" uuid, "serviceId" uuid, name text, kind text, synthetic boolean)
    on conflict (id) do update set organisation_id = excluded.organisation_id, service_id = excluded.service_id,
      name = excluded.name, kind = excluded.kind, synthetic = excluded.synthetic`,
    [JSON.stringify(UNITS)],
  );
}
