import { MUNICIPALITIES_EL3 } from "./municipalities-el3";
import { MUNICIPALITIES_EL4 } from "./municipalities-el4";
import { MUNICIPALITIES_EL5 } from "./municipalities-el5";
import { MUNICIPALITIES_EL6 } from "./municipalities-el6";
import type { RegionalUnitFacts, RegionFacts } from "./place-facts";

const region = (code: string, genitive: string, english: string): RegionFacts => ({ code, genitive, english });

/** The 13 regions (περιφέρειες). Source: NUTS 2021, level 2. */
export const REGIONS: readonly RegionFacts[] = [
  region("EL30", "Αττικής", "Attica"),
  region("EL41", "Βορείου Αιγαίου", "North Aegean"),
  region("EL42", "Νοτίου Αιγαίου", "South Aegean"),
  region("EL43", "Κρήτης", "Crete"),
  region("EL51", "Ανατολικής Μακεδονίας και Θράκης", "Eastern Macedonia and Thrace"),
  region("EL52", "Κεντρικής Μακεδονίας", "Central Macedonia"),
  region("EL53", "Δυτικής Μακεδονίας", "Western Macedonia"),
  region("EL54", "Ηπείρου", "Epirus"),
  region("EL61", "Θεσσαλίας", "Thessaly"),
  region("EL62", "Ιονίων Νήσων", "Ionian Islands"),
  region("EL63", "Δυτικής Ελλάδας", "Western Greece"),
  region("EL64", "Στερεάς Ελλάδας", "Central Greece"),
  region("EL65", "Πελοποννήσου", "Peloponnese"),
];

/** All 74 regional units with their 332 municipalities. Mount Athos (Άγιο Όρος) is self-governed and is none. */
export const REGIONAL_UNITS: readonly RegionalUnitFacts[] = [
  ...MUNICIPALITIES_EL3,
  ...MUNICIPALITIES_EL4,
  ...MUNICIPALITIES_EL5,
  ...MUNICIPALITIES_EL6,
];

/** NUTS codes nest: the region of EL522 is EL52. */
export const regionOf = (nuts3: string): string => nuts3.slice(0, 4);

const REGION_BY_MUNICIPALITY = new Map(
  REGIONAL_UNITS.flatMap(({ nuts3, municipalities }) => municipalities.map(({ code }) => [code, regionOf(nuts3)])),
);

/** Throws for a code that is none: only for data of our own. */
export function regionOfMunicipality(code: string): string {
  const region = REGION_BY_MUNICIPALITY.get(code);
  if (!region) throw new Error(`No municipality has the code ${code}`);
  return region;
}
