import DataLoader from "dataloader";
import type { Database } from "../../kernel/database/database";
import { statement } from "../../kernel/database/statement";
import { isId } from "../../kernel/identifier";
import type { Viewer } from "../../kernel/viewer";

/** One step of a status history. `at` is ISO text: it comes out of a JSON aggregate. */
export interface StepRecord {
  status: string;
  at: string;
  organisationId: string | null;
  reason: string | null;
}

export interface ApplicationRecord {
  id: string;
  programmeId: string;
  organisationId: string;
  status: string;
  submittedAt: string | null;
  missingDocuments: string[];
  history: StepRecord[];
}

export interface EnrolmentRecord {
  id: string;
  programmeId: string;
  applicationId: string | null;
  referralId: string | null;
  organisationId: string;
  status: string;
  from: string;
  until: string | null;
  amountMinor: number | null;
  currency: string | null;
  period: string | null;
  inKind: string | null;
  history: StepRecord[];
}

/** The applications and enrolments of one person which one viewer may see. */
export interface EnrolmentFileRecord {
  applications: ApplicationRecord[];
  enrolments: EnrolmentRecord[];
}

/** What may be read of one person: see Sight in the access rules. */
export interface Reach {
  readonly whole: readonly string[];
  readonly own: readonly string[];
  readonly insider: boolean;
}

interface Asked {
  readonly id: string;
  readonly reach: Reach;
}

const VISIBLE = (row: string) => `
        ((${row}.programme_domain = any(asked.whole) and (asked.insider or not ${row}.discreet))
          or (${row}.programme_domain = any(asked.own) and ${row}.organisation_id = $2))`;

/**
 * One statement for everything of all asked people. $1 is a JSON list of people, each with their own reach, because
 * what may be seen differs from person to person; $2 is the viewer's organisation. See walled.views.ts.
 */
const FILES = statement<EnrolmentFileRecord & { position: number }>(
  "enrolment_files",
  `select asked.position,
    coalesce((select json_agg(json_build_object('id', a.id, 'programmeId', a.programme_id,
        'organisationId', a.organisation_id, 'status', a.status, 'submittedAt', a.submitted_at,
        'missingDocuments', a.missing_documents, 'history', a.history)
        order by a.started_at desc, a.id)
      from wall_application a
      where a.beneficiary_id = asked.id and ${VISIBLE("a")}), '[]') as applications,
    coalesce((select json_agg(json_build_object('id', e.id, 'programmeId', e.programme_id,
        'applicationId', e.application_id, 'referralId', e.referral_id, 'organisationId', e.organisation_id,
        'status', e.status, 'from', e.starts_on, 'until', e.ends_on, 'amountMinor', e.amount_minor,
        'currency', e.currency, 'period', e.period, 'inKind', e.in_kind,
        'history', e.history)
        order by e.starts_on desc, e.id)
      from wall_enrolment e
      where e.beneficiary_id = asked.id and ${VISIBLE("e")}), '[]') as enrolments
  from json_to_recordset($1::json) as asked(position int, id uuid, whole text[], own text[], insider boolean)`,
);

/** Files by person, for one viewer. Born with the request. */
export class EnrolmentFileRepository {
  private readonly files: DataLoader<Asked, EnrolmentFileRecord, string>;

  constructor(
    private readonly database: Database,
    private readonly viewer: Viewer,
  ) {
    this.files = new DataLoader((asked) => this.load(asked), { cacheKeyFn: (asked) => JSON.stringify(asked) });
  }

  /** What `reach` lets through; a person nobody has recorded anything of has an empty file. */
  async find(beneficiaryId: string, reach: Reach): Promise<EnrolmentFileRecord> {
    return isId(beneficiaryId) ? this.files.load({ id: beneficiaryId, reach }) : nothing();
  }

  private async load(asked: readonly Asked[]): Promise<EnrolmentFileRecord[]> {
    const list = asked.map(({ id, reach: { whole, own, insider } }, position) => ({
      position,
      id,
      whole,
      own,
      insider,
    }));
    const whole = list.filter((person) => person.whole.length > 0);
    const granted = {
      people: whole.map(({ id }) => id),
      confided: whole.filter(({ insider }) => insider).map(({ id }) => id),
    };
    const values = [JSON.stringify(list), this.viewer.organisationId];
    const rows = await this.database.rows(this.viewer, FILES, values, granted);
    const byPosition = new Map(rows.map((row) => [row.position, row]));
    return asked.map((_, position) => byPosition.get(position) ?? nothing());
  }
}

const nothing = (): EnrolmentFileRecord => ({ applications: [], enrolments: [] });
