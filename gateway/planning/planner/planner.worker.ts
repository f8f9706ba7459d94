/** The inside of a planner's thread: plans what it is sent, one operation after the other. */
import { parentPort, workerData } from "node:worker_threads";
import { parse } from "graphql";
import type { Asked, Reply } from "./planner-worker.js";
import { planningOver, planOperation, readSupergraph } from "./planning.js";
import { factsOf } from "./supergraph-facts.js";

const say = (reply: Reply): void => parentPort?.postMessage(reply);
const supergraph = readSupergraph(workerData as string);
const planning = planningOver(supergraph);

parentPort?.on("message", (asked: Asked | "facts") => {
  if (asked === "facts") return say({ facts: factsOf(supergraph) });
  const { text, labels } = asked;
  try {
    // A plan is data: as JSON it is what it is within one thread, without the planner's classes.
    say({ plan: JSON.stringify(planOperation(planning, parse(text, { noLocation: true }), labels)) });
  } catch (reason) {
    say({ reason: reason instanceof Error ? reason.message : "unknown" });
  }
});
say("ready");
