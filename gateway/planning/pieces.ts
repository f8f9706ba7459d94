import { Kind, parse, type DefinitionNode, type DocumentNode } from "graphql";
import type { Steps } from "./steps.js";

/** The text of type definitions, cut between definitions: each piece can be parsed alone. */
export type Pieces = readonly string[];

/** Of this size a piece is parsed in about a millisecond. One definition may be longer. */
const PIECE = 8 << 10;

/** Cuts a text where `document`, parsed from it with locations, says that definitions begin. */
export function piecesOf(text: string, { definitions }: DocumentNode): Pieces {
  const pieces: string[] = [];
  let start = 0;
  let end = 0;
  for (const { loc } of definitions) {
    if (!loc) throw new Error("A document can only be cut by its locations.");
    if (end > start && loc.end - start > PIECE) {
      pieces.push(text.slice(start, end));
      start = loc.start;
    }
    end = loc.end;
  }
  return [...pieces, text.slice(start)];
}

/** The document of a text in pieces, one a step. */
export function* parsed(pieces: Pieces): Steps<DocumentNode> {
  const definitions: DefinitionNode[] = [];
  for (const piece of pieces) {
    definitions.push(...parse(piece, { noLocation: true }).definitions);
    yield;
  }
  return { kind: Kind.DOCUMENT, definitions };
}
