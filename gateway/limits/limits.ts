/**
 * What one request may weigh. The largest question of the dashboards needs about a fifth of each; what is larger is a
 * mistake or an attack, and is refused before it is planned.
 */
export const LIMITS = {
  /** Whole HTTP body. A page of text in Greek is 6 KB. */
  bodyBytes: 256 << 10,
  tokens: 4000,
  /** Operations and fragments. GraphQL's rules look for circles among fragments and compare them in pairs. */
  definitions: 60,
  /** Fragments followed. The introspection query of graphql-js is 15 deep. */
  depth: 15,
  rootFields: 20,
  aliases: 60,
  /** `__schema` and `__type`: each may be answered with all of the schema, and no tool needs more than one. */
  introspections: 2,
  directives: 60,
  /** After fragments are put in place: a few doubling fragments are a million fields. */
  fields: 1000,
  variables: 100,
  /** Objects, lists and values within all variables together, and how deep they may nest. graphql quotes all of a wrong one. */
  variableNodes: 2000,
  variableDepth: 32,
  /** One text value, in a variable or written into the document. */
  textBytes: 64 << 10,
} as const;

/** A client learns no more from the eleventh fault of a document, and each costs the search for what was meant. */
export const MAX_FAULTS = 10;

/**
 * What questions may cost: an object is 1, a change 10 (see limits/cost). The dearest trusted document is estimated at
 * 14,676, the export of a person; most are below 3,000 (tests measure them). One
 * operation has half as much again. In a minute a user has what 276 looks at a whole person cost (1,121 each), nearly as
 * many as RATES lets them ask at all, and can put the largest question 14 times; an organisation has ten times that.
 * Lists of which the schema says nothing are short ones: what can be long is a connection.
 */
export const COSTS = { question: 22_000, user: 310_000, organisation: 3_100_000, listSize: 10 } as const;

export type Limits = Readonly<Record<keyof typeof LIMITS, number>>;
