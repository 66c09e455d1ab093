import { Worker } from 'node:worker_threads'
import type { Cancellable } from '../../lib/cancellable.ts'
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

type Task = {
  readonly sources: readonly ByteSource[]
  readonly resolve: (response: RowResponse) => void
  readonly reject: (reason: unknown) => void
  readonly signal: AbortSignal
}

/** Fills and joins tables in a thread, one task after the other. This thread reads their bytes for it. */
export class RowThread implements AsyncDisposable {
  readonly #worker: Worker
  #task: Task | undefined
  #lost: LostThreadError | undefined

  /** Throws LostThreadError if there are no more threads. @param entry The file of the thread. */
  constructor(entry = rowsEntry) {
    try {
      this.#worker = new Worker(entry, { env: {}, resourceLimits: { maxYoungGenerationSizeMb } })
    } catch (error) {
      throw new LostThreadError('no thread', { cause: error })
    }
    this.#worker.on('message', (response: RowResponse) => this.#receive(response))
    this.#worker.on('error', (error) => this.#lose(error))
    this.#worker.on('exit', () => this.#lose(undefined))
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
    if (this.#lost) throw this.#lost
    const { promise, resolve, reject } = Promise.withResolvers<RowResponse>()
    const abort = () => reject(signal.reason)
    this.#task = { sources, resolve, reject, signal }
    signal.addEventListener('abort', abort, { once: true })
    try {
      this.#worker.postMessage(request)
      return await promise
    } finally {
      signal.removeEventListener('abort', abort)
    }
  }

  #receive(response: RowResponse): void {
    if (response.kind === 'failed') this.#task?.reject(unpackError(response.error))
    else if (response.kind !== 'read') this.#task?.resolve(response)
    else this.#read(response).catch((error: unknown) => this.#task?.reject(error))
  }

  async #read({ id, source, offset, length }: Extract<RowResponse, { readonly kind: 'read' }>): Promise<void> {
    const { sources, signal } = this.#task ?? throwLost()
    const read = await sources[source]?.read(offset, length, { signal })
    // A copy, because other parts of the comparison may hold what was read.
    const bytes = new Uint8Array(read ?? [])
    this.#worker.postMessage({ kind: 'bytes', id, bytes } satisfies RowRequest, [bytes.buffer])
  }

  #lose(cause: unknown): void {
    this.#lost ??= new LostThreadError('a thread ended before its task', { cause })
    this.#task?.reject(this.#lost)
  }
}

const throwLost = (): never => {
  throw new LostThreadError('a thread answered another task')
}
