import { badInput } from "../../kernel/refusal";

/** Control characters but newline and tab: nobody types them, and they hide things in logs and print-outs. */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;

/** Words of a person: trimmed and in NFC. Refuses empty, too long and control characters with BAD_USER_INPUT. */
export function checkText(field: string, value: string, longest: number): string {
  const text = value.normalize("NFC").trim();
  if (text === "") throw badInput(field, "empty", "This cannot be empty.");
  if (text.length > longest) throw badInput(field, "length", `At most ${longest} characters.`);
  if (CONTROL.test(text)) throw badInput(field, "characters", "This contains characters that cannot be typed.");
  return text;
}

/** Like {@link checkText}; nothing, or only blanks, is null. */
export const checkOptionalText = (field: string, value: string | null | undefined, longest: number): string | null =>
  value?.trim() ? checkText(field, value, longest) : null;

export const NOTE_LENGTH = 4000;
