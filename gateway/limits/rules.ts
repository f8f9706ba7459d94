import type { ASTVisitor, ValidationContext, ValidationRule } from "graphql";
import { Refusal } from "../../subgraphs/kernel/refusal";
import { Expansion, type Weight } from "./expansion";
import type { Limits } from "./limits";

/** One message for every limit: what was exceeded is in `details`, for the developer who wrote the question. */
export const overLimit = (check: string, limit: number): Refusal =>
  new Refusal("BAD_USER_INPUT", `The question is too large: ${check}, at most ${limit}.`, { check, limit });

/** A rule over what an operation weighs after its fragments are put in place. */
const weighed =
  (check: string, limit: number, measure: (weight: Weight) => number): ValidationRule =>
  (context): ASTVisitor => {
    const expansion = new Expansion((name) => context.getFragment(name));
    return {
      OperationDefinition(operation) {
        if (measure(expansion.weigh(operation.selectionSet)) > limit) context.reportError(overLimit(check, limit));
        return false;
      },
    };
  };

export const maxDepth = (limit: number): ValidationRule => weighed("depth", limit, ({ depth }) => depth);
export const maxFields = (limit: number): ValidationRule => weighed("fields", limit, ({ fields }) => fields);
export const maxRootFields = (limit: number): ValidationRule => weighed("root fields", limit, ({ direct }) => direct);

export const maxDefinitions =
  (limit: number): ValidationRule =>
  (context) => ({
    Document({ definitions }) {
      if (definitions.length > limit) context.reportError(overLimit("definitions", limit));
    },
  });

/** Complains once, when the count passes the limit. */
function counter(context: ValidationContext, check: string, limit: number): (more?: number) => void {
  let count = 0;
  return (more = 1) => {
    if (count <= limit && count + more > limit) context.reportError(overLimit(check, limit));
    count += more;
  };
}

export const maxAliases =
  (limit: number): ValidationRule =>
  (context) => {
    const count = counter(context, "aliases", limit);
    return { Field: ({ alias }) => (alias ? count() : undefined) };
  };

export const maxIntrospections =
  (limit: number): ValidationRule =>
  (context) => {
    const count = counter(context, "introspections", limit);
    return { Field: ({ name }) => (name.value === "__schema" || name.value === "__type" ? count() : undefined) };
  };

export const maxDirectives =
  (limit: number): ValidationRule =>
  (context) => {
    const count = counter(context, "directives", limit);
    return { Directive: () => count() };
  };

export const maxVariableDefinitions =
  (limit: number): ValidationRule =>
  (context) => {
    const count = counter(context, "variables", limit);
    return { VariableDefinition: () => count() };
  };

export const maxTextBytes =
  (limit: number): ValidationRule =>
  (context) => ({
    StringValue({ value }) {
      if (Buffer.byteLength(value) > limit) context.reportError(overLimit("bytes of one text", limit));
    },
  });

export const limitRules = (limits: Limits): readonly ValidationRule[] => [
  maxDefinitions(limits.definitions),
  maxDepth(limits.depth),
  maxRootFields(limits.rootFields),
  maxFields(limits.fields),
  maxAliases(limits.aliases),
  maxIntrospections(limits.introspections),
  maxDirectives(limits.directives),
  maxVariableDefinitions(limits.variables),
  maxTextBytes(limits.textBytes),
];
