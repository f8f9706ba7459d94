/** What the field `idempotencyKey` of every input promises; `database/idempotency` keeps it. */
export const KEY_PROMISE =
  "Your own key for this change (8 to 100 characters). Sent again with the same input within 24 hours it changes " +
  "nothing and gets the same answer; with another input it is a CONFLICT.";
