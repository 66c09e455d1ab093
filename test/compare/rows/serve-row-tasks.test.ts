import { once } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import { describe, expect, test } from 'vitest'
import type { RowRequest, RowResponse } from '../../../src/compare/rows/row-messages.ts'
import { serveRowTasks } from '../../../src/compare/rows/serve-row-tasks.ts'
import { makeTemporaryFolder } from '../../testbed/temporary-folder.ts'

type Read = Extract<RowResponse, { readonly kind: 'read' }>
type BytesRequest = Extract<RowRequest, { readonly kind: 'bytes' }>

/** Serves a port in this thread, and answers its reads from these files. */
async function openServer(
  files: readonly string[],
  { windowBytes = 1000, copy = (bytes: Uint8Array): Uint8Array => Uint8Array.from(bytes) } = {},
) {
  const folder = await makeTemporaryFolder('rows-')
  const { port1, port2 } = new MessageChannel()
  const received: Uint8Array[] = []
  port1.on('message', (request: RowRequest) => {
    if (request.kind === 'bytes') received.push(request.bytes)
  })
  serveRowTasks(port1)
  const reads: Omit<Read, 'id' | 'kind'>[] = []
  const ask = async (request: RowRequest): Promise<Exclude<RowResponse, Read>> => {
    port2.postMessage(request)
    for (;;) {
      const [answer]: RowResponse[] = await once(port2, 'message')
      if (answer === undefined) throw new Error('no answer')
      if (answer.kind !== 'read') return answer
      const { id, source, offset, length } = answer
      reads.push({ source, offset, length })
      const bytes = copy(Buffer.from(files[source] ?? '').subarray(offset, offset + length))
      port2.postMessage({ kind: 'bytes', id, bytes } satisfies BytesRequest)
    }
  }
  return {
    ...{ reads, received, ask },
    fill: async (name: string, values: readonly string[] = []) => {
      const columns = { key: ['id'], values, json: new Set<string>() }
      const layout = { windowBytes, files: files.map(() => 'csv' as const) }
      const task = { columns, folder: folder.path, name, maxRows: 9 }
      return await ask({ kind: 'fill', layout, sizes: files.map(({ length }) => length), task })
    },
    [Symbol.asyncDispose]: async () => {
      port2.close()
      await folder[Symbol.asyncDispose]()
    },
  }
}

// row-thread.test.ts serves tasks in a thread.
describe('serveRowTasks', () => {
  test('asks for the bytes of each file of a table, and answers with its records', async () => {
    await using server = await openServer(['id\n1\n2\n', 'id\n13\n'])
    expect(await server.fill('x')).toMatchObject({ kind: 'filled', filled: { facts: { rows: 3 } } })
    const [first, second] = [
      { source: 0, offset: 0, length: 7 },
      { source: 1, offset: 0, length: 6 },
    ]
    // The head of each file for the columns of the table; then head and content of one file after the other.
    expect(server.reads).toStrictEqual([first, second, first, first, second, second])
  })

  test('answers with the reason of a failure, and does the next task', async () => {
    const files = ['id\n"1\n2\n']
    await using server = await openServer(files)
    expect(await server.fill('x')).toMatchObject({ kind: 'failed', error: { isFormatError: true } })
    files[0] = 'id\n1\n'
    expect(await server.fill('x')).toMatchObject({ kind: 'filled', filled: { facts: { rows: 1 } } })
    const answer = await server.fill('x')
    expect(answer).toMatchObject({ kind: 'failed', error: { isFormatError: false, code: 'EEXIST' } })
  })

  test('joins a part of two tables', async () => {
    await using server = await openServer(['id,x\n1,a\n2,b\n3,c\n4,d\n'])
    const filled = await server.fill('x', ['x'])
    if (filled.kind !== 'filled') throw new Error('not filled')
    const { facts } = filled.filled
    const join = async (part: 0 | 1) => {
      const options = { jsonColumns: new Set<number>(), maxSamples: 1, part }
      const answer = await server.ask({ kind: 'join', task: { base: facts, now: facts, options } })
      if (answer.kind !== 'joined') throw new Error(`${answer.kind} instead of joined`)
      return answer.joined
    }
    const parts = [await join(0), await join(1)]
    expect(parts.reduce((sum, { shared }) => sum + shared, 0)).toBe(4)
    expect(parts).toMatchObject([{ changed: 0 }, { changed: 0 }])
  })

  describe('after a window of bytes was read', () => {
    const content = `id\n${'12345\n'.repeat(50)}`

    test('frees its memory', async () => {
      await using server = await openServer([content], { windowBytes: 64 })
      expect(await server.fill('x')).toMatchObject({ kind: 'filled' })
      expect(server.received).toHaveLength(7)
      const sizes = server.received.map(({ length }) => length)
      // The head of the file, which is opened twice, is the collector's.
      expect(sizes).toStrictEqual([303, 303, 0, 0, 0, 0, 0])
    })

    test('leaves memory alone that another thread has', async () => {
      const copy = (bytes: Uint8Array) => {
        const shared = new Uint8Array(new SharedArrayBuffer(bytes.length))
        shared.set(bytes)
        return shared
      }
      await using server = await openServer([content], { windowBytes: 64, copy })
      expect(await server.fill('x')).toMatchObject({ kind: 'filled', filled: { facts: { rows: 50 } } })
      expect(server.received.map(({ length }) => length)).toStrictEqual([303, 303, 64, 64, 64, 64, 47])
    })
  })
})
