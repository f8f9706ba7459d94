import type { Decision } from "../../kernel/policy/decide";
import { readGrants } from "../../kernel/policy/grants";
import type { ServedCall } from "../../kernel/subgraph";
import type { CareFileRepository, CareRecord } from "../data/care-file.repository";

/** A file as one viewer gets it: the decision always, the content only when it was granted. */
export interface OpenedCareFile {
  readonly decision: Decision;
  /** The moment of the request, for every answer alike: it cannot tell how long a decision took. */
  readonly asOf: Date;
  readonly record: CareRecord | null;
}

/**
 * Who may open a file of mental-health care.
 *
 * A refusal is made from the viewer and the attestation alone: no table of persons is read, so nothing in the answer
 * or its timing can depend on whether the person is known here. The list of operators is no table of persons, and is
 * asked for only where it matters: for an agency to which the person was referred.
 */
export class CareFileService {
  constructor(
    private readonly call: ServedCall,
    private readonly files: CareFileRepository,
    private readonly operators: () => Promise<ReadonlySet<string>>,
    private readonly now: Date,
  ) {}

  /** `grants` is the beneficiaries subgraph's attestation, carried by the plan; without one nothing is shown. */
  async open(beneficiaryId: string, attested: unknown): Promise<OpenedCareFile> {
    const grants = readGrants(attested);
    const operates = grants.relation === "ADDRESSEE" && (await this.isOperator());
    const { disclosures } = this.call;
    const decision = disclosures.decideFile(beneficiaryId, "file:read", "MENTAL_HEALTH", grants, operates);
    const record = decision.granted ? await this.files.find(beneficiaryId, decision.scope) : null;
    return { decision, asOf: this.now, record };
  }

  private async isOperator(): Promise<boolean> {
    return (await this.operators()).has(this.call.viewer.organisationId ?? "");
  }
}
