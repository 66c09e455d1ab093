import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CsvHead, countCsvRows, csvHeadBytes, readCsvHead } from '../../src/compare/csv-table.ts'
import { BundleFormatError } from '../../src/disdat/format/format-error.ts'

const { signal } = new AbortController()

/** The columns of a file, whether they are certainly a header, and the rows of a whole file. */
async function readTable(text: string | Uint8Array, isWhole = true) {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  const head = await readCsvHead(bytes, isWhole)
  const rows = isWhole ? await countCsvRows(bytes, head, signal) : undefined
  return { names: head.columns.map(({ name }) => name), isHeader: head.dialect.hasHeader, rows }
}

const commas: CsvHead = {
  encoding: 'utf-8',
  dialect: { delimiter: ',', skipped: 0, first: ['a'], hasHeader: true },
  columns: [{ name: 'a', type: 'TEXT' }],
}

/** The records that are not empty, as Python's `csv` module reads them; null where a quote is not closed. */
function countWithPython(files: readonly Uint8Array[]): unknown {
  const script = `
import base64, csv, io, json, sys
def count(data):
    lines = io.TextIOWrapper(io.BytesIO(data), encoding='utf-8-sig', errors='replace', newline='')
    return sum(1 for record in csv.reader(lines) if record)
counts = []
for data in map(base64.b64decode, json.load(sys.stdin)):
    # Only within quotes, a further line is not a further record.
    isOpen = count(data + b'\\nx') == count(data)
    counts.append(None if isOpen else count(data))
print(json.dumps(counts))
`
  const input = JSON.stringify(files.map((file) => Buffer.from(file).toString('base64')))
  return JSON.parse(execFileSync('python3', ['-c', script], { input, encoding: 'utf8' }))
}

describe('countCsvRows', () => {
  test('counts the records that Python counts, in any bytes and with any line ends', async () => {
    const piece = fc.oneof(
      fc.constantFrom(...[',', '"', '"', '\n', '\r', '\r\n', 'a', ' ', 'ü'].map((text) => Buffer.from(text))),
      fc.uint8Array({ minLength: 1, maxLength: 2 }),
    )
    const anyFile = fc.array(piece, { maxLength: 14 }).map((pieces) => Buffer.concat(pieces))
    const seed = Date.now()
    const files = fc.sample(anyFile, { numRuns: 5000, seed })
    const counts = await Promise.all(
      files.map((file) =>
        countCsvRows(file, commas, signal).catch((error) => {
          expect(error).toBeInstanceOf(BundleFormatError)
          return null
        }),
      ),
    )
    const records = countWithPython(files)
    const expected = Array.isArray(records) ? records.map((count) => count && Math.max(0, count - 1)) : []
    const differing = files.flatMap((file, index) =>
      counts[index] === expected[index] ? [] : [file.toString('latin1')],
    )
    expect(differing, `seed ${seed}`).toStrictEqual([])
    expect(counts.filter((count) => count !== null && count > 0).length).toBeGreaterThan(500)
  })

  test.each(['\r\n', '""', 'ü', '\r'])('counts across chunks that end within %j', async (boundary) => {
    for (const shift of [0, 1, 2, 3]) {
      const start = `a,b\n1,"${'x'.repeat(csvHeadBytes - 9 - shift)}`
      const file = Buffer.from(`${start}${boundary}"\r\n${'2,y\r\n'.repeat(3)}`)
      expect(await countCsvRows(file, commas, signal)).toBe(4)
    }
  })

  test('counts across chunks that end within a delimiter', async () => {
    const start = `a\n${'x'.repeat(csvHeadBytes - 3)}`
    const head = { ...commas, dialect: { ...commas.dialect, delimiter: 'ü' } }
    expect(await countCsvRows(Buffer.from(`${start}ü"1\n2"\n`), head, signal)).toBe(1)
  })

  test('throws the reason of an aborted signal', async () => {
    const reason = new Error('enough')
    const bytes = Buffer.from('a,b\n'.repeat(100_000))
    await expect(countCsvRows(bytes, commas, AbortSignal.abort(reason))).rejects.toBe(reason)
  })

  test.each([
    ['an unclosed quote', 'a,b\n"1,2\n', 'CSV'],
    ['a record without an end', `a,b\n"${'x'.repeat(2_000_000)}`, 'Max Record Size'],
  ])('refuses %s', async (_, text, message) => {
    const counting = countCsvRows(Buffer.from(text), commas, signal)
    await expect(counting).rejects.toThrow(BundleFormatError)
    await expect(counting).rejects.toThrow(message)
  })
})

