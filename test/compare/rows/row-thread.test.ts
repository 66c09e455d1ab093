import { getEventListeners } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ByteSource } from '../../../src/compare/rows/byte-stream.ts'
import type { RecordFacts } from '../../../src/compare/rows/row-records.ts'
import { LostThreadError, RowThread } from '../../../src/compare/rows/row-thread.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { makeTemporaryFolder } from '../../testbed/temporary-folder.ts'
import { createMemorySource } from './fixtures.ts'

const bytes = Buffer.from('id,x\n1,a\n2,b\n')
const layout = { windowBytes: 1000, files: ['csv'] } as const
const columns = { key: ['id'], values: ['x'], json: new Set<string>() }

let folder: Awaited<ReturnType<typeof makeTemporaryFolder>>
let files = 0

beforeAll(async () => {
  folder = await makeTemporaryFolder('rows-')
})
afterAll(async () => await folder[Symbol.asyncDispose]())

/** A thread that runs this program instead of its own. The program has the port `port`. */
async function startProgram(program: string): Promise<RowThread> {
  const entry = join(folder.path, `thread-${files++}.mjs`)
  await writeFile(entry, `import { parentPort as port, resourceLimits } from 'node:worker_threads'\n${program}`)
  return new RowThread(entry)
}

/** Fills a table from a source. */
async function fill(thread: RowThread, source: ByteSource = createMemorySource(bytes), signal = neverAborted) {
  const task = { columns, folder: folder.path, name: `table-${files++}`, maxRows: 9 }
  return await thread.fill({ layout, sources: [source] }, task, { signal })
}

async function joinTable(thread: RowThread, facts: RecordFacts, part: 0 | 1, signal = neverAborted) {
  const options = { jsonColumns: new Set<number>(), maxSamples: 1, part }
  return await thread.join({ base: facts, now: facts, options }, { signal })
}

const noFacts: RecordFacts = {
  ...{ path: '/missing', rows: 0, shift: 0, recordWords: 5, blockWords: 5, blocks: [], bufferWords: 0 },
  ...{ buffers: new Uint32Array(), fill: new Uint32Array() },
}

