import type { Decision } from "../../kernel/policy/decide";
import { readGrants } from "../../kernel/policy/grants";
import type { ServedCall } from "../../kernel/subgraph";
import type { HousingFileRepository, HousingRecord } from "../data/housing-file.repository";
import { decideHousing } from "./visibility.rules";

/** A file as one viewer gets it: the decision always, the content only when it was granted. */
export interface OpenedHousingFile {
  readonly decision: Decision;
  readonly record: HousingRecord | null;
}

/** Who may open a person's housing file, and which of its rows. Nothing is read when the answer is no. */
export class HousingFileService {
  constructor(
    private readonly call: ServedCall,
    private readonly files: HousingFileRepository,
    private readonly operators: () => Promise<ReadonlySet<string>>,
  ) {}

  /** `grants` is the beneficiaries subgraph's attestation, carried by the plan; without one nothing is shown. */
  async open(beneficiaryId: string, grants: unknown): Promise<OpenedHousingFile> {
    const { viewer, disclosures } = this.call;
    const operates = (await this.operators()).has(viewer.organisationId ?? "");
    const attested = readGrants(grants);
    const { access, ordinary, confidential } = decideHousing(disclosures, beneficiaryId, attested, operates);
    const record = access.granted ? await this.files.find({ beneficiaryId, ordinary, confidential }) : null;
    return { decision: access, record };
  }
}
