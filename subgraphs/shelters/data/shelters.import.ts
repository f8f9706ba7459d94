import type { CopyValue, Importer } from "../../kernel/database/copy";
import type { Vault } from "../../kernel/secrets/vault";
import { sealPlace } from "./hidden-place";
import { FACILITIES, type FacilityFacts } from "./reference/facilities";

/** What shelters take over of one person: from an older system, or from the synthetic caseload. */
export interface SheltersImport {
  readonly beneficiaryId: string;
  readonly stays: readonly StayImport[];
  readonly waitingList: readonly WaitingEntryImport[];
}

export interface StayImport {
  readonly id: string;
  readonly organisationId: string;
  readonly bedId: string;
  readonly referralId: string | null;
  /** First night and day of leaving, YYYY-MM-DD. */
  readonly from: string;
  readonly until: string;
  readonly status: "BOOKED" | "IN_HOUSE" | "LEFT" | "CANCELLED" | "NO_SHOW";
  readonly admittedAt: Date | null;
  readonly leftAt: Date | null;
  readonly leavingReason: string | null;
  /** In order of time. */
  readonly history: readonly StayEventImport[];
}

export interface StayEventImport {
  readonly id: string;
  readonly status: string;
  readonly reason: string | null;
  readonly at: Date;
  readonly workerId: string;
}

export interface WaitingEntryImport {
  readonly id: string;
  readonly organisationId: string;
  readonly facilityId: string;
  readonly referralId: string | null;
  readonly requestedOn: string;
  readonly priority: "EMERGENCY" | "URGENT" | "ROUTINE";
  readonly status: "WAITING" | "OFFERED" | "ADMITTED" | "REMOVED";
  readonly statusSince: Date;
}

const STAY = "id beneficiary_id organisation_id bed_id referral_id period status admitted_at left_at leaving_reason";
const HISTORY = "id stay_id beneficiary_id status reason at worker_id";
const WAITING = "id beneficiary_id organisation_id facility_id referral_id requested_on priority status status_since";
const PRIORITIES = ["EMERGENCY", "URGENT", "ROUTINE"];
/** People per COPY: enough to be fast, little enough to hold in memory. */
const CHUNK = 10_000;

/**
 * Stores what shelters know of these people. Beds and facilities must be loaded. Fails, and stores nothing of the
 * chunk's table, when two stays that hold their bed overlap.
 */
export async function importShelters(importer: Importer, records: Iterable<SheltersImport>): Promise<void> {
  let chunk: SheltersImport[] = [];
  for (const record of records) {
    if (chunk.push(record) < CHUNK) continue;
    await importChunk(importer, chunk);
    chunk = [];
  }
  if (chunk.length > 0) await importChunk(importer, chunk);
}

async function importChunk(importer: Importer, records: readonly SheltersImport[]): Promise<void> {
  await importer.copy("stay", STAY.split(" "), rowsOf(records, toStays));
  await importer.copy("stay_history", HISTORY.split(" "), rowsOf(records, toHistory));
  await importer.copy("waiting_entry", WAITING.split(" "), rowsOf(records, toWaitingList));
}

function* rowsOf(records: readonly SheltersImport[], toRows: (record: SheltersImport) => CopyValue[][]) {
  for (const record of records) yield* toRows(record);
}

const toStays = ({ beneficiaryId, stays }: SheltersImport): CopyValue[][] =>
  stays.map((stay) => [
    stay.id,
    beneficiaryId,
    stay.organisationId,
    stay.bedId,
    stay.referralId,
    `[${stay.from},${stay.until})`,
    stay.status,
    stay.admittedAt,
    stay.leftAt,
    stay.leavingReason,
  ]);

const toHistory = ({ beneficiaryId, stays }: SheltersImport): CopyValue[][] =>
  stays.flatMap((stay) =>
    stay.history.map((event) => [
      event.id,
      stay.id,
      beneficiaryId,
      event.status,
      event.reason,
      event.at,
      event.workerId,
    ]),
  );

const toWaitingList = ({ beneficiaryId, waitingList }: SheltersImport): CopyValue[][] =>
  waitingList.map((entry) => [
    entry.id,
    beneficiaryId,
    entry.organisationId,
    entry.facilityId,
    entry.referralId,
    entry.requestedOn,
    PRIORITIES.indexOf(entry.priority) + 1,
    entry.status,
    entry.statusSince,
  ]);

/**
 * Loads the facilities of the demo directory with their rooms and beds. Repeating it renews what the directory says
 * of a facility and leaves what workers changed: whether it is open, which beds are in use.
 */
export async function loadSheltersReference(importer: Importer, vault: Vault): Promise<void> {
  const rooms = FACILITIES.flatMap(({ id, rooms: own }) => own.map((room) => ({ ...room, facility_id: id })));
  const beds = rooms.flatMap(({ id, beds: own }) => own.map((bed) => ({ ...bed, room_id: id })));
  await importer.run(LOAD_FACILITIES, [JSON.stringify(FACILITIES.map((facility) => hideWhere(facility, vault)))]);
  await importer.run(LOAD_ROOMS, [JSON.stringify(rooms)]);
  await importer.run(LOAD_BEDS, [JSON.stringify(beds)]);
}

function hideWhere(facility: FacilityFacts, vault: Vault): object {
  if (!facility.confidential) return facility;
  return { ...facility, municipalityCode: null, address: null, sealed: sealPlace(vault, facility).toString("base64") };
}

const LOAD_FACILITIES = `
  insert into facility (id, organisation_id, service_id, kind, name_el, name_en, municipality_code, address, sealed,
    confidential, accepts, receives_from, status)
  select id, "organisationId", "serviceId", kind, "nameEl", "nameEn", "municipalityCode", address,
    decode(sealed, 'base64'), confidential, accepts, "receivesFrom", 'OPEN'
  from jsonb_to_recordset($1::jsonb) as facts(id uuid, "organisationId" uuid, "serviceId" uuid, kind text, "nameEl" text,
    "nameEn" text, "municipalityCode" text, address text, sealed text, confidential boolean, accepts text[], "receivesFrom" text)
  on conflict (id) do update set organisation_id = excluded.organisation_id, service_id = excluded.service_id,
    kind = excluded.kind, name_el = excluded.name_el, name_en = excluded.name_en,
    municipality_code = excluded.municipality_code, address = excluded.address, sealed = excluded.sealed,
    confidential = excluded.confidential, accepts = excluded.accepts, receives_from = excluded.receives_from`;

const LOAD_ROOMS = `
  insert into room (id, facility_id, label)
  select id, facility_id, label from jsonb_to_recordset($1::jsonb) as facts(id uuid, facility_id uuid, label text)
  on conflict (id) do update set label = excluded.label`;

const LOAD_BEDS = `
  insert into bed (id, room_id, label, active)
  select id, room_id, label, active
  from jsonb_to_recordset($1::jsonb) as facts(id uuid, room_id uuid, label text, active boolean)
  on conflict (id) do update set label = excluded.label`;
