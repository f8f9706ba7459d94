import type { NamedHoliday } from "../../domain/local-holidays.rules";
import { REGIONAL_UNITS } from "./regions";

const feast = (monthDay: string, nameEl: string): NamedHoliday => ({ nameEl, monthDay, daysFromEaster: null });

/**
 * The agglomeration of Thessaloniki: its liberation and its patron. Government Gazette B 4910/22.10.2021 names the
 * municipalities.
 */
const THESSALONIKI = ["0701", "0702", "0707", "0708", "0710", "0711", "0712"];

/** The Dodecanese: its union with Greece. Government Gazette B 1176/1.3.2023. */
const DODECANESE = REGIONAL_UNITS.filter(({ nuts3 }) => nuts3 === "EL421").flatMap(({ municipalities }) =>
  municipalities.map(({ code }) => code),
);

/** Patrons on whose day the services of the municipality are closed. Athens: its own announcement of 2024. */
const PATRONS: Readonly<Record<string, NamedHoliday>> = {
  "4501": feast("10-03", "Αγίου Διονυσίου Αρεοπαγίτου"), // Athens
  "3701": feast("11-30", "Αποστόλου Ανδρέα"), // Patras
  "3201": feast("12-12", "Αγίου Σπυρίδωνος"), // Corfu
  "7101": feast("11-11", "Αγίου Μηνά"), // Heraklion
};

/**
 * What is certain of the feasts of municipalities, by ELSTAT code; what is not here is for the directory's editors to
 * say. No register of them is published.
 */
export const LOCAL_HOLIDAYS: Readonly<Record<string, readonly NamedHoliday[]>> = {
  ...forAll(THESSALONIKI, feast("10-26", "Αγίου Δημητρίου, απελευθέρωση της Θεσσαλονίκης")),
  ...forAll(DODECANESE, feast("03-07", "Ενσωμάτωση της Δωδεκανήσου")),
  ...Object.fromEntries(Object.entries(PATRONS).map(([code, patron]) => [code, [patron]])),
};

function forAll(codes: readonly string[], day: NamedHoliday): Record<string, readonly NamedHoliday[]> {
  return Object.fromEntries(codes.map((code) => [code, [day]]));
}
