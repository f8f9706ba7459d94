/** Where a gateway's supergraph comes from. */
export interface SupergraphSource {
  /**
   * What is there now; undefined when it is surely what was read last. Rejects when it cannot be read now, or is not signed as
   * it must be, and says why.
   */
  read(): Promise<string | undefined>;
  /** Told that what was read last is in use. */
  used(): Promise<void>;
}

/** Why a source could not be read, for whoever runs it: of a connection that failed, the system's code. */
export function reasonOf(error: unknown): string {
  const { message, cause } = error as Error & { readonly cause?: NodeJS.ErrnoException };
  return cause?.code ?? cause?.message ?? message;
}

/** The signature of a supergraph is published beside it, under its name and this ending. */
export const SIGNATURE_ENDING = ".jws";
