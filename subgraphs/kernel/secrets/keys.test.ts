import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { watchedKeys } from "./key-source";
import { readKeys, readVaultKeys, writeKeys } from "./keys";
import { Vault } from "./vault";

const key = (letter: string): string => Buffer.alloc(32, letter).toString("base64");

describe("keys as configured", () => {
  it("are newest first, whatever their order; one alone is number 1", () => {
    expect(readKeys(`1:${key("a")},3:${key("c")}, 2:${key("b")}\n`).map(({ id }) => id)).toEqual([3, 2, 1]);
    expect(readKeys(key("a")).map(({ id }) => id)).toEqual([1]);
    expect(readKeys(writeKeys(readKeys(`7:${key("g")},2:${key("b")}`)))).toEqual(
      readKeys(`2:${key("b")},7:${key("g")}`),
    );
  });

  it.each(["", "1:", "0:AAAA", `256:${key("a")}`, `1:${key("a").slice(4)}`, `1:${key("a")},1:${key("b")}`, "x:y", ","])(
    "are refused when they are %j, in words that name no value",
    (text) => expect(() => readKeys(text)).toThrow(/^Vault keys must be 32 bytes/),
  );
});

describe("a vault", () => {
  const both = readVaultKeys(`1:${key("a")},2:${key("b")}`, `1:${key("c")},2:${key("d")}`);
  const old = new Vault(readVaultKeys(`1:${key("a")}`, `1:${key("c")}`));

  it("seals under the newest key, opens under all, and tells what was changed", () => {
    const vault = new Vault(both);
    expect(vault.seal("x")[0]).toBe(2);
    expect(vault.open(old.seal("Οδός"))).toBe("Οδός");
    const sealed = vault.seal("x");
    sealed[sealed.length - 1]! ^= 1;
    expect(() => vault.open(sealed)).toThrow("authenticate");
    expect(() => old.open(vault.seal("x"))).toThrow("The key of this sealed value is not configured.");
  });

  it("matches under each key in a place of its own", () => {
    const { odd, even } = new Vault(both).match("AMKA", "1");
    expect(old.match("AMKA", "1")).toEqual({ odd, even: null });
    expect(even).not.toEqual(odd);
    expect(old.match("AFM", "1").odd).not.toEqual(odd);
  });
});

describe("keys in files", () => {
  const directory = mkdtempSync(path.join(tmpdir(), "keys-"));
  const file = path.join(directory, "vault-keys");
  afterAll(() => rmSync(directory, { recursive: true }));
  const write = (text: string): void => {
    const before = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    writeFileSync(file, text);
    utimesSync(file, new Date(), new Date(before + 1000));
  };

  it("are seen anew when a sealed value asks for one that is not known yet; nonsense changes nothing", () => {
    write(`1:${key("a")}`);
    const vault = new Vault(watchedKeys([file], ([text = ""]) => readVaultKeys(text)));
    const other = new Vault(readVaultKeys(`2:${key("b")},1:${key("a")}`));
    expect(vault.seal("x")[0]).toBe(1);
    write("half a ke");
    expect(() => vault.open(other.seal("x"))).toThrow("not configured");
    expect(vault.seal("x")[0]).toBe(1);
    write(`2:${key("b")},1:${key("a")}`);
    expect(vault.open(other.seal("Καταφύγιο"))).toBe("Καταφύγιο");
    expect(vault.seal("x")[0]).toBe(2);
  });
});
