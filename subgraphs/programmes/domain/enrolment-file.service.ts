import { readGrants } from "../../kernel/policy/grants";
import type { ServedCall } from "../../kernel/subgraph";
import type { EnrolmentFileRepository, EnrolmentFileRecord } from "../data/enrolment-file.repository";
import { decideEnrolments, type EnrolmentAccess } from "./enrolment-access.rules";

/** A file as one viewer gets it: the decision always, the content only when it was granted. */
export interface OpenedEnrolmentFile {
  readonly access: EnrolmentAccess;
  readonly record: EnrolmentFileRecord | null;
}

/** Who may see which of a person's applications and enrolments. What may not be seen is not even read. */
export class EnrolmentFileService {
  constructor(
    private readonly call: ServedCall,
    private readonly files: EnrolmentFileRepository,
  ) {}

  /** `grants` is the beneficiaries subgraph's attestation, carried by the plan; without one nothing is shown. */
  async open(beneficiaryId: string, grants: unknown): Promise<OpenedEnrolmentFile> {
    const access = decideEnrolments(this.call, beneficiaryId, readGrants(grants));
    const record = access.decision.granted ? await this.files.find(beneficiaryId, access.sight) : null;
    return { access, record };
  }
}
