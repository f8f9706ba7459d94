import { setTimeout as delay } from "node:timers/promises";
import { addDays, nightOf } from "../../subgraphs/shelters/domain/night.rules";
import { accepted, answer, dayIn, HOSTEL, refer, register, steer } from "../support/desk";
import { openRequest } from "../support/officer";
import { useHub } from "../support/hub";
import { operation } from "../support/operations";
import { asOwnerRole } from "../support/owner-role";
import { agencyId } from "../support/people";
import { ADMIT, ARRIVE, awaitBed, DISCHARGE, openHouse } from "../support/shelter";
import type { Transport } from "../support/transports";

interface Step {
  readonly state: string;
  readonly actorOrganisation: { readonly id: string } | null;
}
interface Seen {
  readonly state: string;
  readonly outcome: string | null;
  readonly history: readonly Step[];
}

describe.each<Transport>(["in-process", "http"])("what a shelter records moves the referral on (%s)", (transport) => {
  const hub = useHub(transport);
  const [desk, hostel] = [hub.as("caseworker"), hub.as("hostel")];
  let facilityId: string;
  beforeAll(async () => {
    facilityId = await openHouse(hub.hub, 20);
  });

  /** Somebody referred to the hostel, on the list of the house. */
  async function awaited(): Promise<{ person: string; referral: string }> {
    const person = await register(desk);
    const referral = await refer(desk, person, { serviceId: HOSTEL });
    await awaitBed(hub.hub, facilityId, person, referral);
    return { person, referral };
  }

  /** As the centre follows the person. */
  async function follow(person: string): Promise<Seen> {
    const { beneficiary } = accepted(await desk(operation("FollowBeneficiary"), { id: person }));
    return beneficiary.referrals.edges[0].node as Seen;
  }

  async function eventually(person: string, state: string): Promise<Seen> {
    for (const end = Date.now() + 8000; Date.now() < end; await delay(30)) {
      const seen = await follow(person);
      if (seen.state === state) return seen;
    }
    return follow(person);
  }

  const tonight = nightOf(new Date());
  const nights = (from = 0) => ({ facilityId, from: addDays(tonight, from), until: addDays(tonight, from + 7) });
  const statesOf = ({ history }: Seen) => history.map(({ state }) => state).join(" ");

  it("admitted: the centre sees the referral in progress, and the step names the agency", async () => {
    const { person, referral } = await awaited();
    const input = { beneficiaryId: person, referralId: referral, ...nights() };
    expect(accepted(await hostel(ADMIT, { input })).admit.stay.status).toBe("IN_HOUSE");
    const seen = await eventually(person, "IN_PROGRESS");
    expect(statesOf(seen)).toBe("SENT ACCEPTED IN_PROGRESS");
    for (const step of seen.history.slice(1)) {
      expect(step.actorOrganisation?.id).toBe(agencyId("md-homeless-hostels"));
    }
  });

  it("booked, arrived, left: accepted, in progress, completed; the reason of leaving stays in the house", async () => {
    const { person, referral } = await awaited();
    const input = { beneficiaryId: person, referralId: referral, ...nights(3) };
    const { id: stayId } = accepted(await hostel(ADMIT, { input })).admit.stay;
    expect(statesOf(await eventually(person, "ACCEPTED"))).toBe("SENT ACCEPTED");
    await asOwnerRole(hub.hub, "shelters", (client) =>
      client.query("update stay set period = daterange(current_date - 2, current_date + 5) where id = $1", [stayId]),
    );
    accepted(await hostel(ARRIVE, { input: { stayId } }));
    await eventually(person, "IN_PROGRESS");
    accepted(await hostel(DISCHARGE, { input: { stayId, on: dayIn(0), reason: "ASKED_TO_LEAVE" } }));
    const seen = await eventually(person, "COMPLETED");
    expect([seen.outcome, statesOf(seen)]).toEqual(["PARTIAL", "SENT ACCEPTED IN_PROGRESS COMPLETED"]);
    expect(JSON.stringify(seen)).not.toContain("ASKED_TO_LEAVE");
  });

  it("of somebody whose data was restricted meanwhile: what the house did is stored, what it sees is nothing", async () => {
    const { person, referral } = await awaited();
    await openRequest(desk, person, "OBJECTION");
    expect(
      accepted(await hostel("query ($id: ID!) { referral(id: $id) { id } }", { id: referral })).referral,
    ).toBeNull();
    const input = { beneficiaryId: person, referralId: referral, ...nights() };
    accepted(await hostel(ADMIT, { input }));
    expect(statesOf(await eventually(person, "IN_PROGRESS"))).toBe("SENT ACCEPTED IN_PROGRESS");
  });

  it("what the agency has answered by hand is not answered twice", async () => {
    const { person, referral } = await awaited();
    for (const step of ["RECEIVE", "ACCEPT", "START"]) accepted(await answer(hostel, referral, step));
    accepted(await hostel(ADMIT, { input: { beneficiaryId: person, referralId: referral, ...nights() } }));
    const other = await awaited();
    accepted(await hostel(ADMIT, { input: { beneficiaryId: other.person, referralId: other.referral, ...nights() } }));
    await eventually(other.person, "IN_PROGRESS");
    expect(statesOf(await follow(person))).toBe("SENT RECEIVED ACCEPTED IN_PROGRESS");
  });

  it("what does not fit moves nothing, and waits for a person with its reason", async () => {
    const { person, referral } = await awaited();
    accepted(await steer(desk, referral, "WITHDRAW"));
    accepted(await hostel(ADMIT, { input: { beneficiaryId: person, referralId: referral, ...nights() } }));
    const dead = await refusedOf(person);
    expect(dead).toEqual([{ state: "REFUSED", reason: "ILLEGAL_TRANSITION", type: "shelters.stay-begun" }]);
    expect(statesOf(await follow(person))).toBe("SENT WITHDRAWN");
  });

  async function refusedOf(person: string): Promise<unknown[]> {
    const find = `select d.state, d.reason, e.type from outbox_delivery d join outbox e on e.id = d.event_id
      where d.beneficiary_id = $1 and d.state <> 'PENDING'`;
    for (const end = Date.now() + 8000; Date.now() < end; await delay(30)) {
      const { rows } = await asOwnerRole(hub.hub, "shelters", (client) => client.query(find, [person]));
      if (rows.length > 0) return rows;
    }
    return [];
  }
});
