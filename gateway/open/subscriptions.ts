import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { Mapped } from "../../subgraphs/kernel/live/mapped";
import { Opening } from "../../subgraphs/kernel/live/opening";
import { Refusal } from "../../subgraphs/kernel/refusal";
import type { OpenStream } from "../calls/calls";
import type { Engine } from "../engine/engine";
import type { SubgraphAnswer } from "../engine/subgraph-call";
import type { Admission } from "../limits/admission";
import { hashOf } from "../limits/documents";
import type { Limits } from "../limits/limits";
import { validDocument } from "../limits/valid-document";
import { checkVariables } from "../limits/variables";
import type { OpenQuestion } from "./apollo";
import type { maskForeign } from "./mask";

export interface OpenSubscriptionParts {
  readonly engine: Engine<OpenQuestion>;
  readonly stream: OpenStream<OpenQuestion>;
  readonly admission: Admission;
  readonly limits: Limits;
  readonly labels: readonly string[];
  readonly mask: ReturnType<typeof maskForeign>;
  readonly development: boolean;
}

export interface OpenWish {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
}

/** Subscriptions of any supergraph, over whatever door: each has a stream of its own at the subgraph that owns it. */
export class OpenSubscriptions {
  constructor(private readonly parts: OpenSubscriptionParts) {}

  /** Rejects with what is wrong with the wish. What its owner refuses, or cannot do, fails the first event. */
  async open(question: OpenQuestion, { query, operationName, variables }: OpenWish): Promise<Events> {
    const { engine, stream, admission, limits, labels } = this.parts;
    if (variables) checkVariables(variables, limits);
    admission.admit(query, engine.schema);
    const document = validDocument(query, engine.schema, limits.tokens);
    const prepared = await engine.prepareBeside(document, operationName ?? undefined, hashOf(query), {
      permissions: question.permissions,
      labels: new Set(labels),
    });
    if (prepared.kind !== "subscription")
      throw new Refusal("OPERATION_NOT_SUPPORTED", "Only subscriptions are opened here: ask the rest by POST.");
    const followed = engine.follow(prepared, variables ?? {});
    if ("errors" in followed) throw followed.errors[0]!;
    const events = new Opening(stream(followed.request, question));
    return new Mapped(events, async (event) => {
      const { data, errors } = await engine.complete(prepared, followed, event, { context: question });
      return { data, ...(errors && { errors: errors.map((error) => this.shown(error)) }) };
    });
  }

  /** What a client may see of an error. */
  readonly shown = (error: unknown): GraphQLFormattedError => {
    const known = error instanceof GraphQLError ? error : new GraphQLError("", { originalError: error as Error });
    const shown = this.parts.mask(known.toJSON(), known);
    // Guesses name what is in the schema.
    return this.parts.development ? shown : { ...shown, message: shown.message.replace(/ ?Did you mean .+\?$/s, "") };
  };
}

type Events = Mapped<SubgraphAnswer, object>;
