import { readFile } from "node:fs/promises";
import path from "node:path";
import type { HeadKeys } from "./head-key";
import { headLine, type HeadLine } from "./lines";
import type { Fault, FaultKind } from "./verify";

/** The heads of a directory, up to the first that cannot be believed. */
export interface SignedHeads {
  /** Chain hash, hex, by sequence number. */
  readonly bySeq: ReadonlyMap<number, string>;
  readonly last: number;
  readonly count: number;
  readonly fault: Fault | null;
}

/** Reads and checks the file of heads. A directory without one has none. */
export async function readHeads(file: string, keys: HeadKeys): Promise<SignedHeads> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  const lines = text.split("\n");
  const unfinished = lines.pop();
  const bySeq = new Map<number, string>();
  let last = 0;
  const upTo = (kind: FaultKind | null): SignedHeads => {
    const fault = kind && { kind, seq: last + 1, file: path.basename(file) };
    return { bySeq, last, count: bySeq.size, fault };
  };
  for (const line of lines) {
    const head = parse(line);
    if (!head) return upTo("GARBAGE");
    if (!keys.believe(head)) return upTo("FORGED_HEAD");
    if (head.seq <= last) return upTo("REORDERED");
    bySeq.set(head.seq, head.chainHash);
    last = head.seq;
  }
  return upTo(unfinished ? "TRUNCATED" : null);
}

function parse(line: string): HeadLine | null {
  try {
    return headLine.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
