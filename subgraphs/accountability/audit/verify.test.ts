import { createHash, generateKeyPairSync } from "node:crypto";
import { appendFile, cp, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { contentHashOf, GENESIS, nextLink } from "../domain/chain.rules";
import { ChainInMemory } from "./chain.fixture";
import { ChainFault, exportChain } from "./export";
import { HeadKeys, HeadSigner } from "./head-key";
import { HEADS, KEYS, recordsFile, type HeadLine, type RecordLine } from "./lines";
import { verifyDirectory, type Fault } from "./verify";

const freshKey = (kid = "head"): string =>
  JSON.stringify({ ...generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" }), kid });
const secret = freshKey();
const signer = new HeadSigner(secret);
const keys = HeadKeys.read(secret);
const FILE = recordsFile(1);

/** 9 links, a head after the 3rd, the 6th and the 9th. */
describe("the offline check of exported access records", () => {
  let root: string;
  let whole: string;
  let copies = 0;
  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), "syndesmos-audit-"));
    whole = path.join(root, "whole");
    const chain = new ChainInMemory();
    for (let round = 0; round < 3; round++) await exportChain(chain.add(3), whole, signer, new Date());
  });
  afterAll(() => rm(root, { recursive: true }));

  const copy = async (): Promise<string> => {
    const directory = path.join(root, `copy-${++copies}`);
    await cp(whole, directory, { recursive: true });
    return directory;
  };
  const linesOf = async <T>(directory: string, file: string): Promise<T[]> =>
    (await readFile(path.join(directory, file), "utf8"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as T);
  const write = (directory: string, file: string, lines: readonly object[]) =>
    writeFile(path.join(directory, file), lines.map((line) => `${JSON.stringify(line)}\n`).join(""));

  /** What the check says after somebody changed the records. */
  async function after(change: (records: RecordLine[]) => RecordLine[]): Promise<Fault | null> {
    const directory = await copy();
    await write(directory, FILE, change(await linesOf<RecordLine>(directory, FILE)));
    return faultOf(directory);
  }
  async function faultOf(directory: string): Promise<Fault | null> {
    const verdict = await verifyDirectory(directory, keys);
    return verdict.whole ? null : verdict.fault;
  }
  /** Somebody who recomputes every hash after what they changed. */
  function rechained(records: readonly RecordLine[]): RecordLine[] {
    let link = GENESIS;
    return records.map((record) => {
      const contentHash = contentHashOf(Buffer.from(record.salt!, "hex"), record.content!);
      link = nextLink(link, contentHash);
      return {
        ...record,
        seq: link.seq,
        contentHash: contentHash.toString("hex"),
        chainHash: link.chainHash.toString("hex"),
      };
    });
  }

  it("finds what nobody touched whole, with the public half of the key alone", async () => {
    expect(await verifyDirectory(whole, keys)).toEqual({ whole: true, links: 9, erased: 0, heads: 3, unsigned: 0 });
    const beside = HeadKeys.read(await readFile(path.join(whole, KEYS), "utf8"));
    expect(await verifyDirectory(whole, beside)).toMatchObject({ whole: true });
    expect(await readFile(path.join(whole, KEYS), "utf8")).not.toContain('"d"');
  });

  const anyLink = fc.integer({ min: 1, max: 9 });
  const replaceAt = <T>(list: readonly T[], seq: number, change: (each: T) => T): T[] =>
    list.map((each, at) => (at === seq - 1 ? change(each) : each));

  it("names a content that was edited, wherever, also by one character", async () => {
    await fc.assert(
      fc.asyncProperty(anyLink, fc.nat(100), async (seq, at) => {
        const edit = (content: string) =>
          content.slice(0, at) + (content[at] === "x" ? "y" : "x") + content.slice(at + 1);
        const fault = await after((records) =>
          replaceAt(records, seq, (each) => ({ ...each, content: edit(each.content!) })),
        );
        expect(fault).toMatchObject({ kind: "EDITED", seq });
      }),
      { numRuns: 30 },
    );
  });

  it.each(["contentHash", "chainHash", "salt"] as const)("names a %s that was edited", async (field) => {
    const other = createHash("sha256").update(field).digest("hex");
    const fault = await after((records) =>
      replaceAt(records, 5, (each) => ({ ...each, [field]: other.slice(0, each[field]!.length) })),
    );
    expect(fault).toMatchObject({ kind: "EDITED", seq: 5 });
  });

  it("names an edit behind which every hash was made anew: it is not what was signed", async () => {
    await fc.assert(
      fc.asyncProperty(anyLink, async (seq) => {
        const edited = (each: RecordLine) => ({ ...each, content: each.content!.replace("CASEWORKER", "CENTRE_HEAD") });
        const fault = await after((records) => rechained(replaceAt(records, seq, edited)));
        const afterLastHead = seq - ((seq - 1) % 3);
        expect(fault).toMatchObject({ kind: "REWRITTEN", seq: afterLastHead });
      }),
      { numRuns: 20 },
    );
  });

  it("names a link that was deleted", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 8 }), async (seq) => {
        expect(await after((records) => records.toSpliced(seq - 1, 1))).toMatchObject({ kind: "DELETED", seq });
      }),
      { numRuns: 20 },
    );
  });

  it("names links that were put in another order, or twice", async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 9 }), async (order) => {
        const first = order.findIndex((seq, at) => seq !== at + 1);
        const fault = await after((records) => order.map((seq) => records[seq - 1]!));
        if (first < 0) expect(fault).toBeNull();
        else expect(fault).toMatchObject({ kind: "REORDERED", seq: first + 1 });
      }),
      { numRuns: 30 },
    );
    expect(await after((records) => [...records.slice(0, 4), records[3]!, ...records.slice(4)])).toMatchObject({
      kind: "REORDERED",
      seq: 5,
    });
  });

  it("names where the end was cut off, by the heads", async () => {
    for (const left of [1, 5, 8]) {
      expect(await after((records) => records.slice(0, left))).toMatchObject({ kind: "CUT", seq: left + 1 });
    }
    const directory = await copy();
    await rm(path.join(directory, FILE));
    expect(await faultOf(directory)).toMatchObject({ kind: "CUT", seq: 1 });
  });

  it("names a content that is gone without an erasure", async () => {
    const fault = await after((records) => replaceAt(records, 4, (each) => ({ ...each, salt: null, content: null })));
    expect(fault).toMatchObject({ kind: "EMPTIED", seq: 4 });
  });

  it("names a file that ends within a line, cut anywhere", async () => {
    const text = await readFile(path.join(whole, FILE), "utf8");
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: text.length - 1 }), async (length) => {
        const directory = await copy();
        await truncate(path.join(directory, FILE), length);
        const lines = text.slice(0, length).split("\n");
        const isWithin = lines.at(-1) !== "";
        expect(await faultOf(directory)).toMatchObject({ kind: isWithin ? "TRUNCATED" : "CUT", seq: lines.length });
      }),
      { numRuns: 30 },
    );
    const directory = await copy();
    await appendFile(path.join(directory, HEADS), '{"seq":');
    expect(await faultOf(directory)).toMatchObject({ kind: "TRUNCATED", seq: 10, file: HEADS });
  });

  it("names garbage, whatever it is, and never throws", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string().filter((text) => !text.includes("\n")),
        fc.nat(9),
        async (garbage, at) => {
          const directory = await copy();
          const lines = (await readFile(path.join(directory, FILE), "utf8")).trimEnd().split("\n");
          await writeFile(path.join(directory, FILE), `${lines.toSpliced(at, 0, garbage).join("\n")}\n`);
          expect(await faultOf(directory)).toMatchObject({ kind: "GARBAGE", seq: at + 1 });
        },
      ),
      { numRuns: 30 },
    );
  });

  describe("of the heads", () => {
    const withHeads = async (change: (heads: HeadLine[]) => HeadLine[]): Promise<Fault | null> => {
      const directory = await copy();
      await write(directory, HEADS, change(await linesOf<HeadLine>(directory, HEADS)));
      return faultOf(directory);
    };

    it("names one that was signed by another key, also under the same name", async () => {
      const [forger, other] = [new HeadSigner(freshKey()), new HeadSigner(freshKey("other"))];
      for (const key of [forger, other]) {
        const forged = (head: HeadLine) => key.sign(head.seq, Buffer.from(head.chainHash, "hex"), new Date(head.at));
        expect(await withHeads((heads) => replaceAt(heads, 2, forged))).toMatchObject({ kind: "FORGED_HEAD", seq: 4 });
      }
    });

    it.each([
      ["seq", { seq: 7 }],
      ["hash", { chainHash: "ab".repeat(32) }],
      ["time", { at: "2020-01-01T00:00:00.000Z" }],
    ])("names one whose %s was changed", async (_, change) => {
      const fault = await withHeads((heads) => replaceAt(heads, 2, (head) => ({ ...head, ...change })));
      expect(fault).toMatchObject({ kind: "FORGED_HEAD", seq: 4 });
    });

    it("names those in another order, and garbage", async () => {
      expect(await withHeads((heads) => heads.toReversed())).toMatchObject({ kind: "REORDERED", file: HEADS });
      expect(await withHeads(() => [{} as HeadLine])).toMatchObject({ kind: "GARBAGE", seq: 1 });
    });

    it("says how much is not signed when there are none at the end", async () => {
      const directory = await copy();
      await write(directory, HEADS, (await linesOf<HeadLine>(directory, HEADS)).slice(0, 1));
      expect(await verifyDirectory(directory, keys)).toMatchObject({ whole: true, heads: 1, unsigned: 6 });
    });
  });

  describe("the export", () => {
    const fresh = () => path.join(root, `export-${++copies}`);

    it("repeats nothing, and rewrites no head", async () => {
      const [chain, directory] = [new ChainInMemory().add(4), fresh()];
      expect(await exportChain(chain, directory, signer, new Date())).toMatchObject({ records: 4, head: { seq: 4 } });
      const before = await readFile(path.join(directory, HEADS), "utf8");
      expect(await exportChain(chain, directory, signer, new Date())).toMatchObject({ records: 0, head: { seq: 4 } });
      expect(await readFile(path.join(directory, HEADS), "utf8")).toBe(before);
      await exportChain(chain.add(1), directory, signer, new Date());
      expect(await readFile(path.join(directory, HEADS), "utf8")).toMatch(new RegExp(`^${escape(before)}`));
      expect(await verifyDirectory(directory, keys)).toMatchObject({ whole: true, links: 5, heads: 2 });
    });

    it("takes up where a crash left it within a line", async () => {
      const [chain, directory] = [new ChainInMemory().add(4), fresh()];
      await exportChain(chain, directory, signer, new Date());
      await appendFile(path.join(directory, FILE), '{"seq":5,"conte');
      await appendFile(path.join(directory, HEADS), '{"seq"');
      await exportChain(chain.add(2), directory, signer, new Date());
      expect(await verifyDirectory(directory, keys)).toMatchObject({ whole: true, links: 6 });
    });

    it("goes on in another file when one is full", async () => {
      const [chain, directory] = [new ChainInMemory().add(5003), fresh()];
      await exportChain(chain, directory, signer, new Date());
      await exportChain(chain.add(1), directory, signer, new Date());
      expect(await verifyDirectory(directory, keys)).toMatchObject({ whole: true, links: 5004 });
      expect((await linesOf(directory, recordsFile(5001))).length).toBe(4);
    });

    it("erases contents the chain says are erased, and the check still holds", async () => {
      const [chain, directory] = [new ChainInMemory().add(6), fresh()];
      await exportChain(chain, directory, signer, new Date());
      await exportChain(chain.erase(2, 4).add(1), directory, signer, new Date());
      expect(await verifyDirectory(directory, keys)).toMatchObject({ whole: true, links: 8, erased: 3 });
      const contents = (await linesOf<RecordLine>(directory, FILE)).map(({ content }) => content !== null);
      expect(contents).toEqual([true, false, false, false, true, true, true, true]);
      const elsewhere = fresh();
      await exportChain(chain, elsewhere, signer, new Date());
      expect(await verifyDirectory(elsewhere, keys)).toMatchObject({ whole: true, erased: 3 });
    });

    it("signs nothing for a chain that was changed, cut or is another one", async () => {
      const [chain, directory] = [new ChainInMemory().add(6), fresh()];
      await exportChain(chain, directory, signer, new Date());
      const heads = await readFile(path.join(directory, HEADS), "utf8");
      const edited = new ChainInMemory().add(8);
      const cut = new ChainInMemory();
      cut.links.push(...chain.links.slice(0, 3));
      const odd = new ChainInMemory();
      odd.links.push(...chain.links, { ...chain.links[5]!, seq: 7 });
      for (const other of [edited, cut, odd]) {
        await expect(exportChain(other, directory, signer, new Date())).rejects.toThrow(ChainFault);
      }
      expect(await readFile(path.join(directory, HEADS), "utf8")).toBe(heads);
    });
  });

  it("takes no key that is none, and quotes none", () => {
    for (const bad of ["", "{}", JSON.stringify({ kty: "OKP", crv: "Ed25519", kid: "a", x: "b" }), "secret"]) {
      expect(() => new HeadSigner(bad)).toThrow("The head key is not a private Ed25519 JWK with a kid.");
    }
    expect(() => HeadKeys.read("{}")).toThrow("keys");
  });
});

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
