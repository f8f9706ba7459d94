import { seededId } from "../../../subgraphs/kernel/identifier";
import { addDays, nightOf } from "../../../subgraphs/shelters/domain/night.rules";
import { dayIn, HOSTEL, refer, TRAINING } from "../../support/desk";
import { asOwnerRole } from "../../support/owner-role";
import { agencyId } from "../../support/people";
import { awaitBed, openHouse } from "../../support/shelter";
import type { Line } from "./line";

const WROTE = "shelters file:write HOUSING: PUBLIC_TASK";

/** What agencies do: their own lists and files, and the directory, which is about nobody. */
export const AGENCY_LINES: readonly Line[] = [
  {
    ...{ ask: "Admit", by: "hostel" },
    async with({ hub, person, ids }) {
      const referral = await refer(hub.as("caseworker"), person, { serviceId: HOSTEL });
      const facilityId = (ids["house"] = await openHouse(hub, 1));
      await awaitBed(hub, facilityId, person, referral);
      const from = addDays(nightOf(new Date()), 3);
      return { input: { beneficiaryId: person, facilityId, from, until: addDays(from, 3) } };
    },
    says: [WROTE],
    then: (data, { ids }) => (ids["stay"] = data.admit.stay.id),
  },
  {
    ...{ ask: "ConfirmArrival", by: "hostel", says: [WROTE] },
    async with({ hub, ids }) {
      const begun = "update stay set period = daterange(current_date - 1, current_date + 2) where id = $1";
      await asOwnerRole(hub, "shelters", (client) => client.query(begun, [ids["stay"]]));
      return { input: { stayId: ids["stay"] } };
    },
  },
  {
    ask: "HouseDesk",
    ...{ by: "hostel", amongOthers: true, with: () => ({ waiting: 100 }) },
    says: ["shelters file:read HOUSING: PUBLIC_TASK", "beneficiaries person:read IDENTITY: PUBLIC_TASK"],
  },
  {
    ...{ ask: "Discharge", by: "hostel", says: [WROTE] },
    with: ({ ids }) => ({ input: { stayId: ids["stay"], on: dayIn(0), reason: "ASKED_TO_LEAVE" } }),
  },
  {
    ask: "JoinWaitingList",
    ...{ by: "hostel", says: [WROTE] },
    with: ({ person, ids }) => ({ input: { beneficiaryId: person, facilityId: ids["house"], priority: "ROUTINE" } }),
    then: (data, { ids }) => (ids["entry"] = data.joinWaitingList.entry.id),
  },
  {
    ask: "LeaveWaitingList",
    ...{ by: "hostel", says: [WROTE] },
    with: ({ ids }) => ({ input: { entryId: ids["entry"] } }),
  },
  {
    ask: "CareDesk",
    ...{ by: "family-support", amongOthers: true, names: () => [], with: () => ({ first: 3 }) },
    says: ["mental-health file:read MENTAL_HEALTH: PUBLIC_TASK"],
  },
  { ask: "GroupDesk", by: "kdap", says: [] },
  {
    ask: "UpdateCapacity",
    by: "oaed",
    with: () => ({
      input: { serviceId: TRAINING, unit: "PLACE", available: 3, maximum: 20, status: "CAPACITY" },
    }),
    says: [],
  },
  {
    ask: "ConfirmService",
    ...{ by: "oaed-head", with: () => ({ input: { serviceId: TRAINING } }) },
    says: [],
  },
  {
    ask: "SetServiceStatus",
    ...{ by: "oaed-head", with: () => ({ input: { serviceId: TRAINING, status: "ACTIVE" } }) },
    says: [],
  },
  {
    ask: "SetServiceTerms",
    ...{ by: "oaed-head", with: () => ({ input: { serviceId: TRAINING, agesFrom: 15 } }) },
    says: [],
  },
  {
    ask: "SetLocalHolidays",
    ...{ by: "directory-editor", with: () => ({ input: { municipalityCode: "0901", holidays: [] } }) },
    says: [],
  },
  { ask: "AgencyCapacity", by: "caseworker", with: () => ({ region: "EL52", need: "HOUSING" }), says: [] },
  {
    ask: "FindService",
    ...{ by: "caseworker", with: () => ({ need: "HOUSING", municipality: "0902", on: dayIn(1) }) },
    says: [],
  },
  { ask: "ServicesOfAgency", by: "oaed", with: () => ({ id: agencyId("oaed") }), says: [] },
  { ask: "Regions", by: "caseworker", says: [] },
  { ask: "Municipalities", by: "caseworker", with: () => ({ region: "EL52" }), says: [] },
  { ask: "Municipality", by: "caseworker", with: () => ({ code: "0902" }), says: [] },
  { ask: "Agencies", by: "caseworker", with: () => ({ search: "ΟΑΕΔ" }), says: [] },
  { ask: "Service", by: "caseworker", with: () => ({ id: TRAINING }), says: [] },
  { ask: "Programmes", by: "caseworker", says: [] },
  { ask: "Programme", by: "caseworker", with: () => ({ id: seededId("programme", "kea") }), says: [] },
  { ask: "RegionProfile", by: "caseworker", with: () => ({ code: "EL52" }), says: [] },
];
