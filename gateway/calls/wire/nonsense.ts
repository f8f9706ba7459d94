/** Somebody answered, but too much, or not by HTTP at all. */
export class Nonsense extends Error {}

/** Whether that is what became of a call. Everything else means that nobody answered. */
export const isNonsense = (cause: unknown): boolean => cause instanceof Nonsense;
