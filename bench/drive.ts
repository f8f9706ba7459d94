/** Which subjects to ask about, in this order, so many at a time. */
export interface Block {
  readonly subjects: readonly number[];
  readonly concurrency: number;
}

export interface Timed {
  /** Milliseconds of each request. */
  readonly latencies: number[];
  /** Milliseconds of the whole block. */
  readonly elapsed: number;
}

/** Asks everything of a block, `concurrency` at a time, each asker beginning its next when it has its answer. */
export async function drive({ subjects, concurrency }: Block, ask: (subject: number) => Promise<unknown>) {
  const latencies: number[] = [];
  const left = subjects.values();
  const began = performance.now();
  const asker = async (): Promise<void> => {
    for (const subject of left) {
      const asked = performance.now();
      await ask(subject);
      latencies.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, asker));
  return { latencies, elapsed: performance.now() - began } satisfies Timed;
}
