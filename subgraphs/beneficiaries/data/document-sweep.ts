import type { Database } from "../../kernel/database/database";
import { statement } from "../../kernel/database/statement";

/** At once, so that nobody waits long for a lock; a document may have 10 MB. */
const BATCH = 50;

const SWEEP = statement<{ gone: string }>("sweep_documents", "select sweep_documents($1) as gone");

/** Removes what was stored a day ago or earlier and goes with no message, with its contents. Returns how many there were. */
export async function sweepDocuments(database: Database, stopping?: AbortSignal): Promise<number> {
  for (let all = 0; ;) {
    stopping?.throwIfAborted();
    const [swept] = await database.publicRows(SWEEP, [BATCH]);
    const gone = Number(swept!.gone);
    all += gone;
    if (gone < BATCH) return all;
  }
}
