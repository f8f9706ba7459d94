import type { AccessRecord } from "../../kernel/disclosure/access-record";
import { CONFIDENTIAL_CATEGORIES } from "../../kernel/policy/vocabulary";

export type Disclosure = AccessRecord["disclosures"][number];

/**
 * Rule 5 of PRIVACY holds for the log as well: that somebody asked for a person's refuge or care would tell that there
 * is one. Disclosures of these categories are shown to nobody but insiders, granted or not, and nothing says that
 * there are any. (Records of organisations that run a confidential service are withheld as a whole, see
 * access-log.service.ts: to be known to the organisation is the secret.) So is what a record tells of those who were
 * confided in it: that somebody referred them somewhere, where no referral is to be seen.
 */
export const isHidden = ({ category }: Pick<Disclosure, "category">): boolean => CONFIDENTIAL_CATEGORIES.has(category);

/** What may be told of a record: nothing of those who were confided, and no disclosure of which they were all. */
export function shown({
  disclosures,
  confided,
}: Pick<AccessRecord, "disclosures" | "confided">): readonly Disclosure[] {
  const open = disclosures.filter((disclosure) => !isHidden(disclosure));
  if (!confided) return open;
  const others = open.map(({ people, ...each }) => ({
    ...each,
    people: people.filter((id) => !confided.includes(id)),
  }));
  return others.filter(({ people }) => people.length > 0);
}
