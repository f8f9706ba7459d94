import type { GraphQLFormattedError } from "graphql";

/** Anything that came back from a question: through the gateway or from a subgraph. */
interface Answered {
  readonly errors?: readonly GraphQLFormattedError[];
}

/** The code of the first error; null when there is none. */
export const codeOf = ({ errors }: Answered): string | null =>
  (errors?.[0]?.extensions?.["code"] as string | undefined) ?? null;

/** What the first error says for machines: the field, the failed check, what is allowed now. */
export const detailsOf = ({ errors }: Answered): Record<string, unknown> =>
  (errors?.[0]?.extensions?.["details"] as Record<string, unknown> | undefined) ?? {};

/** `CODE field check` of the first error, as one line for tables of refusals. */
export function refusalOf(answer: Answered): string {
  const { field, check } = detailsOf(answer);
  return [codeOf(answer), field, check].filter((each) => typeof each === "string").join(" ");
}
