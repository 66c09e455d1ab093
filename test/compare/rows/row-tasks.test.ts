import { readdir, readlink } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { fillTable, joinPart } from '../../../src/compare/rows/row-tasks.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { makeTemporaryFolder } from '../../testbed/temporary-folder.ts'
import { openTestTable, type TestTable } from './fixtures.ts'

const texts = (...values: (string | undefined)[]): TestTable => {
  return { id: { kind: 'integers', values: values.map((_, row) => row) }, text: { kind: 'texts', values } }
}

test('fillTable and joinPart find how two tables differ, and which texts are JSON', async () => {
  await using folder = await makeTemporaryFolder('rows-')
  const options = { signal: neverAborted }
  const fill = async (name: string, table: TestTable) => {
    const columns = { key: ['id'], values: ['text'], json: new Set<string>() }
    return await fillTable(
      await openTestTable(table, 'frames'),
      { columns, folder: folder.path, name, maxRows: 100 },
      options,
    )
  }
  const base = await fill('base', texts('a', undefined, 'c'))
  const now = await fill('now', texts('b', undefined, 'c', 'd'))
  expect(base.jsonTexts).toStrictEqual(new Map([['text', { hasQuoted: true }]]))
  const join = async (part: 0 | 1) => {
    const task = { base: base.facts, now: now.facts, options: { jsonColumns: new Set<number>(), maxSamples: 0, part } }
    return await joinPart(task, options)
  }
  const parts = [await join(0), await join(1)]
  const sum = (kind: 'added' | 'shared' | 'changed') => parts.reduce((all, part) => all + part[kind], 0)
  expect([sum('added'), sum('shared'), sum('changed')]).toStrictEqual([1, 3, 1])
})

test('fillTable and joinPart close their files, also when they are cancelled', async () => {
  await using folder = await makeTemporaryFolder('rows-')
  const columns = { key: ['id'], values: ['text'], json: new Set<string>() }
  const fill = async (name: string, signal: AbortSignal) => {
    const task = { columns, folder: folder.path, name, maxRows: 100 }
    return await fillTable(await openTestTable(texts(...new Array<string>(9).fill('a')), 'frames'), task, { signal })
  }
  const stopped = AbortSignal.abort(new Error('stop'))
  const { facts } = await fill('a', neverAborted)
  await expect(fill('b', stopped)).rejects.toThrow('stop')
  const task = { base: facts, now: facts, options: { jsonColumns: new Set<number>(), maxSamples: 0, part: 0 as const } }
  await joinPart(task, { signal: neverAborted })
  await expect(joinPart({ ...task, options: { ...task.options, part: 1 } }, { signal: stopped })).rejects.toThrow(
    'stop',
  )
  const open = await Promise.all(
    (await readdir('/proc/self/fd')).map(async (file) => await readlink(`/proc/self/fd/${file}`).catch(() => '')),
  )
  expect(open.filter((path) => path.startsWith(folder.path))).toStrictEqual([])
})
