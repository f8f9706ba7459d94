import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { OWNERS } from "../../gateway/embedded/owners";
import { variablesOfCompose } from "./compose-file";
import { SETTINGS, settingOf } from "./settings";

interface Entry {
  readonly name: string;
  readonly isFile: boolean;
  readonly value: string;
  readonly text: string;
  readonly readBy: readonly string[];
}

const COMPOSE = "docker compose";

const expand = (reader: string): string[] => (reader === "every subgraph" ? OWNERS.map(({ name }) => name) : [reader]);

/** One entry is a comment that ends in "Read by", and the setting below it. */
function entryOf(paragraph: string): Entry[] {
  const lines = paragraph.trim().split("\n");
  const [, name, file, value] = /^#?([A-Z][A-Z_]*?)(_FILE)?=(.*)$/.exec(lines.at(-1) ?? "") ?? [];
  if (!name) return [];
  const readers = /^# Read by: (.+)$/.exec(lines.at(-2) ?? "")?.[1] ?? "";
  const text = lines.slice(0, -2).join(" ").replaceAll("# ", "");
  return [
    { name, isFile: file !== undefined, value: value ?? "", text, readBy: readers.split(", ").flatMap(expand).sort() },
  ];
}

const defaultOf = ({ success, data }: { success: boolean; data?: unknown }): string => {
  if (!success) return "Required";
  return typeof data === "string" || typeof data === "number" ? String(data) : "efault";
};

const ENTRIES = readFileSync(".env.example", "utf8").split("\n\n").flatMap(entryOf);

describe(".env.example", () => {
  it("explains every setting once, and no other", () => {
    const known = new Set([
      ...[...SETTINGS.values()].flatMap(({ shape }) => Object.keys(shape)),
      ...variablesOfCompose(),
    ]);
    expect(ENTRIES.map(({ name }) => name).sort()).toEqual([...known].sort());
  });

  it.each(ENTRIES)("says in a sentence what $name is, and who reads it", ({ name, text, readBy }) => {
    const readers = [...SETTINGS.keys()].filter((process) => settingOf(process, name));
    if (variablesOfCompose().includes(name)) readers.push(COMPOSE);
    expect(readBy).toEqual(readers.sort());
    expect(text.length).toBeGreaterThan(30);
  });

  it.each(ENTRIES)("says the default of $name, or that it is required", ({ name, text, readBy }) => {
    const settings = readBy.map((reader) => settingOf(reader, name)).filter((setting) => setting !== undefined);
    const words = settings.map((setting) => setting.safeParse(undefined)).map(defaultOf);
    for (const word of name === "PORT" ? [] : words) expect(text).toContain(word);
    expect(text).toMatch(/required|default/i);
  });

  it.each(ENTRIES.filter(({ isFile, value }) => !isFile && value !== ""))(
    "gives a value of $name that works",
    ({ name, value, readBy }) => {
      const settings = readBy.map((reader) => settingOf(reader, name)).filter((setting) => setting !== undefined);
      expect(settings.filter((setting) => !setting.safeParse(value).success)).toEqual([]);
    },
  );

  it("holds no secret, only the names of files with them", () => {
    const secrets = ENTRIES.filter(({ text }) => text.startsWith("A secret"));
    expect(secrets.map(({ name }) => name).sort()).toEqual([
      "DATABASE_URL",
      "HEAD_KEY",
      "MATCHING_KEY",
      "MIGRATION_DATABASE_URL",
      "RATE_DATABASE_URL",
      "SIGNING_KEY",
      "SMTP_URL",
      "VAULT_KEYS",
    ]);
    expect(secrets.filter(({ isFile }) => !isFile)).toEqual([]);
  });

  it("forgets no process: every config module is among those it is held against", () => {
    const modules = ["gateway", "subgraphs"].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => path.basename(file) === "config.ts")
        .map((file) => path.posix.join(folder, path.dirname(file).replaceAll("\\", "/"))),
    );
    const expected = ["gateway", "gateway/embedded", ...OWNERS.map(({ name }) => `subgraphs/${name}`)];
    expect(modules.sort()).toEqual([...expected, "subgraphs/kernel"].sort());
  });
});
