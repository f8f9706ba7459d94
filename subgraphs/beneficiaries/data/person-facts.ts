/** What a centre holds of a person in one row, as it is handed over and as it is read. */
export interface PersonFacts {
  readonly id: string;
  readonly centreId: string;
  readonly workerId: string;
  readonly givenName: string;
  readonly surname: string;
  readonly fatherName: string | null;
  readonly motherName: string | null;
  readonly givenNameLatin: string | null;
  readonly surnameLatin: string | null;
  readonly sex: string;
  readonly birthDate: string | null;
  readonly nationality: string | null;
  readonly languages: readonly string[];
  readonly street: string | null;
  readonly postcode: string | null;
  readonly municipalityCode: string | null;
  readonly registeredAt: Date;
  readonly synthetic: boolean;
}
