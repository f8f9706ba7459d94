/** What a fetch selects at one place of its answer, whatever the runtime type. */
export class Selected {
  readonly names: readonly string[];
  /** What is selected below each name; undefined for a leaf. */
  readonly inner: readonly (Selected | undefined)[];
  /** Whether objects here or below may be shared. */
  readonly shares: boolean;

  /** `isShared`: objects here that read the same may be one object. */
  constructor(
    fields: ReadonlyMap<string, Selected | undefined>,
    readonly isShared = false,
  ) {
    this.names = [...fields.keys()];
    this.inner = [...fields.values()];
    this.shares = isShared || this.inner.some((each) => each?.shares);
  }
}
