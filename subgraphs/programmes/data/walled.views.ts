import { HERE } from "../../kernel/database/wall";

/** What the policies of applications and enrolments say, of one `x` to a programme `p`. */
export const POLICY = `x.organisation_id = ${HERE.keeper} or x.beneficiary_id = any (${HERE.granted})
  and (x.beneficiary_id = any (${HERE.confided}) or not (x.confidential or p.confidential))`;

/** For somebody no policy binds, to measure what the policies cost. */
export const NO_POLICY = "true";

const view = (table: string, condition: string): string => `
  select x.*, p.domain as programme_domain, x.confidential or p.confidential as discreet,
    coalesce((select json_agg(json_build_object('status', s.status, 'at', s.at,
        'organisationId', s.organisation_id, 'reason', s.reason) order by s.position)
      from ${table}_step s where s.${table}_id = x.id and s.beneficiary_id = x.beneficiary_id), '[]') as history
  from ${table} x join programme p on p.id = x.programme_id
  where ${condition}`;

/**
 * An application or enrolment with its history: who sees it sees every step, so they are read behind one wall and not
 * each behind one of its own. A view looks with its owner's eyes and shows what its condition says, which is what the
 * policies say; a test compares the two viewer by viewer.
 */
export const walledViews = (condition: string): Readonly<Record<string, string>> => ({
  wall_application: view("application", condition),
  wall_enrolment: view("enrolment", condition),
});
