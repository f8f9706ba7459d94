import type { Viewer } from "../../subgraphs/kernel/viewer";
import type { Identified, Identify } from "../identity/identify";
import { PURPOSE_HEADER } from "../identity/purpose";
import type { Rates } from "../limits/rates";
import type { Following } from "./following";
import type { Subscriptions } from "./subscriptions";

/** The hub's viewers as those who follow: each until their token ends, counted by person. */
export const viewers = (
  identify: Identify,
  subscriptions: Subscriptions,
  rates: Rates | undefined,
): Following<Identified> => ({
  headers: new Set(["authorization", PURPOSE_HEADER]),
  identify: ({ headers }) => identify(headers),
  spend: async ({ viewer }) => rates?.spend(viewer),
  untilOf: ({ until }) => until,
  clientOf: ({ viewer }) => viewer.id,
  isSame: (one, other) => isSame(one.viewer, other.viewer),
  async open(identified, { variables, ...wish }) {
    const planned = await subscriptions.plan(wish, identified);
    return subscriptions.open(planned, identified.viewer, variables ?? {});
  },
  shown: (error) => subscriptions.shown(error),
});

const isSame = (one: Viewer, other: Viewer): boolean =>
  one.id === other.id &&
  one.role === other.role &&
  one.organisationId === other.organisationId &&
  one.area === other.area &&
  one.purpose === other.purpose;
