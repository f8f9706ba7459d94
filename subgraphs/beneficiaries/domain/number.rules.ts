// Greece alone: the whole library is 309 modules for two validators.
import { amka, vat } from "stdnum/lib/cjs/gr";
import { badInput } from "../../kernel/refusal";
import { checkText } from "./text.rules";

export const IDENTIFIER_KINDS = ["AMKA", "AFM", "PAAYPA", "PASSPORT", "RESIDENCE_PERMIT", "PERSONAL_NUMBER"] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

const VALIDATORS: Partial<Record<string, typeof amka>> = { AMKA: amka, AFM: vat };

/** What each failure of the library means to the person who typed the number. */
const CHECKS: Readonly<Record<string, readonly [check: string, message: string]>> = {
  InvalidLength: ["length", "The number has the wrong length."],
  InvalidFormat: ["digits", "The number may contain digits only."],
  InvalidComponent: ["date", "The first six digits are not a date (DDMMYY)."],
  InvalidChecksum: ["checksum", "The check digit does not fit: a digit is mistyped."],
};

/**
 * Checks a number and brings it to its stored form. Refuses with BAD_USER_INPUT naming the check that failed
 * (length, digits, date, checksum, zeros, afm), never the number.
 */
export function checkNumber(kind: string, value: string): string {
  const typed = checkText("identifiers", value, 40);
  if (kind === "PERSONAL_NUMBER") return checkPersonalNumber(typed);
  const validator = VALIDATORS[kind];
  if (!validator) return typed.replace(/[\s.-]/g, "").toLocaleUpperCase("el");
  const { isValid, error } = validator.validate(typed);
  if (!isValid) {
    const [check, message] = CHECKS[error?.constructor.name ?? ""] ?? ["format", "This is no such number."];
    throw badInput(kind, check, message);
  }
  const compact = validator.compact(typed);
  if (/^0+$/.test(compact)) throw badInput(kind, "zeros", "A number of zeros belongs to nobody.");
  return compact;
}

/** Προσωπικός Αριθμός (2025): three characters, the first a letter or digit, followed by the nine digits of the AFM. */
function checkPersonalNumber(typed: string): string {
  const compact = typed.replace(/[\s.-]/g, "").toLocaleUpperCase("el");
  if (compact.length !== 12) throw badInput("PERSONAL_NUMBER", "length", "A Personal Number has 12 characters.");
  checkNumber("AFM", compact.slice(3));
  return compact;
}

/** An AMKA begins with the birth date: DDMMYY. Refuses when the two disagree. */
export function checkAmkaFitsBirthDate(amka: string, birthDate: string): void {
  const [year, month, day] = birthDate.split("-") as [string, string, string];
  if (amka.startsWith(`${day}${month}${year.slice(2)}`)) return;
  throw badInput("AMKA", "birthDate", "The AMKA begins with another birth date than the one given.");
}
