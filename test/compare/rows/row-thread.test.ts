import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { RowThread } from '../../../src/compare/rows/row-thread.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { makeTemporaryFolder } from '../../testbed/temporary-folder.ts'
import { createMemorySource } from './fixtures.ts'

const options = { signal: neverAborted }
const bytes = Buffer.from('id,x\n1,a\n2,b\n')
const origin = { layout: { windowBytes: 1000, files: ['csv'] }, sources: [createMemorySource(bytes)] } as const
const columns = { key: ['id'], values: ['x'], json: new Set<string>() }

// join-tables.test.ts has the errors of tables and stores.
test('RowThread fills and joins tables', async () => {
  await using folder = await makeTemporaryFolder('rows-')
  await using thread = new RowThread()
  const fill = async (name: string) =>
    await thread.fill(origin, { columns, folder: folder.path, name, maxRows: 9 }, options)
  const [base, now] = [await fill('base'), await fill('now')]
  expect(now.facts).toMatchObject({ rows: 2, shift: 0 })
  const join = async (part: 0 | 1) => {
    const task = { base: base.facts, now: now.facts, options: { jsonColumns: new Set<number>(), maxSamples: 1, part } }
    return await thread.join(task, options)
  }
  const parts = [await join(0), await join(1)]
  expect(parts.reduce((sum, { shared }) => sum + shared, 0)).toBe(2)
  expect(parts.every(({ changed }) => changed === 0)).toBe(true)
})

test('RowThread does not detach bytes that a source keeps', async () => {
  await using folder = await makeTemporaryFolder('rows-')
  await using thread = new RowThread()
  const kept = new Uint8Array(bytes)
  const source = { size: kept.length, read: async (from: number, length: number) => kept.subarray(from, from + length) }
  await thread.fill({ ...origin, sources: [source] }, { columns, folder: folder.path, name: 'x', maxRows: 9 }, options)
  expect(Buffer.from(kept)).toStrictEqual(bytes)
})

test('RowThread passes no environment on to the thread', async () => {
  await using folder = await makeTemporaryFolder('rows-')
  const entry = join(folder.path, 'thread.mjs')
  const answer = '({ kind: "failed", error: { message: JSON.stringify(process.env) } })'
  await writeFile(
    entry,
    `import { parentPort as port } from 'node:worker_threads'; port.on('message', () => port.postMessage${answer})`,
  )
  await using thread = new RowThread(entry)
  const filled = thread.fill(origin, { columns, folder: folder.path, name: 'x', maxRows: 9 }, options)
  await expect(filled).rejects.toThrow(/^\{\}$/)
})
