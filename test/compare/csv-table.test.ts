import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countCsvRows, readCsvHeader } from '../../src/compare/csv-table.ts'
import type { FileTable } from '../../src/compare/table-file.ts'
import { detectTableFormat } from '../../src/compare/table-file.ts'
import { BundleFormatError } from '../../src/disdat/format/format-error.ts'

const { signal } = new AbortController()

type Read = { readonly columns: FileTable['columns']; readonly rows: number | undefined }

async function read(text: string | Uint8Array, isWhole = true, delimiter: ',' | '\t' = ','): Promise<Read> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  const columns = await readCsvHeader({ bytes, isWhole, delimiter })
  return { columns, rows: isWhole ? await countCsvRows({ bytes, delimiter }, signal) : undefined }
}

function columns(...names: readonly string[]) {
  return names.map((name) => ({ name, type: 'TEXT' }))
}

describe('a whole CSV file', () => {
  test.each([
    ['lines', 'a,b\n1,2\n3,4\n', ['a', 'b'], 2],
    ['no last line break', 'a,b\r\n1,2\r\n3,4', ['a', 'b'], 2],
    ['a byte order mark', '\ufeffa,b\n1,2\n', ['a', 'b'], 1],
    ['quotes', '"a,""x""","b\nc"\n"1\n2",3\n', ['a,"x"', 'b\nc'], 1],
    ['quotes in the midst', 'a"b,c\n1"2,3\n', ['a"b', 'c'], 1],
    ['ragged lines', 'a,b\n1\n1,2,3\n', ['a', 'b'], 2],
    ['empty lines', '\na,b\n\n1,2\n\n', ['a', 'b'], 1],
    ['a header only', 'größe,名前\n', ['größe', '名前'], 0],
    ['nothing', '', [], 0],
    ['two columns of one name', 'a,a\n', ['a', 'a'], 0],
  ])('with %s', async (_, text, names, rows) => {
    expect(await read(text)).toStrictEqual({ rows, columns: columns(...names) })
  })

  test('with tabs', async () => {
    expect(await read('a,b\tc\n1\t2\n', true, '\t')).toMatchObject({ rows: 1, columns: columns('a,b', 'c') })
  })

  test('has the rows and the names that were written', async () => {
    // A line of one empty field would be an empty line.
    const row = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), fc.boolean(), async (rows, crlf) => {
        const quoted = rows.map((fields) => fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(','))
        const table = await read(quoted.join(crlf ? '\r\n' : '\n'))
        expect(table).toStrictEqual({ rows: rows.length - 1, columns: columns(...(rows[0] ?? [])) })
      }),
    )
  })

  test('is counted beyond a piece of it', async () => {
    const lines = Array.from({ length: 20_000 }, (_, line) => `${line},"a\nb"`)
    expect(await read(['n,t', ...lines].join('\n'))).toMatchObject({ rows: 20_000 })
  })
})

describe('the begin of a CSV file', () => {
  test('tells its header, and no rows', async () => {
    expect(await read('a,b\n1,', false)).toStrictEqual({ rows: undefined, columns: columns('a', 'b') })
  })

  test.each(['a,b', '"a\nb', '\ufeffa,b'])('must have the whole of it: %j', async (text) => {
    await expect(read(text, false)).rejects.toThrow(BundleFormatError)
  })
})

describe('what is no table', () => {
  test.each([
    ['a quote that is not closed', '"a,b\n1,2\n', 'CSV'],
    ['one in a row', 'a,b\n"1,2\n', 'CSV'],
    ['a record without end', `a,b\n"${'x'.repeat(2_000_000)}`, 'Max Record Size'],
    ['a header of very many columns', ','.repeat(20_000), 'a table of 20001 columns'],
  ])('is refused: %s', async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(BundleFormatError)
    await expect(read(text)).rejects.toThrow(message)
  })

  test('is told or refused, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.boolean(), async (bytes, isWhole) => {
        await read(bytes, isWhole).catch((error) => expect(error).toBeInstanceOf(BundleFormatError))
      }),
    )
  })

  test('ends when it is told to', async () => {
    const reason = new Error('enough')
    const bytes = Buffer.from('a,b\n'.repeat(100_000))
    const told = countCsvRows({ bytes, delimiter: ',' }, AbortSignal.abort(reason))
    await expect(told).rejects.toBe(reason)
  })
})

test.each([
  ['a/b.parquet', { format: 'parquet' }],
  ['b.PQ', { format: 'parquet' }],
  ['b.csv', { format: 'csv', delimiter: ',' }],
  ['b.x.TSV', { format: 'csv', delimiter: '\t' }],
  ['b.csv.gz', undefined],
  ['csv', undefined],
  ['b.constructor', undefined],
])('%s', (path, format) => {
  expect(detectTableFormat(path)).toStrictEqual(format)
})
