import type { Database, Transaction } from "../database/database";
import { refuseByConstraint } from "../database/constraint";
import { once } from "../database/idempotency";
import { isId } from "../identifier";
import { publish } from "../outbox/publish";
import { NO_GRANTS } from "../policy/grants";
import type { Action, Category } from "../policy/vocabulary";
import { notFound, Refusal } from "../refusal";
import type { ServedCall } from "../subgraph";
import { recallReferral, type IncomingReferral, type Named } from "./incoming-referral";

/** What an owner's agencies record, and how its refusals are said. */
export interface Trade {
  /** The owner's name: the first part of its events. */
  readonly owner: string;
  readonly action: Extract<Action, "file:write" | "enrolment:write">;
  readonly category: Category;
  /** Who is refused is told whose task it is. */
  readonly task: string;
  /** What constraints mean, by name. */
  readonly conflicts: Readonly<Record<string, () => Refusal>>;
}

/** A change that may be sent again with the same key and happens once. */
export interface Repeatable {
  readonly idempotencyKey?: string | null;
}

/** A change under way: in whose name, and when. */
export interface Work {
  readonly tx: Transaction;
  readonly organisationId: string;
  readonly now: Date;
}

/** What others may be told of a record: whose it is, and which referral led to it. */
export interface Told {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly referralId: string | null;
}

/** What every record of a person says: whom it is about, and what of them where that is not the trade's. */
interface About {
  readonly beneficiaryId: string;
  readonly category?: Category;
}

/**
 * What agencies do in their own records, all in the same order: may the viewer keep such records at all, then find,
 * check, change, remember and tell, in one transaction and once per key; and a note of whom it was about.
 */
export class Desk {
  constructor(
    private readonly call: ServedCall,
    private readonly database: Database,
    private readonly trade: Trade,
    private readonly clock: () => Date,
  ) {}

  /** `change` returns the id of the record, which `read` then shows. FORBIDDEN before anything is looked up. */
  async record<Record extends About>(
    operation: string,
    input: Repeatable,
    change: (work: Work) => Promise<string>,
    read: (tx: Transaction, id: string) => Promise<Record>,
  ): Promise<Record> {
    const { call, database, trade } = this;
    const organisationId = this.requireKeeper();
    const record = await database
      .transaction(call.viewer, async (tx) => {
        const run = () => change({ tx, organisationId, now: this.clock() });
        return read(tx, await once(tx, call.viewer, input.idempotencyKey, [operation, input], run));
      })
      .catch(refuseByConstraint(trade.conflicts));
    const { beneficiaryId, category = trade.category } = record;
    call.disclosures.decide(beneficiaryId, trade.action, { ...this.own, category });
    return record;
  }

  /** Refuses with FORBIDDEN who keeps no such records, by role and purpose. Returns the viewer's organisation. */
  requireKeeper(): string {
    const { organisationId } = this.call.viewer;
    const may = this.call.disclosures.foresee(this.trade.action, this.own).granted;
    if (organisationId !== null && may) return organisationId;
    throw new Refusal("FORBIDDEN", this.trade.task);
  }

  /** The referral that gives the agency the person. NOT_FOUND for who was not referred to it, and for another's. */
  async getReferral({ tx, organisationId }: Work, named: Named): Promise<IncomingReferral> {
    const referral = await recallReferral(tx, organisationId, named);
    if (referral) return referral;
    throw notFound(named.referralId ? "referral" : "person");
  }

  /** Tells the centres, with the change itself, what became of the referral; nothing where none led to the record. */
  async tell({ tx, organisationId, now }: Work, type: string, about: Told, outcome?: string): Promise<void> {
    const { id: recordId, beneficiaryId: personId, referralId } = about;
    if (referralId === null) return;
    const payload = outcome === undefined ? { referralId } : { referralId, outcome };
    const from = { type: `${this.trade.owner}.${type}`, version: 1, organisationId, recordId, occurredAt: now };
    await publish(tx, this.call, [{ ...from, personId, payload, audience: ["beneficiaries"] }]);
  }

  private get own() {
    return { category: this.trade.category, relation: "HOLDER", grants: NO_GRANTS } as const;
  }
}

/** One row by id, or NOT_FOUND with the same words as for a row that is another agency's. */
export async function getRow<Row>({ tx, organisationId }: Work, what: string, text: string, id: string): Promise<Row> {
  const [row] = isId(id) ? await tx.query<Row[]>(text, [id, organisationId]) : [];
  if (!row) throw notFound(what);
  return row;
}
