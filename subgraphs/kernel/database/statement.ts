/** A prepared read: parsed and planned once per connection, then only named. The text never changes with the input. */
export interface Statement<Row> {
  readonly name: string;
  readonly text: string;
  /** Planned anew for its values, see {@link search}. */
  readonly searches?: boolean;
  /** Carries the row type; never present at run time. */
  readonly row?: Row;
}

/**
 * Declares a named statement. The name must be unique within its subgraph and the text constant: lists go in as one
 * array parameter (`= any($1)`), never as a text of changing length.
 */
export const statement = <Row>(name: string, text: string): Statement<Row> => ({ name, text });

/**
 * Declares a statement with conditions that are only there for some values (`$2 is null or ...`): which index serves it
 * depends on them, so it is planned each time. That costs more than running it; reads by key do without.
 */
export const search = <Row>(name: string, text: string): Statement<Row> => ({ name, text, searches: true });
