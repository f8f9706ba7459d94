import { readFile } from "node:fs/promises";
import type { Seals } from "./seal";
import { SIGNATURE_ENDING, type SupergraphSource } from "./source";

/**
 * A file, read anew each time and not watched for: that also sees a mount or a link change. Between two writes it may be
 * missing, which is nothing new, or half there: what is half is refused, and the whole is seen next time.
 */
export class FileSource implements SupergraphSource {
  private signedAt = 0;

  constructor(
    private readonly file: string,
    private readonly seals?: Seals,
  ) {}

  async read(): Promise<string | undefined> {
    const text = await readFile(this.file, "utf8").catch(() => undefined);
    if (text === undefined || !this.seals) return text;
    this.signedAt = await this.seals.check(text, await readFile(this.file + SIGNATURE_ENDING, "utf8").catch(() => ""));
    return text;
  }

  used(): Promise<void> {
    this.seals?.used(this.signedAt);
    return Promise.resolve();
  }
}
