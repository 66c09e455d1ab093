import type { HeldPromotion } from '../../remote/promotion/promotion-marker.ts'

/** The marker of a step, which all of its runs share: a cleanup waits until each of them is decided. */
export class StepPromotion implements AsyncDisposable {
  #held: Promise<HeldPromotion> | undefined
  #undecided: number
  #ended: Promise<void> | undefined

  /** @param runs How many runs of the step may promote */
  constructor(runs: number) {
    this.#undecided = runs
  }

  /** Creates the marker unless another run has, or all have been decided. Throws what `create` throws. */
  async begin(create: () => Promise<HeldPromotion>): Promise<void> {
    if (this.#ended !== undefined) return
    this.#held ??= create()
    await this.#held
  }

  /** Counts a run as decided, and ends the marker after the last one. Never throws. */
  async decide(): Promise<void> {
    this.#undecided -= 1
    if (this.#undecided <= 0) await this[Symbol.asyncDispose]()
  }

  /** Ends the marker, also before all runs are decided. Never throws: a marker that is not ended gets too old. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended ??= Promise.resolve(this.#held)
      .then((held) => held?.end())
      .catch(() => undefined)
    await this.#ended
  }
}
