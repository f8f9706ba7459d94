/** Names of places are in the genitive, as official Greek puts them after Δήμος, Περιφέρεια, Περιφερειακή Ενότητα. */
export interface RegionFacts {
  /** NUTS 2. */
  readonly code: string;
  readonly genitive: string;
  readonly english: string;
}

export interface MunicipalityFacts {
  /** ELSTAT, four digits. */
  readonly code: string;
  readonly population2021: number;
  readonly population2011: number;
  readonly genitive: string;
}

export interface RegionalUnitFacts {
  /** ELSTAT, four digits. A number may also be a municipality's: they are two lists. */
  readonly code: string;
  readonly nuts3: string;
  readonly genitive: string;
  readonly municipalities: readonly MunicipalityFacts[];
}

/** One line per municipality: ELSTAT code, population 2021, population 2011, name in the genitive. */
export const regionalUnit = (code: string, nuts3: string, genitive: string, lines: string): RegionalUnitFacts => ({
  code,
  nuts3,
  genitive,
  municipalities: lines.trim().split("\n").map(readMunicipality),
});

function readMunicipality(line: string): MunicipalityFacts {
  const [code, population2021, population2011, ...genitive] = line.trim().split(" ");
  return {
    code: code!,
    population2021: Number(population2021),
    population2011: Number(population2011),
    genitive: genitive.join(" "),
  };
}
