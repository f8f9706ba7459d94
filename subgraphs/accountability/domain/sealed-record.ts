import { Chance } from "../../kernel/chance";
import type { AccessRecord } from "../../kernel/disclosure/access-record";
import { hashOfSalted, SALT_BYTES } from "./chain.rules";
import { writeEvent } from "./event";
import { findingsOf, type Findings } from "./findings.rules";

/** A record as it will stand in the chain, save its place: made while earlier ones are being stored. */
export interface SealedRecord {
  readonly record: AccessRecord;
  readonly findings: Findings;
  readonly salt: Buffer;
  /** UTF-8. */
  readonly content: Buffer;
  readonly contentHash: Buffer;
}

/** Seals records, each with a salt of its own. */
export class Sealer {
  private readonly chance = new Chance();

  seal(record: AccessRecord): SealedRecord {
    const text = writeEvent({ event: "ACCESS", ...record });
    // One piece of memory, because it is hashed as one.
    const salted = Buffer.allocUnsafe(SALT_BYTES + Buffer.byteLength(text));
    this.chance.fill(salted, SALT_BYTES);
    salted.write(text, SALT_BYTES);
    const [salt, content] = [salted.subarray(0, SALT_BYTES), salted.subarray(SALT_BYTES)];
    return { record, findings: findingsOf(record), salt, content, contentHash: hashOfSalted(salted) };
  }
}
