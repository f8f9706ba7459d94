import { parseArgs } from "node:util";

export interface RetentionArguments {
  readonly isDryRun: boolean;
  /** The one owner that is meant; undefined for all there are. */
  readonly owner: string | undefined;
}

/** `[--dry-run] [owner]`. Throws at any other word: whoever misspells the dry run must not remove anything. */
export function readRetentionArguments(args: string[]): RetentionArguments {
  const options = { "dry-run": { type: "boolean", default: false } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [owner, ...others] = positionals;
  if (others.length > 0) throw new Error(`One owner at a time, or all: ${positionals.join(" ")} are more.`);
  return { isDryRun: values["dry-run"], owner };
}
