import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { GraphQLFormattedError } from "graphql";
import { openEmbeddedHub, type EmbeddedHub } from "../../gateway/embedded/hub";
import { EmbeddedIssuer } from "../../gateway/identity/embedded-issuer";
import type { LiveLimits } from "../../gateway/live/limits";
import { Telemetry } from "../../gateway/telemetry/telemetry";
import type { Logger } from "../../subgraphs/kernel/logger";
import type { Postman } from "../../subgraphs/kernel/mail/postman";
import type { Vault } from "../../subgraphs/kernel/secrets/vault";
import { cage } from "./canary/cage";
import { lookThroughRemains } from "./canary/remains";
import { watchedLog, watchSubgraph } from "./canary/watched";
import { cloneDatabases, type ClonedDatabases } from "./databases";
import { TEST_PERSONAS } from "./personas";
import { tampered, TRANSPORTS, watched, type Tamper, type Transport, type Watch } from "./transports";
import { OwnerRoles } from "./owner-role";
import { testVault } from "./vault";

/** What came back, loosely typed: tests look into it. */
export interface Answer {
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data: any;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly status: number;
}

export type Ask = (
  query: string,
  variables?: Record<string, unknown>,
  headers?: Record<string, string>,
) => Promise<Answer>;

export interface TestHubOptions {
  readonly tamper?: Tamper;
  readonly recordTimeoutMs?: number;
  readonly liveLimits?: Partial<LiveLimits>;
  readonly postman?: Postman;
}

/** A running hub on its own copy of the data, asked over HTTP like any client does. */
export class TestHub {
  readonly owners: OwnerRoles;

  private constructor(
    readonly embedded: EmbeddedHub,
    readonly cloned: ClonedDatabases,
    readonly issuer: EmbeddedIssuer,
    readonly directory: string,
    private readonly telemetry: Telemetry,
  ) {
    this.owners = new OwnerRoles(cloned.databases);
  }

  static async open(
    transport: Transport = "in-process",
    log: Logger = watchedLog("test"),
    watch: Watch = () => undefined,
    vault: Vault = testVault,
    { tamper, ...options }: TestHubOptions = {},
  ): Promise<TestHub> {
    const connect = watched(TRANSPORTS[transport](log), watch);
    const directory = await mkdtemp(path.join(tmpdir(), "syndesmos-hub-"));
    const [cloned, issuer, supergraph] = await Promise.all([
      cloneDatabases(),
      EmbeddedIssuer.open({ directory, personas: TEST_PERSONAS, production: false }),
      readFile("schema/supergraph.graphql", "utf8"),
    ]);
    const telemetry = new Telemetry();
    const embedded = await openEmbeddedHub({
      telemetry,
      databases: cloned.databases,
      vault,
      issuer,
      supergraph,
      log,
      transport: tamper ? tampered(connect, tamper, log) : connect,
      ...options,
    });
    embedded.subgraphs.forEach(watchSubgraph);
    await embedded.hub.listen(0, "127.0.0.1");
    return new TestHub(embedded, cloned, issuer, directory, telemetry);
  }

  get url(): string {
    return `${this.embedded.hub.address}/graphql`;
  }

  /** Asks as a persona of the caseload. */
  as(persona: string): Ask {
    return async (query, variables, headers) => {
      const { token } = await this.issuer.issue(persona);
      return this.post({ query, variables }, { authorization: `Bearer ${token}`, ...headers });
    };
  }

  async post(body: unknown, headers: Record<string, string>): Promise<Answer> {
    const response = await fetch(this.url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    return { ...((await response.json()) as Omit<Answer, "status">), status: response.status };
  }

  /** What operators read of it, in the words of Prometheus. */
  figures(): Promise<string> {
    return this.telemetry.metrics.read();
  }

  async close(): Promise<void> {
    const figures = await this.figures();
    await this.embedded.stop();
    try {
      cage.look("the figures", figures, null);
      await lookThroughRemains(this.cloned.databases, this.directory);
    } finally {
      await this.owners.close();
      await this.cloned.drop();
      await rm(this.directory, { recursive: true, force: true });
    }
  }
}

/** For the test file that calls it: a hub before the first test, gone after the last. */
export function useHub(
  transport: Transport = "in-process",
  log?: Logger,
  watch?: Watch,
  options?: TestHubOptions,
): { readonly hub: TestHub; as: TestHub["as"] } {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await TestHub.open(transport, log, watch, undefined, options);
  }, 30_000);
  afterAll(() => hub?.close());
  return {
    get hub() {
      return hub;
    },
    as:
      (persona) =>
      (...question) =>
        hub.as(persona)(...question),
  };
}
