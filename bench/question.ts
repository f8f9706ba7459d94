import { readFile } from "node:fs/promises";
import { parse, type DocumentNode } from "graphql";

/** What one request took behind the gateway. */
export interface Counted {
  calls: number;
  statements: number;
}

/** Referrals on the first page: all of them, also of the person who has a hundred. */
export const FIRST = 100;

export const followText = (): Promise<string> => readFile("schema/operations/FollowBeneficiary.graphql", "utf8");

export const followDocument = async (): Promise<DocumentNode> => parse(await followText());
