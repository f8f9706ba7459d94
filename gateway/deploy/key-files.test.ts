import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { oneFile, separateFiles, withNewKey } from "./key-files";

const KEY = Buffer.alloc(32, "k").toString("base64");

describe("key files", () => {
  const directory = mkdtempSync(path.join(tmpdir(), "key-files-"));
  const file = (name: string, text: string): string => {
    writeFileSync(path.join(directory, name), text);
    return path.join(directory, name);
  };
  afterAll(() => rmSync(directory, { recursive: true }));

  it("are written over in place: a container that mounts one sees the new keys, its rights stay", () => {
    const [encryption, matching] = [file("vault-keys", `1:${KEY}\n`), file("matching-key", `${KEY}\n`)];
    for (const each of [encryption, matching]) chmodSync(each, 0o444);
    const { ino } = statSync(encryption);
    const files = separateFiles(encryption, matching);
    const keys = files.read();
    files.write({ encryption: withNewKey(keys.encryption), matching: withNewKey(keys.matching) });
    expect(statSync(encryption)).toMatchObject({ ino, mode: 0o100444 });
    expect(files.read().encryption.map(({ id }) => id)).toEqual([2, 1]);
    expect(files.read().encryption[1]).toEqual(keys.encryption[0]);
    expect(files.read().matching.map(({ id }) => id)).toEqual([2, 1]);
    files.write(keys);
    expect(files.read()).toEqual(keys);
    expect(readFileSync(encryption, "utf8").trim()).toBe(`1:${KEY}`);
  });

  it("can be one, as the embedded hub has it", () => {
    const files = oneFile(file("vault-keys.json", JSON.stringify({ encryption: `1:${KEY}`, matching: KEY })));
    const { encryption, matching } = files.read();
    files.write({ encryption: withNewKey(encryption), matching });
    expect(files.read().encryption).toHaveLength(2);
    expect(files.read().matching).toEqual(matching);
  });

  it("number their keys to 255 and no further", () => {
    expect(() => withNewKey([{ id: 255, key: Buffer.alloc(32) }])).toThrow("255");
  });
});
