import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import {
  type ComparedBundle,
  type ComparedObject,
  ReadLimit,
  type UncertainTable,
} from '../../src/compare/compare-read.ts'
import { readTable } from '../../src/compare/compare-tables.ts'
import { ComparisonNotes } from '../../src/compare/comparison-notes.ts'
import { csvHeadBytes } from '../../src/compare/csv-table.ts'
import { readParquetFooterSize } from '../../src/compare/parquet-footer.ts'
import { readBundle } from '../../src/disdat/bundle.ts'
import { writeLinkBundle } from '../../src/disdat/format/link-bundle.ts'

const uuid = '47aa363c-8d95-4b4c-be97-48bb9aea9204'
const { signal } = new AbortController()

/** A bundle on a remote that holds this one file, or no file. */
function createBundle(file: Uint8Array | undefined, requests: unknown[]): ComparedBundle {
  const { hyperFrame } = writeLinkBundle({
    uuid,
    frameUuid: crypto.randomUUID(),
    name: 'orders',
    owner: 'ann',
    processingName: 'add',
    tags: new Map(),
    createdSeconds: 0,
    code: { method: 'add', repo: '', hash: '', branch: '' },
    links: [],
  })
  return {
    remote: {
      getKey: (_, path) => path,
      store: {
        get: async (_, { firstBytes, lastBytes }) => {
          requests.push(lastBytes === undefined ? { firstBytes } : { lastBytes })
          return lastBytes === undefined ? file?.slice(0, firstBytes) : file?.slice(-lastBytes)
        },
        list: async function* () {},
      },
    },
    proof: { bundle: readBundle(hyperFrame.bytes), bytes: 0, parts: [] },
  }
}

async function read(path: string, file: Uint8Array | undefined, maxBytes = 1024 * 1024) {
  const notes = new ComparisonNotes()
  const size = file?.length ?? 1000
  const requests: unknown[] = []
  const object: ComparedObject = { bundle: createBundle(file, requests), side: 'base', path, size }
  const uncertainTables: UncertainTable[] = []
  const context = { signal, samples: false, notes, reads: new ReadLimit(maxBytes), uncertainTables }
  const table = await readTable(object, context)
  return { table, notes: notes.toSentences(), uncertain: uncertainTables.map((uncertain) => uncertain.table), requests }
}

function encodeParquet(columns: number): Uint8Array {
  const names = Array.from({ length: columns }, (_, index) => `column_${index}`)
  const data = Int32Array.of(1, 2, 3)
  return new Uint8Array(parquetWriteBuffer({ columnData: names.map((name) => ({ name, data, type: 'INT32' })) }))
}

describe('readTable', () => {
  test('reads a Parquet file from its footer', async () => {
    const columns = [{ name: 'column_0', type: 'INT32' }]
    expect(await read('a.parquet', encodeParquet(1))).toStrictEqual({
      table: { format: 'parquet', rows: 3, columns },
      notes: [],
      uncertain: [],
      requests: [{ lastBytes: encodeParquet(1).length }],
    })
  })

  test('reads a long Parquet footer only within the limit', async () => {
    const file = encodeParquet(2000)
    expect((await read('a.parquet', file)).table?.columns).toHaveLength(2000)
    const { table, notes } = await read('a.parquet', file, 1000)
    expect(table).toBeUndefined()
    expect(notes).toStrictEqual([
      expect.stringMatching(/^`a.parquet` of the base is not read as a table \(a footer of \d+ bytes\)\.$/),
    ])
  })

  test('reads a CSV file whole within the limit, and otherwise its header', async () => {
    const file = Buffer.from(`a,b\n${'1,2\n'.repeat(30_000)}`)
    const columns = ['a', 'b'].map((name) => ({ name, type: 'TEXT' }))
    expect((await read('a.csv', file)).table).toStrictEqual({ format: 'csv', rows: 30_000, columns })
    const { table, notes } = await read('a.csv', file, 1000)
    expect({ table, notes }).toStrictEqual({ table: { format: 'csv', rows: undefined, columns }, notes: [] })
  })

  test('asks for the end of a Parquet file once, and again for a long footer', async () => {
    const file = encodeParquet(1)
    expect((await read('a.parquet', file)).requests).toStrictEqual([{ lastBytes: file.length }])
    const footer = file.subarray(-readParquetFooterSize(file, file.length))
    expect(await read('a.parquet', footer)).toMatchObject({
      requests: [{ lastBytes: footer.length }],
      table: { rows: 3 },
    })
    const wide = encodeParquet(2000)
    const size = readParquetFooterSize(wide, wide.length)
    expect((await read('a.parquet', wide)).requests).toStrictEqual([{ lastBytes: 64 * 1024 }, { lastBytes: size }])
  })

  test('reads a short CSV file whole although it is above the limit', async () => {
    const short = `a,b\n${'1,2\n'.repeat(csvHeadBytes / 4 - 1)}`
    const { table, requests } = await read('a.csv', Buffer.from(short), 10)
    expect({ rows: table?.rows, requests }).toStrictEqual({ rows: 16_383, requests: [{ firstBytes: csvHeadBytes }] })
    const { requests: others } = await read('a.csv', Buffer.from(`${short}1,2\n1,2\n`), 10)
    expect(others).toStrictEqual([{ firstBytes: csvHeadBytes }])
  })

  test('adds a note for a CSV file that is not valid to its end, and returns its columns', async () => {
    const { table, notes } = await read('a.tsv', Buffer.from(`a\tb\n${'1\t2\n'.repeat(20_000)}1\t"2\n`))
    expect(table).toMatchObject({ rows: undefined, columns: [{ name: 'a' }, { name: 'b' }] })
    expect(notes).toStrictEqual([
      expect.stringMatching(/^`a.tsv` of the base is read without a count of rows \(not a CSV file: .*\)\.$/),
    ])
  })

  test('collects the table of a CSV file whose first record may be data', async () => {
    const { table, notes, uncertain } = await read('a.csv', Buffer.from('jane,berlin\njohn,paris\n'))
    expect({ table, notes }).toStrictEqual({ table: undefined, notes: [] })
    expect(uncertain).toMatchObject([{ rows: 1, columns: [{ name: 'jane' }, { name: 'berlin' }] }])
  })

  test('adds a note for an invalid Parquet file', async () => {
    expect(await read('a.parquet', Buffer.from('PAR1'))).toStrictEqual({
      table: undefined,
      notes: ['`a.parquet` of the base is not read as a table (not a Parquet file: it does not end with PAR1).'],
      uncertain: [],
      requests: [{ lastBytes: 4 }],
    })
  })

  test('returns undefined for other files, and for files that no longer exist', async () => {
    const nothing = { table: undefined, notes: [], uncertain: [] }
    expect(await read('a.txt', Buffer.from('a,b\n'))).toStrictEqual({ ...nothing, requests: [] })
    expect(await read('a.csv', undefined)).toMatchObject(nothing)
    expect(await read('a.parquet', undefined)).toMatchObject(nothing)
  })
})
