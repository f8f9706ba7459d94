import { CREATE_IDEMPOTENCY } from "../database/idempotency";
import { idempotencyWall, tearDown, wallOff } from "../database/wall";
import { ADDRESS_OUTBOX, createOutbox, DROP_OUTBOX } from "../outbox/outbox.migration";
import { createIncomingReferrals, DROP_INCOMING_REFERRALS } from "./incoming-referral.migration";

/** What an owner needs whose agencies are referred to and record what they do: told, telling, and safe to ask twice. */
export const createServing = (app: string): string => `
  ${createOutbox(app)}
  ${ADDRESS_OUTBOX};
  ${CREATE_IDEMPOTENCY};
  grant select, insert, update, delete on idempotency to ${app};
  ${wallOff(idempotencyWall(app))}
  ${createIncomingReferrals(app)}`;

export const DROP_SERVING = `
  ${DROP_INCOMING_REFERRALS};
  ${tearDown("idempotency", true)}
  drop table idempotency;
  ${DROP_OUTBOX}`;