describe('RowThread', () => {
  test('passes no environment on to the thread, and little memory for young objects', async () => {
    const facts = 'JSON.stringify({ env: process.env, young: resourceLimits.maxYoungGenerationSizeMb })'
    await using thread = await startProgram(
      `port.on('message', () => port.postMessage({ kind: 'failed', error: { message: ${facts} } }))`,
    )
    await expect(fill(thread)).rejects.toThrow(/^\{"env":\{\},"young":4\}$/)
  })

  test('reads what the thread asks for from its source, with the signal, and sends it', async () => {
    await using thread = await startProgram(`
      port.on('message', (request) => {
        if (request.kind === 'fill') port.postMessage({ kind: 'read', id: 7, source: 0, offset: 3, length: 2 })
        else port.postMessage({ kind: 'filled', filled: request })
      })`)
    const { signal } = new AbortController()
    const reads: unknown[] = []
    const source: ByteSource = {
      size: 9,
      read: async (...request) => {
        reads.push(request)
        return Uint8Array.of(5, 6)
      },
    }
    expect(await fill(thread, source, signal)).toStrictEqual({ kind: 'bytes', id: 7, bytes: Uint8Array.of(5, 6) })
    expect(reads).toStrictEqual([[3, 2, { signal }]])
    expect(reads).toMatchObject([[3, 2, { signal: expect.toSatisfy((passed) => passed === signal) }]])
  })

  test.each([
    ['sends bytes that can be released without a copy', () => undefined, 0],
    ['leaves a source the bytes that others may have', undefined, 2],
  ])('%s', async (_, release, left) => {
    await using thread = await startProgram(`
      port.on('message', (request) => {
        if (request.kind === 'fill') port.postMessage({ kind: 'read', id: 7, source: 0, offset: 0, length: 2 })
        else port.postMessage({ kind: 'filled', filled: request.bytes })
      })`)
    const found = Uint8Array.of(5, 6)
    const source = { size: 9, read: async () => found, ...(release && { release }) }
    expect(await fill(thread, source)).toStrictEqual(Uint8Array.of(5, 6))
    expect(found).toHaveLength(left)
  })

  test('throws the error of a source', async () => {
    await using thread = await startProgram(
      `port.on('message', () => port.postMessage({ kind: 'read', id: 0, source: 0, offset: 0, length: 1 }))`,
    )
    const error = new Error('refused')
    const read = async () => {
      throw error
    }
    await expect(fill(thread, { size: 9, read })).rejects.toBe(error)
  })

  describe('is lost', () => {
    const lost = { name: 'LostThreadError', message: 'a thread ended before its task' }

    test('where no thread can start', () => {
      const error: unknown = new LostThreadError('no thread', { cause: expect.any(TypeError) })
      expect(() => new RowThread('no-path.js')).toThrow(expect.toSatisfy((thrown) => thrown instanceof LostThreadError))
      expect(() => new RowThread('no-path.js')).toThrow(error)
      expect(error).toMatchObject({ name: 'LostThreadError' })
    })

    test('when it fails, with the reason, also for later tasks', async () => {
      await using thread = await startProgram(`port.once('message', () => { throw new RangeError('too much') })`)
      const reason = { ...lost, cause: { name: 'RangeError', message: 'too much' } }
      await expect(fill(thread)).rejects.toMatchObject(reason)
      await expect(fill(thread)).rejects.toMatchObject(reason)
      await expect(joinTable(thread, noFacts, 0)).rejects.toBeInstanceOf(LostThreadError)
    })

    test('when it ends', async () => {
      await using thread = await startProgram(`port.once('message', () => process.exit(0))`)
      await expect(fill(thread)).rejects.toMatchObject({ ...lost, cause: undefined })
    })

    test('when it answers another task, or asks for another source', async () => {
      await using thread = await startProgram(`
        const reads = [{ kind: 'read', source: 1 }, { kind: 'read', source: 0 }]
        const answers = [{ kind: 'joined', joined: {} }, { kind: 'filled', filled: {} }, ...reads]
        port.on('message', () => port.postMessage(answers.shift()))`)
      const other = { name: 'LostThreadError', message: 'a thread answered another task' }
      await expect(fill(thread)).rejects.toMatchObject(other)
      await expect(joinTable(thread, noFacts, 0)).rejects.toMatchObject(other)
      await expect(fill(thread)).rejects.toMatchObject(other)
      await expect(joinTable(thread, noFacts, 0)).rejects.toMatchObject(other)
    })
  })

  describe('throws the reason of the signal', () => {
    const reason = new Error('stop')

    test('before a task, of which the thread does not learn', async () => {
      await using thread = await startProgram(`
        let tasks = 0
        port.on('message', () => port.postMessage({ kind: 'filled', filled: ++tasks }))`)
      await expect(fill(thread, undefined, AbortSignal.abort(reason))).rejects.toBe(reason)
      expect(await fill(thread)).toBe(1)
    })

    test('during a task that does not end, and listens no longer', async () => {
      await using thread = await startProgram(
        `port.on('message', () => port.postMessage({ kind: 'read', id: 0, source: 0, offset: 0, length: 1 }))`,
      )
      const stopping = new AbortController()
      const read = async () => {
        stopping.abort(reason)
        return await new Promise<Uint8Array>(() => undefined)
      }
      await expect(fill(thread, { size: 9, read }, stopping.signal)).rejects.toBe(reason)
      expect(getEventListeners(stopping.signal, 'abort')).toStrictEqual([])
    })
  })

  test('sends each task with what the thread needs', async () => {
    await using thread = await startProgram(`
      port.on('message', (request) => {
        port.postMessage(request.kind === 'fill' ? { kind: 'filled', filled: request } : { kind: 'joined', joined: request })
      })`)
    const sources = [createMemorySource(bytes), createMemorySource(bytes.subarray(4))]
    const task = { columns, folder: folder.path, name: 'x', maxRows: 9 }
    const filled: unknown = await thread.fill({ layout, sources }, task, { signal: neverAborted })
    expect(filled).toStrictEqual({ kind: 'fill', layout, sizes: [13, 9], task })
    const options = { jsonColumns: new Set<number>(), maxSamples: 1, part: 1 }
    const joined: unknown = await joinTable(thread, noFacts, 1)
    expect(joined).toStrictEqual({ kind: 'join', task: { base: noFacts, now: noFacts, options } })
  })

  test('reads from the sources of the current task alone', async () => {
    await using thread = await startProgram(`
      port.on('message', ({ kind }) => {
        const isTask = kind === 'fill'
        port.postMessage(isTask ? { kind: 'read', id: 0, source: 0, offset: 0, length: 1 } : { kind: 'filled', filled: kind })
      })`)
    const reads: string[] = []
    const createSource = (name: string, error?: Error): ByteSource => ({
      size: 9,
      read: async () => {
        reads.push(name)
        if (error) throw error
        return Uint8Array.of(1)
      },
    })
    await expect(fill(thread, createSource('first', new Error('refused')))).rejects.toThrow('refused')
    expect(await fill(thread, createSource('second'))).toBe('bytes')
    expect(reads).toStrictEqual(['first', 'second'])
  })

  test('ends its thread when it is disposed of', async () => {
    const thread = await startProgram(`port.on('message', () => port.postMessage({ kind: 'filled', filled: 1 }))`)
    await fill(thread)
    await thread[Symbol.asyncDispose]()
    await expect(fill(thread)).rejects.toBeInstanceOf(LostThreadError)
  })

  test('ends its thread without an error that nothing handles where there was no task', async () => {
    const unhandled: unknown[] = []
    const add = (reason: unknown) => void unhandled.push(reason)
    process.on('unhandledRejection', add)
    try {
      const thread = await startProgram('')
      await thread[Symbol.asyncDispose]()
      // Node reports a rejection after the promises of its turn.
      await setImmediate()
      expect(unhandled).toStrictEqual([])
    } finally {
      process.off('unhandledRejection', add)
    }
  })

  test('fills and joins tables, throws the errors of these and of the file system, and detaches no bytes of a source', async () => {
    await using thread = new RowThread()
    await expect(fill(thread, createMemorySource(Buffer.from('id,x\n"1')))).rejects.toThrow(BundleFormatError)
    await expect(joinTable(thread, noFacts, 0)).rejects.toMatchObject({ code: 'ENOENT' })
    const kept = new Uint8Array(bytes)
    const source = {
      size: kept.length,
      read: async (from: number, length: number) => kept.subarray(from, from + length),
    }
    const { facts } = await fill(thread, source)
    expect(Buffer.from(kept)).toStrictEqual(bytes)
    expect(facts).toMatchObject({ rows: 2, shift: 0 })
    const parts = [await joinTable(thread, facts, 0), await joinTable(thread, facts, 1)]
    expect(parts.reduce((sum, { shared }) => sum + shared, 0)).toBe(2)
    expect(parts.every(({ changed }) => changed === 0)).toBe(true)
  })
})
