import { readFileSync } from "node:fs";
import path from "node:path";
import { parse, print, separateOperations } from "graphql";

/** A question of schema/operations, by file name: what the dashboards really send. */
export const operation = (name: string): string =>
  readFileSync(path.join("schema", "operations", `${name}.graphql`), "utf8");

/** One of several operations of a file, by its own name. */
export function operationOf(file: string, name: string): string {
  const document = separateOperations(parse(operation(file)))[name];
  if (!document) throw new Error(`${file}.graphql has no operation ${name}`);
  return print(document);
}
