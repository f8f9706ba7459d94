import { z } from "zod";
import { canonicalJson } from "../domain/canonical-json";

/**
 * What is exported: files of lines, one JSON object each.
 *
 * - `records-<first number>.jsonl`: the links of the chain in order, a few thousand a file. Lines are only added; when
 *   contents are erased their links keep their place, their hashes, and nothing else.
 * - `heads.jsonl`: where the chain stood, signed (Ed25519). Never rewritten.
 * - `head-keys.json`: the public keys of the heads, as JWKS. For convenience: who verifies brings a key of their own.
 */
export const HEADS = "heads.jsonl";
export const KEYS = "head-keys.json";
export const RECORDS = /^records-(\d{12})\.jsonl$/;
export const recordsFile = (firstSeq: number): string => `records-${String(firstSeq).padStart(12, "0")}.jsonl`;

/** Links of one file at most. */
export const LINKS_PER_FILE = 5000;

const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const recordLine = z
  .strictObject({
    seq: z.int().min(1),
    contentHash: hash,
    chainHash: hash,
    salt: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .nullable(),
    content: z.string().nullable(),
  })
  .refine(({ salt, content }) => (salt === null) === (content === null), { path: ["salt"] });
export type RecordLine = z.infer<typeof recordLine>;

export const headLine = z.strictObject({
  seq: z.int().min(1),
  chainHash: hash,
  at: z.iso.datetime(),
  kid: z.string().min(1),
  signature: z.string().regex(/^[\w-]{86}$/),
});
export type HeadLine = z.infer<typeof headLine>;

/** What is signed of a head. */
export const signedPart = ({ seq, chainHash, at, kid }: Omit<HeadLine, "signature">): Buffer =>
  Buffer.from(`syndesmos access record head\n${canonicalJson({ seq, chainHash, at, kid })}`);
