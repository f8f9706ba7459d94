import { Mapped } from "../../../subgraphs/kernel/live/mapped";
import { createLogger, type Logger } from "../../../subgraphs/kernel/logger";
import type { Subgraph } from "../../../subgraphs/kernel/subgraph";
import { cage } from "./cage";

/** A log whose every line, from the finest level on, is looked through; nothing is printed. */
export const watchedLog = (name: string, write: (line: string) => void = () => undefined): Logger =>
  createLogger(name, "trace", {
    write(line: string) {
      cage.look("a log line", line, null);
      write(line);
    },
  });

/**
 * Looks through every answer of a subgraph, whoever asked through whichever door. Not those to a question that
 * attests the viewer an insider: the attestation is the gateway's, and what reaches the client is looked through.
 */
export function watchSubgraph(subgraph: Subgraph): void {
  const execute = subgraph.execute.bind(subgraph);
  subgraph.execute = async (request, call) => {
    const answer = await execute(request, call);
    const isAttested = JSON.stringify(request.variables ?? {}).includes('"insider":true');
    if (!isAttested) cage.look(`an answer of ${subgraph.name}`, JSON.stringify(answer), call.viewer);
    return answer;
  };
  const subscribe = subgraph.subscribe.bind(subgraph);
  subgraph.subscribe = async (request, call) =>
    new Mapped(await subscribe(request, call), (answer) => {
      cage.look(`an event of ${subgraph.name}`, JSON.stringify(answer), call.viewer);
      return answer;
    });
}
