import { readFile } from "node:fs/promises";
import path from "node:path";
import { chainHashOf, contentHashOf, GENESIS } from "../domain/chain.rules";
import { readEvent, type ChainEvent } from "../domain/event";
import { recordFiles } from "./files";
import type { HeadKeys } from "./head-key";
import { HEADS, recordLine, type RecordLine } from "./lines";
import { readHeads, type SignedHeads } from "./verify-heads";

/** What is wrong with a chain file. */
export type FaultKind =
  /** The line is no record, or no head. */
  | "GARBAGE"
  /** The file ends within a line. */
  | "TRUNCATED"
  /** A link is missing. */
  | "DELETED"
  /** A link stands in another's place. */
  | "REORDERED"
  /** A link's content or hash is not what was chained. */
  | "EDITED"
  /** A content is gone, and no erasure in the chain says so. */
  | "EMPTIED"
  /** Links up to here are consistent with each other, but are not those that were signed. */
  | "REWRITTEN"
  /** Links that were signed are missing at the end. */
  | "CUT"
  /** A head is not signed by the key. */
  | "FORGED_HEAD";

export interface Fault {
  readonly kind: FaultKind;
  /** The first link that cannot be believed. */
  readonly seq: number;
  readonly file: string;
}

export type Verdict =
  | {
      readonly whole: true;
      readonly links: number;
      readonly erased: number;
      readonly heads: number;
      readonly unsigned: number;
    }
  | { readonly whole: false; readonly fault: Fault };

/**
 * Checks an exported directory with nothing but the public key: every content against its hash, every hash against the
 * chain, the chain against every signed head. Names the first link that cannot be believed.
 *
 * What it cannot see: records cut off together with every head signed since. Keep the last head apart, on paper if need
 * be; a directory that ends before it has been cut.
 */
export async function verifyDirectory(directory: string, keys: HeadKeys): Promise<Verdict> {
  const heads = await readHeads(path.join(directory, HEADS), keys);
  const walk = new Walk(heads);
  const found = (await walk.through(directory)) ?? walk.atEnd();
  const first = [found, heads.fault].filter((fault) => fault !== null).sort((a, b) => a.seq - b.seq)[0];
  return first ? { whole: false, fault: first } : walk.verdict();
}

/** Goes through the links once, in order. */
class Walk {
  private seq = GENESIS.seq;
  private chainHash = GENESIS.chainHash;
  private file = "";
  /** Links without content, until an erasure that names them is met. */
  private empty: number[] = [];
  private erased = 0;
  private signed = 0;

  constructor(private readonly heads: SignedHeads) {}

  async through(directory: string): Promise<Fault | null> {
    const files = await recordFiles(directory);
    for (const [at, file] of files.entries()) {
      this.file = file;
      const text = await readFile(path.join(directory, file), "utf8");
      const lines = text.split("\n");
      const last = lines.pop();
      for (const [number, line] of lines.entries()) {
        const record = parse(line);
        const fault = record ? this.step(record) : this.fault("GARBAGE");
        if (fault?.kind === "DELETED") {
          const rest = [lines.slice(number).join("\n"), ...(await texts(directory, files.slice(at + 1)))];
          return holds(rest, fault.seq) ? { ...fault, kind: "REORDERED" } : fault;
        }
        if (fault) return fault;
      }
      if (last) return this.fault("TRUNCATED");
    }
    return null;
  }

  atEnd(): Fault | null {
    if (this.empty.length > 0) return { kind: "EMPTIED", seq: this.empty[0]!, file: this.file };
    return this.heads.last > this.seq ? this.fault("CUT") : null;
  }

  verdict(): Verdict {
    const { seq: links, erased, heads, signed } = this;
    return { whole: true, links, erased, heads: heads.count, unsigned: links - signed };
  }

  private step(record: RecordLine): Fault | null {
    const seq = this.seq + 1;
    if (record.seq !== seq) return this.fault(record.seq > seq ? "DELETED" : "REORDERED");
    const contentHash = Buffer.from(record.contentHash, "hex");
    const chainHash = chainHashOf(this.chainHash, seq, contentHash);
    if (chainHash.toString("hex") !== record.chainHash) return this.fault("EDITED");
    if (record.content === null) this.empty.push(seq);
    else if (!this.admits(record, contentHash)) return this.fault("EDITED");
    [this.seq, this.chainHash] = [seq, chainHash];
    return this.meetsHead(record);
  }

  private admits({ salt, content }: RecordLine, contentHash: Buffer): boolean {
    if (!contentHashOf(Buffer.from(salt!, "hex"), content!).equals(contentHash)) return false;
    const event = content!.includes('"event":"ERASURE"') ? eventOf(content!) : null;
    if (event?.event === "ERASURE") {
      const left = this.empty.filter((seq) => seq < event.from || seq > event.to);
      this.erased += this.empty.length - left.length;
      this.empty = left;
    }
    return true;
  }

  /** The last head before was met, so that the fault lies after it. */
  private meetsHead({ seq, chainHash }: RecordLine): Fault | null {
    const head = this.heads.bySeq.get(seq);
    if (head === undefined) return null;
    if (head !== chainHash) return { kind: "REWRITTEN", seq: this.signed + 1, file: this.file };
    this.signed = seq;
    return null;
  }

  private fault(kind: FaultKind): Fault {
    return { kind, seq: this.seq + 1, file: this.file };
  }
}

function parse(line: string): RecordLine | null {
  try {
    return recordLine.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

function eventOf(content: string): ChainEvent | null {
  try {
    return readEvent(content);
  } catch {
    return null;
  }
}

const texts = (directory: string, files: readonly string[]): Promise<string[]> =>
  Promise.all(files.map((file) => readFile(path.join(directory, file), "utf8")));

/** Whether a link stands somewhere in these lines. */
const holds = (rest: readonly string[], seq: number): boolean =>
  rest.some((text) => text.split("\n").some((line) => parse(line)?.seq === seq));
