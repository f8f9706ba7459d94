import { badInput } from "../../kernel/refusal";

/** Control characters but newline and tab: nobody types them, and they hide things in logs and print-outs. */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;

/** Something that is seen. There are letters that are not: fillers of Hangul, an empty pattern of Braille. */
const SEEN = /(?![\u115f\u1160\u2800\u3164\uffa0])[\p{L}\p{N}\p{P}\p{S}]/u;

/** Words of a person: trimmed and in NFC. Refuses with BAD_USER_INPUT what is empty to the eye, too long, or has control characters. */
export function checkText(field: string, value: string, longest: number): string {
  const text = value.normalize("NFC").trim();
  if (text.length > longest) throw badInput(field, "length", `At most ${longest} characters.`);
  if (CONTROL.test(text)) throw badInput(field, "characters", "This contains characters that cannot be typed.");
  if (!SEEN.test(text)) throw badInput(field, "empty", "This cannot be empty.");
  return text;
}

/** Like {@link checkText}; nothing, or nothing that is seen, is null. */
export function checkOptionalText(field: string, value: string | null | undefined, longest: number): string | null {
  const isThere = value && (SEEN.test(value) || CONTROL.test(value));
  return isThere ? checkText(field, value, longest) : null;
}

export const NOTE_LENGTH = 4000;
