import type { BeneficiaryRow } from "../data/beneficiary.row";
import { badInput, Refusal } from "../../kernel/refusal";
import type { Claim } from "./correction.rules";
import { checkAmkaFitsBirthDate, checkNumber } from "./number.rules";
import {
  checkBirthDate,
  checkContact,
  checkMunicipality,
  checkNationality,
  checkPostcode,
  checkSex,
  checkStreet,
  NAME_LENGTH,
} from "./registered-fields.rules";
import { checkText } from "./text.rules";

/** What an applied correction changes in the centre's own record of a person. */
export type RecordChange =
  | { readonly kind: "FIELD"; readonly column: Column; readonly value: string }
  | { readonly kind: "NUMBER"; readonly number: string; readonly value: string }
  | ContactChange;

/** Of the contact that is `recorded` now: another value, or whether it is safe to use. */
export type ContactChange =
  | { readonly kind: "CONTACT"; readonly recorded: string; readonly value: string }
  | { readonly kind: "SAFETY"; readonly recorded: string; readonly safe: boolean };

type Column = {
  [Name in keyof BeneficiaryRow]: BeneficiaryRow[Name] extends string | null ? Name : never;
}[keyof BeneficiaryRow];

type Check = (field: string, value: string, now: Date) => string;
const checkName: Check = (field, value) => checkText(field, value, NAME_LENGTH);

/** Fields of the schema, the column behind each, and how registration checks it. */
const FIELDS: ReadonlyMap<string, readonly [column: Column, check: Check]> = named({
  "name.given": ["givenName", checkName],
  "name.surname": ["surname", checkName],
  "name.father": ["fatherName", checkName],
  "name.mother": ["motherName", checkName],
  "name.givenLatin": ["givenNameLatin", checkName],
  "name.surnameLatin": ["surnameLatin", checkName],
  sex: ["sex", checkSex],
  birthDate: ["birthDate", checkBirthDate],
  nationality: ["nationality", checkNationality],
  "address.street": ["street", checkStreet],
  "address.postcode": ["postcode", checkPostcode],
  "address.municipality.code": ["municipalityCode", checkMunicipality],
});

const NUMBERS: ReadonlyMap<string, string> = named({
  "identifiers.amka": "AMKA",
  "identifiers.afm": "AFM",
  "identifiers.paaypa": "PAAYPA",
  "identifiers.passport": "PASSPORT",
  "identifiers.residencePermit": "RESIDENCE_PERMIT",
  "identifiers.personalNumber": "PERSONAL_NUMBER",
});

/** There are many contacts: what is recorded wrongly says which. */
const CONTACTS: ReadonlyMap<string, (recorded: string, right: string) => ContactChange> = named({
  "contacts.value": (recorded, right) => ({ kind: "CONTACT", recorded, value: contactOf("right", right) }),
  "contacts.safeToContact": (recorded, right) => ({ kind: "SAFETY", recorded, safe: yesOrNo(right) }),
});

/** What else the centre records: there are many of each, so that somebody looks which. */
const BY_HAND: ReadonlySet<string> = new Set([
  ...["languages", "household", "needs", "visits", "consents", "referrals", "messages", "enrolments"],
]);

/**
 * Refuses a field that the centre's record does not have. Who wrote `fatherName` for `name.father` would be told that it
 * was put right, and nothing would have changed.
 */
export function checkCentreField(field: string): void {
  const known = [...FIELDS.keys(), ...NUMBERS.keys(), ...CONTACTS.keys()];
  const [head = ""] = field.split(".");
  if (known.includes(field) || BY_HAND.has(head)) return;
  const allowed = [...known, ...BY_HAND];
  throw new Refusal("BAD_USER_INPUT", "The centre's record has no such field.", {
    ...{ field: "field", check: "unknown", allowed },
  });
}

/** Names come from clients: looked up where nothing is inherited, such as `constructor`. */
function named<T>(entries: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(entries));
}

function contactOf(field: string, value: string): string {
  return checkContact(field, value.includes("@") ? "EMAIL" : "PHONE", value);
}

function yesOrNo(right: string): boolean {
  if (right === "true" || right === "false") return right === "true";
  throw badInput("right", "format", "Say true or false.");
}

/**
 * What a claim about a field of the centre's record would change, `right` checked and in the stored form of a
 * registration. Null for a field the hub does not change by itself: an agency's, or one there are many of that nothing
 * tells apart. Refuses with BAD_USER_INPUT.
 */
export function changeOf(
  { field, wrong, right }: Pick<Claim, "field" | "wrong" | "right">,
  now: Date,
): RecordChange | null {
  const contact = CONTACTS.get(field);
  if (contact) return contact(contactOf("wrong", wrong), right);
  const number = NUMBERS.get(field);
  if (number) return { kind: "NUMBER", number, value: checkNumber(number, right) };
  const found = FIELDS.get(field);
  return found ? { kind: "FIELD", column: found[0], value: found[1]("right", right, now) } : null;
}

/** What of a person must still fit together after a change. */
export interface Fitting {
  readonly amka: string | null;
  readonly birthDate: string | null;
}

/**
 * The AMKA begins with the birth date, after a correction as at a registration. `claimed` is what other open claims
 * would make of them: who has both wrong can put both right, in any order.
 */
export function checkStillFits(change: RecordChange, recorded: Fitting, claimed: Fitting): void {
  const isAmka = change.kind === "NUMBER" && change.number === "AMKA";
  const isBirthDate = change.kind === "FIELD" && change.column === "birthDate";
  const amka = isAmka ? change.value : (claimed.amka ?? recorded.amka);
  const birthDate = isBirthDate ? change.value : (claimed.birthDate ?? recorded.birthDate);
  if ((isAmka || isBirthDate) && amka && birthDate) checkAmkaFitsBirthDate(amka, birthDate);
}

export const unknownContact = (): Refusal =>
  badInput("wrong", "unknown", "Name the telephone or e-mail as it is recorded.");
