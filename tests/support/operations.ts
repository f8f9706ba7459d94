import { readFileSync } from "node:fs";
import path from "node:path";

/** A question of schema/operations, by file name: what the dashboards really send. */
export const operation = (name: string): string =>
  readFileSync(path.join("schema", "operations", `${name}.graphql`), "utf8");
