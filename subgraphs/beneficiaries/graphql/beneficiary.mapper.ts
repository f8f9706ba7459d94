import type { Vault } from "../../kernel/secrets/vault";
import type { HouseholdRecord, PersonRecord } from "../data/person.repository";
import { RECORD_CATEGORIES, type SeenPerson } from "../domain/seen-person";
import type { Address, Beneficiary, CategoryAccess, ContactPoint, Household } from "./beneficiary.type";

export function toBeneficiary(seen: SeenPerson, vault: Vault): Beneficiary {
  const { record } = seen;
  return {
    id: record.id,
    name: {
      given: record.givenName,
      surname: record.surname,
      father: record.fatherName,
      mother: record.motherName,
      givenLatin: record.givenNameLatin,
      surnameLatin: record.surnameLatin,
    },
    sex: record.sex,
    birthDate: record.birthDate,
    nationality: record.nationality,
    languages: [...record.languages],
    // Getters: a number is unsealed, and a category decided and noted, only when somebody asked for it.
    get identifiers() {
      return record.identifiers.map(({ kind, sealed }) => ({ kind, value: unseal(vault, sealed) }));
    },
    get contacts() {
      return seen.may("person:read", "CONTACT") ? toContacts(record, vault) : null;
    },
    get address() {
      return seen.may("person:read", "CONTACT") ? toAddress(record) : null;
    },
    centre: { id: record.centreId },
    workerId: record.workerId,
    registeredAt: record.registeredAt,
    restrictedSince: record.restrictedSince,
    synthetic: record.synthetic,
    get access() {
      return RECORD_CATEGORIES.map((category) => toCategoryAccess(seen, category));
    },
    grants: seen.grants,
    seen,
  };
}

const unseal = (vault: Vault, sealed: string): string => vault.open(Buffer.from(sealed, "base64"));

const toContacts = (record: PersonRecord, vault: Vault): ContactPoint[] =>
  record.contacts.map(({ kind, sealed, safeToContact, note }) => ({
    kind,
    value: unseal(vault, sealed),
    safeToContact,
    note,
  }));

const toAddress = ({ street, postcode, municipalityCode }: PersonRecord): Address => ({
  street,
  postcode,
  municipality: municipalityCode ? { code: municipalityCode } : null,
});

function toCategoryAccess(seen: SeenPerson, category: CategoryAccess["category"]): CategoryAccess {
  const decision = seen.foresee(category);
  return {
    category,
    granted: decision.granted,
    reason: decision.granted ? null : decision.reason,
    basis: decision.granted ? decision.basis : null,
  };
}

export const toHousehold = (household: HouseholdRecord): Household => ({
  id: household.id,
  members: household.members.map(({ role, beneficiaryId }) => ({ role, beneficiaryId, beneficiary: null })),
});
