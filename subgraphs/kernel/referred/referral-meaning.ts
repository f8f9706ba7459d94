/** What the field `referralId` of an input means. */
export const REFERRAL_MEANING = "The referral that led here; the latest to your organisation when left out.";
