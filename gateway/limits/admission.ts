import {
  parse,
  TypeInfo,
  ValidationContext,
  visit,
  visitInParallel,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
} from "graphql";
import { LRUCache } from "lru-cache";
import { hashOf } from "../../subgraphs/kernel/hash";
import { LIMITS, type Limits } from "./limits";
import { limitRules } from "./rules";

const REMEMBERED = 10_000;

/**
 * Weighs documents before they are validated and planned: graphql's own rules compare fields pairwise, and a plan is
 * made of expanded fragments, so a small document can cost much. A document is weighed once and then remembered.
 */
export class Admission {
  /** By hash: who explores may have written somebody's number into a document (promise P8). */
  private readonly admitted = new LRUCache<string, true>({ max: REMEMBERED });
  private readonly rules;

  constructor(private readonly limits: Limits = LIMITS) {
    this.rules = limitRules(limits);
  }

  /** Refuses with BAD_USER_INPUT. A text that is no GraphQL passes: the parser's own complaint says more. */
  admit(query: string, schema: GraphQLSchema): void {
    const hash = hashOf(query);
    if (this.admitted.has(hash)) return;
    const document = tryParse(query, this.limits.tokens);
    if (!document) return;
    this.weigh(schema, document);
    this.admitted.set(hash, true);
  }

  /** Ends at the first fault. Not graphql's `validate`: it looks up the type of every node, which no limit asks for. */
  private weigh(schema: GraphQLSchema, document: DocumentNode): void {
    const refuse = (fault: GraphQLError): never => {
      throw fault;
    };
    const context = new ValidationContext(schema, document, new TypeInfo(schema), refuse);
    visit(document, visitInParallel(this.rules.map((rule) => rule(context))));
  }
}

function tryParse(query: string, maxTokens: number): DocumentNode | undefined {
  try {
    return parse(query, { noLocation: true, maxTokens });
  } catch {
    return undefined;
  }
}
