import { badInput } from "../../kernel/refusal";
import type { Kind } from "./media-type.rules";
import { checkText } from "./text.rules";

const NAME_LENGTH = 200;

/** A path, a line of its own, or what cannot be seen. What joins two signs into one is seen. */
const NOT_IN_A_NAME = /[/\\]|(?!\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** The name of a file as somebody typed it: trimmed, in NFC. Refuses with BAD_USER_INPUT. */
export function checkName(given: string): string {
  const name = checkText("name", given, NAME_LENGTH);
  if (!NOT_IN_A_NAME.test(name)) return name;
  throw badInput("name", "characters", "The name of a file, without a path and without signs that cannot be seen.");
}

/**
 * The name under which it is opened: it ends as files of its kind do. A computer opens by the end of the name what we
 * took by the content, and a page that begins like a PDF must not be opened as a page.
 */
export function nameFor(name: string, { extensions }: Kind): string {
  const lower = name.toLowerCase();
  return extensions.some((extension) => lower.endsWith(extension)) ? name : `${name}${extensions[0]}`;
}
