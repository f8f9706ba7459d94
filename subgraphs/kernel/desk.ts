import { Directive } from "type-graphql";

/** Whose work a part of the schema is: a Community Centre's, an agency's, the data protection officer's, a directory editor's. */
export const DESKS = ["centre", "agency", "officer", "editor"] as const;

export type Desk = (typeof DESKS)[number];

/** The tag that keeps a part of the schema for one desk; several keep it for each of them. */
export const tagOf = (desk: Desk): string => `for-${desk}`;

/**
 * Marks a field as the work of these desks: for everybody else it is not in the schema they see and validate against
 * (gateway/audiences). What is not marked is for all who may see its type. It opens nothing: the policy decides.
 */
export const For =
  (...desks: readonly [Desk, ...Desk[]]): MethodDecorator & PropertyDecorator =>
  (target: object, name: string | symbol) => {
    for (const desk of desks) Directive(`@tag(name: "${tagOf(desk)}")`)(target, name);
  };
