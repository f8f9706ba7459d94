import type { Database } from "../../kernel/database/database";
import { statement } from "../../kernel/database/statement";
import { listLoader } from "../../kernel/loader";
import type { Viewer } from "../../kernel/viewer";

/** The days of one month, in order; ISO dates. */
export interface MonthRecord {
  readonly enrolmentId: string;
  /** Its first day. */
  readonly month: string;
  readonly present: string[];
  readonly absent: string[];
  readonly excused: string[];
}

const days = (status: string): string =>
  `coalesce(json_agg(a.day order by a.day) filter (where a.status = '${status}'), '[]')`;

/** $1 children, $2 their enrolments. */
const MONTHS = statement<MonthRecord>(
  "attendance_months",
  `select a.enrolment_id as "enrolmentId", date_trunc('month', a.day)::date as month, ${days("PRESENT")} as present,
    ${days("ABSENT")} as absent, ${days("EXCUSED")} as excused
  from attendance a where a.beneficiary_id = any($1) and a.enrolment_id = any($2)
  group by 1, 2 order by 2`,
);

/** An enrolment the viewer was shown, and whose. */
export interface ShownEnrolment {
  readonly id: string;
  readonly beneficiaryId: string;
}

/** On which days children came, for one viewer. Born with the request. */
export class AttendanceRepository {
  private readonly children = new Set<string>();
  private readonly months;

  constructor(database: Database, viewer: Viewer) {
    this.months = listLoader(
      (enrolments) => {
        const children = [...this.children];
        return database.rows(viewer, MONTHS, [children, enrolments], { people: children });
      },
      (row) => row.enrolmentId,
    );
  }

  /** The months of an enrolment, oldest first. Whoever was shown the enrolment may see its days. */
  listMonths({ id, beneficiaryId }: ShownEnrolment): Promise<MonthRecord[]> {
    this.children.add(beneficiaryId);
    return this.months.load(id);
  }
}
