/** A letter without secrets: who carries it may read it. */
export interface Letter {
  /** Of the letter: one that is sent again keeps it, so that mailboxes can tell. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/**
 * What became of a letter.
 *
 * - SENT: the mail server took it. It may still not arrive.
 * - REFUSED: the server will never take it for this address.
 * - AWAY: the server cannot be reached, is silent or says "later". It may have taken the letter all the same.
 */
export type Carried = "SENT" | "REFUSED" | "AWAY";

/** Carries letters out of the hub. */
export interface Postman {
  /** Where a letter leads to: the hub's address for people. */
  readonly hub: string;
  /** Whether letters may go there at all. */
  reaches(address: string): boolean;
  /** Never rejects, and ends within half a minute whatever the server does. */
  carry(letter: Letter): Promise<Carried>;
}
