import type { Database, Transaction } from "../../kernel/database/database";
import { search, statement } from "../../kernel/database/statement";
import type { Category } from "../../kernel/policy/vocabulary";
import { Refusal } from "../../kernel/refusal";
import type { Vault } from "../../kernel/secrets/vault";
import type { Viewer } from "../../kernel/viewer";
import type { CorrectionRefusal, CorrectionState } from "../domain/correction.rules";
import { CorrectionRow } from "./correction.row";

export interface CorrectionRecord {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly holderId: string;
  readonly category: Category;
  readonly field: string;
  /** In clear; empty in claims of the time before they were sealed. */
  readonly wrong: string;
  readonly right: string;
  readonly evidence: string;
  readonly state: CorrectionState;
  readonly claimedBy: string;
  readonly claimedAt: Date;
  readonly answeredBy: string | null;
  readonly answeredAt: Date | null;
  readonly reason: CorrectionRefusal | null;
}

type Sealed = Omit<CorrectionRecord, "wrong" | "right"> & Readonly<Record<"wrong" | "right", Buffer | null>>;

const COLUMNS = `c.id, c.beneficiary_id as "beneficiaryId", c.holder_id as "holderId", c.category, c.field,
  c.wrong_sealed as wrong, c.right_sealed as "right", c.evidence, c.state, c.claimed_by as "claimedBy", c.claimed_at as "claimedAt",
  c.answered_by as "answeredBy", c.answered_at as "answeredAt", c.reason`;

const BY_ID = statement<Sealed>("correction_by_id", `select ${COLUMNS} from correction c where c.id = $1`);

/** $1 the person or null, $2 the holder or null, $3 state or null, $4-$5 cursor, $6 how many. */
const LIST = search<Sealed>(
  "corrections",
  `select ${COLUMNS} from correction c
  where ($1::uuid is null or c.beneficiary_id = $1) and ($2::uuid is null or c.holder_id = $2)
    and ($3::text is null or c.state = $3)
    and ($4::timestamptz is null or (c.claimed_at, c.id) < ($4, $5::uuid))
  order by c.claimed_at desc, c.id desc limit $6`,
);

/** Who was shown it, or may have been: who was sent the person, and who has consent for the category. $2 its holder. */
const RECIPIENTS = statement<{ id: string }>(
  "correction_recipients",
  `select r.agency_id as id from referral r
    where r.beneficiary_id = $1 and r.sent_at is not null and not r.confidential and r.agency_id <> $2
  union
  select k.recipient_id from consent k
    where k.beneficiary_id = $1 and $3 = any (k.categories) and k.recipient_id is not null and k.recipient_id <> $2
  order by 1`,
);

export interface CorrectionFilter {
  readonly beneficiaryId: string | null;
  readonly holderId: string | null;
  readonly state: CorrectionState | null;
}

/** Claims for one viewer: what was addressed to them, and those of their own people. */
export class CorrectionRepository {
  constructor(
    private readonly database: Database,
    private readonly viewer: Viewer,
    private readonly vault: Vault,
  ) {}

  async find(id: string): Promise<CorrectionRecord | null> {
    const [found] = await this.database.rows(this.viewer, BY_ID, [id]);
    return found ? this.open(found) : null;
  }

  async list(
    { beneficiaryId, holderId, state }: CorrectionFilter,
    limit: number,
    after: readonly string[] | null,
  ): Promise<CorrectionRecord[]> {
    const values = [beneficiaryId, holderId, state, after?.[0] ?? null, after?.[1] ?? null, limit];
    return (await this.database.rows(this.viewer, LIST, values)).map((each) => this.open(each));
  }

  private open({ wrong, right, ...rest }: Sealed): CorrectionRecord {
    return { ...rest, wrong: wrong ? this.vault.open(wrong) : "", right: right ? this.vault.open(right) : "" };
  }

  async listRecipients({ beneficiaryId, holderId, category }: CorrectionRecord): Promise<string[]> {
    return (await this.database.rows(this.viewer, RECIPIENTS, [beneficiaryId, holderId, category])).map(({ id }) => id);
  }

  /** Organisations the person was openly sent to. */
  async listHolders(beneficiaryId: string): Promise<string[]> {
    const nobody = "00000000-0000-0000-0000-000000000000";
    return (await this.database.rows(this.viewer, RECIPIENTS, [beneficiaryId, nobody, ""])).map(({ id }) => id);
  }

  insert = (tx: Transaction, row: CorrectionRow) => tx.insert(CorrectionRow, row);

  /** CONFLICT when it was answered already: two answers at once have one winner. */
  async answer(
    tx: Transaction,
    { beneficiaryId, id }: CorrectionRecord,
    answer: Pick<CorrectionRow, "state" | "reason" | "answeredBy" | "answeredAt" | "replacedSealed">,
  ): Promise<void> {
    const { affected } = await tx
      .createQueryBuilder()
      .update(CorrectionRow)
      .set(answer)
      .where("beneficiary_id = :beneficiaryId and id = :id and state = 'OPEN'", { beneficiaryId, id })
      .execute();
    if (affected !== 1) throw new Refusal("CONFLICT", "This claim was already answered.");
  }
}
