import type { ExecutionResult, GraphQLError } from "graphql";
import { deliver, type Delivered } from "./answering/delivery.js";
import { Fetched, type Written } from "./answering/fetched.js";
import { Faults } from "./faults.js";
import { notSupported } from "./fault.js";
import { FIRST_PART, type Coerced, type PreparedOperation } from "./prepared-operation.js";
import { Run, type Variables } from "./run.js";
import type { CallSubgraph, EndSignal, SubgraphAnswer, SubgraphRequest } from "./subgraph-call.js";

export interface ExecutionRequest<Context> {
  readonly variables: Record<string, unknown>;
  readonly context: Context;
  readonly signal?: EndSignal | undefined;
}

/** `contextOf` a part: the first one, or a defer; asked once for each. */
export interface DeliveryRequest<Context> extends Omit<ExecutionRequest<Context>, "context"> {
  readonly contextOf: (part: string) => Context;
}

/** A subscription as one client opened it. */
export type Followed =
  | { readonly request: SubgraphRequest; readonly variables: Variables }
  | { readonly errors: readonly GraphQLError[] };

/**
 * Executes prepared operations over the subgraphs. It knows GraphQL only: who may ask, over which wire, how long and how
 * often are the caller's business, in `call`. How an operation is prepared is that of `gateway/planning`. In which order
 * to read it: schema/decisions/0052.
 */
export class Engine<Context> {
  constructor(private readonly call: CallSubgraph<Context>) {}

  /**
   * Never rejects for what a client or a subgraph does: variables that do not fit give `errors` without `data`, a
   * failing subgraph gives null for its fields and an error, the rest intact. Once `signal` is aborted no further call
   * is started; the execution ends when the calls under way have ended.
   */
  async execute(prepared: PreparedOperation, request: ExecutionRequest<Context>): Promise<ExecutionResult> {
    const fetched = await this.fetch(prepared, request);
    return fetched instanceof Fetched ? fetched.shape() : fetched;
  }

  /** The same as JSON, several times as fast; a result as `execute` gives it where there is any error to tell. */
  async write(prepared: PreparedOperation, request: ExecutionRequest<Context>): Promise<Written | ExecutionResult> {
    const fetched = await this.fetch(prepared, request);
    return fetched instanceof Fetched ? fetched.write() : fetched;
  }

  /**
   * The same in parts: what @defer puts off follows the first answer, each part with the errors that belong to it. All
   * parts together are the answer that `execute` gives. Once `signal` is aborted no part follows any more.
   */
  async deliver(prepared: PreparedOperation, request: DeliveryRequest<Context>): Promise<Delivered> {
    const { contextOf, signal } = request;
    const coerced = coerceAnswerable(prepared, request.variables);
    if ("errors" in coerced) return { first: coerced };
    const parents = new Map(prepared.defers.map(({ name, parent }) => [name, parent]));
    const runs = new Map<string, Run>();
    const runOf = (part: string): Run => {
      let run = runs.get(part);
      if (run === undefined) {
        const parent = parents.get(part);
        const earlier = parent === undefined ? undefined : runOf(parent);
        run = this.begin(prepared, coerced.variables, { context: contextOf(part), signal }, earlier);
        runs.set(part, run);
      }
      return run;
    };
    return deliver(prepared, runOf);
  }

  /**
   * What a subscription follows: the request whose answers, one after the other, are its events. Or why the variables
   * do not fit. Who asks the subgraph, and who else shares what it sends, is the caller's business.
   */
  follow(prepared: PreparedOperation, variables: Record<string, unknown>): Followed {
    const coerced = prepared.coerce(variables);
    if ("errors" in coerced) return coerced;
    if (!prepared.source) throw new Error("This operation is no subscription.");
    return { request: prepared.source.request(coerced.variables), variables: coerced.variables };
  }

  /** One event of what is followed, made whole by the other subgraphs. `event` becomes the engine's own. */
  async complete(
    prepared: PreparedOperation,
    { variables }: Extract<Followed, { variables: unknown }>,
    event: SubgraphAnswer,
    request: Omit<ExecutionRequest<Context>, "variables">,
  ): Promise<ExecutionResult> {
    const run = this.begin(prepared, variables, request);
    prepared.source?.take(run, event);
    await prepared.program(() => run)(FIRST_PART);
    return new Fetched(prepared, run).shape();
  }

  /** Everything the answer is made of, for who has something to begin before it is made; or why the variables do not fit. */
  async fetch(
    prepared: PreparedOperation,
    { variables, ...request }: ExecutionRequest<Context>,
  ): Promise<Fetched | ExecutionResult> {
    const coerced = coerceAnswerable(prepared, variables);
    if ("errors" in coerced) return coerced;
    const run = this.begin(prepared, coerced.variables, request);
    await prepared.program(() => run)(FIRST_PART);
    return new Fetched(prepared, run);
  }

  private begin(
    prepared: PreparedOperation,
    variables: Variables,
    { context, signal }: Omit<ExecutionRequest<Context>, "variables">,
    earlier?: Run,
  ): Run {
    const faults = new Faults(prepared.names, earlier?.faults);
    const send = (asked: SubgraphRequest): Promise<SubgraphAnswer> => this.call(asked, context, signal);
    const run = new Run(variables, faults, { send, signal }, earlier?.tree);
    // What one part learns about the tree no other does.
    run.isShared = prepared.defers.length > 0;
    return run;
  }
}

function coerceAnswerable(prepared: PreparedOperation, given: Record<string, unknown>): Coerced {
  return prepared.source ? { errors: [notSupported("subscriptions in one answer")] } : prepared.coerce(given);
}
