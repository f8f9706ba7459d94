import type { ExecutionResult, GraphQLError } from "graphql";
import { Shaping } from "./shaping.js";
import type { PreparedOperation } from "../prepared-operation.js";
import type { Run } from "../run.js";
import type { Tree } from "../tree.js";
import { inOnePiece, ODD, Writing } from "./writing.js";

/** Everything an answer is made of, and how it is made: as an object, or sooner as JSON. */
export class Fetched {
  constructor(
    private readonly prepared: PreparedOperation,
    private readonly run: Run,
  ) {}

  /** Of each field asked for at the root, whether something was brought for it. */
  get hasValues(): readonly boolean[] {
    return this.prepared.shape(this.run.variables).hasValues(this.run.tree);
  }

  /** The answer of the specification: what could not be completed is null, with its error. */
  shape(): ExecutionResult {
    const { faults, variables, tree } = this.run;
    const data = this.prepared.shape(variables).shape(tree, new Shaping(this.run), 0);
    return resultOf(data, faults.errors);
  }

  /** As JSON; in the careful way where there is any error to tell. */
  write(): Written | ExecutionResult {
    const { variables, tree, isShared, faults } = this.run;
    if (faults.errors.length > 0) return this.shape();
    try {
      const text = this.prepared.shape(variables).write(tree, new Writing(variables, isShared));
      return new Written(text, this.prepared.keepsNames ? tree : undefined);
    } catch (reason) {
      if (reason !== ODD) throw reason;
      return this.shape();
    }
  }
}

export const resultOf = (data: Tree | null, errors: readonly GraphQLError[]): ExecutionResult =>
  errors.length === 0 ? { data } : { errors, data };

const HEAD = '{"data":';

/** An answer without errors, as JSON. */
export class Written {
  readonly response: string;

  /** `text`: `data` as JSON. */
  constructor(
    text: string,
    private readonly source: object | undefined,
  ) {
    this.response = inOnePiece(`${HEAD}${text}}`);
  }

  /** `data` as JSON. */
  get text(): string {
    return this.response.slice(HEAD.length, -1);
  }

  /** At least what is in the answer, to be counted: what it was written from, which may hold keys and inputs as well. */
  get content(): unknown {
    return this.source ?? (JSON.parse(this.text) as unknown);
  }
}
