import type { Sight } from "../domain/directory-access.rules";

/*
 * SQL for what a viewer may know of confidential services and sites. What is hidden is left behind in the database,
 * by the same statement that reads everything else: hidden and absent take the same time and give the same bytes.
 */

/** The first two parameters of every statement over services: see {@link sightValues}. */
const INSIDE = "$1::uuid";
const BY_NAME = "$2::boolean";

export const sightValues = ({ inside, byName }: Sight): readonly [string | null, boolean] => [inside, byName];

/** The viewer may know all of service `s`. */
export const SEEN_WHOLE = `(not s.confidential or s.agency_id is not distinct from ${INSIDE})`;

/** Service `s` is there for the viewer at all. */
export const IS_THERE = `(${SEEN_WHOLE} or ${BY_NAME})`;

/**
 * The services for need `domain` that are there for the viewer, to be called `s`. Each part has an index of its own, so that
 * nothing hidden is even looked at: a search for a need with confidential services takes as long as one without.
 */
export const thereFor = (domain: string): string => `(
    select * from service where not confidential and domain = ${domain}
    union all select * from service where confidential and domain = ${domain} and agency_id = ${INSIDE}
    union all select * from service where ${BY_NAME} and confidential and domain = ${domain}
      and agency_id is distinct from ${INSIDE})`;

/** Site `l` is there for the viewer at all. Uses the first parameter only. */
export const SITE_IS_THERE = `(not l.confidential or l.agency_id is not distinct from ${INSIDE})`;
