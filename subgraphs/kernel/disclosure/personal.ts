/**
 * Marks a type, or a single field, of the schema as being about a person: `@Directive(PERSONAL)`. Composition keeps it,
 * and the gateway lets nothing so marked pass without a report of whom it is about. Clients do not see it.
 *
 * Mark every record of somebody. What only such records lead to (a name, an address) is behind them already.
 */
export const PERSONAL = '@tag(name: "personal")';
