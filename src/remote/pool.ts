/** Requests and files in flight at once: enough to hide 30 ms of latency, few enough for the default 1,024 open files. */
export const maxInFlight = 64

/**
 * Does `work` for each item, at most `limit` at a time. At the first error, or when `signal` aborts, the others hear it
 * through the signal they were given, all are waited for, and then it is thrown: nothing runs on.
 */
export async function forEachBounded<T>(
  items: Iterable<T> | AsyncIterable<T>,
  work: (item: T, signal: AbortSignal) => Promise<void>,
  { limit = maxInFlight, signal }: { readonly limit?: number; readonly signal: AbortSignal },
): Promise<void> {
  const stop = new AbortController()
  const either = AbortSignal.any([signal, stop.signal])
  const iterator = each(items)
  const worker = async () => {
    try {
      for (;;) {
        either.throwIfAborted()
        const next = await iterator.next()
        if (next.done) return
        await work(next.value, either)
      }
    } catch (error) {
      stop.abort(error)
    }
  }
  await Promise.all(Array.from({ length: limit }, worker))
  await iterator.return(undefined)
  stop.signal.throwIfAborted()
}

async function* each<T>(items: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T, undefined, undefined> {
  yield* items
}
