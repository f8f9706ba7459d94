import "./config";
import { readFile } from "node:fs/promises";
import type { Call } from "../subgraphs/kernel/viewer";
import { Engine } from "./engine/engine";
import type { CallSubgraph } from "./engine/subgraph-call";

/** The engine over a committed supergraph file. Rejects, naming the file, when it is missing or does not fit. */
export async function loadEngine(path: string, call: CallSubgraph<Call>): Promise<Engine<Call>> {
  const sdl = await readFile(path, "utf8");
  try {
    return new Engine(sdl, call);
  } catch (cause) {
    throw new Error(`${path} is not a supergraph this gateway can plan.`, { cause });
  }
}
