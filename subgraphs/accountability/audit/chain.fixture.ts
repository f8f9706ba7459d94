/** For tests: a chain that is not in a database, and a key. */
import { randomBytes } from "node:crypto";
import { newId } from "../../kernel/identifier";
import type { ChainSource, StoredLink } from "../data/chain.source";
import { contentHashOf, GENESIS, nextLink, type Link } from "../domain/chain.rules";
import { writeEvent, type ChainEvent, type ErasureEvent } from "../domain/event";

export class ChainInMemory implements ChainSource {
  readonly links: StoredLink[] = [];
  private end: Link = GENESIS;

  after(seq: number, limit: number): Promise<StoredLink[]> {
    return Promise.resolve(this.links.slice(seq, seq + limit));
  }

  add(count: number): this {
    for (let added = 0; added < count; added++) this.append(somebodyLooked());
    return this;
  }

  erase(from: number, to: number): this {
    for (let seq = from; seq <= to; seq++) {
      this.links[seq - 1] = { ...this.links[seq - 1]!, content: null, salt: null };
    }
    const at = new Date().toISOString();
    const erasure: ErasureEvent = { event: "ERASURE", id: newId(), at, from, to, reason: "five years are over" };
    return this.append(erasure);
  }

  private append(event: ChainEvent): this {
    const [salt, content] = [randomBytes(16), writeEvent(event)];
    const contentHash = contentHashOf(salt, content);
    this.end = nextLink(this.end, contentHash);
    this.links.push({ seq: this.end.seq, salt, content, contentHash, chainHash: this.end.chainHash });
    return this;
  }
}

const somebodyLooked = (): ChainEvent => ({
  event: "ACCESS",
  id: newId(),
  at: new Date().toISOString(),
  requestId: newId(),
  viewer: { id: newId(), role: "CASEWORKER", organisationId: newId(), area: null, purpose: "CARE" },
  kind: "query",
  operationName: null,
  documentHash: randomBytes(32).toString("hex"),
  outcome: "ANSWERED",
  disclosures: [],
});
