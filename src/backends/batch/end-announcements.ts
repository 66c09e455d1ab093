/**
 * Seconds from an announcement to the polls that it causes, each from the previous one: Batch learns of the end of a
 * container some seconds late.
 */
const intervals = [0, 1, 1, 2, 3, 5, 8]
/** How many announcements of a job count: a pipe can print in a loop that it ends. */
const maxPerJob = 3

/** Jobs whose end was announced, and when each is polled for it. A job has at most 21 of these polls. */
export class EndAnnouncements {
  readonly #counts = new Map<string, number>()
  readonly #pending = new Map<string, { readonly polls: number; readonly at: number }>()

  /** Adds an announcement. Returns false for a job that has had too many. */
  add(id: string, nowMs: number): boolean {
    const count = (this.#counts.get(id) ?? 0) + 1
    if (count > maxPerJob) return false
    this.#counts.set(id, count)
    this.#pending.set(id, { polls: 0, at: nowMs })
    return true
  }

  has(id: string): boolean {
    return this.#pending.has(id)
  }

  /** When the first of these jobs is to be polled; infinite when none is. */
  getNextTime(ids: readonly string[]): number {
    return Math.min(...ids.map((id) => this.#pending.get(id)?.at ?? Number.POSITIVE_INFINITY))
  }

  /** Those of these jobs that are to be polled by now. */
  listDue(ids: readonly string[], nowMs: number): readonly string[] {
    return ids.filter((id) => (this.#pending.get(id)?.at ?? Number.POSITIVE_INFINITY) <= nowMs)
  }

  /** Records a poll of a job: the next one is later, and there is none after the end of the job. */
  recordPoll(id: string, nowMs: number, hasEnded: boolean): void {
    const { polls = 0 } = this.#pending.get(id) ?? {}
    const seconds = this.#pending.has(id) && !hasEnded ? intervals[polls + 1] : undefined
    if (seconds === undefined) this.#pending.delete(id)
    else this.#pending.set(id, { polls: polls + 1, at: nowMs + seconds * 1000 })
  }
}
