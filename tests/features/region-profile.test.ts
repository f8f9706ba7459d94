import { readFileSync } from "node:fs";
import { buildSchema, getNamedType, isInterfaceType, isObjectType, isUnionType, type GraphQLNamedType } from "graphql";
import { statementsSent } from "../../subgraphs/kernel/database/reader";
import { codeOf } from "../support/answers";
import { accepted } from "../support/desk";
import { useHub } from "../support/hub";
import { operation } from "../support/operations";

const PROFILE = operation("RegionProfile");
const REGIONS = "{ regions { code population2021 municipalities { code } } }";

interface Municipality {
  readonly code: string;
  readonly population2021: number;
  readonly centres: readonly { readonly id: string }[];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Every type that can be reached from a type by fields, in the schema as clients see it. */
function reachableFrom(name: string): string[] {
  const schema = buildSchema(readFileSync("schema/supergraph.graphql", "utf8"), { assumeValid: true });
  const reached = new Map<string, GraphQLNamedType>();
  const visit = (type: GraphQLNamedType): void => {
    if (reached.has(type.name)) return;
    reached.set(type.name, type);
    if (isUnionType(type)) type.getTypes().forEach(visit);
    if (isObjectType(type) || isInterfaceType(type))
      Object.values(type.getFields()).forEach((field) => visit(getNamedType(field.type)));
  };
  visit(schema.getType(name)!);
  return [...reached.keys()];
}

describe("the profile of a region", () => {
  const { as } = useHub();
  const analyst = as("analyst-central-macedonia");
  const profile = async (code: string) => accepted(await analyst(PROFILE, { code })).region;

  it("leads to no person, by any path of the schema", () => {
    const persons = [
      "Beneficiary",
      "Referral",
      "Stay",
      "EmploymentFile",
      "HousingFile",
      "MentalHealthFile",
      "Household",
    ];
    const reached = reachableFrom("Region");
    expect(reached).toContain("Municipality");
    expect(reached.filter((type) => persons.includes(type))).toEqual([]);
    expect(reachableFrom("Query")).toContain("Beneficiary");
  });

  it("an analyst is shown nobody by the other doors either", async () => {
    const doors = [
      "{ beneficiaries { edges { node { id } } } }",
      "{ inbox { edges { node { id } } } }",
      "{ myFacilities { id } }",
    ];
    for (const door of doors) {
      const { data, errors } = await analyst(door);
      const shown = data && Object.values(data)[0];
      expect([door, errors ? null : (shown as { edges?: unknown[] })?.edges?.length]).toEqual([
        door,
        errors ? null : 0,
      ]);
    }
  });

  it("is null for a region there is not", async () => {
    expect(await profile("EL99")).toBeNull();
    expect(codeOf(await analyst(PROFILE, { code: "\u0000" }))).not.toBe("INTERNAL_SERVER_ERROR");
  });

  it("its sums fit: units to the region, regions to the census of Greece", async () => {
    const region = await profile("EL52");
    const municipalities: Municipality[] = region.regionalUnits.flatMap(
      (unit: { municipalities: Municipality[] }) => unit.municipalities,
    );
    expect(sum(municipalities.map(({ population2021 }) => population2021))).toBe(region.population2021);
    expect(region.regionalUnits).toHaveLength(7);
    expect(municipalities).toHaveLength(38);
    expect(municipalities.map(({ code }) => code)).toContain("0902");
    const ids = (centres: readonly { readonly id: string }[]) => centres.map(({ id }) => id).toSorted();
    expect(ids(municipalities.flatMap(({ centres }) => centres))).toEqual(ids(region.centres));
    expect(region.centres.length).toBeGreaterThan(0);

    const { regions } = accepted(await analyst(REGIONS));
    expect(regions).toHaveLength(13);
    const codes = regions.flatMap((each: { municipalities: Municipality[] }) =>
      each.municipalities.map(({ code }) => code),
    );
    expect(codes).toHaveLength(332);
    expect(new Set(codes).size).toBe(332);
    const population = sum(regions.map((each: { population2021: number }) => each.population2021));
    expect(population).toBeGreaterThan(10_400_000);
    expect(population).toBeLessThan(10_500_000);
  });

  it("counts agencies and services, and what is free of them", async () => {
    const { agenciesByKind, servicesByDomain } = await profile("EL52");
    expect(sum(agenciesByKind.map(({ agencies }: { agencies: number }) => agencies))).toBeGreaterThan(0);
    const housing = servicesByDomain.find(({ domain }: { domain: string }) => domain === "HOUSING");
    expect(housing.services).toBeGreaterThan(0);
    expect(housing.freeBeds).toBeGreaterThanOrEqual(3);
    for (const { freePlaces, freeBeds } of servicesByDomain) expect(freeBeds).toBeLessThanOrEqual(freePlaces);
  });

  it("asks the databases as often for a large region as for a small one, and seldom", async () => {
    const statementsFor = async (code: string): Promise<string[]> => {
      const sent: string[] = [];
      const count = (name: unknown) => void sent.push(String(name));
      statementsSent.subscribe(count);
      await profile(code);
      statementsSent.unsubscribe(count);
      return sent.toSorted();
    };
    const [large, small] = [await statementsFor("EL30"), await statementsFor("EL62")];
    expect(large.length).toBeGreaterThan(0);
    expect(large.length).toBeLessThanOrEqual(12);
    expect(large).toEqual(small);
  });
});
