import type DataLoader from "dataloader";
import type { Database } from "../database/database";
import { statement } from "../database/statement";
import { isId } from "../identifier";
import { rowLoader } from "../loader";
import type { Viewer } from "../viewer";

/** How an open referral to an agency that holds beds or places stands. */
export interface ReferralPlaceRecord {
  readonly id: string;
  readonly beneficiaryId: string;
  readonly organisationId: string;
  readonly centreId: string;
  /** Until when one is held; null when none is. */
  readonly until: Date | null;
  /** From 1; null for who is on no list. */
  readonly position: number | null;
}

/** The view shows a referral to its agency and, unless it is confidential, to the centre that sent it. */
const PLACES = statement<ReferralPlaceRecord>(
  "referral_places",
  `select id, beneficiary_id as "beneficiaryId", organisation_id as "organisationId", centre_id as "centreId", until,
    "position" from referral_place where id = any($1::uuid[])`,
);

/** Places of referrals, for one viewer. Born with the request. */
export class ReferralPlaceRepository {
  private readonly places: DataLoader<string, ReferralPlaceRecord | null>;

  constructor(database: Database, viewer: Viewer) {
    this.places = rowLoader(
      (ids) => database.rows(viewer, PLACES, [ids]),
      (row) => row.id,
    );
  }

  /** Null for a referral that is over, not to such an agency, or not the viewer's to follow. */
  async find(referralId: string): Promise<ReferralPlaceRecord | null> {
    return isId(referralId) ? this.places.load(referralId) : null;
  }
}
