import { describeError } from '../../errors.ts'
import type { Cancellable } from '../../lib/cancellable.ts'
import type { OutputKey, OutputReceipt } from './output-receipt.ts'
import { listReceipts, type ReceiptListing, type ReceiptPlace, readReceipt, writeReceipt } from './receipt-store.ts'

/** The longest wait for receipts, in milliseconds. The step then goes on without them. */
const readLimitMs = 15_000
/** The longest write, in milliseconds. */
const saveLimitMs = 60_000

type StoredPlace = ReceiptPlace &
  Cancellable & {
    /** Called with the reason why a receipt is not used or not written. */
    readonly debug: (text: string) => void
    /** Whether receipts are only read: for a context in which nothing is written. */
    readonly isReadOnly?: boolean
  }

/**
 * The receipts of the outputs of a remote context, kept beside its `objects/`. They are hints: a receipt that is
 * corrupt, of another version, context or output, too large or forbidden counts as absent. Writes run in the
 * background, are not awaited, never fail, and end when the signal of the place aborts.
 */
export class ContextReceipts {
  readonly #place: StoredPlace | undefined
  #saving: Promise<void> = Promise.resolve()

  /** Sends no request. Without a place, there are no receipts. */
  constructor(place: StoredPlace | undefined) {
    this.#place = place
  }

  /** The receipt of an output; undefined without a valid one. Throws only the reason of the signal. */
  async read(key: OutputKey, { signal }: Cancellable): Promise<OutputReceipt | undefined> {
    return await this.#try(
      signal,
      () => undefined,
      (place, options) => readReceipt(place, key, options),
    )
  }

  /** The receipts of a pipe; none, and the reason, when they cannot be read. Throws only the reason of the signal. */
  async list(pipeClass: string, { signal }: Cancellable): Promise<ReceiptListing> {
    const createEmpty = (unreadable: string): ReceiptListing => ({ receipts: [], isCut: false, unreadable })
    return await this.#try(signal, createEmpty, (place, options) => listReceipts(place, pipeClass, options))
  }

  /** Stores a receipt in the background. */
  add(receipt: OutputReceipt): void {
    const place = this.#place
    if (place === undefined || place.isReadOnly) return
    this.#saving = Promise.all([this.#saving, this.#save(place, receipt)]).then(() => undefined)
  }

  /** Resolves when all added receipts are stored or have failed to be stored. */
  async waitForSave(): Promise<void> {
    await this.#saving
  }

  async #try<T>(
    signal: AbortSignal,
    createFallback: (reason: string) => T,
    read: (place: StoredPlace, options: Cancellable) => Promise<T>,
  ): Promise<T> {
    const place = this.#place
    if (place === undefined) return createFallback('`remote-index` is `false`')
    try {
      const limit = AbortSignal.timeout(readLimitMs)
      return await read(place, { signal: AbortSignal.any([signal, place.signal, limit]) })
    } catch (error) {
      signal.throwIfAborted()
      const reason = describeError(error)
      place.debug(`Receipts are not used: ${reason}`)
      return createFallback(reason)
    }
  }

  async #save(place: StoredPlace, receipt: OutputReceipt): Promise<void> {
    if (place.signal.aborted) return
    try {
      const signal = AbortSignal.any([place.signal, AbortSignal.timeout(saveLimitMs)])
      const outcome = await writeReceipt(place, receipt, { signal })
      place.debug(`Receipt of bundle ${receipt.bundle.uuid}: ${outcome}.`)
    } catch (error) {
      if (!place.signal.aborted) place.debug(`A receipt was not written: ${describeError(error)}`)
    }
  }
}
