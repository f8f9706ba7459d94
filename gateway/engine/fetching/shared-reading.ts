import type { Selected } from "./selected.js";
import type { Tree } from "../tree.js";

/** An answer, and whether objects of it sit in several places. */
export interface Read {
  readonly answer: unknown;
  readonly isShared: boolean;
}

/**
 * What JSON.parse makes of a subgraph's answer, except that an object whose text has been met before, at the same place
 * of the selection, is the object that was made of it then. The same few entities fill most of a large answer: their
 * repetitions are compared and not read, and whatever is done with the tree later is done once for each.
 *
 * Throws where the text is no JSON.
 */
export function readShared(text: string, data: Selected): Read {
  try {
    const reading = new Reading(text);
    return { answer: reading.answer(data), isShared: reading.isShared };
  } catch (reason) {
    if (reason !== UNEXPECTED && !(reason instanceof RangeError)) throw reason;
    return { answer: JSON.parse(text) as unknown, isShared: false };
  }
}

/** Thrown at whatever is not read here: JSON.parse says what it is. */
const UNEXPECTED = Symbol("unexpected");

/** Reading what is always new is the work of JSON.parse. After so many objects ... */
const TRIAL = 64;
/** ... so much of the text must have been met before. */
const WORTH_IT = 1 / 4;

const HEAD = '{"data":';

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;
const LIST = 91;
const LIST_END = 93;
const OBJECT = 123;
const OBJECT_END = 125;

const WORDS: Readonly<Record<string, unknown>> = { null: null, true: true, false: false };
const LITERAL = /null|true|false|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

interface Met {
  readonly text: string;
  readonly object: Tree;
}

class Reading {
  private at = 0;
  private made = 0;
  private skipped = 0;
  private readonly met = new Map<Selected, Map<string, Met>>();

  constructor(private readonly text: string) {}

  get isShared(): boolean {
    return this.skipped > 0;
  }

  /** `data` is told first, and read by its selection. What follows it (errors, extensions) is short. */
  answer(selected: Selected): unknown {
    if (!this.text.startsWith(HEAD)) throw UNEXPECTED;
    this.at = HEAD.length;
    const data = this.value(selected);
    const rest = this.text.slice(this.at);
    if (rest === "}") return { data };
    if (!rest.startsWith(',"')) throw UNEXPECTED;
    return { data, ...(JSON.parse(`{${rest.slice(1)}`) as Tree) };
  }

  private value(selected: Selected | undefined): unknown {
    switch (this.text.charCodeAt(this.at)) {
      case QUOTE:
        return this.string();
      case LIST:
        return this.list(selected);
      case OBJECT:
        if (selected === undefined) throw UNEXPECTED;
        return selected.isShared ? this.sharedObject(selected) : this.object(selected);
      default:
        return this.literal();
    }
  }

  private list(selected: Selected | undefined): unknown[] {
    const list: unknown[] = [];
    for (let isMore = this.opens(LIST_END); isMore; isMore = this.goesOn(LIST_END)) list.push(this.value(selected));
    return list;
  }

  /** The text up to the first closing brace finds what was met; all of it must be equal. */
  private sharedObject(selected: Selected): Tree {
    const { text, at: start } = this;
    let met = this.met.get(selected);
    if (met === undefined) this.met.set(selected, (met = new Map()));
    const key = text.slice(start, text.indexOf("}", start) + 1);
    const known = met.get(key);
    if (known !== undefined && text.slice(start, start + known.text.length) === known.text) {
      this.at = start + known.text.length;
      this.skipped += known.text.length;
      return known.object;
    }
    if (++this.made % TRIAL === 0 && this.skipped < start * WORTH_IT) throw UNEXPECTED;
    const object = this.object(selected);
    met.set(key, { text: text.slice(start, this.at), object });
    return object;
  }

  private object({ names, inner }: Selected): Tree {
    const object: Tree = {};
    let next = 0;
    for (let isMore = this.opens(OBJECT_END); isMore; isMore = this.goesOn(OBJECT_END)) {
      // Subgraphs answer in the order of the selection, which may name what other types have.
      if (!this.isNext(names[next])) next = names.indexOf(this.name());
      const name = names[next];
      if (name === undefined) throw UNEXPECTED;
      object[name] = this.value(inner[next]);
      next++;
    }
    return object;
  }

  /** Passes over the sign that opens, and over the end where nothing stands before it. */
  private opens(end: number): boolean {
    if (this.text.charCodeAt(++this.at) !== end) return true;
    this.at++;
    return false;
  }

  /** Passes over a comma, or over the end. */
  private goesOn(end: number): boolean {
    const sign = this.text.charCodeAt(this.at++);
    if (sign !== COMMA && sign !== end) throw UNEXPECTED;
    return sign === COMMA;
  }

  private isNext(name: string | undefined): boolean {
    const { text, at: start } = this;
    if (name === undefined || text.charCodeAt(start) !== QUOTE) return false;
    let at = start + 1;
    for (let i = 0; i < name.length; i++) if (text.charCodeAt(at++) !== name.charCodeAt(i)) return false;
    if (text.charCodeAt(at) !== QUOTE || text.charCodeAt(at + 1) !== COLON) return false;
    this.at = at + 2;
    return true;
  }

  private name(): string {
    const name = this.string();
    if (this.text.charCodeAt(this.at++) !== COLON) throw UNEXPECTED;
    return name;
  }

  private string(): string {
    const { text, at: start } = this;
    if (text.charCodeAt(start) !== QUOTE) throw UNEXPECTED;
    let isEscaped = false;
    for (let at = start + 1; ; at++) {
      const unit = text.charCodeAt(at);
      if (unit === QUOTE) {
        this.at = at + 1;
        return isEscaped ? (JSON.parse(text.slice(start, at + 1)) as string) : text.slice(start + 1, at);
      }
      if (unit === BACKSLASH) {
        isEscaped = true;
        at++;
      } else if (!(unit >= 32)) throw UNEXPECTED;
    }
  }

  private literal(): unknown {
    LITERAL.lastIndex = this.at;
    if (!LITERAL.test(this.text)) throw UNEXPECTED;
    const word = this.text.slice(this.at, LITERAL.lastIndex);
    this.at = LITERAL.lastIndex;
    return word in WORDS ? WORDS[word] : Number(word);
  }
}
