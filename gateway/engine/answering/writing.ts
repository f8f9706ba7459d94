import type { Variables } from "../run.js";

/** Thrown by the quick way of completion: the answer has something in it that only the careful way can tell. */
export const ODD = Symbol("odd");

/** A compiled part of the selection that can write what it stands for. */
interface Writer<Value> {
  write(value: Value, writing: Writing): string;
}

/** One answer being written as JSON. */
export class Writing {
  private readonly known: Map<object, Map<unknown, string>> | undefined;

  /** `isShared`: objects and lists of the tree sit in several places. */
  constructor(
    readonly variables: Variables,
    isShared: boolean,
  ) {
    if (isShared) this.known = new Map();
  }

  /**
   * An object or a list, written once wherever it sits. What is remembered belongs to a compiled selection and a value,
   * never to a place in the answer: the same object under another selection reads differently.
   */
  once<Value extends object>(writer: Writer<Value>, value: Value): string {
    if (this.known === undefined) return writer.write(value, this);
    let known = this.known.get(writer);
    if (known === undefined) this.known.set(writer, (known = new Map()));
    let text = known.get(value);
    if (text !== undefined) return inOnePiece(text);
    known.set(value, (text = writer.write(value, this)));
    return text;
  }
}

/**
 * The same text. What is put together of many pieces stays a tree of them, which every step that reads it walks anew;
 * V8 makes it one piece when asked for the number in it. (Of JSON objects and lists there is none.)
 */
export const inOnePiece = (text: string): string => (Number(text) === 0 ? "" : text);

/** Beyond this JSON.stringify is the faster one. */
const SHORT = 64;

/** Looks a short string through for what JSON writes in another way: quotes, backslashes, controls, surrogates. */
export function writeString(value: string): string {
  if (value.length > SHORT) return JSON.stringify(value);
  for (let at = 0; at < value.length; at++) {
    const unit = value.charCodeAt(at);
    if (unit < 32 || unit === 34 || unit === 92 || unit >= 0xd800) return JSON.stringify(value);
  }
  return `"${value}"`;
}

/** Any value of a scalar. What JSON has no words for is odd. */
export function writeJson(value: unknown): string {
  if (typeof value === "string") return writeString(value);
  if (typeof value === "boolean") return value ? "true" : "false";
  if (value === null || value === undefined) return "null";
  if (Number.isSafeInteger(value)) return `${value as number}`;
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw ODD;
  return text;
}

/**
 * The same text of GraphQL names, in single bytes. V8 keeps a name as it met it first, in two bytes a character where a
 * text with a Greek letter held it; one such piece makes the whole answer twice as long, and its every copy.
 */
export const inLatin1 = (text: string): string => Buffer.from(text, "latin1").toString("latin1");
