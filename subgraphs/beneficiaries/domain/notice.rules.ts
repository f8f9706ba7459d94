import type { Role } from "../../kernel/policy/vocabulary";
import type { Viewer } from "../../kernel/viewer";
import type { Addressee } from "../data/notice.writer";

export const NOTICE_KINDS = [
  ...(["EMERGENCY_OPENED", "EMERGENCY_ATTEMPTS"] as const),
  ...(["REFERRAL_ARRIVED", "REFERRAL_MOVED", "REFERRAL_OVERDUE", "MESSAGE_RECEIVED"] as const),
  ...(["DATA_CORRECTED", "DATA_RESTRICTED", "DATA_RELEASED", "DATA_ERASED"] as const),
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Those whose subject is a referral. */
export const isOfReferral = (kind: string): boolean => kind.startsWith("REFERRAL_") || kind === "MESSAGE_RECEIVED";

/** Those that tell an organisation that what it was told of somebody has changed (GDPR art. 19). */
export const isOfData = (kind: string): boolean => kind.startsWith("DATA_");

/** Most that are marked as read at once by their ids. */
export const MOST_NOTICES = 100;

/** Unread ones are counted this far: nobody reads a larger number differently. */
export const MOST_COUNTED = 100;

/**
 * Who is told that a viewer used, or tried, an emergency access: the head of their organisation, the head of the centre
 * responsible for the person, where one was found, and every data protection officer. Nobody twice.
 */
export function emergencyAddressees(viewer: Viewer, centreId: string | null): Addressee[] {
  const own: Addressee = { role: headOf(viewer.role), organisationId: viewer.organisationId };
  const officers: Addressee = { role: "DPO", organisationId: null };
  const alreadyTold = own.role === "CENTRE_HEAD" && own.organisationId === centreId;
  if (centreId === null || alreadyTold) return [own, officers];
  return [own, { role: "CENTRE_HEAD", organisationId: centreId }, officers];
}

const headOf = (role: Role): Role => (role === "CASEWORKER" || role === "CENTRE_HEAD" ? "CENTRE_HEAD" : "AGENCY_HEAD");
