import { readFileSync } from "node:fs";
import path from "node:path";
import { parse, print, separateOperations } from "graphql";
import type { TypedDocument } from "../../schema/documents";
import type { Answer, Ask } from "./hub";

/** A question of schema/operations, by file name: what the dashboards really send. */
export const operation = (name: string): string =>
  readFileSync(path.join("schema", "operations", `${name}.graphql`), "utf8");

/** What came back to a typed document. */
export interface TypedAnswer<Result> extends Omit<Answer, "data"> {
  readonly data: Result | null;
}

/** Asks as a client does that uses the generated types: what is asked and read is checked by the compiler. */
export const asking =
  (ask: Ask) =>
  <Result, Variables extends object>(
    document: TypedDocument<Result, Variables>,
    variables: Variables,
  ): Promise<TypedAnswer<Result>> =>
    ask(document.toString(), Object.fromEntries(Object.entries(variables)));

/** One of several operations of a file, by its own name. */
export function operationOf(file: string, name: string): string {
  const document = separateOperations(parse(operation(file)))[name];
  if (!document) throw new Error(`${file}.graphql has no operation ${name}`);
  return print(document);
}
