import type { Category } from "../../subgraphs/kernel/policy/vocabulary";

/** An agency's file of a person: how it is asked for, and which rows of which tables it shows. */
export interface AgencyFile {
  readonly owner: string;
  /** The field of Beneficiary, and its lists of things with an id. */
  readonly field: string;
  readonly lists: readonly string[];
  readonly category: Category;
  /** The rows behind the lists: person, organisation, and whether they are of a confidential house. */
  readonly rows: string;
  /** Whether some houses here are confidential, or all of it is. */
  readonly hides?: "SOME" | "ALL";
  /** Every organisation that operates here. */
  readonly operators: string;
}

const rowsOf = (tables: readonly string[], confidential: (table: string) => string = () => "false"): string =>
  tables
    .map((each) => `select id, beneficiary_id, organisation_id, ${confidential(each)} as confidential from ${each}`)
    .join(" union all ");

export const AGENCY_FILES: readonly AgencyFile[] = [
  {
    owner: "oaed",
    field: "employment",
    lists: ["registrations", "trainings", "matches", "placements"],
    category: "EMPLOYMENT",
    rows: rowsOf(["registration", "attendance", "vacancy_match", "placement"]),
    operators: "select distinct organisation_id as id from office",
  },
  {
    owner: "shelters",
    field: "housing",
    lists: ["stays", "waitingList"],
    category: "HOUSING",
    hides: "SOME",
    rows: rowsOf(["stay", "waiting_entry"], (table) =>
      table === "stay"
        ? "(select f.confidential from bed b join room r on r.id = b.room_id join facility f on f.id = r.facility_id where b.id = bed_id)"
        : "(select f.confidential from facility f where f.id = facility_id)",
    ),
    operators: "select distinct organisation_id as id from facility",
  },
  {
    owner: "kdap",
    field: "childcare",
    lists: ["enrolments"],
    category: "CHILDREN",
    rows: rowsOf(["enrolment"]),
    operators: "select distinct organisation_id as id from centre",
  },
  {
    owner: "mental-health",
    field: "mentalHealth",
    lists: ["episodes"],
    category: "MENTAL_HEALTH",
    hides: "ALL",
    rows: rowsOf(["episode"]),
    operators: "select distinct organisation_id as id from unit",
  },
];
