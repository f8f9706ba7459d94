import { WebSocket } from "ws";
import { newId } from "../../subgraphs/kernel/identifier";
import { dayIn, accepted, answer, HOSTEL, refer, register } from "../support/desk";
import { useHub } from "../support/hub";
import { useClients, type LiveClient, type Told } from "../support/live";
import { operationOf } from "../support/operations";
import { asOwnerRole } from "../support/owner-role";
import { agencyId, serviceId } from "../support/people";
import { ADMIT, openHouse, REFUGE } from "../support/shelter";

const [REFERRALS, CAPACITY, NOTICES] = ["ReferralChanged", "CapacityChanged", "Notifications"].map((name) =>
  operationOf("Live", name),
) as [string, string, string];
const [BEDS, PLACES] = [operationOf("Live", "BedsChanged"), operationOf("Live", "PlacesChanged")];
const KDAP = serviceId("md-kdap-amea/kdap");
const TOLD = "mutation ($input: UpdateCapacityInput!) { updateCapacity(input: $input) { service { id } } }";
const CONFIDENTIAL = serviceId("md-house-of-woman/women-counselling");
const SHELTERED = serviceId("md-house-of-woman/women-shelter");
const LIMITS = { subscriptionsPerSocket: 5, subscriptionsPerUser: 8, socketsPerUser: 4, refusals: 20 };

const referralIn = ({ data }: Told) => data.referralChanged.referral as { id: string; state: string } | null;
const codesIn = (refused: unknown) =>
  (refused as { extensions: { code: string } }[]).map((each) => each.extensions.code);

