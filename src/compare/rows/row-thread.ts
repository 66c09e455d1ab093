import { Worker } from 'node:worker_threads'
import type { Cancellable } from '../../lib/cancellable.ts'
import { isTransferable } from '../../lib/page-buffer.ts'
import type { ByteSource } from './byte-stream.ts'
import type { JoinedRows } from './join-rows.ts'
import type { TableOrigin } from './open-table.ts'
import { type RowRequest, type RowResponse, unpackError } from './row-messages.ts'
import type { FilledTable, FillTask, JoinTask } from './row-tasks.ts'
import { rowsEntry } from './rows-entry.ts'

/** The most memory of young objects, in MiB: pages and rows make few. */
const maxYoungGenerationSizeMb = 4

/** A thread did not start, or ended before its task. What it did can be done again, without it. */
export class LostThreadError extends Error {
  override readonly name = 'LostThreadError'
}

/** Fills and joins tables in a thread, one task after the other. This thread reads their bytes for it. */
export class RowThread implements AsyncDisposable {
  readonly #worker: Worker
  readonly #lost: Promise<never>

  /** Throws LostThreadError if there are no more threads. @param entry The file of the thread. */
  constructor(entry = rowsEntry) {
    try {
      this.#worker = new Worker(entry, { env: {}, resourceLimits: { maxYoungGenerationSizeMb } })
    } catch (error) {
      throw new LostThreadError('no thread', { cause: error })
    }
    this.#lost = new Promise((_, reject) => {
      const lose = (cause?: unknown) => reject(new LostThreadError('a thread ended before its task', { cause }))
      this.#worker.on('error', lose)
      this.#worker.on('exit', () => lose())
    })
    // Tasks throw it, if there are any.
    this.#lost.catch(() => undefined)
  }

  /** Throws LostThreadError, as the table and the file system do, and the reason of the signal. */
  async fill({ layout, sources }: TableOrigin, task: FillTask, options: Cancellable): Promise<FilledTable> {
    const sizes = sources.map(({ size }) => size)
    const response = await this.#run({ kind: 'fill', layout, sizes, task }, sources, options)
    return response.kind === 'filled' ? response.filled : throwLost()
  }

  /** Throws LostThreadError, as the file system does, and the reason of the signal. */
  async join(task: JoinTask, options: Cancellable): Promise<JoinedRows> {
    const response = await this.#run({ kind: 'join', task }, [], options)
    return response.kind === 'joined' ? response.joined : throwLost()
  }

  /** Ends the thread, and waits for its end. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker.terminate()
  }

  async #run(request: RowRequest, sources: readonly ByteSource[], { signal }: Cancellable): Promise<RowResponse> {
    signal.throwIfAborted()
    const { promise, resolve, reject } = Promise.withResolvers<RowResponse>()
    const abort = () => reject(signal.reason)
    const receive = (response: RowResponse) => {
      if (response.kind === 'failed') reject(unpackError(response.error))
      else if (response.kind === 'read') this.#read(response, sources, { signal }).catch(reject)
      else resolve(response)
    }
    signal.addEventListener('abort', abort)
    this.#worker.on('message', receive)
    try {
      this.#worker.postMessage(request)
      return await Promise.race([promise, this.#lost])
    } finally {
      this.#worker.off('message', receive)
      signal.removeEventListener('abort', abort)
    }
  }

  async #read(
    { id, source, offset, length }: Extract<RowResponse, { readonly kind: 'read' }>,
    sources: readonly ByteSource[],
    options: Cancellable,
  ): Promise<void> {
    const { read, release } = sources[source] ?? throwLost()
    const found = await read(offset, length, options)
    // Others may have bytes that cannot be released.
    const bytes = release !== undefined && isTransferable(found) ? found : new Uint8Array(found)
    this.#worker.postMessage({ kind: 'bytes', id, bytes } satisfies RowRequest, [bytes.buffer])
  }
}

const throwLost = (): never => {
  throw new LostThreadError('a thread answered another task')
}
