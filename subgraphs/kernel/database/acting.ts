import type { Actor } from "../viewer";
import type { Transaction } from "./database";
import { contextOf, SET_CONTEXT } from "./wall";

/**
 * Runs a part of a transaction as somebody else, and is `viewer` again afterwards: an event is remembered in the name
 * of who sent it, and its effect stored in the name of whose record it is. When `work` fails the transaction is over.
 */
export async function actingAs<T>(tx: Transaction, viewer: Actor, actor: Actor, work: () => Promise<T>): Promise<T> {
  await tx.query(SET_CONTEXT.text, contextOf(actor));
  const result = await work();
  await tx.query(SET_CONTEXT.text, contextOf(viewer));
  return result;
}
