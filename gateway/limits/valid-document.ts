import { setImmediate as others } from "node:timers/promises";
import { GraphQLError, parse, validate, type DocumentNode, type GraphQLSchema } from "graphql";
import { LIMITS } from "./limits";

/**
 * A text as a document that fits the schema; before and after each of the two steps others get their turn. Rejects with
 * GRAPHQL_PARSE_FAILED or GRAPHQL_VALIDATION_FAILED.
 */
export async function validDocument(
  text: string,
  schema: GraphQLSchema,
  maxTokens: number = LIMITS.tokens,
): Promise<DocumentNode> {
  await others();
  const document = read(text, maxTokens);
  await others();
  const [fault] = validate(schema, document, undefined, { maxErrors: 1 });
  if (fault) throw asInvalid(fault);
  await others();
  return document;
}

function read(text: string, maxTokens: number): DocumentNode {
  try {
    return parse(text, { noLocation: true, maxTokens });
  } catch (fault) {
    const { message } = fault as GraphQLError;
    throw new GraphQLError(message, { extensions: { code: "GRAPHQL_PARSE_FAILED" } });
  }
}

const asInvalid = (fault: GraphQLError): GraphQLError =>
  typeof fault.extensions["code"] === "string"
    ? fault
    : new GraphQLError(fault.message, { extensions: { code: "GRAPHQL_VALIDATION_FAILED" } });