describe('readCsvHead and countCsvRows', () => {
  test.each([
    ['lines', 'a,b\n1,2\n3,4\n', ['a', 'b'], 2],
    ['no last line break', 'a,b\r\n1,2\r\n3,4', ['a', 'b'], 2],
    ['CRLF below the header, LF below the rows', 'a,b\r\n1,2\n3,4\n', ['a', 'b'], 2],
    ['CR below the header, LF below the rows', 'a,b\r1,2\n3,4\n', ['a', 'b'], 2],
    ['LF below the header, CRLF and empty lines below the rows', 'a,b\n1,2\r\n\r\n3,4\r\n\r\n', ['a', 'b'], 2],
    ['a byte order mark', '\ufeffa,b\n1,2\n', ['a', 'b'], 1],
    ['quotes', '"a,""x""","b\nc"\n"1\n2",3\n', ['a,"x"', 'b\nc'], 1],
    ['quotes in the midst', 'a"b,c\n1"2,3\n', ['a"b', 'c'], 1],
    ['empty lines', '\na,b\n\n1,2\n\n', ['a', 'b'], 1],
    ['nothing', '', [], 0],
    ['two columns of one name', 'a,a,,\n1,2,3,4\n', ['a', 'a', '', ''], 1],
    ['semicolons, and commas in numbers', 'id;name;amount\n1;x;1,5\n2;y;2,5\n', ['id', 'name', 'amount'], 2],
    ['bars', 'id|name\n1|x,y\n', ['id', 'name'], 1],
    ['tabs', 'a,b\tc\n1\t2\n', ['a,b', 'c'], 1],
    ['a line that states the delimiter', 'sep=;\r\nid;name\r\n1;x\r\n', ['id', 'name'], 1],
    ['a line that states another delimiter', 'sep=:\nid:name\n1:x\n2:y\n', ['id', 'name'], 2],
    ['one column', 'id\n1\n2\n', ['id'], 2],
    ['few lines with other fields', `a,b\n${'1,x\n'.repeat(20)}1,x,y\n`, ['a', 'b'], 21],
  ])('read a file with %s', async (_, text, names, rows) => {
    expect(await readTable(text)).toStrictEqual({ names, isHeader: true, rows })
  })

  test.each([
    ['UTF-16 with a mark', Buffer.from('\ufeffgröße,b\n1,x\n2,y\n', 'utf16le')],
    ['UTF-16 without a mark', Buffer.from('größe,b\n1,x\n2,y\n', 'utf16le')],
    ['UTF-16BE with a mark', Buffer.from('\ufeffgröße,b\n1,x\n2,y\n', 'utf16le').swap16()],
    ['UTF-16BE without a mark', Buffer.from('größe,b\n1,x\n2,y\n', 'utf16le').swap16()],
  ])('read a file in %s', async (_, bytes) => {
    expect(await readTable(bytes)).toStrictEqual({ names: ['größe', 'b'], isHeader: true, rows: 2 })
  })

  test('read a file in Latin-1 whose header is ASCII', async () => {
    const bytes = Buffer.from('id,name\n1,größe\n', 'latin1')
    expect(await readTable(bytes)).toStrictEqual({ names: ['id', 'name'], isHeader: true, rows: 1 })
  })

  test('read the rows and names that were written', async () => {
    const unit = fc.constantFrom(...'aü,;|\t"\n\r ')
    const name = fc.string({ unit }).map((text) => `n${text}`)
    const row = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 3, maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(name, { minLength: 3, maxLength: 3 }),
        fc.array(row, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        async (names, rows, delimiter, end) => {
          const records = [['id', ...names], ...rows.map((fields, index) => [String(index), ...fields])]
          const quoted = records.map((fields) => fields.map((field) => `"${field.replaceAll('"', '""')}"`))
          const text = quoted.map((fields) => fields.join(delimiter)).join(end)
          expect(await readTable(text)).toStrictEqual({ names: records[0], isHeader: true, rows: rows.length })
        },
      ),
    )
  })

  test('count rows across chunks', async () => {
    const lines = Array.from({ length: 20_000 }, (_, line) => `${line},"a\nb"`)
    expect(await readTable(['n,t', ...lines].join('\n'))).toMatchObject({ rows: 20_000, isHeader: true })
  })
})

