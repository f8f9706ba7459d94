import { Client } from "pg";
import type { Decision } from "../../subgraphs/kernel/policy/decide";
import type { Grants } from "../../subgraphs/kernel/policy/grants";
import type { Category, Relation } from "../../subgraphs/kernel/policy/vocabulary";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import type { AgencyFile } from "./agency-files";
import { ALL_CIRCUMSTANCES, decideCase, type Circumstances } from "./cases";

/** A row of an agency's file, as its keeper knows it. */
export interface FileRow {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly organisationId: string;
  /** Of a confidential house. */
  readonly confidential: boolean;
}

export type Attestation = Circumstances & { readonly relation: Grants["relation"]; readonly restricted: boolean };

/** Everything the beneficiaries subgraph could attest about a person. */
export const ATTESTATIONS: readonly Attestation[] = (
  ["OWN_CENTRE", "ADDRESSEE", "REQUEST_HANDLER", "NONE"] as const
).flatMap((relation) =>
  [false, true].flatMap((restricted) =>
    ALL_CIRCUMSTANCES.map((circumstances) => ({ relation, restricted, ...circumstances })),
  ),
);

/** What a file keeps, and what of it the policy decides to show. */
export class FileTruth {
  private constructor(
    private readonly file: AgencyFile,
    readonly rows: readonly FileRow[],
    readonly operators: ReadonlySet<string>,
  ) {}

  static async read(file: AgencyFile, keeperUrl: string): Promise<FileTruth> {
    const keeper = new Client({ connectionString: keeperUrl });
    await keeper.connect();
    try {
      const { rows } = await keeper.query<FileRow>(
        `select id, beneficiary_id as "beneficiaryId", organisation_id as "organisationId", confidential
         from (${file.rows}) r`,
      );
      const operators = await keeper.query<{ id: string }>(file.operators);
      return new FileTruth(file, rows, new Set(operators.rows.map(({ id }) => id)));
    } finally {
      await keeper.end();
    }
  }

  /** The person of whom most organisations made a record, and among these the one with most records. */
  bestKnown(): string {
    const breadth = new Map<string, Set<string>>();
    for (const { beneficiaryId, organisationId, id } of this.rows) {
      const known = breadth.get(beneficiaryId) ?? new Set();
      breadth.set(beneficiaryId, known.add(organisationId).add(id));
    }
    const organisations = (person: string) => this.holdersOf(person).length;
    const most = Math.max(...[...breadth.keys()].map(organisations));
    const widest = [...breadth].filter(([person]) => organisations(person) === most);
    return widest.sort(([, one], [, other]) => other.size - one.size)[0]![0];
  }

  /** Somebody whom no house knows that is not confidential. */
  knownInSecretOnly(): string {
    const openly = new Set(this.rows.filter((row) => !this.isSecret(row)).map(({ beneficiaryId }) => beneficiaryId));
    const found = this.rows.find(({ beneficiaryId }) => !openly.has(beneficiaryId));
    if (!found) throw new Error("The caseload has nobody whom only a confidential house knows.");
    return found.beneficiaryId;
  }

  private isSecret({ confidential }: FileRow): boolean {
    return confidential || this.file.hides === "ALL";
  }

  rowsOf(person: string): FileRow[] {
    return this.rows.filter(({ beneficiaryId }) => beneficiaryId === person);
  }

  holdersOf(person: string): string[] {
    return [...new Set(this.rowsOf(person).map(({ organisationId }) => organisationId))];
  }

  decide(viewer: Viewer, attestation: Attestation, category: Category = this.file.category): Decision {
    const { role, purpose, organisationId } = viewer;
    const holds = attestation.relation === "ADDRESSEE" && this.operators.has(organisationId ?? "");
    const relation: Relation = holds ? "HOLDER" : attestation.relation;
    return decideCase({ ...attestation, role, purpose, action: "file:read", category, relation });
  }

  /** Ordinary rows as far as the file is open; those of confidential houses as far as SAFETY is too (rule 5). */
  shownTo(viewer: Viewer, attestation: Attestation, person: string): FileRow[] {
    const file = this.decide(viewer, attestation);
    if (!file.granted) return [];
    const safety = this.decide(viewer, attestation, "SAFETY");
    const isInside = attestation.insider && safety.granted && safety.scope === "ALL";
    return this.rowsOf(person).filter(({ organisationId, confidential }) => {
      const reached = file.scope === "ALL" && (!confidential || isInside);
      return reached || (organisationId === viewer.organisationId && (!confidential || safety.granted));
    });
  }
}
