import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** A member of a literal ends with a comma, one of a class does not. */
const ACCESSOR = /^( +)(?:get|set) [\w$]+\(.*\{\n(?:\1 +.*\n|\n)*\1\},$/m;

const sourcesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !/\.(test|fixture|command)\.ts$/.test(name))
    .map((name) => path.join(folder, name));

describe("objects that are made for each question", () => {
  it.each(["gateway", "subgraphs"])("have their accessors on classes, in %s (decision 0038)", (folder) => {
    const found = sourcesIn(folder).filter((file) => ACCESSOR.test(readFileSync(file, "utf8")));
    expect(found).toEqual([]);
  });

  it("would be found otherwise", () => {
    expect("const served = (call) => ({\n  get signal() {\n    return call.signal;\n  },\n});\n").toMatch(ACCESSOR);
    expect("class Served {\n  get signal(): AbortSignal {\n    return this.own;\n  }\n}\n").not.toMatch(ACCESSOR);
  });
});
