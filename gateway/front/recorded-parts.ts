import type { ExecutionResult, GraphQLFormattedError } from "graphql";
import { GraphQLError } from "graphql";
import type { AccountedCall } from "../disclosure/accounted-call";
import { Disclosed } from "../disclosure/disclosed";
import type { Part } from "../engine/answering/delivery";
import type { DeliveryRequest } from "../engine/engine";
import { FIRST_PART, type PreparedOperation } from "../engine/prepared-operation";
import type { SupergraphEngine } from "../federation/supergraph-engine";
import type { Piece, Pieces } from "./parts";

export interface PartsParts {
  readonly engine: SupergraphEngine<AccountedCall>;
  readonly call: Omit<AccountedCall, "disclosed">;
  /** Resolves when a part's look at people is recorded; refuses when it may not be. */
  readonly record: (disclosed: Disclosed, data: Executed) => Promise<void>;
  /** What a client may see of an error. */
  readonly mask: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
}

type Executed = ExecutionResult["data"];

export interface RecordedParts {
  readonly first: ExecutionResult;
  /** The first part may not leave before it resolves. */
  readonly recorded: Promise<unknown>;
  readonly pieces?: Pieces;
}

/**
 * An answer in parts, each with an access record of its own, written before that part leaves (promise P1: no record, no
 * answer). Where one cannot be written, its part is refused and nothing follows.
 */
export async function answerInParts(
  { engine, call, record, mask }: PartsParts,
  prepared: PreparedOperation,
  request: Omit<DeliveryRequest<AccountedCall>, "contextOf">,
): Promise<RecordedParts> {
  const unrecorded = new Map<string, Disclosed>();
  const contextOf = (part: string): AccountedCall => {
    const disclosed = new Disclosed();
    unrecorded.set(part, disclosed);
    return { ...call, disclosed };
  };
  const note = async (part: string, data: Executed): Promise<void> => {
    const disclosed = unrecorded.get(part);
    unrecorded.delete(part);
    if (disclosed) await record(disclosed, data);
  };
  /** What was looked up and did not leave was looked up all the same. */
  const noteRest = () => Promise.all(Array.from(unrecorded.keys(), (part) => note(part, null)));

  const { first, rest } = await engine.deliver(prepared, { ...request, contextOf });
  const recorded = note(FIRST_PART, first.data);
  if (!rest) return { first, recorded: Promise.all([recorded, noteRest()]) };
  const shown = (error: GraphQLError): GraphQLFormattedError => mask(error.toJSON(), error);
  async function* pieces(parts: AsyncIterable<Part>): AsyncGenerator<Piece, undefined> {
    try {
      for await (const part of parts) {
        const refusal = await note(part.name, dataOf(part)).then(() => undefined, asError);
        yield refusal ? withheld(part, shown(refusal)) : told(part, shown);
        if (refusal) return;
      }
    } finally {
      await noteRest().catch(() => undefined);
    }
  }
  return { first, recorded, pieces: pieces(rest) };
}

const dataOf = ({ incremental }: Part): Executed =>
  Object.assign({}, ...incremental.map(({ data }) => data)) as Executed;

const told = ({ incremental, hasNext }: Part, shown: (error: GraphQLError) => GraphQLFormattedError): Piece => ({
  incremental: incremental.map(({ errors, ...each }) => ({ ...each, ...(errors && { errors: errors.map(shown) }) })),
  hasNext,
});

const withheld = ({ incremental }: Part, error: GraphQLFormattedError): Piece => ({
  incremental: incremental.map((each) => ({ ...each, data: null, errors: [{ ...error, path: each.path }] })),
  hasNext: false,
});

const asError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError ? error : new GraphQLError("", { originalError: error as Error });
