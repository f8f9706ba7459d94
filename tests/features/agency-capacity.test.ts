import { openPlace as openSite } from "../../subgraphs/agencies/data/hidden-site";
import { openPlace as openHouse } from "../../subgraphs/shelters/data/hidden-place";
import { codeOf } from "../support/answers";
import { accepted } from "../support/desk";
import { useHub } from "../support/hub";
import { operation } from "../support/operations";
import { asOwnerRole } from "../support/owner-role";
import { agencyId, serviceId } from "../support/people";
import { testVault } from "../support/vault";
import { findingServices } from "./agency-capacity/finding-services";

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

  findingServices(hub);
});
