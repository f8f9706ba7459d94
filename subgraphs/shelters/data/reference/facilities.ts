import { seededId } from "../../../kernel/identifier";

/**
 * The houses of the demo directory. The organisations and the kinds of house they run are real and public; everything
 * else here (rooms, beds, addresses, hours, whom they take in) is SYNTHETIC: plausible, and nobody's. Municipalities
 * are given only where the name of the house says them.
 */
export interface FacilityFacts {
  readonly id: string;
  readonly organisationId: string;
  readonly serviceId: string;
  readonly agencyKey: string;
  readonly kind: "HOSTEL" | "NIGHT_SHELTER" | "DAY_CENTRE" | "SUPPORTED_APARTMENTS" | "REFUGE";
  readonly nameEl: string;
  readonly nameEn: string;
  readonly municipalityCode: string | null;
  readonly address: string;
  readonly confidential: boolean;
  readonly accepts: readonly string[];
  readonly receivesFrom: string;
  readonly rooms: readonly RoomFacts[];
}

export interface RoomFacts {
  readonly id: string;
  readonly label: string;
  readonly beds: readonly BedFacts[];
}

export interface BedFacts {
  readonly id: string;
  readonly label: string;
  readonly active: boolean;
}

interface House extends Pick<FacilityFacts, "kind" | "nameEl" | "nameEn" | "accepts" | "receivesFrom"> {
  readonly municipalityCode?: string;
  readonly confidential?: true;
  readonly rooms: number;
  readonly bedsPerRoom: number;
}

const SYNTHETIC_ADDRESS = "Οδός Υποδείγματος";
/** Every so many beds one is out of use: a broken bed, a room being painted. */
const OUT_OF_USE_EVERY = 23;

function facility(agencyKey: string, programmeKey: string, house: House): FacilityFacts {
  const key = `${agencyKey}/${programmeKey}`;
  const { rooms, bedsPerRoom, municipalityCode = null, confidential = false, ...facts } = house;
  return {
    ...facts,
    id: seededId("facility", key),
    organisationId: seededId("agency", agencyKey),
    serviceId: seededId("service", key),
    agencyKey,
    municipalityCode,
    address: `${SYNTHETIC_ADDRESS} ${rooms + bedsPerRoom} (συνθετική διεύθυνση)`,
    confidential,
    rooms: Array.from({ length: rooms }, (_, index) => room(key, index, bedsPerRoom)),
  };
}

function room(key: string, index: number, beds: number): RoomFacts {
  const label = String(100 * (1 + Math.floor(index / 10)) + (index % 10) + 1);
  return {
    id: seededId("room", `${key}/${label}`),
    label,
    beds: Array.from({ length: beds }, (_, place) => ({
      id: seededId("bed", `${key}/${label}/${place + 1}`),
      label: "ΑΒΓΔΕΖ"[place]!,
      active: (index * beds + place) % OUT_OF_USE_EVERY !== OUT_OF_USE_EVERY - 1,
    })),
  };
}

export const FACILITIES: readonly FacilityFacts[] = [
  facility("rc-hostel", "homeless-hostel", {
    kind: "HOSTEL",
    nameEl: "Κοινωνικός Ξενώνας Αστέγων Ε.Ε.Σ.",
    nameEn: "Red Cross social hostel for homeless people",
    accepts: ["MEN", "WOMEN"],
    receivesFrom: "14:00",
    rooms: 14,
    bedsPerRoom: 4,
  }),
  facility("md-homeless-hostels", "homeless-hostel", {
    kind: "HOSTEL",
    nameEl: "Δημοτικός Ξενώνας Μεταβατικής Φιλοξενίας Αστέγων",
    nameEn: "Municipal transitional hostel",
    accepts: ["MEN", "WOMEN", "FAMILIES"],
    receivesFrom: "14:00",
    rooms: 20,
    bedsPerRoom: 3,
  }),
  facility("md-homeless-hostels", "night-shelter", {
    kind: "NIGHT_SHELTER",
    nameEl: "Δημοτικό Υπνωτήριο",
    nameEn: "Municipal night shelter",
    accepts: ["MEN", "WOMEN"],
    receivesFrom: "20:00",
    rooms: 12,
    bedsPerRoom: 6,
  }),
  facility("md-homeless-hostels", "open-day-centre", {
    kind: "DAY_CENTRE",
    nameEl: "Ανοικτό Κέντρο Ημέρας Αστέγων",
    nameEn: "Open day centre for homeless people",
    accepts: ["MEN", "WOMEN", "FAMILIES"],
    receivesFrom: "08:00",
    rooms: 0,
    bedsPerRoom: 0,
  }),
  facility("md-homeless-hostels", "supported-apartments", {
    kind: "SUPPORTED_APARTMENTS",
    nameEl: "Υποστηριζόμενα Διαμερίσματα",
    nameEn: "Municipal supported apartments",
    accepts: ["MEN", "WOMEN", "FAMILIES"],
    receivesFrom: "10:00",
    rooms: 12,
    bedsPerRoom: 3,
  }),
  facility("rc-reception-lavrio", "homeless-hostel", {
    kind: "HOSTEL",
    nameEl: "Κέντρο Προσωρινής Διαμονής Αιτούντων Άσυλο Αλλοδαπών Λαυρίου",
    nameEn: "Temporary accommodation centre for asylum seekers, Lavrio",
    municipalityCode: "4905",
    accepts: ["MEN", "WOMEN", "FAMILIES"],
    receivesFrom: "09:00",
    rooms: 40,
    bedsPerRoom: 4,
  }),
  facility("rc-minors-volos", "homeless-hostel", {
    kind: "HOSTEL",
    nameEl: "Κέντρο Φιλοξενίας Ασυνόδευτων Ανηλίκων Βόλου",
    nameEn: "Reception centre for unaccompanied minors, Volos",
    municipalityCode: "2401",
    confidential: true,
    accepts: ["MINORS"],
    receivesFrom: "09:00",
    rooms: 10,
    bedsPerRoom: 3,
  }),
  facility("md-house-of-woman", "women-shelter", {
    kind: "REFUGE",
    nameEl: "Ξενώνας Φιλοξενίας Γυναικών «Σπίτι της Γυναίκας»",
    nameEn: "Refuge of the House of the Woman",
    confidential: true,
    accepts: ["WOMEN", "FAMILIES"],
    receivesFrom: "00:00",
    rooms: 7,
    bedsPerRoom: 3,
  }),
];
