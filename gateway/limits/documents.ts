import { parse, print } from "graphql";
import { LRUCache } from "lru-cache";
import { hashOf } from "../../subgraphs/kernel/hash";
import { Refusal } from "../../subgraphs/kernel/refusal";
import { LIMITS } from "./limits";

/** How a question names its document: by text, by hash, or both. */
export interface Named {
  readonly query?: string;
  /** SHA-256 of the text, in hex. */
  readonly hash?: string;
}

/** Finds the text of a question's document, or refuses it. */
export interface Documents {
  /** `mayExplore`: the one who asks may send documents of their own. */
  textOf(named: Named, mayExplore: boolean): string;
  /** Texts by hash that are there before anybody asks. */
  readonly known: ReadonlyMap<string, string>;
}

const REMEMBERED_CHARACTERS = 4 << 20;

/**
 * Any document, for development. One that came with its hash is remembered and may be asked by the hash alone from
 * then on: automatic persisted queries, as Apollo's clients speak them.
 */
export class AnyDocument implements Documents {
  readonly known: ReadonlyMap<string, string> = new Map();
  private readonly remembered = new LRUCache<string, string>({
    maxSize: REMEMBERED_CHARACTERS,
    sizeCalculation: (text) => text.length + 64,
  });

  textOf({ query, hash }: Named): string {
    if (hash === undefined) return present(query);
    if (query === undefined) return this.remembered.get(hash) ?? unknown();
    checkHash(query, hash);
    this.remembered.set(hash, query);
    return query;
  }
}

/**
 * Only documents that were reviewed and committed, the questions of the dashboards; others are DOCUMENT_NOT_TRUSTED.
 * A stolen token then asks nothing that a screen does not ask. Who may explore sends what they like.
 */
export class TrustedDocuments implements Documents {
  private readonly others = new AnyDocument();

  constructor(readonly known: ReadonlyMap<string, string>) {}

  textOf(named: Named, mayExplore: boolean): string {
    const { query, hash } = named;
    const trusted = this.known.get(hash ?? hashOf(present(query))) ?? this.reprinted(query);
    if (trusted === undefined) return mayExplore ? this.others.textOf(named) : untrusted();
    if (query !== undefined && hash !== undefined) checkHash(query, hash);
    return trusted;
  }

  /** The same document with other spaces, or with its comments. */
  private reprinted(query: string | undefined): string | undefined {
    if (query === undefined) return undefined;
    try {
      return this.known.get(hashOf(print(parse(query, { noLocation: true, maxTokens: LIMITS.tokens }))));
    } catch {
      return undefined;
    }
  }
}

const present = (query: string | undefined): string => {
  if (query !== undefined) return query;
  throw new Refusal("BAD_USER_INPUT", "The body is not a GraphQL request.", { check: "request", fields: ["query"] });
};

function checkHash(query: string, hash: string): void {
  if (hashOf(query) === hash) return;
  throw new Refusal("BAD_USER_INPUT", "The hash is not that of the document.", { check: "documentHash" });
}

/** Apollo's clients look for this very code, and then send the text along. */
function unknown(): never {
  throw new Refusal("PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound");
}

function untrusted(): never {
  throw new Refusal("DOCUMENT_NOT_TRUSTED", "This hub answers the questions of its dashboards only.");
}
