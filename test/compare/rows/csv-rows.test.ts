import { describe, expect, test } from 'vitest'
import { csvHeadBytes } from '../../../src/compare/csv-table.ts'
import type { ByteSource } from '../../../src/compare/rows/byte-stream.ts'
import { openCsvRows } from '../../../src/compare/rows/csv-rows.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { createMemorySource, readTestTable } from './fixtures.ts'

const open = async (text: string | Buffer) =>
  await openCsvRows(createMemorySource(Buffer.from(text)), 1000, { signal: neverAborted })

describe('openCsvRows', () => {
  test.each([
    ['commas', 'id,name\n1,ann\n2,"b,ob"\n', { id: ['1', '2'], name: ['ann', 'b,ob'] }],
    ['semicolons after a line that states them', 'sep=;\nid;name\n1;ann\n', { id: ['1'], name: ['ann'] }],
    [
      'a short record',
      `id,name\n1\n${'2,bob\n'.repeat(9)}`,
      { id: ['1', ...Array(9).fill('2')], name: ['∅', ...Array(9).fill('bob')] },
    ],
    ['a byte order mark and lines of Windows', '\ufeffid,name\r\n1,größe\r\n', { id: ['1'], name: ['größe'] }],
    ['no rows', 'id,name\n', { id: [], name: [] }],
  ])('reads a file with %s', async (_, text, expected) => {
    expect(await readTestTable(await open(text))).toStrictEqual(expected)
  })

  test('reads UTF-16, and larger files in parts', async () => {
    const lines = Array.from({ length: 9000 }, (_, index) => `${index},größe ${index}`)
    const table = await open(Buffer.from(`\ufeffid,name\n${lines.join('\n')}\n`, 'utf16le'))
    let parts = 0
    for await (const _ of table.read([], { signal: neverAborted })) parts++
    expect(parts).toBeGreaterThan(4)
    const { name } = await readTestTable(table)
    expect(name).toStrictEqual(lines.map((_, index) => `größe ${index}`))
  })

  test('reads characters that begin in one window and end in the next', async () => {
    const names = Array.from({ length: 900 }, (_, index) => `${'x'.repeat(index % 7)}€ß`)
    const table = await open(`name\n${names.join('\n')}\n`)
    expect(table.columns).toStrictEqual([{ name: 'name', kind: 'untyped' }])
    expect(await readTestTable(table)).toStrictEqual({ name: names })
  })

  test('reads a field that is longer than what is read for the header', async () => {
    const table = await open(`id,name\n1,ann\n2,"${'x'.repeat(csvHeadBytes)}"\n`)
    expect((await readTestTable(table))['id']).toStrictEqual(['1', '2'])
  })

  test('ends with the reason for which it is cancelled', async () => {
    const bytes = Buffer.from(`id\n${'1\n'.repeat(3000)}`)
    const stop = new AbortController()
    const source: ByteSource = {
      size: bytes.length,
      read: async (offset, length, { signal }) => {
        if (signal.aborted) throw new Error('the connection is closed')
        return bytes.subarray(offset, offset + length)
      },
    }
    const table = await openCsvRows(source, 100, { signal: neverAborted })
    const reason = new Error('stop')
    const readAll = async () => {
      for await (const _ of table.read([], { signal: stop.signal })) stop.abort(reason)
    }
    await expect(readAll()).rejects.toBe(reason)
  })

  test('has missing values for a column that the file lacks', async () => {
    expect(await readTestTable(await open('id,name\n1,a\n'), ['other'])).toStrictEqual({ other: ['∅'] })
  })

  test('refuses a quote without an end', async () => {
    const table = await open(`id,name\n${'1,a\n'.repeat(20_000)}2,"b\n`)
    const error: unknown = await readTestTable(table).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(BundleFormatError)
    expect(error).toHaveProperty('message', expect.stringMatching(/^not a CSV file: Quote Not Closed/))
  })
})
