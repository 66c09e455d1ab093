import type { MessagePort } from 'node:worker_threads'
import { freeBytes } from '../../lib/page-buffer.ts'
import type { ByteSource } from './byte-stream.ts'
import { openTable } from './open-table.ts'
import { packError, type RowRequest, type RowResponse } from './row-messages.ts'
import { fillTable, joinPart } from './row-tasks.ts'

/** Does what the port asks for, one task after the other, until the thread is ended. */
export function serveRowTasks(port: MessagePort): void {
  const reads = new Map<number, (bytes: Uint8Array) => void>()
  // The thread is ended to cancel it.
  const { signal } = new AbortController()
  let nextId = 0
  const answer = (response: RowResponse) => port.postMessage(response)
  const createSource = (size: number, source: number): ByteSource => ({
    size,
    read: async (offset, length) => {
      const id = nextId++
      return await new Promise((resolve) => {
        reads.set(id, resolve)
        answer({ kind: 'read', id, source, offset, length })
      })
    },
    release: freeBytes,
  })
  const run = async (request: Exclude<RowRequest, { readonly kind: 'bytes' }>): Promise<RowResponse> => {
    if (request.kind === 'join') return { kind: 'joined', joined: await joinPart(request.task, { signal }) }
    const table = await openTable({ layout: request.layout, sources: request.sizes.map(createSource) }, { signal })
    return { kind: 'filled', filled: await fillTable(table, request.task, { signal }) }
  }
  port.on('message', (request: RowRequest) => {
    if (request.kind === 'bytes') {
      reads.get(request.id)?.(request.bytes)
      reads.delete(request.id)
      return
    }
    run(request).then(answer, (error: unknown) => answer({ kind: 'failed', error: packError(error) }))
  })
}
