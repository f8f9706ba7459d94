import type { Logger } from "pino";
import { describeCause } from "../../subgraphs/kernel/masking";
import { writeWhole } from "../../subgraphs/kernel/whole-file";
import type { Seals } from "./seal";
import { SIGNATURE_ENDING, type SupergraphSource } from "./source";

export interface UrlOptions {
  readonly url: string;
  readonly seals?: Seals | undefined;
  /** Where the last one in use is kept, for a start while the URL is away; nowhere, when not given. */
  readonly keptAt?: string | undefined;
  readonly log: Logger;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 5000;
const MAX_BYTES = 16 << 20;

interface Fetched {
  readonly text: string;
  readonly etag: string | null;
}

/** A supergraph published at a URL: asked for whole only when it changed (ETag), never by redirect, at most 16 MB. */
export class UrlSource implements SupergraphSource {
  private etag: string | null = null;
  private last:
    | { readonly text: string; readonly signature: string | undefined; readonly signedAt: number }
    | undefined;
  private isKept = true;

  constructor(private readonly options: UrlOptions) {}

  async read(): Promise<string | undefined> {
    const { url, seals } = this.options;
    const fetched = await this.fetch(url, this.etag);
    if (fetched === undefined) return undefined;
    const { text, etag } = fetched;
    const signature = seals && (await this.fetch(url + SIGNATURE_ENDING))?.text;
    const signedAt = (await seals?.check(text, signature ?? "")) ?? 0;
    this.etag = etag;
    this.last = { text, signature, signedAt };
    return text;
  }

  /** Without a place to keep it, it is used all the same. */
  async used(): Promise<void> {
    const { keptAt, log, seals } = this.options;
    if (!this.last) return;
    seals?.used(this.last.signedAt);
    if (keptAt === undefined) return;
    try {
      if (this.last.signature !== undefined) await writeWhole(keptAt + SIGNATURE_ENDING, this.last.signature);
      await writeWhole(keptAt, this.last.text);
      this.isKept = true;
    } catch (error) {
      if (this.isKept) log.warn({ cause: describeCause(error) }, "the supergraph cannot be kept for another start");
      this.isKept = false;
    }
  }

  private async fetch(url: string, etag: string | null = null): Promise<Fetched | undefined> {
    const response = await fetch(url, {
      headers: { accept: "application/graphql, text/plain, */*", ...(etag !== null && { "if-none-match": etag }) },
      redirect: "error",
      signal: AbortSignal.timeout(this.options.timeoutMs ?? TIMEOUT_MS),
    });
    if (response.status === 304 && etag !== null) return undefined;
    if (response.status !== 200) throw new Error(`it is answered with status ${response.status}`);
    return { text: await whole(response), etag: response.headers.get("etag") };
  }
}

/** Refused while it arrives, not after. */
async function whole(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += (chunk as Uint8Array).length;
    if (bytes > MAX_BYTES) throw new Error("it is larger than any supergraph");
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks).toString("utf8");
}
