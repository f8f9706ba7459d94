import type { Holdings } from "../../kernel/referred/lease.service";
import { enrolments } from "../data/enrolment.repository";
import { placeLeases } from "../data/place-lease.repository";

/** The places of the groups. */
export const placeHoldings: Holdings = {
  ours: "exists (select from centre where organisation_id = $1 and service_id = $2)",
  takeTurn: placeLeases.takeTurn,
  listPlaces: placeLeases.openGroups,
  next: placeLeases.next,
  hold: placeLeases.hold,
  // The lease itself remembers the entry; to wait is to wait, with an offer or without.
  offer: async () => undefined,

  async release(tx, { beneficiaryId, id: referralId }) {
    await enrolments.cancelWishes(tx, beneficiaryId, referralId);
    return placeLeases.settle(tx, beneficiaryId, { referralId });
  },
};
