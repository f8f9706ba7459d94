import type { Rates } from "../limits/rates";
import type { Identify } from "./identify";

/** Every way in asks who it is, so that this is where each question is counted. Refuses with RATE_LIMITED too. */
export function rated(identify: Identify, rates: Rates): Identify {
  return async (headers) => {
    const identified = await identify(headers);
    await rates.spend(identified.viewer);
    return identified;
  };
}
