import type { Decision } from "../../kernel/policy/decide";
import { readGrants } from "../../kernel/policy/grants";
import type { ServedCall } from "../../kernel/subgraph";
import type { EmploymentFileRepository, EmploymentRecord } from "../data/employment-file.repository";

/** A file as one viewer gets it: the decision always, the content only when it was granted. */
export interface OpenedEmploymentFile {
  readonly decision: Decision;
  readonly record: EmploymentRecord | null;
}

/** Who may open a jobseeker's file. The content is not even read when the answer is no. */
export class EmploymentFileService {
  constructor(
    private readonly call: ServedCall,
    private readonly files: EmploymentFileRepository,
    private readonly operators: () => Promise<ReadonlySet<string>>,
  ) {}

  /** `grants` is the beneficiaries subgraph's attestation, carried by the plan; without one nothing is shown. */
  async open(beneficiaryId: string, grants: unknown): Promise<OpenedEmploymentFile> {
    const { viewer, disclosures } = this.call;
    const operates = (await this.operators()).has(viewer.organisationId ?? "");
    const attested = readGrants(grants);
    const decision = disclosures.decideFile(beneficiaryId, "file:read", "EMPLOYMENT", attested, operates);
    const record = decision.granted ? await this.files.find(beneficiaryId, decision.scope) : null;
    return { decision, record };
  }
}
