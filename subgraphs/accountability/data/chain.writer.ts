import type { ClientBase } from "pg";
import type { Database, Transaction } from "../../kernel/database/database";
import type { Statement } from "../../kernel/database/statement";
import { Refusal } from "../../kernel/refusal";
import { GENESIS, type Link } from "../domain/chain.rules";
import type { SealedRecord } from "../domain/sealed-record";
import { APPEND, extend, FIND_END, TAKE_TURN, type End } from "./chain.statements";
import { RECORDER } from "./recorder.viewer";

/**
 * Appends groups of records to the chain, in two ways. As a rule it remembers where it left the chain and sends a group
 * in one go: take the turn, append if the chain still ends there, commit. The next group follows before the answer, built
 * on the one before; if that one fails the chain does not end where the next expects, and it changes nothing. Whatever
 * did not go that way goes the careful way: take the turn, look where the chain ends and which records it has, append.
 */
export class ChainWriter {
  /** Where the chain ends once all that is under way is stored. Only a guess: it is verified with every use. */
  private end: Link | undefined;

  constructor(private readonly database: Database) {}

  /**
   * Stores those of `group` that are not in the chain yet, in order, all or none. When it resolves they are durable.
   * Refuses with SERVICE_UNAVAILABLE when the database is away, full or read-only, SERVICE_TIMEOUT when it is slow;
   * after a lost connection they may be stored nevertheless, and storing them again is harmless.
   */
  async store(group: readonly SealedRecord[]): Promise<void> {
    try {
      if (this.end && (await this.appendTo(this.end, group))) return;
      this.end = await this.database.transaction(RECORDER, (tx) => appendCarefully(tx, group));
    } catch (error) {
      throw translated(error);
    }
  }

  /** False when nothing was stored, because the chain ends elsewhere, has one of the records, or the way was cut. */
  private async appendTo(after: Link, group: readonly SealedRecord[]): Promise<boolean> {
    const { end, values } = extend(after, group);
    this.end = end;
    try {
      const [answer] = await this.database.append(RECORDER, [TAKE_TURN], APPEND, values);
      if (answer?.appended) return true;
    } catch (error) {
      this.end = undefined;
      if (isFinal(error)) throw error;
    }
    this.end = undefined;
    return false;
  }
}

/** The transaction holds the turn from its first statement to its end. */
async function appendCarefully(tx: Transaction, group: readonly SealedRecord[]): Promise<Link> {
  const client = (await tx.queryRunner!.connect()) as ClientBase;
  // Named, so that a connection parses and plans each of them once.
  const ask = async <Row>({ name, text }: Statement<Row>, values: readonly unknown[]): Promise<Row[]> =>
    (await client.query({ name, text, values: [...values] })).rows as Row[];
  await ask(TAKE_TURN, TAKE_TURN.values);
  const [found] = await ask(FIND_END, [group.map(({ record }) => record.id)]);
  const fresh = unknownOf(group, new Set(found!.known));
  const { end, values } = extend(linkOf(found!), fresh);
  if (fresh.length > 0) await ask(APPEND, values);
  return end;
}

const linkOf = ({ seq, chainHash }: End): Link => (seq !== null && chainHash ? { seq, chainHash } : GENESIS);

/** Each id once, and only those the chain does not have. */
const unknownOf = (group: readonly SealedRecord[], known: Set<string>): SealedRecord[] =>
  group.filter(({ record: { id } }) => !known.has(id) && known.add(id));

/** 57014 and 55P03: the patience of {@link TAKE_TURN} is over. */
const isLate = (code: string): boolean => code === "57014" || code === "55P03";

/** Class 53: no space, no memory. 25006: read-only. */
const isFull = (code: string): boolean => /^53|^25006$/.test(code);

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? "";

/** Trying it another way would only take longer. */
const isFinal = (error: unknown): boolean => isLate(codeOf(error)) || isFull(codeOf(error));

function translated(error: unknown): unknown {
  const code = codeOf(error);
  if (isLate(code)) return new Refusal("SERVICE_TIMEOUT", "The record was not written in time.");
  if (isFull(code)) return new Refusal("SERVICE_UNAVAILABLE", "The record cannot be written now.");
  return error;
}
