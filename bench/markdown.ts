import { format } from "oxfmt";

/** Markdown as `npm run format` wants it: the tables of a report are not aligned by hand. */
export async function tidy(markdown: string): Promise<string> {
  const { code } = await format("report.md", markdown, { printWidth: 120 });
  return code;
}
