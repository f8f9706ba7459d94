import { GraphQLError, parse, validate, type GraphQLFormattedError, type GraphQLSchema } from "graphql";
import { LRUCache } from "lru-cache";
import type { Logger } from "pino";
import type { CallPeer } from "./call/peer";
import type { Importer } from "./database/copy";
import { Database } from "./database/database";
import type { DisclosureEntry } from "./disclosure/access-record";
import { Disclosures } from "./disclosure/disclosures";
import { Feed } from "./live/feed";
import { Mapped } from "./live/mapped";
import { PreparedDocument, type Asked } from "./execution/prepared-document";
import { buildSubgraphSchema, type SchemaParts } from "./federation";
import { hashOf } from "./hash";
import type { Job } from "./jobs/job";
import { forgetKeys } from "./jobs/own-jobs";
import type { Postman } from "./mail/postman";
import { maskError } from "./masking";
import { EventConsumer, type EventHandler } from "./outbox/consumer";
import type { SealedColumn } from "./secrets/rotation";
import type { Vault } from "./secrets/vault";
import type { Call } from "./viewer";

/** Everything that makes one owner's subgraph. Each owner has one, in `<owner>/subgraph.ts`. */
export interface SubgraphDefinition extends SchemaParts {
  readonly name: string;
  /** typeorm row classes, for writes and for the drift check. */
  readonly rows: readonly Function[];
  readonly migrations: readonly Function[];
  /** What its vault sealed, so that the keys can be changed. */
  readonly sealed?: readonly SealedColumn[];
  /** Rows of persons leave its database by the periods and functions of kernel/retention. */
  readonly letsPeopleLeave?: true;
  /** True facts every hub needs: the map, the directory, the registry of programmes. No person, safe to repeat. */
  readonly loadReference?: (importer: Importer) => Promise<void>;
  /** Invented houses, courses and places for the embedded hub. A process of its own never loads them. */
  readonly loadDemonstration?: (importer: Importer, vault: Vault) => Promise<void>;
  /**
   * Called once per process, returns what is called once per request: services and loaders that know the viewer.
   * They become the resolvers' context.
   */
  readonly assemble: (database: Database, surroundings: Surroundings) => (call: ServedCall) => object;
  /** It tells others what happens here: it has an outbox, and a relay runs beside it. */
  readonly publishes?: true;
  /** Called once per process: what it does when others tell it something. It has an inbox then. */
  readonly consumes?: (surroundings: Surroundings) => readonly EventHandler[];
  /** Called once per process: what it does by itself, by the clock. */
  readonly jobs?: (database: Database, surroundings: Surroundings) => readonly Job[];
}

/** A call while its subgraph answers it. What is shown of people is decided, and so noted, through `disclosures`. */
export interface ServedCall extends Call {
  readonly disclosures: Disclosures;
}

/** What a process gives its subgraph beside the database. */
export interface Surroundings {
  readonly callPeer: CallPeer;
  readonly vault: Vault;
  /** What happens in this owner's database, for subscriptions. */
  readonly feed: Feed;
  /** Carries letters to those who work here; undefined where nobody does. */
  readonly postman: Postman | undefined;
}

export interface GraphqlRequest {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
}

export interface GraphqlAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
  /** Whom the answer concerns, always: the gateway takes no answer about people without it, and keeps it to itself. */
  readonly extensions: { readonly disclosure: readonly DisclosureEntry[] };
}

export type GraphqlStream = AsyncIterableIterator<GraphqlAnswer, undefined>;

const rejectedBy = ([first]: readonly GraphQLFormattedError[]): GraphQLError =>
  new GraphQLError(first?.message ?? "There is no such subscription.", { extensions: first?.extensions });

/** An event that was not the viewer's: its only field is null, and nothing went wrong. */
const saysNothing = ({ data, errors }: GraphqlAnswer): boolean =>
  !errors && Object.values(data ?? {}).every((value) => value === null);

/** Queries a subgraph sees are the gateway's plan fetches: few, and the same again and again. */
const PREPARED_DOCUMENTS = 1000;

/**
 * One running subgraph: its schema over its own database. Both doors, in-process and HTTP, end in {@link execute}.
 *
 * Whoever calls execute vouches for the viewer: the HTTP door has verified the signature, the in-process door is the
 * gateway itself. Errors in the answer are masked already.
 */
export class Subgraph {
  readonly name: string;
  readonly schema: GraphQLSchema;
  /** Where events of other owners go in, for those who want any. */
  readonly events: EventConsumer | undefined;
  /** What it does by the clock, when a {@link JobRunner} lets it. */
  readonly jobs: readonly Job[];
  /** What happens in its database, for those who follow it. */
  readonly feed: Feed;
  /** By hash: the text may hold what somebody wrote into a document of their own. */
  private readonly prepared = new LRUCache<string, PreparedDocument>({ max: PREPARED_DOCUMENTS });
  private readonly contextFor: (call: ServedCall) => object;

