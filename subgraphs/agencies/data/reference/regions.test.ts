import { REGIONAL_UNITS, REGIONS, regionOf } from "./regions";

const municipalities = REGIONAL_UNITS.flatMap((unit) => unit.municipalities);

describe("the map of Greece", () => {
  it("has 13 regions, 74 regional units and 332 municipalities, each once", () => {
    expect(new Set(REGIONS.map(({ code }) => code)).size).toBe(13);
    expect(new Set(REGIONAL_UNITS.map(({ code }) => code)).size).toBe(74);
    expect(municipalities).toHaveLength(332);
    expect(new Set(municipalities.map(({ code }) => code)).size).toBe(332);
  });

  it("has every unit in a region", () => {
    const codes = new Set(REGIONS.map(({ code }) => code));
    expect(REGIONAL_UNITS.filter(({ nuts3 }) => !codes.has(regionOf(nuts3)))).toEqual([]);
  });

  it("counts the residents of the census of 2021 in every municipality", () => {
    expect(municipalities.reduce((sum, { population2021 }) => sum + population2021, 0)).toBe(10_430_702);
    expect(municipalities.every(({ population2011, genitive }) => population2011 > 0 && genitive !== "")).toBe(true);
  });
});
