/**
 * Requests and files in flight at once: with 30 ms of latency enough for the 5,500 reads and 3,500 writes a second that
 * S3 takes below a prefix, and few enough for the default 1,024 open files.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html
 */
export const maxInFlight = 192

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
  const workers: Promise<void>[] = []
  const worker = async () => {
    try {
      for (let isFirst = true; ; isFirst = false) {
        either.throwIfAborted()
        const next = await iterator.next()
        if (next.done) return
        // No more of them than there are items: there may be a single one.
        if (isFirst && workers.length < limit) workers.push(worker())
        await work(next.value, either)
      }
    } catch (error) {
      stop.abort(error)
    }
  }
  workers.push(worker())
  // More are added meanwhile, by those before them.
  for (const each of workers) await each
  await iterator.return(undefined)
  stop.signal.throwIfAborted()
}

async function* each<T>(items: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T, undefined, undefined> {
  yield* items
}
