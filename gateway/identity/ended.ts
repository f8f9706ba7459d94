import { Refusal } from "../../subgraphs/kernel/refusal";

export const ended = (): Refusal =>
  new Refusal("UNAUTHENTICATED", "Your sign-in has ended: come back with a new token.", { check: "expired" });

/** For what goes on after its first question: nothing is asked on a token that has ended (promise P13). */
export function refuseEnded(until: number): void {
  if (Date.now() >= until) throw ended();
}
