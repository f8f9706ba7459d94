import { setImmediate as others } from "node:timers/promises";
import { getOperationAST, parse, validate } from "graphql";
import type { SupergraphEngine } from "../federation/supergraph-engine";
import type { Documents } from "../limits/documents";

/**
 * Plans what will surely be asked before anybody asks: beside, where the engine can and somebody is served meanwhile
 * (until `beside` is aborted); else here, where a new plan blocks the process for 25 to 80 ms. Questions under way get
 * their turn between any two steps. Rejects, naming the document, when one no longer fits the schema: such a supergraph
 * would break a dashboard.
 */
export async function warm<Context>(
  engine: SupergraphEngine<Context>,
  documents: Documents,
  beside?: AbortSignal,
): Promise<SupergraphEngine<Context>> {
  for (const [hash, text] of documents.known) {
    beside?.throwIfAborted();
    const document = parse(text, { noLocation: true });
    const name = getOperationAST(document)?.name?.value;
    await others();
    const [fault] = validate(engine.schema, document);
    if (fault) throw new Error(`The trusted document ${name} does not fit the schema: ${fault.message}`);
    await others();
    if (beside) await engine.prepareBeside(document, name, hash);
    else engine.prepare(document, name, hash);
  }
  return engine;
}
