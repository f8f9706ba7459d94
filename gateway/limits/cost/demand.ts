import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from "graphql";
import { Refusal } from "../../../subgraphs/kernel/refusal";
import { COSTS } from "../limits";
import type { Given } from "./amount";
import type { CostBudget, Payer } from "./budget";
import { CostRules } from "./cost-rules";
import { PriceList } from "./price-list";
import type { Price } from "./price";

/** The schema that is asked, and the supergraph that says what it costs. */
export interface Priced {
  readonly schema: GraphQLSchema;
  readonly supergraph: DocumentNode;
}

export interface DemandLimits {
  /** The most that one operation may be estimated at. */
  readonly question: number;
  /** How long a list is taken to be of which nothing is said. */
  readonly listSize: number;
}

export interface Demanded {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Given;
}

/** What is known of the cost of a question that was let in. */
export interface Cost {
  readonly estimated: number;
  /** Null before there is an answer. */
  readonly actual: number | null;
  readonly limit: number;
}

/**
 * Holds questions to what they may cost: estimated before anything is planned or fetched, paid from the budget of who
 * asks, and settled by what the answer really was.
 */
export class Demand {
  private readonly lists = new WeakMap<GraphQLSchema, PriceList>();

  constructor(
    private readonly limits: DemandLimits = COSTS,
    private readonly budget?: CostBudget,
  ) {}

  /**
   * What a question costs at most. Refuses with COST_ESTIMATED_TOO_EXPENSIVE, which names the estimate and the limit.
   * The document must be valid; its variables may be anything.
   */
  estimate(priced: Priced, demanded: Demanded): number {
    const estimated = this.priceOf(priced, demanded).before(demanded.variables);
    const { question: limit } = this.limits;
    if (estimated <= limit) return estimated;
    const message = `The question is too dear: its cost is estimated at ${estimated}, at most ${limit} is allowed.`;
    throw new Refusal("COST_ESTIMATED_TOO_EXPENSIVE", message, { check: "cost", estimated, limit });
  }

  /** The same, paid by who asks: RATE_LIMITED too, when they have spent what they have for this minute. */
  async charge(priced: Priced, demanded: Demanded, payer: Payer): Promise<Charge> {
    const estimated = this.estimate(priced, demanded);
    await this.budget?.spend(payer, estimated);
    const giveBack = (rest: number): void => this.budget?.giveBack(payer, rest);
    return new Charge(this.priceOf(priced, demanded), demanded.variables, estimated, this.limits.question, giveBack);
  }

  /** The same of what is made meanwhile, such as one event of a subscription, settled by its `data`. */
  async paid<Answer extends { readonly data?: unknown }>(
    priced: Priced,
    demanded: Demanded,
    payer: Payer,
    make: () => Promise<Answer>,
  ): Promise<Answer> {
    const charge = await this.charge(priced, demanded, payer);
    let data: unknown = null;
    try {
      const answer = await make();
      ({ data } = answer);
      return answer;
    } finally {
      charge.settle(data);
    }
  }

  private priceOf({ schema, supergraph }: Priced, { document, operation }: Demanded): Price {
    let list = this.lists.get(schema);
    if (!list) {
      list = new PriceList(schema, new CostRules(supergraph), this.limits.listSize);
      this.lists.set(schema, list);
    }
    return list.priceOf(document, operation);
  }
}

/** One question that was paid for. */
export class Charge {
  private actual: number | null = null;

  constructor(
    private readonly price: Price,
    private readonly variables: Given,
    private readonly estimated: number,
    private readonly limit: number,
    private readonly giveBack: (rest: number) => void,
  ) {}

  /** Measures the answer; what it cost less than estimated is given back. Only the first answer of a question counts. */
  settle(data: unknown): void {
    if (this.actual !== null) return;
    this.actual = this.price.after(data, this.variables);
    if (this.actual < this.estimated) this.giveBack(this.estimated - this.actual);
  }

  get cost(): Cost {
    const { estimated, actual, limit } = this;
    return { estimated, actual, limit };
  }
}