  constructor(
    definition: SubgraphDefinition,
    readonly database: Database,
    readonly log: Logger,
    surroundings: Surroundings,
  ) {
    this.feed = surroundings.feed;
    this.name = definition.name;
    this.schema = buildSubgraphSchema(definition).schema;
    this.contextFor = definition.assemble(database, surroundings);
    const handlers = definition.consumes?.(surroundings);
    this.events = handlers && new EventConsumer(this.name, database, log, handlers);
    this.jobs = [forgetKeys(database), ...(definition.jobs?.(database, surroundings) ?? [])];
  }

  async execute(request: GraphqlRequest, call: Call): Promise<GraphqlAnswer> {
    const document = this.prepare(request.query);
    if ("errors" in document) return { ...document, extensions: { disclosure: [] } };
    return this.answer(document, request, call);
  }

  /**
   * A subscription's events, each answered as a question of its own: decided about then, with nothing remembered of the
   * ones before. What the viewer may not be told of is left out, as if it had not happened. Rejects with what may be
   * shown of why there is none.
   */
  async subscribe(request: GraphqlRequest, call: Call): Promise<GraphqlStream> {
    const document = this.prepare(request.query);
    if ("errors" in document) throw rejectedBy(document.errors);
    const followed = await document.follow(this.asked(request, call, new Disclosures(call.viewer)));
    if ("errors" in followed) throw rejectedBy(this.masked(followed.errors, call).errors);
    return new Mapped(followed[Symbol.asyncIterator](), async (event) => {
      const answer = await this.answer(document, request, call, event);
      return saysNothing(answer) ? undefined : answer;
    });
  }

  /** Ends what follows this owner, then the connections to its database. */
  async close(): Promise<void> {
    await this.feed.close();
    await this.database.close();
  }

  private async answer(document: PreparedDocument, request: GraphqlRequest, call: Call, event?: unknown) {
    const disclosures = new Disclosures(call.viewer);
    const { data, errors } = await document.execute({ ...this.asked(request, call, disclosures), rootValue: event });
    const answer = { data, extensions: { disclosure: disclosures.report() } };
    return errors ? { ...answer, ...this.masked(errors, call) } : answer;
  }

  private asked({ operationName, variables }: GraphqlRequest, call: Call, disclosures: Disclosures): Asked {
    const contextValue = this.contextFor(new OwnCall(call, disclosures));
    return { operationName, variableValues: variables, contextValue };
  }

  private masked(errors: readonly GraphQLError[], call: Call) {
    return { errors: errors.map((error) => maskError(error, this.log, call.requestId)) };
  }

  /** Whether carrying it out again would do something again. */
  changes({ query }: GraphqlRequest): boolean {
    const document = this.prepare(query);
    return "changes" in document && document.changes;
  }

  private prepare(query: string): PreparedDocument | { errors: readonly GraphQLFormattedError[] } {
    const hash = hashOf(query);
    const known = this.prepared.get(hash);
    if (known) return known;
    const document = parse(query, { noLocation: true });
    const faults = validate(this.schema, document);
    if (faults.length > 0) {
      this.log.error({ faults: faults.map((fault) => fault.message) }, "the gateway planned for another schema");
      return { errors: [{ message: "The query does not fit this service.", extensions: { code: "BAD_USER_INPUT" } }] };
    }
    const prepared = new PreparedDocument(this.schema, document);
    this.prepared.set(hash, prepared);
    return prepared;
  }
}

/** Opens an owner's subgraph on its database. Nothing is connected before the first question. */
export function openSubgraph(
  definition: SubgraphDefinition,
  url: string,
  log: Logger,
  surroundings: Partial<Surroundings> = {},
): Subgraph {
  const { name } = definition;
  const database = new Database({ url, rows: [...definition.rows], applicationName: name });
  const feed = new Feed({ url, name, database, log });
  return new Subgraph(definition, database, log, new Completed(surroundings, feed));
}

/** What an owner was not given: using it is a fault of the configuration and says so. */
class Completed implements Surroundings {
  readonly callPeer: CallPeer;
  readonly postman: Postman | undefined;

  constructor(
    private readonly given: Partial<Surroundings>,
    readonly feed: Feed,
  ) {
    this.callPeer = given.callPeer ?? (() => Promise.reject(new Error("This subgraph was opened without peers.")));
    this.postman = given.postman;
  }

  get vault(): Vault {
    if (!this.given.vault) throw new Error("This subgraph was opened without vault keys.");
    return this.given.vault;
  }
}

/** A class, because an accessor in a literal would make the call outlive its answer (decision 0038). */
class OwnCall implements ServedCall {
  readonly viewer: Call["viewer"];
  readonly requestId: string;

  constructor(
    private readonly call: Call,
    readonly disclosures: Disclosures,
  ) {
    this.viewer = call.viewer;
    this.requestId = call.requestId;
  }

  /** Passed on unread: it is made when somebody looks. */
  get signal(): AbortSignal | undefined {
    return this.call.signal;
  }
}
