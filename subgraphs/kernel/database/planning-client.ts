import { Client, type ClientConfig } from "pg";

type Send = (text: unknown, values?: unknown, done?: unknown) => Promise<unknown>;

/** What a connection remembers at most: a list in a statement's text makes a text of each length. */
const MOST = 500;
const LONGEST = 10_000;

/** Columns were added or changed under a statement that selects them: PostgreSQL no longer carries it out by its name. */
const OUTDATED = "0A000";

/**
 * A connection that gives every statement with values a name of its own, so that PostgreSQL reads, rewrites and plans it
 * once: behind a wall each plan of an insert takes milliseconds, and typeorm sends its statements without names.
 */
export class PlanningClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    const names = new Names();
    const send = this.query.bind(this) as Send;
    const query: Send = (text, values, done) => {
      const name = done === undefined && Array.isArray(values) ? names.of(text, values.length) : undefined;
      if (name === undefined) return send(text, values, done);
      return send({ name, text, values }).catch((error: { readonly code?: string }) => {
        if (error.code === OUTDATED) names.forget(text as string);
        throw error;
      });
    };
    this.query = query as unknown as Client["query"];
  }
}

/** Of a pool of typeorm: connections for writes by key, whose plans are not made for their values either. */
export const PLANNED_ONCE = {
  Client: PlanningClient,
  onConnect: (client: Client): Promise<unknown> => client.query("set plan_cache_mode = force_generic_plan"),
};

/** A name for each text, never used again for another. */
class Names {
  private readonly byText = new Map<string, string>();
  private given = 0;

  of(text: unknown, values: number): string | undefined {
    if (typeof text !== "string" || values === 0) return undefined;
    const known = this.byText.get(text);
    if (known !== undefined || this.byText.size >= MOST || text.length > LONGEST) return known;
    const name = `own_${++this.given}`;
    this.byText.set(text, name);
    return name;
  }

  forget(text: string): void {
    this.byText.delete(text);
  }
}
