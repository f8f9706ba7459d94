import { AWAIT_SLOT, END_ENROLMENT, ENROL_CHILD, eventually } from "../../support/agency-desk";
import { codeOf } from "../../support/answers";
import { accepted, answer, dayIn, steer } from "../../support/desk";
import type { Ask } from "../../support/hub";
import { asOwnerRole } from "../../support/owner-role";
import { agencyId, serviceId } from "../../support/people";
import type { Case, Desks } from "./desks";

const PLACE = `query ($id: ID!) { beneficiary(id: $id) { referrals(first: 1) { edges { node {
  childcarePlace { held heldUntil position } bedPlace { held } } } } } }`;
const OPEN = "query ($id: ID!) { service(id: $id) { openSlots { places taken held free } } }";
const KDAP = "md-kdap-amea/kdap";

interface Place {
  readonly held: boolean;
  readonly heldUntil: string | null;
  readonly position: number | null;
}

interface Group {
  readonly id: string;
  readonly ages_from: number;
}

/** Places of a children's centre while it decides. Each test fills the centre up to one group of so many places. */
export const heldPlaces = (desks: Desks): void =>
  describe("a place with children is held while the centre decides", () => {
    const centre = desks.as("kdap");
    let group: Group;

    const asKeeper = <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
      asOwnerRole(desks.hub, "kdap", async (client) => (await client.query(text, values)).rows as Row[]);

    /** Everything else of this term is full, and nobody waits or is held anything. */
    async function onlyGroup(places: number): Promise<void> {
      await asKeeper("update place_lease set held = tstzrange(lower(held), now()) where held @> now()");
      await asKeeper("update enrolment set status = 'CANCELLED' where status in ('APPLIED', 'WAITLISTED')");
      [group] = (await asKeeper<Group>(
        `select s.id, a.ages_from from slot s join activity a on a.id = s.activity_id join centre c on c.id = a.centre_id
         join term t on t.id = s.term_id
         where current_date between t.starts_on and t.ends_on and s.taken = 0 and c.service_id = $1 order by s.id limit 1`,
        [serviceId(KDAP)],
      )) as [Group];
      await asKeeper("update slot set places = case when id = $1 then $2 else greatest(taken, 1) end", [
        group.id,
        places,
      ]);
      await asKeeper(
        `insert into place_lease (id, beneficiary_id, organisation_id, slot_id, held, status)
         select gen_random_uuid(), gen_random_uuid(), organisation_id, id, tstzrange(now(), now() + interval '1 day'), 'HELD'
         from slot where taken = 0 and id <> $1 and organisation_id = $2`,
        [group.id, agencyId("md-kdap-amea")],
      );
    }

    const see = async ({ person }: Case): Promise<Place | null> =>
      accepted(await desks.centre(PLACE, { id: person })).beneficiary.referrals.edges[0].node.childcarePlace;
    const becomes = (who: Case, fits: (place: Place | null) => boolean) => eventually(() => see(who), fits);
    const isHeld = (place: Place | null): boolean => place?.held === true;
    const counted = async () => {
      const [row] = await asKeeper<{ held: number }>(
        "select coalesce(sum(held), 0)::int as held from held_place where slot_id = $1",
        [group.id],
      );
      return row!.held;
    };
    const send = (urgency = "URGENT") => desks.sent("kdap", KDAP, { urgency });
    const place = ({ person }: Case) => ({
      ...{ beneficiaryId: person, slotId: group.id, guardianName: "Κηδεμόνας", from: dayIn(0) },
      birthDate: `${Number(dayIn(0).slice(0, 4)) - group.ages_from - 1}-01-01`,
    });
    const enrol = (who: Case, ask: Ask = centre) => ask(ENROL_CHILD, { input: place(who) });
    const wait = (who: Case) => centre(AWAIT_SLOT, { input: place(who) });

    it("from the moment it is asked, until a stated time; it is not counted as free, and ends by itself", async () => {
      await onlyGroup(2);
      const before = Date.now();
      const who = await send("EMERGENCY");
      const held = (await becomes(who, isHeld))!;
      expect(held.position).toBeNull();
      expect((Date.parse(held.heldUntil!) - before) / 3_600_000).toBeCloseTo(24, 1);
      const { openSlots } = accepted(await desks.centre(OPEN, { id: serviceId(KDAP) })).service;
      expect(openSlots.free).toBe(openSlots.places - openSlots.taken - openSlots.held);
      expect(await counted()).toBe(1);
      await asKeeper(
        "update place_lease set held = tstzrange(lower(held) - interval '1 day', now()) where referral_id = $1",
        [who.referral],
      );
      expect([await counted(), await see(who)]).toEqual([0, { held: false, heldUntil: null, position: null }]);
    });

    it("of six who ask for the last one at once one gets it; nobody else is given it, and they are", async () => {
      await onlyGroup(1);
      const asked = await Promise.all(Array.from({ length: 6 }, () => send()));
      const places = await Promise.all(asked.map(see));
      expect([places.filter(isHeld).length, await counted()]).toEqual([1, 1]);
      const holder = asked[places.findIndex(isHeld)]!;
      const others = asked.filter((who) => who !== holder);
      const refused = await Promise.all(others.map((who) => enrol(who)));
      expect(refused.map(codeOf)).toEqual(others.map(() => "CONFLICT"));
      expect(accepted(await enrol(holder)).enrolChild.enrolment.status).toBe("ENROLLED");
      expect(await counted()).toBe(0);
    });

    it("declined or withdrawn it is free at once", async () => {
      await onlyGroup(1);
      for (const end of [
        (who: Case) => answer(centre, who.referral, "DECLINE", { reason: "UNSUITABLE" }),
        (who: Case) => steer(desks.centre, who.referral, "WITHDRAW"),
      ]) {
        const who = await send();
        await becomes(who, isHeld);
        accepted(await end(who));
        expect(await becomes(who, (seen) => seen === null)).toBeNull();
        expect(await counted()).toBe(0);
      }
    });

    it("is offered to nobody who is just being taken off the list", async () => {
      await onlyGroup(1);
      const holder = await send();
      await becomes(holder, isHeld);
      const who = await send();
      accepted(await wait(who));
      await asOwnerRole(desks.hub, "kdap", async (leaving) => {
        await leaving.query("begin");
        await leaving.query("update enrolment set status = 'CANCELLED' where referral_id = $1", [who.referral]);
        accepted(await answer(centre, holder.referral, "DECLINE", { reason: "UNSUITABLE" }));
        expect(await becomes(holder, (seen) => seen === null)).toBeNull();
        await leaving.query("commit");
      });
      expect(await counted()).toBe(0);
    });

    it("the list goes by urgency, then by the day; what comes free is held for the first who was never offered one", async () => {
      await onlyGroup(1);
      const holder = await send();
      await becomes(holder, isHeld);
      const [routine, emergency] = [await send("ROUTINE"), await send("EMERGENCY")];
      accepted(await wait(routine));
      accepted(await wait(emergency));
      expect(await see(emergency)).toMatchObject({ held: false, position: 1 });
      expect(await see(routine)).toMatchObject({ held: false, position: 2 });
      const { enrolment } = accepted(await enrol(holder)).enrolChild;
      accepted(await centre(END_ENROLMENT, { input: { enrolmentId: enrolment.id, on: dayIn(0) } }));
      expect(await becomes(emergency, isHeld)).toMatchObject({ held: true, position: 1 });
      expect(codeOf(await enrol(routine))).toBe("CONFLICT");
      accepted(await steer(desks.centre, emergency.referral, "WITHDRAW"));
      expect(await becomes(routine, isHeld)).toMatchObject({ held: true, position: 1 });
      expect(accepted(await enrol(routine)).enrolChild.enrolment.status).toBe("ENROLLED");
    });

    it("the database itself takes no more children and held places than there are places, and no child twice", async () => {
      await onlyGroup(1);
      const who = await send();
      await becomes(who, isHeld);
      const child = `insert into enrolment (id, beneficiary_id, organisation_id, slot_id, guardian_name, status, starts_on)
        values (gen_random_uuid(), gen_random_uuid(), $2, $1, 'κ. Δοκιμή', 'ENROLLED', current_date)`;
      await expect(asKeeper(child, [group.id, agencyId("md-kdap-amea")])).rejects.toMatchObject({
        constraint: "slot_held",
      });
      const again = (
        person: string,
      ) => `insert into place_lease (id, beneficiary_id, organisation_id, slot_id, held, status)
        select gen_random_uuid(), ${person}, organisation_id, slot_id, held, 'HELD' from place_lease
        where referral_id = $1 and held @> now()`;
      await expect(asKeeper(again("gen_random_uuid()"), [who.referral])).rejects.toMatchObject({
        constraint: "slot_held",
      });
      await expect(asKeeper(again("beneficiary_id"), [who.referral])).rejects.toMatchObject({
        constraint: "place_lease_once",
      });
    });
  });
