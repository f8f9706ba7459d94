import type { Vault } from "../../kernel/secrets/vault";
import type { HouseholdRecord, PersonRecord } from "../data/person.repository";
import { RECORD_CATEGORIES, type SeenPerson } from "../domain/seen-person";
import type { Address, Beneficiary, CategoryAccess, ContactPoint, Household } from "./beneficiary.type";

export const toBeneficiary = (seen: SeenPerson, vault: Vault): Beneficiary => new ShownPerson(seen, vault);

/**
 * Accessors, because a number is unsealed, and a category decided and noted, only when somebody asked for it. Of a
 * class, because in a literal they would make the person outlive the answer (decision 0038).
 */
class ShownPerson implements Beneficiary {
  readonly id: string;
  readonly name: Beneficiary["name"];
  readonly sex: string;
  readonly birthDate: string | null;
  readonly nationality: string | null;
  readonly languages: string[];
  readonly centre: Beneficiary["centre"];
  readonly workerId: string;
  readonly registeredAt: Date;
  readonly restrictedSince: Date | null;
  readonly synthetic: boolean;
  readonly grants: unknown;

  constructor(
    readonly seen: SeenPerson,
    private readonly vault: Vault,
  ) {
    const { record } = seen;
    this.id = record.id;
    this.name = toName(record);
    this.sex = record.sex;
    this.birthDate = record.birthDate;
    this.nationality = record.nationality;
    this.languages = [...record.languages];
    this.centre = { id: record.centreId };
    this.workerId = record.workerId;
    this.registeredAt = record.registeredAt;
    this.restrictedSince = record.restrictedSince;
    this.synthetic = record.synthetic;
    this.grants = seen.grants;
  }

  get identifiers(): Beneficiary["identifiers"] {
    return this.seen.record.identifiers.map(({ kind, sealed }) => ({ kind, value: unseal(this.vault, sealed) }));
  }

  get contacts(): ContactPoint[] | null {
    return this.seen.may("person:read", "CONTACT") ? toContacts(this.seen.record, this.vault) : null;
  }

  get address(): Address | null {
    return this.seen.may("person:read", "CONTACT") ? toAddress(this.seen.record) : null;
  }

  get access(): CategoryAccess[] {
    return RECORD_CATEGORIES.map((category) => toCategoryAccess(this.seen, category));
  }
}

const toName = (record: PersonRecord): Beneficiary["name"] => ({
  given: record.givenName,
  surname: record.surname,
  father: record.fatherName,
  mother: record.motherName,
  givenLatin: record.givenNameLatin,
  surnameLatin: record.surnameLatin,
});

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
