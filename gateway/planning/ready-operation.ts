import { getVariableValues, GraphQLError, type OperationDefinitionNode } from "graphql";
import { ClientNames } from "./document/client-names.js";
import type { PlannedDocument } from "./document/planned-document.js";
import type { Coerced, PreparedOperation } from "../engine/prepared-operation.js";
import type { ClientSelection } from "./shape/response-shape.js";
import { Shapes } from "./shape/shapes.js";

/** graphql quotes the whole value in each: of 5,000 wrong fields in 49 KB it made 245 MB. */
const MAX_ERRORS = 5;
/** Of variables with more values than that one error is told: to quote them five times takes longer than a question may. */
const MANY_VALUES = 500;

/** What a client asked, as it was written and as it is planned. */
export interface ClientOperation extends ClientSelection {
  readonly operation: OperationDefinitionNode;
  readonly planned: PlannedDocument;
}

/** The operation with its compiled plan: ready to be executed. */
export function readyOperation(
  client: ClientOperation,
  compiled: Pick<PreparedOperation, "plan" | "program" | "source">,
): PreparedOperation {
  const { operation, planned, defers } = client;
  const shapes = new Shapes(client);
  return {
    ...compiled,
    kind: operation.operation,
    name: operation.name?.value ?? null,
    defers,
    names: new ClientNames(planned),
    keepsNames: planned.keepsNames,
    coerce: (given) => coerce(client, given),
    shape: (variables) => shapes.of(variables),
  };
}

function coerce({ schema, operation, planned }: ClientOperation, given: Record<string, unknown>): Coerced {
  const definitions = operation.variableDefinitions ?? [];
  if (definitions.length === 0) return { variables: planned.variablesOf({}) };
  const maxErrors = hasMany(given) ? 1 : MAX_ERRORS;
  const { coerced, errors } = getVariableValues(schema, definitions, given, { maxErrors });
  return errors ? { errors: errors.map(asBadInput) } : { variables: planned.variablesOf(coerced) };
}

function asBadInput(error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message, { nodes: error.nodes, extensions: { code: "BAD_USER_INPUT" } });
}

function hasMany(given: object): boolean {
  const open: object[] = [given];
  let count = 0;
  for (let next = open.pop(); next !== undefined && count <= MANY_VALUES; next = open.pop())
    for (const value of Object.values(next) as unknown[]) {
      count++;
      if (typeof value === "object" && value !== null) open.push(value);
    }
  return count > MANY_VALUES;
}
