/** A consent as it matters for a referral. */
export interface GivenConsent {
  readonly recipientId: string | null;
  readonly recipientDomain: string | null;
  readonly categories: readonly string[];
  readonly purpose: string;
  readonly endedAt: Date | null;
  readonly expired: boolean;
}

/** A service that must be allowed to know something before somebody is referred to it. */
export interface Needing {
  readonly agencyId: string;
  readonly domain: string;
  readonly consentCategories: readonly string[];
}

/** Categories the service needs that no consent in force gives its agency, or all services of its domain, to help. */
export function missingConsent(consents: readonly GivenConsent[], { agencyId, domain, ...needs }: Needing): string[] {
  const inForce = consents.filter(
    ({ endedAt, expired, purpose, recipientId, recipientDomain }) =>
      endedAt === null && !expired && purpose === "CARE" && (recipientId === agencyId || recipientDomain === domain),
  );
  return needs.consentCategories.filter((needed) => !inForce.some(({ categories }) => categories.includes(needed)));
}
