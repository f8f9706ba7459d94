import { IdempotencyRow } from "../database/idempotency.row";
import { InboxRefusalRow, InboxRow } from "../database/inbox.row";
import { DeliveryRow, OutboxRow, SubscriptionRow } from "../database/outbox.row";
import { IncomingReferralRow } from "../database/incoming-referral.row";

/** The tables of an owner whose agencies are referred to and record what they do. */
export const SERVING_ROWS: readonly Function[] = [
  IncomingReferralRow,
  InboxRow,
  InboxRefusalRow,
  OutboxRow,
  SubscriptionRow,
  DeliveryRow,
  IdempotencyRow,
];
