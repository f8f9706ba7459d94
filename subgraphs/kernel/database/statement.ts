/** A prepared read: parsed and planned once per connection, then only named. The text never changes with the input. */
export interface Statement<Row> {
  readonly name: string;
  readonly text: string;
  /** Carries the row type; never present at run time. */
  readonly row?: Row;
}

/**
 * Declares a named statement. The name must be unique within its subgraph and the text constant: lists go in as one
 * array parameter (`= any($1)`), never as a text of changing length.
 */
export const statement = <Row>(name: string, text: string): Statement<Row> => ({ name, text });
