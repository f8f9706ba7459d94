/** The connection ended before the answer did. */
export class Cut extends Error {
  /** `isSilent`: not a byte ever came over it. */
  constructor(readonly isSilent: boolean) {
    super("the connection ended before the answer did");
  }
}
