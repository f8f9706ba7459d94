import { setImmediate as others } from "node:timers/promises";

/** Work that can rest at every `yield`. What is between two of them should not take longer than a question. */
export type Steps<Made> = Generator<undefined, Made>;

/** All steps one after the other, for who has nothing else to do. */
export function inOneGo<Made>(steps: Steps<Made>): Made {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Between two steps whoever else is served gets their turn of the event loop. */
export async function inTurns<Made>(steps: Steps<Made>): Promise<Made> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await others();
  }
}
