import { newId } from "../../subgraphs/kernel/identifier";
import type { TestHub } from "./hub";
import { asOwnerRole } from "./owner-role";
import { operationOf } from "./operations";
import { agencyId, serviceId } from "./people";

export const ADMIT = operationOf("AgencyDesk", "Admit");
export const ARRIVE = operationOf("AgencyDesk", "ConfirmArrival");
export const JOIN = operationOf("AgencyDesk", "JoinWaitingList");
export const LEAVE = operationOf("AgencyDesk", "LeaveWaitingList");
export const DISCHARGE = operationOf("AgencyDesk", "Discharge");

/** Whose house, and for which service. */
interface House {
  readonly organisation: string;
  readonly service: string;
  readonly refuge: boolean;
}

const HOSTELS: House = { organisation: "md-homeless-hostels", service: "homeless-hostel", refuge: false };
/** The one refuge of the caseload. */
export const REFUGE: House = { organisation: "md-house-of-woman", service: "women-shelter", refuge: true };

/** A house with free beds, run by the municipal hostels if nothing else is said. */
export async function openHouse(hub: TestHub, beds: number, house: House = HOSTELS): Promise<string> {
  const { organisation, service, refuge } = house;
  const [facility, room] = [newId(), newId()];
  await asOwnerRole(hub, "shelters", async (client) => {
    await client.query(
      `insert into facility (id, organisation_id, service_id, kind, name_el, name_en, confidential, accepts,
        receives_from, status) values ($1, $2, $3, $4, 'Δοκιμή', 'Trial', $5, '{WOMEN,MEN}', '14:00', 'OPEN')`,
      [
        ...[facility, agencyId(organisation), serviceId(`${organisation}/${service}`)],
        ...[refuge ? "REFUGE" : "HOSTEL", refuge],
      ],
    );
    await client.query("insert into room (id, facility_id, label) values ($1, $2, '1')", [room, facility]);
    await client.query(
      "insert into bed (id, room_id, label, active) select gen_random_uuid(), $1, n::text, true from generate_series(1, $2) n",
      [room, beds],
    );
  });
  return facility;
}

/** Puts a referred person on the list of a house of the municipal hostels: from then on it may admit them. */
export const awaitBed = (hub: TestHub, facility: string, person: string, referral: string): Promise<unknown> =>
  asOwnerRole(hub, "shelters", (client) =>
    client.query(
      `insert into waiting_entry (id, beneficiary_id, organisation_id, facility_id, referral_id, requested_on, priority,
        status, status_since) values ($1, $2, $3, $4, $5, current_date, 2, 'WAITING', now())`,
      [newId(), person, agencyId("md-homeless-hostels"), facility, referral],
    ),
  );
