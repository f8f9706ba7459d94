import { setTimeout as delay } from "node:timers/promises";
import fc from "fast-check";
import { addDays, nightOf } from "../../subgraphs/shelters/domain/night.rules";
import { codeOf } from "../support/answers";
import { accepted, answer, dayIn, HOSTEL, refer, register, steer } from "../support/desk";
import { useHub, type Ask } from "../support/hub";
import { asOwnerRole } from "../support/owner-role";
import { agencyId } from "../support/people";
import { ADMIT, DISCHARGE, JOIN, LEAVE, openHouse } from "../support/shelter";

const PLACE = `query ($id: ID!) { beneficiary(id: $id) { referrals(first: 1) { edges { node {
  id state bedPlace { held heldUntil position asOf } } } } } }`;
const QUEUE = `query ($after: String) { myFacilities { id waitingList(first: 7, after: $after) {
  edges { node { id } } pageInfo { hasNextPage endCursor } } } }`;
const TONIGHT = "query ($id: ID!) { service(id: $id) { bedsTonight { beds free held waiting } } }";

interface Place {
  readonly held: boolean;
  readonly heldUntil: string | null;
  readonly position: number | null;
}

interface Referred {
  readonly person: string;
  readonly referral: string;
}

describe("a bed is held while the house decides", () => {
  const hub = useHub();
  const [desk, dirfys, hostel] = [hub.as("caseworker"), hub.as("caseworker-dirfys"), hub.as("hostel")];
  let facilityId: string;

  /** Every test has a house of its own, the only one of its service that is open. */
  async function house(beds: number): Promise<string> {
    await asOwnerRole(hub.hub, "shelters", (client) =>
      client.query("update facility set status = 'TEMPORARILY_CLOSED' where organisation_id = $1", [
        agencyId("md-homeless-hostels"),
      ]),
    );
    return (facilityId = await openHouse(hub.hub, beds));
  }

  const send = async (ask: Ask = desk, urgency = "URGENT"): Promise<Referred> => {
    const person = await register(ask);
    return { person, referral: await refer(ask, person, { serviceId: HOSTEL, urgency }) };
  };

  async function see({ person }: Referred, ask: Ask = desk): Promise<{ state: string; bedPlace: Place | null }> {
    return accepted(await ask(PLACE, { id: person })).beneficiary.referrals.edges[0].node;
  }

  async function eventually<T>(look: () => Promise<T>, fits: (seen: T) => boolean): Promise<T> {
    for (const end = Date.now() + 8000; Date.now() < end; await delay(25)) {
      const seen = await look();
      if (fits(seen)) return seen;
    }
    return look();
  }

  const placed = (who: Referred, fits: (place: Place) => boolean = () => true, ask: Ask = desk) =>
    eventually(
      () => see(who, ask),
      ({ bedPlace }) => bedPlace !== null && fits(bedPlace),
    ).then(({ bedPlace }) => bedPlace!);

  const isWaiting = async (who: Referred) => (await see(who)).state === "WAITLISTED";
  const waits = (who: Referred) => eventually(() => isWaiting(who), Boolean);

  const told = ({ referral }: Referred) =>
    eventually(
      () =>
        asOwnerRole(hub.hub, "shelters", async (client) => {
          const { rows } = await client.query("select ended_at from incoming_referral where id = $1", [referral]);
          return rows.length;
        }),
      (known) => known === 1,
    );

  const wait = (who: Referred, priority = "URGENT") =>
    hostel(JOIN, { input: { beneficiaryId: who.person, facilityId, priority } });

  const admit = (who: Referred, fields = {}) => {
    const tonight = nightOf(new Date());
    const nights = { from: tonight, until: addDays(tonight, 7) };
    return hostel(ADMIT, {
      input: { beneficiaryId: who.person, referralId: who.referral, facilityId, ...nights, ...fields },
    });
  };

  const tonight = async () => accepted(await desk(TONIGHT, { id: HOSTEL })).service.bedsTonight;

  it("from the moment it is asked, until a stated time; and it is not counted as free", async () => {
    await house(2);
    const who = await send(desk, "EMERGENCY");
    const before = Date.now();
    const place = await placed(who);
    expect(place).toMatchObject({ held: true, position: null });
    expect((Date.parse(place.heldUntil!) - before) / 3_600_000).toBeCloseTo(24, 1);
    expect(await tonight()).toMatchObject({ beds: 2, free: 1, held: 1 });
  });

  it("two centres who ask for the last bed at once: one gets it", async () => {
    await house(1);
    const centres = Array.from({ length: 8 }, (_, index) => (index % 2 ? desk : dirfys));
    const sent = await Promise.all(centres.map((ask) => send(ask)));
    await Promise.all(sent.map(told));
    const places = await Promise.all(sent.map((who, index) => see(who, centres[index])));
    expect(places.filter(({ bedPlace }) => bedPlace?.held).length).toBe(1);
    expect(await tonight()).toMatchObject({ beds: 1, free: 0, held: 1 });
  });

  it("nobody else is given a bed that is held, not even by its name; who it is held for is", async () => {
    await house(1);
    const [first, second] = [await send(), await send()];
    await placed(first, ({ held }) => held);
    await told(second);
    expect(codeOf(await admit(second))).toBe("CONFLICT");
    const [{ id: bedId }] = await asOwnerRole(hub.hub, "shelters", async (client) => {
      const text = "select b.id from bed b join room r on r.id = b.room_id where r.facility_id = $1";
      return (await client.query<{ id: string }>(text, [facilityId])).rows as [{ id: string }];
    });
    expect(codeOf(await admit(second, { bedId }))).toBe("CONFLICT");
    expect(accepted(await admit(first)).admit.stay.status).toBe("IN_HOUSE");
    expect(await tonight()).toMatchObject({ free: 0, held: 0 });
  });

  it("declined, cancelled, withdrawn: the bed is free at once", async () => {
    await house(1);
    const endings: readonly ((who: Referred) => Promise<unknown>)[] = [
      (who) => answer(hostel, who.referral, "DECLINE", { reason: "UNSUITABLE" }),
      (who) => steer(desk, who.referral, "CANCEL"),
      (who) => steer(desk, who.referral, "WITHDRAW"),
    ];
    for (const end of endings) {
      const who = await send();
      await placed(who, ({ held }) => held);
      await end(who);
      expect(await eventually(tonight, ({ free }) => free === 1)).toMatchObject({ free: 1, held: 0 });
      expect((await see(who)).bedPlace).toBeNull();
    }
  });

  it("is not kept for somebody whose referral ends while the bed is being offered to them", async () => {
    await house(1);
    const holder = await send();
    await placed(holder, ({ held }) => held);
    const who = await send();
    await told(who);
    const { id: entryId } = accepted(await wait(who)).joinWaitingList.entry;
    expect(await waits(who)).toBe(true);
    await asOwnerRole(hub.hub, "shelters", async (offering) => {
      await offering.query("begin");
      const given = `update bed_lease set status = 'RELEASED', held = tstzrange(lower(held), now())
        where facility_id = $1 returning *`;
      const [lease] = (await offering.query(given, [facilityId])).rows;
      await offering.query(
        `insert into bed_lease (id, beneficiary_id, organisation_id, facility_id, bed_id, nights, held, status,
          referral_id, waiting_entry_id)
        values (gen_random_uuid(), $1, $2, $3, $4, $5, tstzrange(now(), now() + interval '3 days'), 'HELD', $6, $7)`,
        [who.person, lease.organisation_id, facilityId, lease.bed_id, lease.nights, who.referral, entryId],
      );
      await offering.query("update waiting_entry set status = 'OFFERED' where id = $1", [entryId]);
      accepted(await steer(desk, who.referral, "WITHDRAW"));
      const waiting = "select from pg_locks l where not l.granted and pg_backend_pid() = any (pg_blocking_pids(l.pid))";
      const isWaitedFor = async () => (await offering.query(waiting)).rows.length > 0;
      expect(await eventually(isWaitedFor, Boolean)).toBe(true);
      await offering.query("commit");
    });
    expect(await eventually(tonight, ({ held }) => held === 0)).toMatchObject({ held: 0, free: 1 });
  });

  it("without an answer it comes free by itself when its time is over", async () => {
    await house(1);
    const who = await send();
    await placed(who, ({ held }) => held);
    await asOwnerRole(hub.hub, "shelters", (client) =>
      client.query(
        "update bed_lease set held = tstzrange(lower(held) - interval '1 day', now()) where facility_id = $1",
        [facilityId],
      ),
    );
    expect(await tonight()).toMatchObject({ free: 1, held: 0 });
    expect((await see(who)).bedPlace).toMatchObject({ held: false, heldUntil: null });
    const next = await send(dirfys);
    expect(await placed(next, ({ held }) => held, dirfys)).toMatchObject({ held: true });
  });

  it("the list goes by urgency, then by the day; each centre sees its own place and no other", async () => {
    await house(1);
    const holder = await send();
    await placed(holder, ({ held }) => held);
    const [routine, urgent, emergency] = [await send(), await send(dirfys), await send()];
    for (const who of [routine, urgent, emergency]) await told(who);
    accepted(await wait(routine, "ROUTINE"));
    accepted(await wait(urgent, "URGENT"));
    accepted(await wait(emergency, "EMERGENCY"));
    expect(await placed(emergency)).toMatchObject({ held: false, position: 1 });
    expect(await placed(urgent, undefined, dirfys)).toMatchObject({ position: 2 });
    expect(await placed(routine)).toMatchObject({ position: 3 });
    expect(await waits(routine)).toBe(true);
    expect(codeOf(await wait(routine))).toBe("CONFLICT");

    const { id: stayId } = accepted(await admit(holder)).admit.stay;
    accepted(await hostel(DISCHARGE, { input: { stayId, on: dayIn(0), reason: "OWN_WISH" } }));
    await asOwnerRole(hub.hub, "shelters", (client) =>
      client.query("update stay set period = daterange(current_date - 3, current_date - 2) where id = $1", [stayId]),
    );
    accepted(await steer(dirfys, urgent.referral, "WITHDRAW"));
    await eventually(
      () => see(routine),
      ({ bedPlace }) => bedPlace?.position === 2,
    );
    const late = await send();
    await told(late);
    accepted(await wait(late, "ROUTINE"));
    expect(await placed(emergency, ({ held }) => held)).toMatchObject({ held: true, position: 1 });
    expect(await placed(late)).toMatchObject({ held: false, position: 3 });
  });

  it("the order is by urgency, then day, then entry, whatever comes in, and pages keep it", async () => {
    await house(1);
    const entries = fc.sample(
      fc.record({
        id: fc.uuid({ version: 7 }),
        priority: fc.integer({ min: 1, max: 3 }),
        day: fc.integer({ max: 3, min: 0 }),
      }),
      24,
    );
    await asOwnerRole(hub.hub, "shelters", (client) =>
      client.query(
        `insert into waiting_entry (id, beneficiary_id, organisation_id, facility_id, requested_on, priority, status,
          status_since)
        select id, gen_random_uuid(), $2, $3, date '2026-11-01' + day, priority, 'WAITING', now()
        from jsonb_to_recordset($1) as e(id uuid, priority int, day int)`,
        [JSON.stringify(entries), agencyId("md-homeless-hostels"), facilityId],
      ),
    );
    const keyOf = (entry: (typeof entries)[number]) => `${entry.priority} ${entry.day} ${entry.id}`;
    const inOrder = entries.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1)).map(({ id }) => id);
    const paged: string[] = [];
    for (let after: string | null = null; ;) {
      const { myFacilities } = accepted(await hostel(QUEUE, { after }));
      const page = myFacilities.find((facility: { id: string }) => facility.id === facilityId).waitingList;
      paged.push(...page.edges.map((edge: { node: { id: string } }) => edge.node.id));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(paged).toEqual(inOrder);
  });

  it("who is not referred, not on the list, or in another house is refused", async () => {
    await house(1);
    const stranger = await register(desk);
    const who = await send();
    await told(who);
    const join = (fields: object) =>
      hostel(JOIN, { input: { beneficiaryId: who.person, facilityId, priority: "ROUTINE", ...fields } });
    expect(codeOf(await join({ beneficiaryId: stranger }))).toBe("NOT_FOUND");
    expect(codeOf(await join({ referralId: stranger }))).toBe("NOT_FOUND");
    expect(codeOf(await join({ facilityId: stranger }))).toBe("NOT_FOUND");
    expect(codeOf(await join({ priority: "SOON" }))).toBe("BAD_USER_INPUT");
    expect(codeOf(await join({ idempotencyKey: "short" }))).toBe("BAD_USER_INPUT");
    expect(codeOf(await desk(JOIN, { input: { beneficiaryId: who.person, facilityId, priority: "ROUTINE" } }))).toBe(
      "FORBIDDEN",
    );
    const key = { idempotencyKey: `list-${who.referral}` };
    const { id: entryId } = accepted(await join(key)).joinWaitingList.entry;
    expect(accepted(await join(key)).joinWaitingList.entry.id).toBe(entryId);
    expect(codeOf(await join({ ...key, priority: "URGENT" }))).toBe("CONFLICT");
    expect(codeOf(await hostel(LEAVE, { input: { entryId: stranger } }))).toBe("NOT_FOUND");
    expect(accepted(await hostel(LEAVE, { input: { entryId } })).leaveWaitingList.entry.status).toBe("REMOVED");
    expect(codeOf(await hostel(LEAVE, { input: { entryId } }))).toBe("ILLEGAL_TRANSITION");
  });

  it("the database itself stores no stay in a bed that is held for another, and no bed twice", async () => {
    await house(1);
    const who = await send();
    await placed(who, ({ held }) => held);
    await asOwnerRole(hub.hub, "shelters", async (client) => {
      const { rows } = await client.query("select * from bed_lease where facility_id = $1", [facilityId]);
      const lease = rows[0];
      const stay = `insert into stay (id, beneficiary_id, organisation_id, bed_id, period, status)
        values (gen_random_uuid(), gen_random_uuid(), $1, $2, daterange(current_date, current_date + 9), 'BOOKED')`;
      await expect(client.query(stay, [lease.organisation_id, lease.bed_id])).rejects.toMatchObject({
        constraint: "stay_bed_leased",
      });
      const again = `insert into bed_lease (id, beneficiary_id, organisation_id, facility_id, bed_id, nights, held, status)
        select gen_random_uuid(), gen_random_uuid(), organisation_id, facility_id, bed_id, nights, held, 'HELD'
        from bed_lease where id = $1`;
      await expect(client.query(again, [lease.id])).rejects.toMatchObject({ constraint: "bed_lease_bed_once" });
    });
  });
});