describe("what a dashboard keeps open", () => {
  const using = useHub("http", undefined, undefined, { liveLimits: LIMITS });
  const { as } = useClients(() => using.hub);
  const [desk, oaed] = [using.as("caseworker"), using.as("oaed")];

  describe("is told", () => {
    it("in a list that one reads: the agency of what arrives, the author of what becomes of it, nobody of their own acts", async () => {
      const [agency, author, colleague] = await Promise.all(
        ["oaed", "caseworker", "colleague"].map((persona) => as(persona).open(NOTICES)),
      );
      const person = await register(desk);
      const hidden = await refer(desk, person, { serviceId: CONFIDENTIAL });
      const id = await refer(desk, person);
      await answer(using.as("house-of-woman"), hidden, "ACCEPT");
      await answer(oaed, id, "ACCEPT");
      const noticeIn = ({ data }: Told) => data.notifications.notice as { id: string; kind: string; referral: object };
      expect(noticeIn(await agency!.at(1))).toMatchObject({ kind: "REFERRAL_ARRIVED", referral: { id } });
      expect(noticeIn(await author!.at(1))).toMatchObject({ kind: "REFERRAL_MOVED", referral: { id: hidden } });
      const second = noticeIn(await author!.at(2));
      expect(second).toMatchObject({ kind: "REFERRAL_MOVED", referral: { id, state: "ACCEPTED" }, read: false });
      expect([agency!.all.length, colleague!.all.length]).toEqual([2, 1]);
      const list = async (persona: string): Promise<string[]> => {
        const { notices } = accepted(
          await using.as(persona)("{ notices(unreadOnly: true) { edges { node { id } } } }"),
        );
        return notices.edges.map(({ node }: { node: { id: string } }) => node.id);
      };
      expect(await list("caseworker")).toContain(second.id);
      expect(await list("colleague")).not.toContain(second.id);
      const read = "mutation ($input: MarkNoticesReadInput!) { markNoticesRead(input: $input) { notices { read } } }";
      const { errors } = await using.as("colleague")(read, { input: { noticeIds: [second.id] } });
      expect(errors?.[0]?.extensions?.["code"]).toBe("NOT_FOUND");
      accepted(await desk(read, { input: { noticeIds: [second.id] } }));
      expect(await list("caseworker")).not.toContain(second.id);
    });

    it("where places become free, by area and need; of a refuge only to those who work there", async () => {
      const tell = async (persona: string, key: string) => {
        const input = { serviceId: serviceId(key), unit: "BED", available: 2, maximum: 9, status: "CAPACITY" };
        accepted(await using.as(persona)(TOLD, { input }));
      };
      const serviceIn = ({ data }: Told) => data.capacityChanged.service?.id;
      const looking = as("caseworker");
      const [all, here, elsewhere, otherNeed] = await Promise.all([
        looking.open(CAPACITY),
        looking.open(CAPACITY, { area: "0902", need: "HOUSING" }),
        looking.open(CAPACITY, { area: "EL43" }),
        looking.open(CAPACITY, { need: "EMPLOYMENT" }),
      ]);
      const inside = await as("house-of-woman").open(CAPACITY);
      await tell("house-of-woman", "md-house-of-woman/women-shelter");
      await tell("hostel", "md-homeless-hostels/homeless-hostel");
      expect(serviceIn(await inside.at(1))).toBe(serviceId("md-house-of-woman/women-shelter"));
      expect(serviceIn(await all.at(1))).toBe(HOSTEL);
      expect(serviceIn(await here.at(1))).toBe(HOSTEL);
      expect((await all.at(1)).data.capacityChanged.service.capacity).toContainEqual(
        expect.objectContaining({ unit: "BED", available: 2, maximum: 9 }),
      );
      expect([elsewhere.all.length, otherNeed.all.length]).toEqual([1, 1]);
    });

    it("where a bed was held or given, as often as it was; of a refuge only those who work there", async () => {
      const houses = [agencyId("md-homeless-hostels"), agencyId("md-house-of-woman")];
      await asOwnerRole(using.hub, "shelters", (client) =>
        client.query("update facility set status = 'CLOSED' where organisation_id = any($1)", [houses]),
      );
      await openHouse(using.hub, 2, REFUGE);
      const facilityId = await openHouse(using.hub, 2);
      const looking = as("caseworker-dirfys");
      const refused = async (services: readonly string[]) => codesIn(await looking.follow(BEDS, { services }).ended());
      for (const services of [[], ["x"], Array.from({ length: 101 }, newId)]) {
        expect(await refused(services)).toEqual(["BAD_USER_INPUT"]);
      }
      const [all, here, elsewhere] = await Promise.all(
        [undefined, [HOSTEL.toUpperCase()], [newId(), SHELTERED]].map((services) => looking.open(BEDS, { services })),
      );
      const inside = await as("house-of-woman").open(BEDS);
      const bedsIn = ({ data }: Told) => [data.bedsChanged.service.id, data.bedsChanged.service.bedsTonight];
      await refer(desk, await register(desk), { serviceId: SHELTERED, urgency: "EMERGENCY" });
      expect(bedsIn(await inside.at(1))[0]).toBe(SHELTERED);
      const person = await register(desk);
      const referralId = await refer(desk, person, { serviceId: HOSTEL });
      for (const each of [all!, here!]) {
        expect(bedsIn(await each.at(1))).toEqual([HOSTEL, expect.objectContaining({ beds: 2, free: 1, held: 1 })]);
      }
      const stay = { beneficiaryId: person, facilityId, referralId, from: dayIn(0), until: dayIn(3) };
      accepted(await using.as("hostel")(ADMIT, { input: stay }));
      expect(bedsIn(await all!.at(2))).toEqual([HOSTEL, expect.objectContaining({ beds: 2, free: 1, held: 0 })]);
      expect([all!.all.length, elsewhere!.all.length]).toEqual([3, 1]);
    });
  });

  describe("is told of what is held", () => {
    const runOut = async (owner: string, leases: string) => {
      await asOwnerRole(using.hub, owner, (client) =>
        client.query(`update ${leases} set held = tstzrange(lower(held), now()) where held @> now()`),
      );
      const jobs = using.hub.embedded.subgraphs.get(owner)!.jobs.filter(({ name }) => name === "lapse_leases");
      return Promise.all(jobs.map((job) => job.run(new Date())));
    };

    it("a bed whose time ran out: it is free again, and held for nobody twice", async () => {
      await openHouse(using.hub, 1);
      const following = await as("caseworker-dirfys").open(BEDS, { services: [HOSTEL] });
      const held = ({ data }: Told) => data.bedsChanged.service.bedsTonight.held as number;
      await refer(desk, await register(desk), { serviceId: HOSTEL });
      const before = held(await following.at(1));
      expect(before).toBeGreaterThan(0);
      expect((await runOut("shelters", "bed_lease"))[0]!["freed"]).toBeGreaterThan(0);
      expect(held(await following.at(2))).toBeLessThan(before);
      expect(await runOut("shelters", "bed_lease")).toEqual([{ freed: 0 }]);
      expect(following.all).toHaveLength(3);
    });

    it("a place with children: as it is held, and as its time runs out", async () => {
      const looking = as("caseworker-dirfys");
      const [following, elsewhere] = [await looking.open(PLACES), await looking.open(PLACES, { services: [HOSTEL] })];
      const slotsIn = ({ data }: Told) => [data.placesChanged.service.id, data.placesChanged.service.openSlots.held];
      await refer(desk, await register(desk), { serviceId: KDAP });
      expect(slotsIn(await following.at(1))).toEqual([KDAP, 1]);
      expect(await runOut("kdap", "place_lease")).toEqual([{ freed: 1 }]);
      expect(slotsIn(await following.at(2))).toEqual([KDAP, 0]);
      expect(elsewhere.all).toHaveLength(1);
    });
  });

  describe("is open", () => {
    it("until the sign-in ends: 4403, unless it was renewed by a ping; with nobody else's token", async () => {
      const closed = (client: LiveClient): Promise<unknown> => client.follow(REFERRALS).ended();
      expect(await closed(as("caseworker", { seconds: 1 }))).toMatchObject({ code: 4403 });
      const messages: { type: string; payload?: Record<string, unknown> }[] = [];
      let socket: WebSocket | undefined;
      const client = as("caseworker", {
        seconds: 2,
        on: {
          connected: (opened) => void (socket = opened as WebSocket),
          ping: (received, payload) => void (received && messages.push({ type: "ping", payload })),
          pong: (received, payload) => void (received && messages.push({ type: "pong", payload })),
        },
      });
      const following = await client.open(REFERRALS);
      const renew = async (persona: string) => {
        const { token } = await using.hub.issuer.issue(persona);
        socket!.send(JSON.stringify({ type: "ping", payload: { authorization: `Bearer ${token}` } }));
        const before = messages.length;
        while (messages.length === before) await new Promise((resolve) => setTimeout(resolve, 2));
        return messages.at(-1)!.payload;
      };
      expect(messages).toEqual([{ type: "ping", payload: { signInEndsInSeconds: expect.any(Number) } }]);
      expect(await renew("colleague")).toEqual({ refused: { code: "FORBIDDEN" } });
      expect(await renew("caseworker")).toEqual({ signedInUntil: expect.stringMatching(/Z$/) });
      await new Promise((resolve) => setTimeout(resolve, 2100));
      const id = await refer(desk, await register(desk));
      expect(referralIn(await following.at(1))?.id).toBe(id);
    });

    it("to as many as one may hold open; who floods is refused, then cut, and others notice nothing", async () => {
      const other = await as("oaed").open(REFERRALS);
      const client = as("caseworker");
      const held = await Promise.all(Array.from({ length: 5 }, () => client.open(CAPACITY)));
      expect(codesIn(await client.follow(CAPACITY).ended())).toEqual(["LIMIT_REACHED"]);
      const second = as("caseworker");
      await Promise.all(Array.from({ length: 3 }, () => second.open(CAPACITY)));
      expect(codesIn(await second.follow(CAPACITY).ended())).toEqual(["LIMIT_REACHED"]);
      held[0]!.leave();
      await held[0]!.ended();
      await client.open(CAPACITY);
      const flood = Array.from({ length: 40 }, () => client.follow(CAPACITY).ended());
      expect((await Promise.all(flood)).at(-1)).toMatchObject({ code: 4429 });
      await Promise.all([as("caseworker"), as("caseworker"), as("caseworker")].map((each) => each.open(NOTICES)));
      expect(await as("caseworker").follow(NOTICES).ended()).toMatchObject({ code: 1013 });
      const id = await refer(desk, await register(desk));
      expect(referralIn(await other.at(1))?.id).toBe(id);
    });
  });
});
