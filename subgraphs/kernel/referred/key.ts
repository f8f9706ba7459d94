/** What the field `idempotencyKey` of an input promises. */
export const KEY_PROMISE =
  "A key of your own, 8 to 100 characters: sent again within a day, the same request changes nothing twice.";
/** What the field `referralId` of an input means. */
export const REFERRAL_MEANING = "The referral that led here; the latest to your organisation when left out.";
