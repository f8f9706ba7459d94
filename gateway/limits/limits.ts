/**
 * What one request may weigh. The largest question of the dashboards needs about a fifth of each; what is larger is a
 * mistake or an attack, and is refused before it is planned.
 */
export const LIMITS = {
  /** Whole HTTP body. A page of text in Greek is 6 KB. */
  bodyBytes: 256 << 10,
  tokens: 4000,
  /** Fragments followed. The introspection query of graphql-js is 15 deep. */
  depth: 15,
  rootFields: 20,
  aliases: 60,
  directives: 60,
  /** After fragments are put in place: a few doubling fragments are a million fields. */
  fields: 1000,
  variables: 100,
  /** Objects, lists and values within all variables together, and how deep they may nest. */
  variableNodes: 10_000,
  variableDepth: 32,
  /** One text value, in a variable or written into the document. */
  textBytes: 64 << 10,
} as const;

export type Limits = Readonly<Record<keyof typeof LIMITS, number>>;