describe('readCsvHead, for the beginning of a file', () => {
  test.each(['a,b\n1,x\n2,', 'a,b\n1,x\n2,"y', 'a,b\n1,x\n2,ü'])('reads the header: %j', async (text) => {
    const bytes = Buffer.from(text).subarray(0, Buffer.byteLength(text) - (text.endsWith('ü') ? 1 : 0))
    expect(await readTable(bytes, false)).toStrictEqual({ names: ['a', 'b'], isHeader: true, rows: undefined })
  })

  test.each(['a,b', '"a\nb', '\ufeffa,b'])('refuses a header that may be incomplete: %j', async (text) => {
    await expect(readTable(text, false)).rejects.toThrow(BundleFormatError)
  })

  test('reads the header of a whole file that continues within quotes beyond the head', async () => {
    const text = `a,b\n1,"${'x'.repeat(csvHeadBytes)}"\n`
    expect(await readTable(text)).toStrictEqual({ names: ['a', 'b'], isHeader: false, rows: 1 })
  })

  test('reads as many columns as are compared', async () => {
    const { columns } = await readCsvHead(Buffer.from(`${'x,'.repeat(9999)}x\n`), true)
    expect(columns).toHaveLength(10_000)
  })

  test('reads no more than the head of a large file', async () => {
    const text = `a,b\n${'1,x\n'.repeat(csvHeadBytes)}"`
    expect(await readTable(text, false)).toMatchObject({ names: ['a', 'b'], isHeader: true })
  })
})

describe('readCsvHead, for invalid files', () => {
  test.each([
    ['an unclosed quote', '"a,b\n1,2\n', 'CSV'],
    ['an unclosed quote in a row', 'a,b\n"1,2\n', 'CSV'],
    ['a header of one column too many', `${'x,'.repeat(10_000)}x\n`, 'a table of 10001 columns'],
    ['a header of very many columns', `${'x,'.repeat(11_000)}\n${'1,'.repeat(11_000)}\n`, 'a table of 11001 columns'],
    ['a preamble', '# made 2026-01-05 10:00\nid,name\n1,x\n', 'delimiter is not certain'],
    ['two delimiters that fit', 'a;b,c;d\nx;y,z;w\n', 'delimiter is not certain'],
    ['lines of text', 'one, two\nthree\n', 'delimiter is not certain'],
  ])('refuses %s', async (_, text, message) => {
    await expect(readTable(text)).rejects.toThrow(BundleFormatError)
    await expect(readTable(text)).rejects.toThrow(message)
  })

  test.each([
    ['a header in Latin-1', Buffer.from('größe,b\n1,x\n', 'latin1'), 'neither UTF-8 nor UTF-16'],
    ['UTF-32', Buffer.from('fffe0000610000002c00000062000000', 'hex'), 'UTF-32'],
    ['a binary file', Buffer.from('ABC\0\0\0DEF\n'), 'NUL bytes'],
    ['a text that its mark does not fit', Buffer.from('efbbbf61ff0a', 'hex'), 'not a text in UTF-8'],
  ])('refuses %s', async (_, bytes, message) => {
    await expect(readTable(bytes)).rejects.toThrow(BundleFormatError)
    await expect(readTable(bytes)).rejects.toThrow(message)
  })

  test('reads or refuses any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.boolean(), async (bytes, isWhole) => {
        await readTable(bytes, isWhole).catch((error) => expect(error).toBeInstanceOf(BundleFormatError))
      }),
    )
  })
})
