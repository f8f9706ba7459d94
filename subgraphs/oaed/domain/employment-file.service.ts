import type { Decision } from "../../kernel/policy/decide";
import { decideFile } from "../../kernel/policy/file-access";
import { readGrants } from "../../kernel/policy/grants";
import type { Viewer } from "../../kernel/viewer";
import type { EmploymentFileRepository, EmploymentRecord } from "../data/employment-file.repository";

/** A file as one viewer gets it: the decision always, the content only when it was granted. */
export interface OpenedEmploymentFile {
  readonly decision: Decision;
  readonly record: EmploymentRecord | null;
}

/** Who may open a jobseeker's file. The content is not even read when the answer is no. */
export class EmploymentFileService {
  constructor(
    private readonly viewer: Viewer,
    private readonly files: EmploymentFileRepository,
    private readonly operators: () => Promise<ReadonlySet<string>>,
  ) {}

  /** `grants` is the beneficiaries subgraph's attestation, carried by the plan; without one nothing is shown. */
  async open(beneficiaryId: string, grants: unknown): Promise<OpenedEmploymentFile> {
    const operates = (await this.operators()).has(this.viewer.organisationId ?? "");
    const decision = decideFile(this.viewer, "file:read", "EMPLOYMENT", readGrants(grants), operates);
    const record = decision.granted ? await this.files.find(beneficiaryId, decision.scope) : null;
    return { decision, record };
  }
}
