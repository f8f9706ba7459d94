import { randomFillSync } from "node:crypto";

/** Drawn at a time: asking the system for chance costs the same for a few bytes as for all of these. */
const POOL_BYTES = 4096;

/** Random bytes of the system's own generator, fit for salts and ids. What was drawn is drawn once. */
export class Chance {
  private readonly pool = Buffer.allocUnsafe(POOL_BYTES);
  private used = POOL_BYTES;

  /** Fills the first `bytes` of `target`, at most as many as are drawn at a time. */
  fill(target: Buffer, bytes: number): void {
    const from = this.take(bytes);
    this.pool.copy(target, 0, from, from + bytes);
  }

  /** As many bytes in hex: twice as many characters. */
  hex(bytes: number): string {
    const from = this.take(bytes);
    return this.pool.toString("hex", from, from + bytes);
  }

  private take(bytes: number): number {
    if (this.used + bytes > POOL_BYTES) {
      randomFillSync(this.pool);
      this.used = 0;
    }
    const from = this.used;
    this.used += bytes;
    return from;
  }
}
