import { openPlace as openSite } from "../../subgraphs/agencies/data/hidden-site";
import { openPlace as openHouse } from "../../subgraphs/shelters/data/hidden-place";
import { codeOf } from "../support/answers";
import { accepted } from "../support/desk";
import { useHub } from "../support/hub";
import { operation } from "../support/operations";
import { asOwnerRole } from "../support/owner-role";
import { agencyId, serviceId } from "../support/people";
import { testVault } from "../support/vault";

const CAPACITY = operation("AgencyCapacity");
const HERE = { region: "EL52", need: "HOUSING" };
const SITES =
  "query ($id: ID!) { agency(id: $id) { sites { kind confidential nameEl address phones municipality { code } } } }";
const STATUS = "mutation ($input: SetServiceStatusInput!) { setServiceStatus(input: $input) { service { status } } }";
const TOLD = "mutation ($input: UpdateCapacityInput!) { updateCapacity(input: $input) { service { id } } }";

interface Offer {
  readonly id: string;
  readonly capacity: readonly { readonly available: number; readonly stale: boolean; readonly status: string }[];
  readonly bedsTonight: { readonly beds: number; readonly free: number } | null;
}

interface Page {
  readonly edges: readonly { readonly node: Offer }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

describe("where is a free place tonight", () => {
  const hub = useHub();
  const { as } = hub;
  const desk = as("caseworker");
  const offersTo = async (persona: string, variables: object = HERE): Promise<Offer[]> =>
    accepted(await as(persona)(CAPACITY, { ...variables })).services.edges.map(({ node }: { node: Offer }) => node);
  const find = (offers: readonly Offer[], key: string) => offers.find(({ id }) => id === serviceId(key));
  /** What is sealed of hidden sites and houses: names, addresses, telephones. */
  const secrets: string[] = [];
  beforeAll(async () => {
    const sites = await asOwnerRole(hub.hub, "agencies", (client) =>
      client.query<{ sealed: Buffer }>("select sealed from site where confidential"),
    );
    const houses = await asOwnerRole(hub.hub, "shelters", (client) =>
      client.query<{ sealed: Buffer }>("select sealed from facility where confidential"),
    );
    for (const { sealed } of sites.rows) {
      const { nameEl, address, phones } = openSite(testVault, sealed);
      secrets.push(nameEl, address!, ...phones);
    }
    for (const { sealed } of houses.rows) secrets.push(openHouse(testVault, sealed).address!);
  });

  it("never says where a refuge is, or how it is rung, to anybody outside", async () => {
    expect(secrets.length).toBeGreaterThan(10);
    const regions = ["EL51", "EL52", "EL61", "EL64", "EL30"];
    for (const persona of [
      "caseworker",
      "head",
      "hostel",
      "oaed",
      "analyst-central-macedonia",
      "dpo",
      "directory-editor",
    ]) {
      for (const region of regions)
        for (const need of ["SAFETY", "HOUSING"]) {
          const text = JSON.stringify(await as(persona)(CAPACITY, { region, need, first: 100 }));
          for (const secret of secrets) expect(text).not.toContain(secret);
        }
      for (const key of ["md-house-of-woman", "rc-minors-volos"]) {
        const text = JSON.stringify(await as(persona)(SITES, { id: agencyId(key) }));
        for (const secret of secrets) expect(text).not.toContain(secret);
      }
    }
  });

  it("tells the refuge's own worker where it is", async () => {
    const text = JSON.stringify(await as("house-of-woman")(SITES, { id: agencyId("md-house-of-woman") }));
    expect(secrets.filter((secret) => text.includes(secret))).toHaveLength(3);
  });

  it("offers a refuge by name to who refers, with no figure of its own or of its beds, and to no analyst", async () => {
    const refuge = (offers: readonly Offer[]) => find(offers, "md-house-of-woman/women-shelter");
    const asked = { region: "EL52", need: "SAFETY", first: 100 };
    expect(refuge(await offersTo("caseworker", asked))).toMatchObject({ capacity: [], sites: [], bedsTonight: null });
    expect(refuge(await offersTo("house-of-woman", asked))).toMatchObject({
      bedsTonight: { beds: expect.any(Number) },
    });
    for (const persona of ["analyst-central-macedonia", "dpo", "oaed"]) {
      expect(refuge(await offersTo(persona, asked))).toBeUndefined();
    }
  });

  it("a free bed in Central Macedonia: what has one first, counted tonight", async () => {
    const offers = await offersTo("caseworker");
    const open = offers.map(({ capacity }) =>
      capacity.some(({ available, status }) => status === "CAPACITY" && available > 0),
    );
    expect(open).toEqual(open.toSorted((one, other) => Number(other) - Number(one)));
    expect(open[0]).toBe(true);
    const hostel = find(offers, "md-homeless-hostels/homeless-hostel");
    expect(hostel?.capacity).toMatchObject([{ available: 3, maximum: 24, stale: false }]);
    expect(hostel!.bedsTonight).toMatchObject({ beds: expect.any(Number), free: expect.any(Number) });
    expect(hostel!.bedsTonight!.free).toBeLessThanOrEqual(hostel!.bedsTonight!.beds);
  });

  it("marks as stale what nobody has said for too long, and only that", async () => {
    const offers = await offersTo("caseworker", { ...HERE, first: 100 });
    expect(find(offers, "md-homeless-hostels/open-day-centre")?.capacity).toMatchObject([{ stale: true }]);
    expect(find(offers, "md-homeless-hostels/night-shelter")?.capacity).toMatchObject([{ stale: false }]);
    const input = { serviceId: serviceId("md-homeless-hostels/open-day-centre"), unit: "PLACE" };
    const told = { input: { ...input, available: 4, maximum: 60, status: "CAPACITY" } };
    expect(codeOf(await as("red-cross-hostel")(TOLD, told))).not.toBeNull();
    accepted(await as("hostel")(TOLD, told));
    const [now] = find(
      await offersTo("caseworker", { ...HERE, first: 100 }),
      "md-homeless-hostels/open-day-centre",
    )!.capacity;
    expect(now).toMatchObject({ available: 4, stale: false });
  });

  it("does not offer what is closed or has ended, and offers it again when it opens", async () => {
    const everywhere = async (need: string) =>
      (
        await Promise.all(
          ["EL30", "EL51", "EL52", "EL64"].map((region) => offersTo("caseworker", { region, need, first: 100 })),
        )
      ).flat();
    expect(find(await everywhere("HOUSING"), "rc-reception-lavrio/homeless-hostel")).toBeUndefined();
    const goods = [...(await everywhere("FOOD_AND_GOODS")), ...(await everywhere("FINANCIAL"))];
    expect(goods.length).toBeGreaterThan(0);
    expect(find(goods, "md-goods-bank/teba")).toBeUndefined();

    const shelter = "md-homeless-hostels/night-shelter";
    const set = async (status: string) =>
      as("directory-editor")(STATUS, { input: { serviceId: serviceId(shelter), status } });
    expect(codeOf(await desk(STATUS, { input: { serviceId: serviceId(shelter), status: "INACTIVE" } }))).not.toBeNull();
    accepted(await set("TEMPORARILY_CLOSED"));
    expect(find(await offersTo("caseworker"), shelter)).toBeUndefined();
    accepted(await set("ACTIVE"));
    expect(find(await offersTo("caseworker"), shelter)).toBeDefined();
  });

  it("pages without repeating, and names an unknown region or need for what it is", async () => {
    const ids: string[] = [];
    let after: string | null = null;
    do {
      const { edges, pageInfo }: Page = accepted(await desk(CAPACITY, { ...HERE, first: 2, after })).services;
      ids.push(...edges.map(({ node }) => node.id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual((await offersTo("caseworker", { ...HERE, first: 100 })).map(({ id }) => id));
    expect(await offersTo("caseworker", { ...HERE, region: "EL99" })).toEqual([]);
    expect(codeOf(await desk(CAPACITY, { ...HERE, region: "Μακεδονία" }))).toBe("BAD_USER_INPUT");
    expect(codeOf(await desk(CAPACITY, { ...HERE, need: "BED" }))).toBe("BAD_USER_INPUT");
  });

  describe("findService", () => {
    const FIND = operation("FindService");
    const ASKED = { need: "HOUSING", municipality: "0902", first: 100 };
    interface Found {
      readonly takesResidents: boolean;
      readonly distance: string;
      readonly openThen: boolean | null;
      readonly stale: boolean;
      readonly service: { readonly id: string };
    }
    const DISTANCES = ["SAME_MUNICIPALITY", "SAME_REGIONAL_UNIT", "SAME_REGION", "ELSEWHERE"];
    const foundBy = async (persona: string, variables: object = {}): Promise<Found[]> =>
      accepted(await as(persona)(FIND, { ...ASKED, ...variables })).findService.edges.map(
        ({ node }: { node: Found }) => node,
      );
    const idsOf = (found: readonly Found[]) => found.map(({ service }) => service.id);

    it("who takes the residents first, then the nearest; pages keep the order and repeat nothing", async () => {
      const found = await foundBy("caseworker");
      const ranks = found.map(
        ({ takesResidents, distance }) => Number(!takesResidents) * 10 + DISTANCES.indexOf(distance),
      );
      expect(found.length).toBeGreaterThan(3);
      expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
      const ids: string[] = [];
      for (let after: string | null = null; ;) {
        const { edges, pageInfo }: { edges: { node: Found }[]; pageInfo: Page["pageInfo"] } = accepted(
          await desk(FIND, { ...ASKED, first: 2, after }),
        ).findService;
        ids.push(...edges.map(({ node }) => node.service.id));
        if (!pageInfo.hasNextPage) break;
        after = pageInfo.endCursor;
      }
      expect(ids).toEqual(idsOf(found));
    });

    it("what is full goes after what has a place; what is told old is marked and goes after what is fresh", async () => {
      const hostel = serviceId("md-homeless-hostels/homeless-hostel");
      const say = (available: number, status: string) =>
        as("hostel")(TOLD, { input: { serviceId: hostel, unit: "BED", available, maximum: 60, status } });
      accepted(await say(5, "CAPACITY"));
      const free = await foundBy("caseworker");
      expect(free.find(({ service }) => service.id === hostel)).toMatchObject({ stale: false });
      accepted(await say(0, "NO_CAPACITY"));
      const full = await foundBy("caseworker");
      expect(idsOf(full).indexOf(hostel)).toBeGreaterThanOrEqual(idsOf(free).indexOf(hostel));
      await asOwnerRole(hub.hub, "agencies", (client) =>
        client.query("update service_capacity set updated_at = now() - interval '9 days' where service_id = $1", [
          hostel,
        ]),
      );
      expect((await foundBy("caseworker")).find(({ service }) => service.id === hostel)).toMatchObject({ stale: true });
    });

    it("a confidential service is not found by who may not know it, and its place tells others nothing", async () => {
      const refuge = serviceId("md-house-of-woman/women-shelter");
      const asked = { need: "SAFETY" };
      for (const persona of ["analyst-central-macedonia", "hostel", "dpo"]) {
        expect(idsOf(await foundBy(persona, asked))).not.toContain(refuge);
      }
      const before = await desk(FIND, { ...ASKED, ...asked });
      const node = accepted(before).findService.edges.find(
        (edge: { node: Found }) => edge.node.service.id === refuge,
      ).node;
      expect(node).toMatchObject({ distance: "ELSEWHERE", stale: false, service: { capacity: [], bedsTonight: null } });
      const told = { serviceId: refuge, unit: "BED", available: 7, maximum: 7, status: "CAPACITY" };
      accepted(await as("house-of-woman")(TOLD, { input: told }));
      expect(await desk(FIND, { ...ASKED, ...asked })).toEqual(before);
      accepted(await as("house-of-woman")(TOLD, { input: { ...told, available: 0, status: "NO_CAPACITY" } }));
      expect(await desk(FIND, { ...ASKED, ...asked })).toEqual(before);
    });

    it("refuses what is no place, day, language or cursor", async () => {
      const bad = [
        { municipality: "Παιονία" },
        { municipality: "" },
        { on: "2026-02-30" },
        { languages: ["Ελληνικά"] },
        { languages: Array.from({ length: 11 }, () => "el") },
        { after: "zzz" },
        { after: Buffer.from(JSON.stringify(["0", "0", "0", "0", "0", "0", "x"])).toString("base64url") },
        { first: 0 },
        { first: 101 },
        { need: "BED" },
      ];
      for (const fields of bad) {
        expect([fields, codeOf(await desk(FIND, { ...ASKED, ...fields }))]).toEqual([fields, "BAD_USER_INPUT"]);
      }
      expect(await foundBy("caseworker", { languages: ["zz"] })).toEqual([]);
      expect((await foundBy("caseworker", { on: "2026-11-23" })).every(({ openThen }) => openThen !== null)).toBe(true);
    });
  });
});
