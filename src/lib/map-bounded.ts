/**
 * Yields the result of `work` for each item, in the order of the items, while at most `limit` calls run or wait for
 * their turn. At the first error, when `signal` aborts, and when the caller stops, it aborts the signals of the other
 * calls; it does not wait for their ends.
 */
export async function* mapBounded<T, R>(
  items: Iterable<T>,
  work: (item: T, signal: AbortSignal) => Promise<R>,
  { limit, signal }: { readonly limit: number; readonly signal: AbortSignal },
): AsyncGenerator<R> {
  const ended = new AbortController()
  const workSignal = AbortSignal.any([signal, ended.signal])
  const running: Promise<R>[] = []
  const start = (item: T) => {
    const result = work(item, workSignal)
    // The error of a call is thrown at its turn, or not at all after an earlier one.
    result.catch(() => undefined)
    running.push(result)
  }
  try {
    for (const item of items) {
      signal.throwIfAborted()
      start(item)
      if (running.length >= limit) yield* running.splice(0, 1)
    }
    yield* running
  } finally {
    ended.abort()
  }
}
