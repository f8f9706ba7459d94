import { lives } from "../../gateway/embedded/caseload/lives";
import { listDirectoryServices } from "../../gateway/embedded/caseload/agencies";
import type { Life } from "../../gateway/embedded/caseload/life";
import { seededId } from "../../subgraphs/kernel/identifier";

export const beneficiaryId = (index: number): string => seededId("beneficiary", index);
export const agencyId = (key: string): string => seededId("agency", key);
export const serviceId = (key: string): string => seededId("service", key);

/** Person 1 of every caseload: twelve referrals in many states, of the caseworker at Paionia. */
export const SHOWCASE = beneficiaryId(1);

/** The people in the test databases, as they were made: to find the one a test needs. */
export const testLives = (): Life[] => [
  ...lives({ people: TEST_PEOPLE, seed: TEST_SEED, asOf: new Date() }, listDirectoryServices()),
];

export const TEST_PEOPLE = 1000;
export const TEST_SEED = "tests";
