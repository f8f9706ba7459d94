import { OWNERS } from "../../gateway/embedded/owners";
import { databaseOf } from "../../gateway/embedded/subgraphs";
import type { PeerAnswer } from "../../subgraphs/kernel/call/peer";
import type { DisclosureEntry } from "../../subgraphs/kernel/disclosure/access-record";
import { openSubgraph, type Subgraph, type Surroundings } from "../../subgraphs/kernel/subgraph";
import type { Viewer } from "../../subgraphs/kernel/viewer";
import type { OwnerDatabase } from "../../gateway/embedded/postgres/provision";
import { watchedLog, watchSubgraph } from "./canary/watched";
import { asSuperuser, cloneDatabases, type ClonedDatabases } from "./databases";
import { testVault } from "./vault";

/** One owner's subgraph on its own copy of the filled database: the door behind the gateway. */
export interface OwnerUnderTest {
  readonly database: OwnerDatabase;
  readonly subgraph: Subgraph;
  /** One statement as the server's superuser, in this database. */
  superuser(text: string): Promise<void>;
  ask(viewer: Viewer, query: string, variables?: Record<string, unknown>): Promise<PeerAnswer>;
  /** Whom the answer to a question says it concerns. */
  disclosed(viewer: Viewer, query: string, variables?: Record<string, unknown>): Promise<readonly DisclosureEntry[]>;
}

/** For the test file that calls it: opened before the first test, dropped after the last. */
export function useDatabase(owner: string, surroundings: Partial<Surroundings> = {}): OwnerUnderTest {
  let cloned: ClonedDatabases;
  let subgraph: Subgraph;
  beforeAll(async () => {
    cloned = await cloneDatabases([owner]);
    const definition = OWNERS.find(({ name }) => name === owner)!;
    const log = watchedLog(owner);
    subgraph = openSubgraph(definition, databaseOf(cloned.databases, owner).url, log, {
      callPeer: () => Promise.reject(new Error("no peers in this test")),
      vault: testVault,
      ...surroundings,
    });
    watchSubgraph(subgraph);
  });
  afterAll(async () => {
    await subgraph?.close();
    await cloned?.drop();
  });
  return {
    get database() {
      return databaseOf(cloned.databases, owner);
    },
    get subgraph() {
      return subgraph;
    },
    superuser: (text) =>
      asSuperuser((client) => client.query(text).then(() => undefined), databaseOf(cloned.databases, owner).database),
    async ask(viewer, query, variables) {
      const call = { viewer, requestId: "test" };
      const { extensions: _report, ...answer } = await subgraph.execute({ query, variables }, call);
      return answer;
    },
    async disclosed(viewer, query, variables) {
      const { extensions } = await subgraph.execute({ query, variables }, { viewer, requestId: "test" });
      return extensions.disclosure;
    },
  };
}
