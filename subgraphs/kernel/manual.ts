/** What an operator's command can do: the words for it, and what comes of them. */
export type Manual = Readonly<Record<string, string>>;

const operationIn = (words: string): string => words.split(" ", 1)[0]!;

/** Throws the whole manual at who asks for what is not in it, or for nothing. */
export function checkOperation(manual: Manual, operation: string | undefined): void {
  if (Object.keys(manual).some((words) => operationIn(words) === operation)) return;
  const width = Math.max(...Object.keys(manual).map(({ length }) => length));
  const lines = Object.entries(manual).map(([words, what]) => `  ${words.padEnd(width)}  ${what}`);
  throw new Error(["Say what to do:", ...lines].join("\n"));
}
