import { valueFromASTUntyped, type OperationDefinitionNode } from "graphql";
import { valueOf, type Amount, type Given } from "./amount";
import { Meter } from "./meter";

export interface PricedField {
  /** Its name in the answer. */
  readonly key: string;
  /** What one item of it costs without its fields. */
  readonly own: number;
  /** What its arguments cost. */
  readonly given: Amount;
  readonly fields: readonly PricedField[];
  readonly estimate: Amount;
}

/** What one operation costs: at most, before it is asked; and really, by what came back. */
export class Price {
  private readonly defaults: Given;
  private readonly meter: Meter;

  /** Made by a price list. `own`: of the operation itself. */
  constructor(
    { variableDefinitions = [] }: OperationDefinitionNode,
    private readonly own: number,
    private readonly estimate: Amount,
    fields: readonly PricedField[],
  ) {
    const given = variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
    );
    this.defaults = Object.fromEntries(given);
    this.meter = new Meter(fields);
  }

  /** Refuses with BAD_USER_INPUT when a list is not cut as it must be. Variables may be of any form. */
  before(variables: Given): number {
    return valueOf(this.estimate, this.withDefaults(variables));
  }

  /** `data` of the answer. */
  after(data: unknown, variables: Given): number {
    return this.own + this.meter.measure(data, this.withDefaults(variables));
  }

  private withDefaults(variables: Given): Given {
    return { ...this.defaults, ...variables };
  }
}
