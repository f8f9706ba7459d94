import type { CopyValue, Importer } from "../database/copy";
import type { IncomingReferral } from "./incoming-referral";

/** A referral an agency has, or had: from an older system, or from the synthetic caseload. */
export interface IncomingReferralImport extends IncomingReferral {
  readonly endedAt: Date | null;
}

const COLUMNS = [
  ..."beneficiary_id id organisation_id centre_id service_id urgency confidential sent_at ended_at".split(" "),
];

/** Stores them by COPY; none of them on the first bad row. */
export const importIncomingReferrals = (
  importer: Importer,
  referrals: Iterable<IncomingReferralImport>,
): Promise<void> => importer.copy("incoming_referral", COLUMNS, rowsOf(referrals));

function* rowsOf(referrals: Iterable<IncomingReferralImport>): Generator<CopyValue[]> {
  for (const each of referrals) {
    const to = [each.beneficiaryId, each.id, each.organisationId, each.centreId, each.serviceId];
    yield [...to, each.urgency, each.confidential, each.sentAt, each.endedAt];
  }
}
