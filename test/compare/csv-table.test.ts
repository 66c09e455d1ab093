import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countCsvRows, readCsvHeader } from '../../src/compare/csv-table.ts'
import type { FileTable } from '../../src/compare/table-file.ts'
import { BundleFormatError } from '../../src/disdat/format/format-error.ts'

const { signal } = new AbortController()

type Table = { readonly columns: FileTable['columns']; readonly rows: number | undefined }

async function readTable(text: string | Uint8Array, isWhole = true, delimiter: ',' | '\t' = ','): Promise<Table> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  const columns = await readCsvHeader({ bytes, isWhole, delimiter })
  return { columns, rows: isWhole ? await countCsvRows({ bytes, delimiter }, signal) : undefined }
}

function createColumns(...names: readonly string[]) {
  return names.map((name) => ({ name, type: 'TEXT' }))
}

describe('readCsvHeader and countCsvRows', () => {
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
  ])('read a file with %s', async (_, text, names, rows) => {
    expect(await readTable(text)).toStrictEqual({ rows, columns: createColumns(...names) })
  })

  test('read a file with tabs', async () => {
    expect(await readTable('a,b\tc\n1\t2\n', true, '\t')).toMatchObject({ rows: 1, columns: createColumns('a,b', 'c') })
  })

  test('read the rows and names that were written', async () => {
    // A row of one empty field would be an empty line.
    const row = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), fc.boolean(), async (rows, crlf) => {
        const quoted = rows.map((fields) => fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(','))
        const table = await readTable(quoted.join(crlf ? '\r\n' : '\n'))
        expect(table).toStrictEqual({ rows: rows.length - 1, columns: createColumns(...(rows[0] ?? [])) })
      }),
    )
  })

  test('count rows across chunks', async () => {
    const lines = Array.from({ length: 20_000 }, (_, line) => `${line},"a\nb"`)
    expect(await readTable(['n,t', ...lines].join('\n'))).toMatchObject({ rows: 20_000 })
  })
})

describe('readCsvHeader, for the beginning of a file', () => {
  test('reads the header', async () => {
    expect(await readTable('a,b\n1,', false)).toStrictEqual({ rows: undefined, columns: createColumns('a', 'b') })
  })

  test.each(['a,b', '"a\nb', '\ufeffa,b'])('refuses a header that may be incomplete: %j', async (text) => {
    await expect(readTable(text, false)).rejects.toThrow(BundleFormatError)
  })
})

describe('readCsvHeader and countCsvRows, for invalid files', () => {
  test.each([
    ['an unclosed quote', '"a,b\n1,2\n', 'CSV'],
    ['an unclosed quote in a row', 'a,b\n"1,2\n', 'CSV'],
    ['a record without an end', `a,b\n"${'x'.repeat(2_000_000)}`, 'Max Record Size'],
    ['a header of very many columns', ','.repeat(20_000), 'a table of 20001 columns'],
  ])('refuse %s', async (_, text, message) => {
    await expect(readTable(text)).rejects.toThrow(BundleFormatError)
    await expect(readTable(text)).rejects.toThrow(message)
  })

  test('read or refuse any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.boolean(), async (bytes, isWhole) => {
        await readTable(bytes, isWhole).catch((error) => expect(error).toBeInstanceOf(BundleFormatError))
      }),
    )
  })

  test('throw the reason of an aborted signal', async () => {
    const reason = new Error('enough')
    const bytes = Buffer.from('a,b\n'.repeat(100_000))
    const counting = countCsvRows({ bytes, delimiter: ',' }, AbortSignal.abort(reason))
    await expect(counting).rejects.toBe(reason)
  })
})
