import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { contentHashOf, GENESIS, nextLink, type Link } from "../domain/chain.rules";
import { readEvent, type ErasureEvent } from "../domain/event";
import { appendLines, lastLine, recordFiles, replaceFile } from "./files";
import type { HeadSigner, PublicJwk } from "./head-key";
import {
  headLine,
  HEADS,
  KEYS,
  LINKS_PER_FILE,
  recordLine,
  RECORDS,
  recordsFile,
  type HeadLine,
  type RecordLine,
} from "./lines";
import type { ChainSource, StoredLink } from "../data/chain.source";

/** The chain in the database is not the one that was exported before, or not whole. Nothing is signed any more. */
export class ChainFault extends Error {
  override readonly name = "ChainFault";
}

export interface Exported {
  /** Links that are new in the directory. */
  readonly records: number;
  /** Where the chain stands; null while it is empty. */
  readonly head: HeadLine | null;
}

/**
 * Brings a directory to where the chain stands: first the records, then a signed head, each on the disk before the
 * next. What is exported is checked, link by link, against what was exported before: a head is never signed for a
 * chain that was changed. The caller sees to it that only one exports at a time.
 */
export async function exportChain(
  source: ChainSource,
  directory: string,
  signer: HeadSigner,
  at: Date,
): Promise<Exported> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await publishKey(path.join(directory, KEYS), signer.publicJwk);
  const place = await findPlace(directory);
  await checkContinues(source, place.link);
  const erasures: ErasureEvent[] = [];
  let { link, file, links } = place;
  for (;;) {
    const room = links < LINKS_PER_FILE ? LINKS_PER_FILE - links : LINKS_PER_FILE;
    const stored = await source.after(link.seq, room);
    if (stored.length === 0) break;
    if (links >= LINKS_PER_FILE || file === null) [file, links] = [recordsFile(link.seq + 1), 0];
    link = follow(link, stored, erasures);
    await appendLines(path.join(directory, file), stored.map(toLine));
    links += stored.length;
  }
  const head = await signHead(path.join(directory, HEADS), signer, link, at);
  for (const erasure of erasures) await emptyLinks(directory, erasure);
  return { records: link.seq - place.link.seq, head };
}

interface Place {
  readonly link: Link;
  readonly file: string | null;
  /** How many links the last file holds. */
  readonly links: number;
}

async function findPlace(directory: string): Promise<Place> {
  for (const file of (await recordFiles(directory)).reverse()) {
    const text = await lastLine(path.join(directory, file));
    if (text === null) continue;
    const { seq, chainHash } = recordLine.parse(JSON.parse(text));
    const first = Number(RECORDS.exec(file)![1]);
    return { link: { seq, chainHash: Buffer.from(chainHash, "hex") }, file, links: seq - first + 1 };
  }
  return { link: GENESIS, file: null, links: 0 };
}

async function checkContinues(source: ChainSource, { seq, chainHash }: Link): Promise<void> {
  if (seq === 0) return;
  const [stored] = await source.after(seq - 1, 1);
  if (stored?.seq === seq && stored.chainHash.equals(chainHash)) return;
  throw new ChainFault(`Link ${seq} of the database is not the one that was exported.`);
}

/** The link after all of `stored`; ChainFault at the first that does not follow. */
function follow(link: Link, stored: readonly StoredLink[], erasures: ErasureEvent[]): Link {
  for (const each of stored) {
    link = nextLink(link, each.contentHash);
    const isWhole = each.content === null || contentHashOf(each.salt!, each.content).equals(each.contentHash);
    if (each.seq !== link.seq || !each.chainHash.equals(link.chainHash) || !isWhole) {
      throw new ChainFault(`Link ${link.seq} of the database does not follow the one before it.`);
    }
    const event = each.content?.includes('"event":"ERASURE"') ? readEvent(each.content) : null;
    if (event?.event === "ERASURE") erasures.push(event);
  }
  return link;
}

const toLine = ({ seq, contentHash, chainHash, salt, content }: StoredLink): RecordLine => ({
  seq,
  contentHash: contentHash.toString("hex"),
  chainHash: chainHash.toString("hex"),
  salt: salt?.toString("hex") ?? null,
  content,
});

/** A head for where the chain stands, unless the last one says so already. */
async function signHead(
  file: string,
  signer: HeadSigner,
  { seq, chainHash }: Link,
  at: Date,
): Promise<HeadLine | null> {
  const last = await lastLine(file);
  const known = last === null ? null : headLine.parse(JSON.parse(last));
  if (known && known.seq > seq) throw new ChainFault(`The chain ends at ${seq}; ${known.seq} was signed before.`);
  if (seq === 0 || known?.seq === seq) return known;
  const head = signer.sign(seq, chainHash, at);
  await appendLines(file, [head]);
  return head;
}

/** What the database has erased is erased here too; links stay, so that the heads hold. */
async function emptyLinks(directory: string, { from, to }: ErasureEvent): Promise<void> {
  for (const name of await recordFiles(directory)) {
    const first = Number(RECORDS.exec(name)![1]);
    if (first > to || first + LINKS_PER_FILE <= from) continue;
    const file = path.join(directory, name);
    const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
    const emptied = lines.map((line) => {
      const record = recordLine.parse(JSON.parse(line));
      if (record.seq < from || record.seq > to || isErasure(record)) return line;
      return JSON.stringify({ ...record, salt: null, content: null });
    });
    await replaceFile(file, `${emptied.join("\n")}\n`);
  }
}

const isErasure = ({ content }: RecordLine): boolean => content !== null && readEvent(content).event === "ERASURE";

async function publishKey(file: string, key: PublicJwk): Promise<void> {
  const known = await readFile(file, "utf8").then(
    (text) => (JSON.parse(text) as { keys: PublicJwk[] }).keys,
    () => [],
  );
  if (known.some(({ kid }) => kid === key.kid)) return;
  await replaceFile(file, `${JSON.stringify({ keys: [...known, key] })}\n`);
}
