/** The inside of a planner's thread: plans what it is sent, one operation after the other. */
import { parentPort, workerData } from "node:worker_threads";
import type { Supergraph } from "@apollo/federation-internals";
import { parse } from "graphql";
import type { AskedFacts, AskedPlan, Facts, Plan, Reply } from "./planner-worker.js";
import { planningOver, planOperation, readSupergraph, type Planning } from "./planning.js";
import { factsBeside } from "./supergraph-facts.js";

const sdl = workerData as string;
const say = (reply: Reply): void => parentPort?.postMessage(reply);

function serve(supergraph: Supergraph): void {
  const planning = planningOver(supergraph, parse(sdl, { noLocation: true }));
  parentPort?.on("message", (asked: AskedPlan | AskedFacts) => {
    try {
      say("text" in asked ? planOf(planning, asked) : factsFor(supergraph, asked));
    } catch (reason) {
      say(because(reason));
    }
  });
  say("ready");
}

/** A plan is data: as JSON it is what it is within one thread, without the planner's classes. */
const planOf = (planning: Planning, { text, labels }: AskedPlan): Plan => ({
  plan: JSON.stringify(planOperation(planning, parse(text, { noLocation: true }), labels)),
});

const factsFor = (supergraph: Supergraph, { contracts }: AskedFacts): Facts => ({
  read: factsBeside(supergraph, sdl, contracts),
});

const because = (reason: unknown) => ({ reason: reason instanceof Error ? reason.message : "unknown" });

try {
  serve(readSupergraph(sdl));
} catch (reason) {
  say(because(reason)); // with nothing to listen for, the thread ends
}
