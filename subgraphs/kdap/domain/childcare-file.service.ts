import type { Decision } from "../../kernel/policy/decide";
import { readGrants } from "../../kernel/policy/grants";
import type { ServedCall } from "../../kernel/subgraph";
import type { ChildcareFileRepository, ChildcareRecord } from "../data/childcare-file.repository";

/** A file as one viewer gets it: the decision always, the content only when it was granted. */
export interface OpenedChildcareFile {
  readonly decision: Decision;
  readonly asOf: Date;
  readonly record: ChildcareRecord | null;
}

/** Who may open a child's file. The content is not even read when the answer is no. */
export class ChildcareFileService {
  constructor(
    private readonly call: ServedCall,
    private readonly files: ChildcareFileRepository,
    private readonly operators: () => Promise<ReadonlySet<string>>,
    private readonly now: Date,
  ) {}

  /** `grants` is the beneficiaries subgraph's attestation, carried by the plan; without one nothing is shown. */
  async open(beneficiaryId: string, grants: unknown): Promise<OpenedChildcareFile> {
    const { viewer, disclosures } = this.call;
    const operates = (await this.operators()).has(viewer.organisationId ?? "");
    const attested = readGrants(grants);
    const decision = disclosures.decideFile(beneficiaryId, "file:read", "CHILDREN", attested, operates);
    const record = decision.granted ? await this.files.find(beneficiaryId, decision.scope) : null;
    return { decision, asOf: this.now, record };
  }
}
