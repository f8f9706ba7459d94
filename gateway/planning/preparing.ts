import { setImmediate as others } from "node:timers/promises";
import type { QueryPlan } from "@apollo/query-planner";
import { GraphQLError, OperationTypeNode } from "graphql";
import { SelectedTypes } from "./document/selected-types.js";
import { documentOf, Drafts, type Variant, type Wanted } from "./drafts.js";
import { Asked } from "./fetches/asked.js";
import { withoutForeignDirectives } from "./fetches/entity-directives.js";
import { Unbrought, withForgottenTypes, type Given } from "./fetches/forgotten-types.js";
import { leftOut } from "./fetches/left-out.js";
import { fetchesOf, mapFetches } from "./fetches/plan-fetches.js";
import { PlanCompiler } from "./fetches/plan-steps.js";
import { notPlanned, type Planner } from "./planner/planner-thread.js";
import { planOperation } from "./planner/planning.js";
import { readyOperation } from "./ready-operation.js";
import type { SupergraphModel } from "./supergraph-model.js";
import { asError, denied as deniedField } from "../engine/fault.js";
import type { PreparedOperation } from "../engine/prepared-operation.js";

/** Makes operations ready to be executed: planned, compiled, and kept for the next who asks the same. */
export class Preparing {
  private readonly drafts: Drafts;

  /** `planner`: where `prepareBeside` plans; here, when not given. */
  constructor(
    private readonly model: SupergraphModel,
    private readonly planner?: Planner,
  ) {
    this.drafts = new Drafts(model);
  }

  /**
   * Plans and compiles a document that was validated against `schema`, or finds it among those prepared before. `key`
   * stands for the document's text; without it the text is printed. Throws a GraphQLError where there is no such
   * operation (OPERATION_RESOLUTION_FAILURE), none the engine executes (OPERATION_NOT_SUPPORTED) or none the planner can
   * plan as a whole (OPERATION_NOT_PLANNED, with the reason as `originalError`, not for clients).
   */
  prepare(...wanted: Wanted): PreparedOperation {
    const variant = this.drafts.variantOf(...wanted);
    const known = variant.draft.variants.get(variant.name);
    if (known !== undefined) return known;
    try {
      return this.compile(variant, this.plan(variant));
    } catch (error) {
      const whole = atOnce(variant, error);
      return this.compile(whole, this.plan(whole));
    }
  }

  /**
   * The same where the caller can wait: what was not prepared before is planned by the engine's planner, once for all
   * who wait for it, and others get their turn before and after. Rejects as `prepare` throws.
   */
  async prepareBeside(...wanted: Wanted): Promise<PreparedOperation> {
    const { planner } = this;
    if (planner === undefined) return this.prepare(...wanted);
    let variant = this.drafts.knownVariantOf(...wanted);
    if (variant === undefined) {
      await others();
      variant = this.drafts.variantOf(...wanted);
    }
    const { variants, underWay } = variant.draft;
    const known = variants.get(variant.name) ?? underWay.get(variant.name);
    if (known !== undefined) return known;
    const make = async (each: Variant): Promise<PreparedOperation> => {
      await others();
      const plan = await planner.plan(documentOf(each), each.labels);
      await others();
      return this.compile(each, plan);
    };
    const made = make(variant)
      .catch((error: unknown) => make(atOnce(variant, error)))
      .finally(() => underWay.delete(variant.name));
    underWay.set(variant.name, made);
    return made;
  }

  private compile({ draft, name, denied, defers }: Variant, made: QueryPlan): PreparedOperation {
    const { operation, renamed: planned, variants } = draft;
    const { types, requirements, schema, sent } = this.model;
    const unbrought = new Unbrought();
    const plan = this.whole(withoutForeignDirectives(made, operation, sent.isForQueries), {
      planned,
      denied,
      unbrought,
    });
    const selected = new SelectedTypes(planned, schema);
    const compiler = new PlanCompiler(plan.node, types, requirements, selected);
    const source = compiler.source();
    if (operation.operation === OperationTypeNode.SUBSCRIPTION && !source) throw asError(deniedField());
    const client = { schema, operation, planned, denied, unbrought, defers };
    const prepared = readyOperation(client, { plan, program: compiler.program(), source });
    variants.set(name, prepared);
    return prepared;
  }

  /** The planner forgets some types, and leaves out what it finds that nobody can bring. */
  private whole(plan: QueryPlan, wanted: Pick<Given, "planned" | "denied" | "unbrought">): QueryPlan {
    const { types, schema, subgraphs } = this.model;
    const asked = new Asked(fetchesOf(plan), types);
    const missing = leftOut(wanted.planned, schema, asked, wanted.denied);
    if (missing !== undefined) throw notPlanned(new Error(`No subgraph is asked for ${missing}.`));
    if (!subgraphs.arePartial) return plan;
    return mapFetches(plan, (fetch) => withForgottenTypes(fetch, { ...wanted, schema, subgraphs, asked }));
  }

  /** A valid operation may trip the planner's own assertions. */
  private plan(variant: Variant): QueryPlan {
    try {
      return planOperation(this.model.planning(), documentOf(variant), variant.labels);
    } catch (reason) {
      throw notPlanned(reason as Error);
    }
  }
}

/** The planner trips more often with @defer than without. Who may put something off may also answer at once. */
function atOnce(variant: Variant, error: unknown): Variant {
  const isTripped = error instanceof GraphQLError && error.extensions["code"] === "OPERATION_NOT_PLANNED";
  if (variant.defers.length === 0 || !isTripped || !error.originalError) throw error;
  return { ...variant, defers: [] };
}
