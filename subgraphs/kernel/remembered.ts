/**
 * Holds one small public fact (which organisations run services here, say) for a while, so that no request asks for
 * it twice. Concurrent callers share one load; a failed load is not kept. Never for anything about persons.
 */
export function remembered<T>(load: () => Promise<T>, milliseconds = 60_000): () => Promise<T> {
  let held: Promise<T> | undefined;
  let until = 0;
  return () => {
    if (held && Date.now() < until) return held;
    until = Date.now() + milliseconds;
    const loading = load();
    held = loading;
    loading.catch(() => {
      if (held === loading) held = undefined;
    });
    return loading;
  };
}
