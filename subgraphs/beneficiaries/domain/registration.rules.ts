import { badInput } from "../../kernel/refusal";
import { checkAmkaFitsBirthDate, checkNumber } from "./number.rules";
import {
  checkBirthDate,
  checkContact,
  checkLanguage,
  checkMunicipality,
  checkNationality,
  checkPostcode,
  checkStreet,
  NAME_LENGTH,
} from "./registered-fields.rules";
import { checkOptionalText, checkText, NOTE_LENGTH } from "./text.rules";

export interface Registration {
  readonly givenName: string;
  readonly surname: string;
  readonly fatherName?: string | null;
  readonly motherName?: string | null;
  readonly givenNameLatin?: string | null;
  readonly surnameLatin?: string | null;
  readonly sex: string;
  readonly birthDate?: string | null;
  readonly nationality?: string | null;
  readonly languages?: readonly string[] | null;
  readonly identifiers?: readonly { readonly kind: string; readonly value: string }[] | null;
  readonly contacts?:
    | readonly {
        readonly kind: string;
        readonly value: string;
        readonly safeToContact: boolean;
        readonly note?: string | null;
      }[]
    | null;
  readonly address?: {
    readonly street?: string | null;
    readonly postcode?: string | null;
    readonly municipalityCode?: string | null;
  } | null;
  /** A registered person whose household the new one joins; otherwise a new household begins. */
  readonly householdWith?: string | null;
  readonly householdRole: string;
  readonly visit: { readonly channel: string; readonly note?: string | null };
  readonly idempotencyKey?: string | null;
}

const MOST_ITEMS = 20;

/** Checks every field of a registration and brings it to its stored form. Refuses with BAD_USER_INPUT, field named. */
export function checkRegistration(input: Registration, now: Date): Registration {
  const identifiers = checkMany("identifiers", input.identifiers).map(({ kind, value }) => ({
    kind,
    value: checkNumber(kind, value),
  }));
  if (new Set(identifiers.map(({ kind }) => kind)).size < identifiers.length) {
    throw badInput("identifiers", "repeated", "Give each kind of number once.");
  }
  const birthDate = optional(input.birthDate, (day) => checkBirthDate("birthDate", day, now));
  const amka = identifiers.find(({ kind }) => kind === "AMKA");
  if (amka && birthDate) checkAmkaFitsBirthDate(amka.value, birthDate);
  return {
    ...input,
    givenName: checkText("givenName", input.givenName, NAME_LENGTH),
    surname: checkText("surname", input.surname, NAME_LENGTH),
    fatherName: checkOptionalText("fatherName", input.fatherName, NAME_LENGTH),
    motherName: checkOptionalText("motherName", input.motherName, NAME_LENGTH),
    givenNameLatin: checkOptionalText("givenNameLatin", input.givenNameLatin, NAME_LENGTH),
    surnameLatin: checkOptionalText("surnameLatin", input.surnameLatin, NAME_LENGTH),
    birthDate,
    nationality: optional(input.nationality, (code) => checkNationality("nationality", code)),
    languages: checkMany("languages", input.languages).map((code) => checkLanguage("languages", code)),
    identifiers,
    contacts: checkMany("contacts", input.contacts).map((contact) => ({
      ...contact,
      value: checkContact("contacts", contact.kind, contact.value),
      note: checkOptionalText("contacts.note", contact.note, NOTE_LENGTH),
    })),
    address: {
      street: optional(input.address?.street?.trim(), (street) => checkStreet("address.street", street)),
      postcode: optional(input.address?.postcode, (code) => checkPostcode("address.postcode", code)),
      municipalityCode: optional(input.address?.municipalityCode, (code) =>
        checkMunicipality("address.municipalityCode", code),
      ),
    },
    visit: { ...input.visit, note: checkOptionalText("visit.note", input.visit.note, NOTE_LENGTH) },
  };
}

/** Nothing, or nothing typed, is null. */
const optional = (value: string | null | undefined, check: (value: string) => string): string | null =>
  value ? check(value) : null;

function checkMany<T>(field: string, items: readonly T[] | null | undefined): readonly T[] {
  if ((items?.length ?? 0) > MOST_ITEMS) throw badInput(field, "count", `At most ${MOST_ITEMS}.`);
  return items ?? [];
}
