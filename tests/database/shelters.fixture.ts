import { Importer } from "../../subgraphs/kernel/database/copy";
import { newId } from "../../subgraphs/kernel/identifier";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import { sealPlace } from "../../subgraphs/shelters/data/hidden-place";
import { testVault } from "../support/vault";
import { importShelters, type WaitingEntryImport } from "../../subgraphs/shelters/data/shelters.import";

/** A house of an organisation of its own, with beds in one room and people on its waiting list. */
export interface House {
  readonly organisationId: string;
  readonly facilityId: string;
  readonly serviceId: string;
  readonly address: string;
  readonly beds: readonly string[];
  readonly people: readonly string[];
  /** A worker of the organisation. */
  readonly worker: Viewer;
}

export interface HouseOptions {
  readonly beds: number;
  readonly people: number;
  readonly refuge?: boolean;
}

/** Builds a house in an owner's database; `url` is the owner role's. */
export async function buildHouse(url: string, { beds, people, refuge = false }: HouseOptions): Promise<House> {
  const organisationId = newId();
  const worker: Viewer = { id: newId(), role: "AGENCY_WORKER", organisationId, area: null, purpose: "CARE" };
  const ids = (count: number) => Array.from({ length: count }, newId);
  const house = { organisationId, facilityId: newId(), serviceId: newId(), worker };
  const built = { ...house, address: `Κρυφή οδός ${house.facilityId}`, beds: ids(beds), people: ids(people) };
  const importer = await Importer.open(url);
  try {
    await importFacility(importer, built, refuge);
    await importShelters(
      importer,
      built.people.map((beneficiaryId) => toWaiting(beneficiaryId, house)),
    );
  } finally {
    await importer.close();
  }
  return built;
}

async function importFacility(importer: Importer, house: House, refuge: boolean): Promise<void> {
  await importer.run(
    `insert into facility (id, organisation_id, service_id, kind, name_el, name_en, address, sealed, confidential,
      accepts, receives_from, status)
     values ($1, $2, $3, $4, 'Δοκιμή', 'Trial', $5, $6::bytea, $6 is not null, '{WOMEN}', '14:00', 'OPEN')`,
    [house.facilityId, house.organisationId, house.serviceId, refuge ? "REFUGE" : "HOSTEL", ...placeOf(house, refuge)],
  );
  const roomId = newId();
  await importer.run("insert into room (id, facility_id, label) values ($1, $2, '1')", [roomId, house.facilityId]);
  await importer.copy(
    "bed",
    ["id", "room_id", "label", "active"],
    house.beds.map((id, index) => [id, roomId, String(index), true]),
  );
}

const placeOf = ({ address }: House, refuge: boolean) =>
  refuge ? [null, sealPlace(testVault, { municipalityCode: null, address })] : [address, null];

const toWaiting = (
  beneficiaryId: string,
  { organisationId, facilityId }: Pick<House, "organisationId" | "facilityId">,
) => {
  const entry: WaitingEntryImport = {
    id: newId(),
    organisationId,
    facilityId,
    referralId: null,
    requestedOn: "2026-01-10",
    priority: "URGENT",
    status: "WAITING",
    statusSince: new Date("2026-01-10T09:00:00Z"),
  };
  return { beneficiaryId, stays: [], waitingList: [entry] };
};
