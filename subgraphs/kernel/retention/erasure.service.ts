import type { Database, Transaction } from "../database/database";
import { isId } from "../identifier";
import { readGrants } from "../policy/grants";
import { badInput, Refusal } from "../refusal";
import type { ServedCall } from "../subgraph";

export interface ErasureOrder {
  readonly beneficiaryId: string;
  readonly requestId: string;
  readonly grants?: unknown;
}

export interface ErasedRecord {
  readonly table: string;
  readonly category: string;
  readonly erased: number;
  readonly kept: number;
  readonly reason: string | null;
  readonly until: string | null;
}

/** What has to be true together with an erasure. */
type Also = (tx: Transaction, erased: readonly ErasedRecord[]) => Promise<void>;

/** Erases a person at one owner, as far as the law lets it. Safe to repeat: what is gone stays gone. */
export class ErasureService {
  constructor(
    private readonly call: ServedCall,
    private readonly database: Database,
  ) {}

  /**
   * For the officer who handles an open request of this person, which is the attestation's to say. One transaction: an
   * interrupted erasure has erased nothing here. `also` runs in it, after.
   */
  async erase(order: ErasureOrder, also?: Also): Promise<ErasedRecord[]> {
    const { beneficiaryId, requestId } = order;
    if (!isId(beneficiaryId)) throw badInput("beneficiaryId", "id", "Name a person.");
    if (!isId(requestId)) throw badInput("requestId", "id", "Name a request.");
    this.authorise(order);
    return this.database.transaction(this.call.viewer, async (tx) => {
      const erased = await eraseRows(tx, beneficiaryId, requestId);
      await also?.(tx, erased);
      return erased;
    });
  }

  private authorise({ beneficiaryId, grants: attested }: ErasureOrder): void {
    const grants = readGrants(attested);
    const question = { category: "IDENTITY", relation: grants.relation, grants } as const;
    const decision = this.call.disclosures.decide(beneficiaryId.toLowerCase(), "request:handle", question);
    if (decision.granted && grants.relation === "REQUEST_HANDLER") return;
    throw new Refusal("FORBIDDEN", "A person is erased by the officer, on their open request.");
  }
}

/** The application deletes no person; the database does, by a function that can do nothing else (see leaving.ts). */
const eraseRows = (tx: Transaction, beneficiaryId: string, requestId: string): Promise<ErasedRecord[]> =>
  tx.query(
    `select table_name as "table", category, erased, kept, reason, until::text from erase_person($1, $2)
     where category not in ('MENTAL_HEALTH', 'SAFETY')`,
    [beneficiaryId, requestId],
  );
