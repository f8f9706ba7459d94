import { NO_GRANTS } from "../policy/grants";
import type { ServedCall } from "../subgraph";
import type { ReferralPlaceRecord, ReferralPlaceRepository } from "./referral-place.repository";

/** How a referral stands with the agency it is addressed to, true at `asOf`. */
export interface ReferralPlace extends ReferralPlaceRecord {
  readonly asOf: Date;
}

/** The sender's view of the decision: is something held, and where on the list is the person. Nothing of anybody else. */
export class ReferralPlaceService {
  constructor(
    private readonly call: ServedCall,
    private readonly places: ReferralPlaceRepository,
    private readonly asOf: Date,
  ) {}

  async find(referralId: string): Promise<ReferralPlace | null> {
    const place = await this.places.find(referralId);
    if (!place) return null;
    const { viewer, disclosures } = this.call;
    const relation = viewer.organisationId === place.organisationId ? "ADDRESSEE" : "OWN_CENTRE";
    const question = { category: "REFERRAL", relation, grants: NO_GRANTS } as const;
    const { granted } = disclosures.decide(place.beneficiaryId, "referral:read", question);
    return granted ? { ...place, asOf: this.asOf } : null;
  }
}
