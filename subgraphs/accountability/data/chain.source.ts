import type { Database } from "../../kernel/database/database";
import { NOBODY } from "../../kernel/identifier";
import { statement } from "../../kernel/database/statement";
import type { Viewer } from "../../kernel/viewer";

/** A link as it is stored. `content` and `salt` are null once they are erased. */
export interface StoredLink {
  readonly seq: number;
  readonly content: string | null;
  readonly salt: Buffer | null;
  readonly contentHash: Buffer;
  readonly chainHash: Buffer;
}

/** Where links are read from, in order. */
export interface ChainSource {
  /** Up to `limit` links after `seq`. */
  after(seq: number, limit: number): Promise<readonly StoredLink[]>;
}

const LINKS_AFTER = statement<StoredLink>(
  "links_after",
  `select seq, content, salt, content_hash as "contentHash", chain_hash as "chainHash"
   from access_record where seq > $1 order by seq limit $2`,
);

/** Who exports: the officer's own machine, nobody of flesh. */
const EXPORTER: Viewer = { id: NOBODY, role: "DPO", organisationId: null, area: null, purpose: "OVERSIGHT" };

/** Whoever exports from this database holds it, in whichever process. */
const EXPORT_LOCK = 4_155_008;

export class StoredChain implements ChainSource {
  constructor(private readonly database: Database) {}

  after(seq: number, limit: number): Promise<StoredLink[]> {
    return this.database.rows(EXPORTER, LINKS_AFTER, [seq, limit]);
  }

  /** Runs `work` while nobody else does; null when somebody does already, unless it may wait. */
  alone<T>(work: () => Promise<T>, mayWait: boolean): Promise<T | null> {
    return this.database.transaction(EXPORTER, async (tx) => {
      const take = mayWait
        ? "select pg_advisory_xact_lock($1), true as taken"
        : "select pg_try_advisory_xact_lock($1) as taken";
      const [{ taken }] = (await tx.query(take, [EXPORT_LOCK])) as [{ taken: boolean }];
      return taken ? work() : null;
    });
  }
}
