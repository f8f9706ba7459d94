import type { AccessRecord } from "../../kernel/disclosure/access-record";
import { CONFIDENTIAL_CATEGORIES } from "../../kernel/policy/vocabulary";

export type Disclosure = AccessRecord["disclosures"][number];

/**
 * Rule 5 of PRIVACY holds for the log as well: that somebody asked for a person's refuge or care would tell that there
 * is one. Disclosures of these categories are shown to nobody but insiders, granted or not, and nothing says that
 * there are any. (Records of organisations that run a confidential service are withheld as a whole, see
 * access-log.service.ts: to be known to the organisation is the secret.)
 */
export const isHidden = ({ category }: Pick<Disclosure, "category">): boolean => CONFIDENTIAL_CATEGORIES.has(category);

export const shown = (disclosures: readonly Disclosure[]): readonly Disclosure[] =>
  disclosures.filter((disclosure) => !isHidden(disclosure));
