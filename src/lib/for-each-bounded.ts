/**
 * Requests and files in flight at once. With 30 ms of latency this is enough for the 5,500 reads and 3,500 writes a
 * second that S3 accepts below a prefix, and it stays below the default limit of 1,024 open files.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html
 */
export const maxInFlight = 192

/**
 * Calls `work` for each item, at most `limit` calls at a time. At the first error, or when `signal` aborts, it aborts
 * the signals of the other calls, waits until all calls have ended, and throws the error or the reason.
 */
export async function forEachBounded<T>(
  items: Iterable<T> | AsyncIterable<T>,
  work: (item: T, signal: AbortSignal) => Promise<void>,
  { limit = maxInFlight, signal }: { readonly limit?: number; readonly signal: AbortSignal },
): Promise<void> {
  const failure = new AbortController()
  const workSignal = AbortSignal.any([signal, failure.signal])
  const iterator = iterate(items)
  const workers: Promise<void>[] = []
  const runWorker = async () => {
    try {
      for (let isFirst = true; ; isFirst = false) {
        workSignal.throwIfAborted()
        const next = await iterator.next()
        if (next.done) return
        // Each worker starts the next one at its first item, so there are no more workers than items.
        if (isFirst && workers.length < limit) workers.push(runWorker())
        await work(next.value, workSignal)
      }
    } catch (error) {
      failure.abort(error)
    }
  }
  workers.push(runWorker())
  // The list grows during the loop.
  for (const worker of workers) await worker
  await iterator.return(undefined)
  failure.signal.throwIfAborted()
}

async function* iterate<T>(items: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T, undefined, undefined> {
  yield* items
}
