import { type Clock, systemClock } from './clock.ts'
import { formatBytes, formatCount, formatDuration } from './units.ts'

/** How often work that lasts is reported, in milliseconds. */
const intervalMs = 10_000

/** How work is reported: a sentence before it begins, and the state after each interval. */
interface ProgressOptions {
  readonly begin: string
  /** The state in words, `ms` milliseconds after the beginning. */
  readonly describe: (ms: number) => string
  readonly say: (text: string) => void
  readonly clock?: Pick<Clock, 'now' | 'sleep'>
}

/** Says that work begins, then every 10 s how far it is, until it settles. Resolves or rejects as `work` does. */
export async function withProgress<T>(options: ProgressOptions, work: () => Promise<T>): Promise<T> {
  options.say(options.begin)
  const ended = new AbortController()
  const reporting = reportUntil(ended.signal, options)
  try {
    return await work()
  } finally {
    ended.abort()
    await reporting
  }
}

async function reportUntil(ended: AbortSignal, { describe, say, clock = systemClock }: ProgressOptions): Promise<void> {
  const start = clock.now()
  for (;;) {
    await clock.sleep(intervalMs, ended).catch(() => undefined)
    if (ended.aborted) return
    say(describe(clock.now() - start))
  }
}

/** A number of objects and their bytes. */
interface Amount {
  readonly objects: number
  readonly bytes: number
}

/** One object while it is transferred. */
interface ObjectProgress {
  /** Sets how many of its bytes have been transferred, fewer than before when its transfer starts again. */
  readonly update: (bytes: number) => void
  /** Counts it as finished, with so many bytes. */
  readonly end: (bytes: number) => void
}

/** Counts the objects that a transfer has finished, and the bytes of all. */
export class TransferCounter {
  #expected: Amount | undefined
  #objects = 0
  #bytes = 0

  /** Sets how much there is to transfer. */
  expect(amount: Amount): void {
    this.#expected = amount
  }

  /** Counts the bytes of an object from now on. */
  begin(): ObjectProgress {
    let counted = 0
    const update = (bytes: number) => {
      this.#bytes += bytes - counted
      counted = bytes
    }
    const end = (bytes: number) => {
      update(bytes)
      this.#objects += 1
    }
    return { update, end }
  }

  /** Counts a finished object of so many bytes. */
  add(bytes: number): void {
    this.begin().end(bytes)
  }

  /** The state in words: `12 of 40 objects, 1.5 MiB of 2.0 GiB, 153.6 KiB/s, 10 s`. */
  describe(ms: number): string {
    const total = this.#expected
    const objects = total
      ? `${this.#objects} of ${formatCount(total.objects, 'object')}`
      : formatCount(this.#objects, 'object')
    const bytes = `${formatBytes(this.#bytes)}${total ? ` of ${formatBytes(total.bytes)}` : ''}`
    const rate = `${formatBytes(Math.round((this.#bytes * 1000) / Math.max(1, ms)))}/s`
    return [objects, bytes, rate, formatDuration(ms)].join(', ')
  }
}
