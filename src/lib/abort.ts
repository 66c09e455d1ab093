/** For work that callers with different signals share. */
export const neverAborted = new AbortController().signal

const callbacksOfSignals = new WeakMap<AbortSignal, AbortCallbacks>()

/** The callbacks of one signal, with one listener: to add and remove one of hundreds of listeners takes much longer. */
class AbortCallbacks {
  readonly #callbacks = new Set<() => void>()
  readonly #run = () => {
    for (const callback of this.#callbacks) callback()
  }

  add(signal: AbortSignal, callback: () => void): void {
    if (this.#callbacks.size === 0) signal.addEventListener('abort', this.#run)
    this.#callbacks.add(callback)
  }

  /** Without callbacks, there is no listener: it would keep a signal of `AbortSignal.any` in memory. */
  delete(signal: AbortSignal, callback: () => void): void {
    if (this.#callbacks.delete(callback) && this.#callbacks.size === 0) signal.removeEventListener('abort', this.#run)
  }
}

/** Calls `callback` when the signal aborts, unless `removeAbortCallback` was called before: for many short requests. */
export function addAbortCallback(signal: AbortSignal, callback: () => void): void {
  const callbacks = callbacksOfSignals.get(signal) ?? new AbortCallbacks()
  callbacksOfSignals.set(signal, callbacks)
  callbacks.add(signal, callback)
}

export function removeAbortCallback(signal: AbortSignal, callback: () => void): void {
  callbacksOfSignals.get(signal)?.delete(signal, callback)
}

/**
 * Waits for `work`, but no longer than until the signal aborts, and then throws its reason. A result that needs no
 * waiting, such as a cached one, is returned even if the signal has aborted. The work itself continues.
 */
export async function raceSignal<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>()
  const abort = () => void setImmediate(() => aborted.reject(signal.reason))
  if (signal.aborted) abort()
  else signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([work, aborted.promise])
  } finally {
    signal.removeEventListener('abort', abort)
    // Without a listener, the loser of the race would be an unhandled rejection.
    aborted.promise.catch(() => undefined)
    work.catch(() => undefined)
  }
}

/** Work took longer than its limit. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError'
}

/** The limits of `limitTime`. */
export interface TimeLimit {
  /** Milliseconds. */
  readonly ms: number
  readonly signal?: AbortSignal | undefined
  /** Creates the error after `ms`, by default a TimeLimitError. */
  readonly createError?: () => Error
}

/**
 * Calls `work` with a signal that aborts after `ms`, or with the given signal. Then it rejects at once, also when the
 * work ignores the signal: with TimeLimitError or the error of `createError`, or the reason of the given signal.
 */
export async function limitTime<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { ms, signal, createError }: TimeLimit,
): Promise<T> {
  const limit = new AbortController()
  const abort = () => limit.abort(signal?.reason)
  if (signal?.aborted) abort()
  else signal?.addEventListener('abort', abort, { once: true })
  const stop = () => limit.abort(createError?.() ?? new TimeLimitError(`there was no response within ${ms / 1000} s`))
  const timer = setTimeout(stop, ms)
  try {
    return await raceSignal(work(limit.signal), limit.signal)
  } catch (error) {
    // Work that observes the signal throws an error of its own.
    limit.signal.throwIfAborted()
    throw error
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

/** Creates a signal that aborts `ms` milliseconds after another one, with its reason. Does not keep the process. */
export function delayAbort(signal: AbortSignal, ms: number): AbortSignal {
  const delayed = new AbortController()
  const start = () => void setTimeout(() => delayed.abort(signal.reason), ms).unref()
  if (signal.aborted) start()
  else signal.addEventListener('abort', start, { once: true })
  return delayed.signal
}
