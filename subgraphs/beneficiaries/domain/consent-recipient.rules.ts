import { isId } from "../../kernel/identifier";
import type { NeedDomain } from "../../kernel/need-domain.enum";
import { RULES } from "../../kernel/policy/rules";
import { CONFIDENTIAL_CATEGORIES, type Category, type Role } from "../../kernel/policy/vocabulary";
import { badInput, Refusal } from "../../kernel/refusal";
import type { ConsentTerms } from "./consent.rules";

/** Who may see: the person's own centre, one agency, or every service of a domain to which the person is referred. */
export type ConsentRecipient =
  | { readonly kind: "CENTRE"; readonly id: string }
  | { readonly kind: "AGENCY"; readonly id: string }
  | { readonly kind: "DOMAIN"; readonly domain: `${NeedDomain}` };

/** Reads the one recipient of a consent. Refuses none, two, and what cannot be an organisation. */
export function readRecipient(terms: ConsentTerms, centreId: string): ConsentRecipient {
  const { recipientId, recipientDomain } = terms;
  if (recipientId && recipientDomain)
    throw badInput("recipientId", "one", "Name an organisation or a domain, not both.");
  if (recipientDomain) return { kind: "DOMAIN", domain: recipientDomain };
  if (!recipientId) throw badInput("recipientId", "empty", "Name who may see.");
  if (!isId(recipientId)) throw badInput("recipientId", "id", "Name an agency of the directory.");
  return { kind: recipientId === centreId ? "CENTRE" : "AGENCY", id: recipientId };
}

/**
 * Refuses categories that a consent cannot open to this recipient: what it sees anyway as its task, what its role never
 * sees, and, for everybody but the person's own centre, what is confidential (rule 5: that opens to insiders only, and
 * no agency is one).
 */
export function checkHoldable(recipient: ConsentRecipient, categories: readonly Category[]): void {
  const holdable = recipient.kind === "CENTRE" ? BY_CENTRES : BY_AGENCIES;
  if (categories.every((category) => holdable.has(category))) return;
  throw badInput("categories", "recipient", "A consent cannot give this recipient one of these categories.");
}

/** Organisations a consent may name beside the own centre: other centres never meet the person. */
export function checkAgencyKind(kind: string | null): void {
  if (kind === null) throw badInput("recipientId", "unknown", "The directory has no such agency.");
  if (kind.startsWith("COMMUNITY_CENTRE")) {
    throw badInput(
      "recipientId",
      "centre",
      "Another Community Centre does not see this person, with or without consent.",
    );
  }
}

/**
 * Refuses to name an organisation that gives a confidential service: whoever reads the ledger would know that the person
 * has to do with it (rule 5), before anybody has referred them. A consent to its domain says as much to those it is for, and is
 * hidden from the rest.
 */
export function checkMayBeNamed(confidentialDomains: readonly string[]): void {
  if (confidentialDomains.length === 0) return;
  throw new Refusal("BAD_USER_INPUT", "To name a confidential service would tell of it: name its domain instead.", {
    ...{ field: "recipientId", check: "confidential", allowed: confidentialDomains },
  });
}

/** What some rule of the policy opens to this role by consent: the policy is asked, not repeated. */
const consented = (role: Role): Category[] =>
  RULES.filter((rule) => rule.consent && rule.roles.includes(role)).flatMap(({ categories }) => categories);

const BY_CENTRES: ReadonlySet<Category> = new Set(consented("CASEWORKER"));
const BY_AGENCIES: ReadonlySet<Category> = new Set(
  consented("AGENCY_WORKER").filter((category) => !CONFIDENTIAL_CATEGORIES.has(category)),
);
