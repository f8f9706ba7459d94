/** The inside of a planner's thread: plans what it is sent, one operation after the other. */
import { parentPort, workerData } from "node:worker_threads";
import { parse } from "graphql";
import type { Asked, Reply } from "./planner-worker.js";
import { planningOver, planOperation, readSupergraph } from "./planning.js";

const say = (reply: Reply): void => parentPort?.postMessage(reply);
const planning = planningOver(readSupergraph(workerData as string));

parentPort?.on("message", ({ text, labels }: Asked) => {
  try {
    // A plan is data: as JSON it is what it is within one thread, without the planner's classes.
    say({ plan: JSON.stringify(planOperation(planning, parse(text, { noLocation: true }), labels)) });
  } catch (reason) {
    say({ reason: reason instanceof Error ? reason.message : "unknown" });
  }
});
say("ready");
