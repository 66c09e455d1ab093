import { setImmediate as settle } from 'node:timers/promises'
import type { Clock } from '../src/lib/clock.ts'
import type { ObjectVersion } from '../src/s3/store.ts'

/**
 * An object store with conditional writes, in a time of its own, which a request advances by `latencyMs`, and a pause
 * by its length. The time moves on when all writers wait, so that the speed of this machine does not count.
 */
export class VirtualStore {
  readonly objects = new Map<string, { readonly etag: string; readonly bytes: Uint8Array }>()
  readonly #latencyMs: number
  readonly #events: { readonly at: number; readonly writer: Writer; readonly wake: () => void }[] = []
  #awake = 0
  now = 0
  requests = 0

  constructor(latencyMs: number) {
    this.#latencyMs = latencyMs
  }

  /** Runs the writers to their ends. Each gets its own view of the store, and a clock. */
  async run(writers: readonly ((store: WriterStore, clock: Clock) => Promise<void>)[]): Promise<void> {
    const work = writers.map(async (write) => {
      const writer: Writer = { sleeping: 0 }
      this.#awake += 1
      const sleep = (ms: number) => this.#sleep(writer, ms)
      const clock = { now: () => this.now, date: () => new Date(this.now), random: Math.random, sleep }
      await write(this.#createView(sleep), clock).finally(() => {
        this.#awake -= 1
      })
    })
    for (;;) {
      while (this.#awake > 0) await settle()
      const next = this.#events.toSorted((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      this.now = next.at
      const due = this.#events.filter(({ at }) => at === this.now)
      this.#events.splice(0, this.#events.length, ...this.#events.filter(({ at }) => at !== this.now))
      for (const { writer, wake } of due) {
        writer.sleeping -= 1
        if (writer.sleeping === 0) this.#awake += 1
        wake()
      }
    }
    await Promise.all(work)
  }

  #createView(sleep: (ms: number) => Promise<void>): WriterStore {
    return {
      getVersion: async (key) => {
        this.requests += 1
        await sleep(this.#latencyMs)
        return this.objects.get(key)
      },
      putVersion: async (key, bytes, etag) => {
        this.requests += 1
        await sleep(this.#latencyMs)
        if (this.objects.get(key)?.etag !== etag) return 'changed'
        this.objects.set(key, { etag: String(this.requests), bytes })
        return 'stored'
      },
    }
  }

  async #sleep(writer: Writer, ms: number): Promise<void> {
    if (writer.sleeping === 0) this.#awake -= 1
    writer.sleeping += 1
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#events.push({ at: this.now + ms, writer, wake: resolve })
    await promise
  }
}

type Writer = { sleeping: number }
type WriterStore = {
  getVersion(key: string): Promise<ObjectVersion | undefined>
  putVersion(key: string, bytes: Uint8Array, etag: string | undefined): Promise<'stored' | 'changed'>
}
