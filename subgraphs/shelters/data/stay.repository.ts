import { In } from "typeorm";
import type { Database, Transaction } from "../../kernel/database/database";
import { refuseByConstraint } from "../../kernel/database/constraint";
import { isId, newId } from "../../kernel/identifier";
import { Refusal } from "../../kernel/refusal";
import { DAYS_AFTER_END } from "../../kernel/referred/incoming-referral";
import type { Viewer } from "../../kernel/viewer";
import type { LeavingReason, Nights, StayStatus } from "../domain/stay.rules";
import { HOLDS_BED, STAY_JSON, STAY_PLACES, type StayRecord } from "./stay.record";
import { FacilityRow } from "./facility.row";
import { toRange } from "./free-bed";
import { StayHistoryRow, StayRow } from "./stay.row";
import { WaitingEntryRow } from "./waiting-entry.row";

/** A stay about to change: locked, and of the viewer's own organisation. */
export interface HeldStay extends Nights {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly organisationId: string;
  readonly referralId: string | null;
  readonly facilityId: string;
  readonly status: string;
  readonly confidential: boolean;
}

/** What changes of a stay; `until` ends its period. */
export interface StayChange {
  readonly status: StayStatus;
  readonly until: string;
  readonly admittedAt?: Date;
  readonly leftAt?: Date;
  readonly leavingReason?: LeavingReason;
}

/** What an organisation knows of a person: whether anything at all, and whether through the named referral. */
export interface Acquaintance {
  readonly person: boolean;
  readonly referral: boolean;
}

const CONFLICTS = {
  stay_bed_once: () => new Refusal("CONFLICT", "Somebody else has this bed in some of these nights."),
  stay_bed_leased: () => new Refusal("CONFLICT", "This bed is held for somebody else while you decide about them."),
  waiting_entry_open: () => new Refusal("CONFLICT", "This person is on the list of this facility already."),
  bed_lease_bed_once: () => new Refusal("CONFLICT", "Somebody else was given this bed at the same moment. Look again."),
  stay_person_once: () =>
    new Refusal("CONFLICT", "This person has a bed of your organisation in some of these nights."),
};

/** $3 is the referral, or null for none. A referral gives its agency the person until 30 days after it ended. */
const ACQUAINTANCE = `
  select count(*) > 0 as person, coalesce(bool_or(known.referral_id = $3), false) or $3::uuid is null as referral
  from (select referral_id from waiting_entry where beneficiary_id = $1 and organisation_id = $2
    union all select referral_id from stay where beneficiary_id = $1 and organisation_id = $2
    union all select id from incoming_referral where beneficiary_id = $1 and organisation_id = $2
      and (ended_at is null or ended_at > now() - make_interval(days => ${DAYS_AFTER_END}))) known`;

const HELD = `
  select s.id, s.beneficiary_id as "beneficiaryId", s.organisation_id as "organisationId",
    s.referral_id as "referralId", s.status, lower(s.period) as "from", upper(s.period) as until,
    f.id as "facilityId", f.confidential
  from ${STAY_PLACES} where s.id = $1 and s.organisation_id = $2 for update of s`;

const OTHER_STAYS = `
  select from stay s where s.beneficiary_id = $1 and s.referral_id = $2 and s.id <> $3 and ${HOLDS_BED} limit 1`;

/** Writes of stays. Each step runs in the caller's transaction; the constraints have the last word. */
export class StayRepository {
  constructor(
    private readonly database: Database,
    private readonly viewer: Viewer,
  ) {}

  /** All of `work` is stored or nothing. Nights promised twice, to a bed or to a person, refuse with CONFLICT. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(this.viewer, work).catch(refuseByConstraint(CONFLICTS));
  }

  async findFacility(tx: Transaction, id: string, organisationId: string): Promise<FacilityRow | null> {
    return isId(id) ? tx.findOneBy(FacilityRow, { id, organisationId }) : null;
  }

  /** What the organisation knows of a person: from referrals to it, its waiting lists and its stays, past ones too. */
  async recall(
    tx: Transaction,
    organisationId: string,
    { beneficiaryId, referralId = null }: { beneficiaryId: string; referralId?: string | null },
  ): Promise<Acquaintance> {
    if (!isId(beneficiaryId)) return { person: false, referral: false };
    const named = referralId === null || isId(referralId) ? referralId : NO_ID;
    const [known] = await tx.query<Acquaintance[]>(ACQUAINTANCE, [beneficiaryId, organisationId, named]);
    return known!;
  }

  /** Stores a new stay, closes the waiting list entry that led to it, and begins its history. */
  async add(tx: Transaction, facilityId: string, stay: Omit<StayRow, "period"> & Nights, at: Date): Promise<void> {
    const { from, until, ...row } = stay;
    await tx.insert(StayRow, { ...row, period: toRange({ from, until }) });
    await tx.update(
      WaitingEntryRow,
      { facilityId, beneficiaryId: row.beneficiaryId, status: In(["WAITING", "OFFERED"]) },
      { status: "ADMITTED", statusSince: at },
    );
    await this.remember(tx, { ...row, reason: null, at });
  }

  async hold(tx: Transaction, id: string, organisationId: string): Promise<HeldStay | null> {
    if (!isId(id)) return null;
    const [stay] = await tx.query<HeldStay[]>(HELD, [id, organisationId]);
    return stay ?? null;
  }

  /** Changes a held stay and adds to its history. */
  async change(tx: Transaction, stay: HeldStay, { until, ...change }: StayChange, at: Date): Promise<void> {
    await tx.update(StayRow, { id: stay.id }, { ...change, period: toRange({ from: stay.from, until }) });
    await this.remember(tx, { ...stay, status: change.status, reason: change.leavingReason ?? null, at });
  }

  /** Whether the referral of a stay has led to another one that holds its bed. */
  async isServedElsewhere(tx: Transaction, { id, beneficiaryId, referralId }: HeldStay): Promise<boolean> {
    const others: unknown[] = await tx.query(OTHER_STAYS, [beneficiaryId, referralId, id]);
    return others.length > 0;
  }

  /** A stay as the transaction leaves it. */
  async read(tx: Transaction, id: string): Promise<StayRecord> {
    const text = `select ${STAY_JSON} as stay from ${STAY_PLACES} where s.id = $1`;
    const [row] = await tx.query<{ stay: StayRecord }[]>(text, [id]);
    return row!.stay;
  }

  private async remember(
    tx: Transaction,
    {
      id,
      beneficiaryId,
      status,
      reason,
      at,
    }: Pick<StayHistoryRow, "id" | "beneficiaryId" | "status" | "reason" | "at">,
  ): Promise<void> {
    const entry = { stayId: id, beneficiaryId, status, reason, at, workerId: this.viewer.id };
    await tx.insert(StayHistoryRow, { id: newId(), ...entry });
  }
}

/** Stands for an id that cannot exist. */
const NO_ID = "00000000-0000-0000-0000-000000000000";
