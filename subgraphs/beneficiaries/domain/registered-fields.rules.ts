import { DateTime } from "luxon";
import { athensDay } from "../../kernel/athens";
import { badInput } from "../../kernel/refusal";
import { checkText } from "./text.rules";

/** How single fields of a registration are checked; a correction of one goes through the same. */

export const NAME_LENGTH = 100;
const OLDEST_BIRTH_DATE = "1900-01-01";
const SEXES = ["FEMALE", "MALE", "OTHER", "UNKNOWN"];

export function checkBirthDate(field: string, birthDate: string, now: Date): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(birthDate) || !DateTime.fromISO(birthDate).isValid) {
    throw badInput(field, "format", "A date is written YYYY-MM-DD.");
  }
  if (birthDate > athensDay(now)) throw badInput(field, "future", "A birth date cannot be in the future.");
  if (birthDate < OLDEST_BIRTH_DATE) throw badInput(field, "past", "A birth date cannot be before 1900.");
  return birthDate;
}

export const checkNationality = (field: string, code: string) => checkCode(field, code, /^[A-Z]{2}$/);
export const checkLanguage = (field: string, code: string) => checkCode(field, code, /^[a-z]{2}$/);
export const checkStreet = (field: string, street: string) => checkText(field, street, 200);
export const checkPostcode = (field: string, code: string) => checkCode(field, code.replaceAll(" ", ""), /^\d{5}$/);
export const checkMunicipality = (field: string, code: string) => checkCode(field, code, /^\d{4}$/);

export function checkSex(field: string, sex: string): string {
  if (!SEXES.includes(sex)) throw badInput(field, "format", `One of ${SEXES.join(", ")}.`);
  return sex;
}

export function checkCode(field: string, value: string, form: RegExp): string {
  if (!form.test(value)) throw badInput(field, "format", "This does not have the right form.");
  return value;
}

/** A telephone without blanks and signs, or an address of e-mail. */
export function checkContact(field: string, kind: string, value: string): string {
  if (kind === "EMAIL") return checkCode(field, checkText(field, value, 200), /^[^\s@]+@[^\s@]+\.[^\s@]+$/);
  const digits = checkText(field, value, 40).replace(/[\s().-]/g, "");
  return checkCode(field, digits, /^(\+|00)?\d{8,15}$/);
}
