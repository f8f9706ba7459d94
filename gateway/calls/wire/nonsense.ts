/** Somebody answered, but too much, or not by HTTP at all. Everything else that goes wrong means that nobody did. */
export class Nonsense extends Error {}
