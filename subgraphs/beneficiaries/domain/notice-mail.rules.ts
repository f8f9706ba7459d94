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

/** How long a code is good: somewhat longer than a letter is tried. */
export const CODE_LASTS_MS = 3 * 3_600_000;
/** Wrong codes to one letter; then another must be asked for. */
export const CODE_TRIES = 5;
/** Letters with codes to one person in a day: an address that is not proven may be a stranger's. */
export const CODES_A_DAY = 3;
export const DAY_MS = 24 * 3_600_000;

const CODE_DIGITS = 8;

/** The code that a letter brings to an address. `hash`: keyed, so that nobody can work it out, and nothing is stored. */
export function codeOf(hash: (text: string) => string, letterId: string, address: string): string {
  const bytes = Buffer.from(hash(`mail code ${letterId} ${address}`), "base64url");
  return String(bytes.readUIntBE(0, 6) % 10 ** CODE_DIGITS).padStart(CODE_DIGITS, "0");
}

/** The one letter to an address that is not proven. It says as little: who gets it by mistake learns nothing of anybody. */
export const codeLetterOf = (id: string, to: string, hub: string, code: string): Letter => ({
  ...{ id, to, subject: "Σύνδεσμος: κωδικός επιβεβαίωσης" },
  text: [
    `Κωδικός επιβεβαίωσης αυτής της διεύθυνσης: ${code}`,
    "Ισχύει για τρεις ώρες. Αν δεν τον ζητήσατε, αγνοήστε αυτό το μήνυμα.",
    hub,
    "",
    "The code above confirms this address, for three hours. If you did not ask for it, ignore this letter.",
    "",
  ].join("\n"),
});

/**
 * All that ever leaves the hub by e-mail, but for codes: that there is something new, and where. The same for everybody and for every
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
