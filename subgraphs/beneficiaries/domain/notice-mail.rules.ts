import { z } from "zod";
import type { Letter } from "../../kernel/mail/postman";
import { badInput } from "../../kernel/refusal";
import { NOTICE_KINDS, type NoticeKind } from "./notice.rules";

/** When somebody is written to. */
export const RHYTHMS = ["OFF", "IMMEDIATE", "DAILY"] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** At the beginning of the working day, Athens. */
export const USUAL_HOUR = 8;

/** What somebody wants, checked. */
export interface MailWish {
  readonly address: string;
  readonly rhythm: Rhythm;
  readonly hour: number;
  readonly kinds: readonly NoticeKind[];
}

/** RFC 5321, 4.5.3.1.3, without the angle brackets. */
const LONGEST_ADDRESS = 254;

/** Refuses with BAD_USER_INPUT what is no address, no hour of the day, or names nothing to be told of. */
export function checkMailWish({ address, hour, kinds, ...rest }: MailWish): MailWish {
  const trimmed = address.trim();
  if (trimmed.length > LONGEST_ADDRESS) {
    throw badInput("address", "length", `At most ${LONGEST_ADDRESS} characters.`);
  }
  if (!z.email().safeParse(trimmed).success) {
    throw badInput("address", "format", "An address looks like name@example.gr, in Latin letters.");
  }
  if (!Number.isInteger(hour) || hour < 0 || hour > 23) throw badInput("hour", "range", "An hour is 0 to 23.");
  if (kinds.length === 0) throw badInput("kinds", "empty", "Name at least one kind of notice, or choose OFF.");
  return { ...rest, address: trimmed, hour, kinds: NOTICE_KINDS.filter((kind) => kinds.includes(kind)) };
}

/**
 * All that ever leaves the hub by e-mail: that there is something new, and where. The same for everybody and for every
 * kind: who reads it over a shoulder, or carries it, learns nothing of anybody.
 */
export const letterOf = (id: string, to: string, hub: string): Letter => ({
  ...{ id, to, subject: "Σύνδεσμος: νέα ειδοποίηση" },
  text: [
    "Υπάρχει κάτι νέο για εσάς στον Σύνδεσμο. Συνδεθείτε για να το δείτε:",
    hub,
    "",
    "There is something new for you. Sign in to see it. Nobody reads answers to this address.",
    "",
  ].join("\n"),
});
