import type { GraphQLFormattedError } from "graphql";
import type { ServerResponse } from "node:http";
import { Outflow } from "./outflow";

/** One more piece of an answer, as clients read it: incremental delivery over HTTP in Apollo's form of 2022-08-24. */
export interface Piece {
  readonly incremental?: readonly {
    readonly data: Readonly<Record<string, unknown>> | null;
    readonly path: readonly (string | number)[];
    readonly label?: string;
    readonly errors?: readonly GraphQLFormattedError[];
  }[];
  /** Of the last piece: what is known when all of them are. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly hasNext: boolean;
}

/** Pieces that follow the first answer. */
export type Pieces = AsyncIterable<Piece>;

const HEAD = "content-type: application/json; charset=utf-8\r\n\r\n";
const BETWEEN = "\r\n---\r\n";
const END = "\r\n-----\r\n";

/**
 * Sends an answer in parts: `body` is the first one, a JSON object. What cannot be sent whole is cut, so that nobody
 * takes half an answer for all of it.
 */
export async function sendParts(
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
  body: string,
  pieces: Pieces,
): Promise<void> {
  const { "content-length": _, ...others } = headers;
  const outflow = new Outflow(response, {
    ...others,
    "content-type": 'multipart/mixed; boundary="-"; deferSpec=20220824',
  });
  try {
    await outflow.write(`${BETWEEN}${HEAD}${body.slice(0, -1)},"hasNext":true}${BETWEEN}`);
    for await (const piece of pieces) {
      if (outflow.isOver) return;
      await outflow.write(`${HEAD}${JSON.stringify(piece)}${piece.hasNext ? BETWEEN : END}`);
    }
    outflow.end();
  } catch (error) {
    response.destroy();
    throw error;
  }
}
