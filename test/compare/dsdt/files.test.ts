import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { SchemaElement } from 'hyparquet'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { compareBundles } from '../../../src/compare/compare-bundles.ts'
import { type Comparison, classifyChange } from '../../../src/compare/comparison.ts'
import { evaluateRules } from '../../../src/compare/rules/evaluate-rules.ts'
import { parseRules } from '../../../src/compare/rules/rules.ts'
import { proveBundle } from '../../../src/remote/prove.ts'
import { createRemote, type Remote } from '../../../src/remote/remote.ts'
import type { ObjectStore } from '../../../src/s3/store.ts'
import { putBundle } from '../../remote/fixtures.ts'
import { neverAborted, observeStore, openTestRemote } from '../../remote/helpers.ts'
import { type Home, makeHome } from '../../testbed/dsdt.ts'
import { startFaultyS3 } from '../../testbed/faulty-s3.ts'
import { type Moto, startMoto } from '../../testbed/moto.ts'
import footers from '../fixtures/parquet-footers.json' with { type: 'json' }

// Each start of Python takes a second, or several on a busy machine.
vi.setConfig({ hookTimeout: 180_000, testTimeout: 60_000 })

const url = 's3://bucket/prefix'
const mebibyte = 1024 * 1024
const options = { signal: neverAborted, maxBytes: 4 * mebibyte, samples: false }

/** Adds three versions of a folder. */
const script = `
import disdat.api as api
for version in ['one', 'two', 'three']:
    print('uuid=' + api.add('local', version, version).commit().push().uuid)
`

let moto: Moto
let home: Home
let remote: Remote
let uuids: readonly string[]

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
  home = await makeHome(moto, { remote: url })
  remote = await openTestRemote(url, moto.env)
  const notes = 'text, not a table'
  await writeFolder('one', {
    'orders.parquet': encodeOrders(2, 'DOUBLE'),
    'items/a.csv': 'id,name\n1,"a\nb"\n2,c\n',
    'notes.txt': notes,
  })
  await writeFolder('two', { 'orders.parquet': encodeOrders(3, 'FLOAT'), 'items/a.csv': 'id,title\n1,"a\nb"\n2,c\n' })
  await writeFolder('three', { 'orders.parquet': encodeOrders(3, 'FLOAT'), 'items/a.csv': 'id,title\n1,"a\nb"\n2,d\n' })
  const { stdout, stderr } = await home.runPython(script)
  uuids = [...stdout.matchAll(/^uuid=(\S+)$/gm)].map(([, uuid = '']) => uuid)
  if (uuids.length !== 3) throw new Error(`${stdout}${stderr}`)
})

afterAll(async () => {
  remote.store.close()
  await home[Symbol.asyncDispose]()
  await moto[Symbol.asyncDispose]()
})

async function writeFolder(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(home.path, folder, name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, content)
  }
}

function encodeOrders(rows: number, type: 'DOUBLE' | 'FLOAT'): Uint8Array {
  const numbers = Array.from({ length: rows }, (_, row) => row)
  const columnData = [
    { name: 'order_id', data: numbers, type: 'INT32' as const },
    { name: 'amount', data: numbers, type },
  ]
  return new Uint8Array(parquetWriteBuffer({ columnData }))
}

async function compare(
  base: string | undefined,
  now: string | undefined,
  more: { readonly maxBytes?: number; readonly there?: Remote } = {},
): Promise<Comparison> {
  const { there = remote, ...others } = more
  const prove = async (uuid = '') => {
    const proof = await proveBundle(there, uuid, { signal: neverAborted })
    if (proof === undefined) throw new Error(`the bundle ${uuid} does not exist`)
    return { remote: there, proof }
  }
  return await compareBundles(await prove(now), base === undefined ? undefined : await prove(base), {
    ...options,
    ...others,
  })
}

/** Writes a bundle of files to the remote. */
async function putFiles(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  return await putBundle(remote, { files, links: Object.keys(files).map((name) => `bundle://${name}`) })
}

/** The remote with changed ETags in its listings. */
function changeEtags(change: (etag: string, key: string) => string, store: ObjectStore = remote.store): Remote {
  const list: ObjectStore['list'] = async function* (prefix, options) {
    for await (const entry of store.list(prefix, options)) {
      yield entry.kind === 'object' ? { ...entry, etag: change(entry.etag, entry.key) } : entry
    }
  }
  const changed = new Proxy(store, {
    get(target, name) {
      if (name === 'list') return list
      const member: unknown = Reflect.get(target, name, target)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
  return createRemote(changed, { url, context: 'shop' })
}

/** A text that looks like an MD5 but is not. */
function createFakeMd5(key: string): string {
  return Buffer.from(key).toString('hex').slice(-32)
}

function formatStatuses({ files }: Comparison): readonly string[] {
  return files.map(({ path: file, status }) => `${file} ${status}`)
}

describe('compareBundles, for tables in files that dsdt added', () => {
  test('reports columns and rows from Parquet footers and CSV headers', async () => {
    const comparison = await compare(uuids[0], uuids[1])
    const column = (name: string, type: string) => ({ name, type })
    expect(comparison.files).toMatchObject([
      {
        path: 'items/a.csv',
        status: 'changed',
        base: { bytes: 20, table: { format: 'csv', rows: 2, columns: [column('id', 'TEXT'), column('name', 'TEXT')] } },
        now: { bytes: 21, table: { format: 'csv', rows: 2, columns: [column('id', 'TEXT'), column('title', 'TEXT')] } },
      },
      { path: 'notes.txt', status: 'removed', base: { bytes: 17, table: undefined }, now: undefined },
      {
        path: 'orders.parquet',
        status: 'changed',
        base: {
          table: { format: 'parquet', rows: 2, columns: [column('order_id', 'INT32'), column('amount', 'DOUBLE')] },
        },
        now: {
          table: { format: 'parquet', rows: 3, columns: [column('order_id', 'INT32'), column('amount', 'FLOAT')] },
        },
      },
    ])
    // The base has a file that is not a table.
    expect(comparison).toMatchObject({ rows: { base: undefined, now: 5 }, notes: [], columns: [], isSame: false })
    expect(classifyChange(comparison, true)).toBe('schema')
  })

  test('reports a change of the data where the schema is the same', async () => {
    const comparison = await compare(uuids[1], uuids[2])
    expect(formatStatuses(comparison)).toStrictEqual(['items/a.csv changed', 'orders.parquet same'])
    expect(comparison).toMatchObject({ rows: { base: 5, now: 5 }, isSame: false })
    expect(classifyChange(comparison, true)).toBe('data')
  })

  test('reads the same file once, and a file without the name of a table not at all', async () => {
    const reads: string[] = []
    const store = observeStore(remote.store, (method, key) => reads.push(`${method} ${path.basename(key)}`))
    const there = createRemote(store, { url, context: 'shop' })
    await compare(uuids[1], uuids[2], { there })
    expect(reads.filter((read) => read === 'get orders.parquet')).toHaveLength(1)
    expect(reads.filter((read) => read === 'get a.csv')).toHaveLength(2)
    await compare(uuids[0], uuids[1], { there })
    expect(reads.some((read) => read.endsWith('notes.txt'))).toBe(false)
  })

  test('reports tables without a base', async () => {
    const comparison = await compare(undefined, uuids[1])
    expect(formatStatuses(comparison)).toStrictEqual(['items/a.csv added', 'orders.parquet added'])
    expect(comparison.rows).toStrictEqual({ base: undefined, now: 5 })
  })
})

describe('compareBundles, for large files', () => {
  const line = '1,2\n'
  const large = `a,b\n${line.repeat(100_000)}`

  test('reports the header of a CSV file, and its rows only where the limit permits', async () => {
    const uuid = await putFiles({ 'a.csv': large })
    const whole = await compare(undefined, uuid)
    expect(whole.files[0]?.now?.table).toMatchObject({ rows: 100_000, columns: [{ name: 'a' }, { name: 'b' }] })
    const head = await compare(undefined, uuid, { maxBytes: 100_000 })
    expect(head.files[0]?.now?.table).toMatchObject({ rows: undefined, columns: [{ name: 'a' }, { name: 'b' }] })
    expect(head.rows).toStrictEqual({ base: undefined, now: undefined })
  })

  test('reads the end of a Parquet file, twice for a long footer', async () => {
    const data = Int32Array.of(1, 2, 3)
    const columnData = Array.from({ length: 2000 }, (_, column) => ({
      name: `column_${column}`,
      data,
      type: 'INT32' as const,
    }))
    const file = new Uint8Array(parquetWriteBuffer({ columnData }))
    const uuid = await putFiles({ 'wide.parquet': file })
    const comparison = await compare(undefined, uuid)
    expect(comparison.files[0]?.now?.table).toMatchObject({ rows: 3 })
    expect(comparison.files[0]?.now?.table?.columns).toHaveLength(2000)
    const { files, notes } = await compare(undefined, uuid, { maxBytes: 1000 })
    expect(files[0]?.now?.table).toBeUndefined()
    expect(notes).toStrictEqual([
      expect.stringMatching(/^`wide.parquet` is not read as a table \(a footer of \d+ bytes\)\.$/),
    ])
  })
})

describe('compareBundles, for files of the same size', () => {
  const one = { 'a.txt': 'aaaa', 'b.txt': 'bbbb' }
  const two = { 'a.txt': 'aaaa', 'b.txt': 'BBBB' }

  test('compares ETags that are MD5s without reading the files', async () => {
    const [base, now] = [await putFiles(one), await putFiles(two)]
    const reads: string[] = []
    const there = createRemote(
      observeStore(remote.store, (method, key) => reads.push(`${method} ${path.basename(key)}`)),
      { url, context: 'shop' },
    )
    expect(formatStatuses(await compare(base, now, { there }))).toStrictEqual(['a.txt same', 'b.txt changed'])
    expect(reads.some((read) => read.endsWith('.txt'))).toBe(false)
  })

  // Different ETags for the same bytes, as two uploads can have.
  test.each([
    ['of multipart uploads', (etag: string, key: string) => (key.endsWith('.txt') ? `${createFakeMd5(key)}-2` : etag)],
    ['under KMS, which look like MD5s', (_: string, key: string) => createFakeMd5(key)],
    ['that are missing', () => ''],
  ])('reads the files where ETags show nothing: %s', async (_, change) => {
    const [base, now] = [await putFiles({ ...one, 'c.txt': '' }), await putFiles({ ...two, 'c.txt': 'longer' })]
    const there = changeEtags(change)
    const comparison = await compare(base, now, { there })
    expect(formatStatuses(comparison)).toStrictEqual(['a.txt same', 'b.txt changed', 'c.txt changed'])
    const unread = await compare(base, now, { there, maxBytes: 3 })
    expect(formatStatuses(unread)).toStrictEqual(['a.txt unknown', 'b.txt unknown', 'c.txt changed'])
    expect(unread.notes).toContain(
      '`a.txt` and `b.txt` are of equal size, with ETags that do not show whether the contents are the same.',
    )
  })

  test('reports `unknown` where neither ETags nor bytes are known', async () => {
    const [base, now] = [await putFiles(one), await putFiles(two)]
    const comparison = await compare(base, now, { there: changeEtags(() => ''), maxBytes: 3 })
    expect(comparison.isSame).toBeUndefined()
    expect(classifyChange(comparison, true)).toBe('unknown')
  })

  test('finds files with equal ETags of any kind the same', async () => {
    const [base, now] = [await putFiles(one), await putFiles(two)]
    const there = changeEtags((etag, key) => (key.endsWith('_hframe.pb') ? etag : 'same-2'))
    expect(formatStatuses(await compare(base, now, { there }))).toStrictEqual(['a.txt same', 'b.txt same'])
  })
})

test('compareBundles does not read an empty file', async () => {
  const uuid = await putFiles({ 'a.csv': '' })
  const reads: string[] = []
  const there = createRemote(
    observeStore(remote.store, (_, key) => reads.push(key)),
    { url, context: 'shop' },
  )
  expect((await compare(undefined, uuid, { there })).rows).toStrictEqual({ base: undefined, now: 0 })
  expect(reads.some((key) => key.endsWith('a.csv'))).toBe(false)
})

/** Evaluates rules for an output and a base that consist of these files. */
async function evaluate(
  base: Readonly<Record<string, string | Uint8Array>>,
  now: Readonly<Record<string, string | Uint8Array>>,
  rules: string,
) {
  const comparison = await compare(await putFiles(base), await putFiles(now))
  const facts = {
    comparison,
    noBase: undefined,
    createdAt: new Date(0),
    now: new Date(0),
    bytes: 0,
    history: { unknown: '' },
  }
  const { breaches, undecided } = evaluateRules(parseRules(rules).value, facts)
  const evidence = breaches.map((breach) => breach.evidence)
  return { evidence, undecided: undecided.map(({ why }) => why), notes: comparison.notes, comparison }
}

describe('compareBundles, for CSV files of many writers', () => {
  const semicolons = 'id;name;amount\n1;x;1,5\n2;y;2,5\n'

  test.each<[string, string | Uint8Array, string | Uint8Array]>([
    ['another line end below the header', 'a,b\n0,x\n1,x\n', 'a,b\r\n0,x\n1,x\n'],
    ['a new column beside semicolons', semicolons, 'id;name;amount;tax\n1;x;1,5;0\n2;y;2,5;0\n'],
    ['commas instead of semicolons', semicolons, 'id,name,amount\n1,x,1.5\n2,y,2.5\n'],
    ['a stated delimiter', 'id;name\n1;x\n', 'sep=;\r\nid;name\r\n1;x\r\n'],
    ['bars', 'id|name\n1|x\n', 'id|name|tax\n1|x|0\n'],
    ['UTF-16', 'a,b\n1,x\n', Buffer.from('\ufeffa,b\n1,x\n', 'utf16le').swap16()],
    ['no rows', 'day,name\n2026-01-05,x\n', 'day,name\n2026-01-05,x\n2026-01-06,x\n'],
  ])('keeps all rules for %s', async (_, base, now) => {
    const rules = 'column-removed, type-changed, rows<-1%, empty'
    expect(await evaluate({ 'a.csv': base }, { 'a.csv': now }, rules)).toMatchObject({
      evidence: [],
      undecided: [],
      notes: [],
    })
  })

  test.each<[string, string | Uint8Array, string | Uint8Array, string]>([
    ['a preamble', '# made 2026-01-05 10:00\nid,name\n1,x\n', '# made 2026-01-06\nid,name\n1,x\n', 'a CSV file whose'],
    ['no header', '4711,ann@example.com\n4712,bob@example.com\n', '4713,cid@example.com\n', 'its first line can be'],
    ['texts alone', 'jane,berlin\njohn,paris\n', 'mary,rome\n', 'its first line can be a header or data'],
    ['Latin-1', 'größe,b\n1,x\n', Buffer.from('größe,b\n1,x\n', 'latin1'), 'a header that is neither UTF-8 nor'],
  ])('leaves rules undecided, without a text of the file, for %s', async (_, base, now, reason) => {
    const rules = 'column-removed, type-changed, rows<-20%'
    const { comparison, ...result } = await evaluate({ 'a.csv': base }, { 'a.csv': now }, rules)
    expect(result.evidence).toStrictEqual([])
    expect(result.undecided).toHaveLength(3)
    expect(result.notes.join()).toContain(`not read as a table (${reason}`)
    expect(JSON.stringify([comparison, result])).not.toMatch(/2026-01|471|ann|jane|john|mary/)
  })

  test('finds that the header of a file without rows is that of the base', async () => {
    const { evidence } = await evaluate(
      { 'a.csv': 'id,name\n1,x\n' },
      { 'a.csv': 'id,name\n' },
      'empty, column-removed',
    )
    expect(evidence).toStrictEqual(['It has no rows.'])
    const parts = { 'a.csv': 'day,name\n2026-01-05,x\n', 'b.csv': 'day,name\n', 'c.csv': 'name,day\nx,y\n' }
    const { comparison, notes } = await evaluate(parts, { ...parts, 'd.csv': '' }, 'empty')
    expect(comparison.files.map((file) => [file.base?.table?.rows, file.now?.table?.rows])).toStrictEqual([
      [1, 1],
      [0, 0],
      [undefined, undefined],
      [undefined, 0],
    ])
    expect(notes).toStrictEqual(['`c.csv` is not read as a table (its first line can be a header or data).'])
  })

  test('finds that a second column of a name was removed', async () => {
    const { evidence } = await evaluate({ 'a.csv': 'a,a,,\n1,2,3,4\n' }, { 'a.csv': 'a,,b\n1,2,3\n' }, 'column-removed')
    expect(evidence).toStrictEqual(['Removed: `a (2)`, `"" (2)`.'])
  })
})

describe('compareBundles, for Parquet files of many writers', () => {
  const pyarrow = footers.find(({ name }) => name === 'pyarrow')
  const createFile = ({ footer }: { readonly footer: string }) => ({ 'a.parquet': Buffer.from(footer, 'base64') })

  test.each(footers.map((writer) => [writer.name, writer] as const))(
    'keeps rules for the files of %s',
    async (_, writer) => {
      if (pyarrow === undefined) throw new Error('no file of pyarrow')
      const { evidence, undecided, comparison } = await evaluate(
        createFile(writer),
        createFile(pyarrow),
        'column-removed, type-changed',
      )
      expect({ evidence, undecided }).toStrictEqual({ evidence: [], undecided: [] })
      const isSameSchema = writer.omitted.length === 0
      expect(classifyChange(comparison, true)).toBe(writer === pyarrow ? 'none' : isSameSchema ? 'data' : 'schema')
      expect(await evaluate(createFile(pyarrow), createFile(writer), 'type-changed')).toMatchObject({ evidence: [] })
    },
  )

  test('says that a footer is encrypted', async () => {
    const encrypted = Buffer.concat([Buffer.alloc(20), Buffer.from('PARE')])
    const { undecided, notes } = await evaluate(
      { 'a.parquet': encrypted },
      { 'a.parquet': encrypted },
      'column-removed',
    )
    expect(undecided).toHaveLength(1)
    expect(notes).toStrictEqual(['`a.parquet` is not read as a table (a Parquet file whose footer is encrypted).'])
  })

  test('finds that a column with a dot was removed beside a field of the same path', async () => {
    const createTable = (...names: readonly string[]) => ({
      'a.parquet': new Uint8Array(
        parquetWriteBuffer({
          columnData: names.map((name) => ({ name, data: name === 'a' ? [{ b: 'x' }] : [1] })),
          schema: [
            { name: 'root', num_children: names.length },
            ...names.flatMap((name): SchemaElement[] =>
              name === 'a'
                ? [
                    { name, num_children: 1, repetition_type: 'OPTIONAL' },
                    { name: 'b', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
                  ]
                : [{ name, type: 'DOUBLE', repetition_type: 'OPTIONAL' }],
            ),
          ],
        }),
      ),
    })
    const rules = 'column-removed, type-changed'
    const both = createTable('a.b', 'a')
    expect((await evaluate(both, createTable('a'), rules)).evidence).toStrictEqual(['Removed: `a.b`.'])
    expect((await evaluate(both, createTable('a.b'), rules)).evidence).toStrictEqual(['Removed: `a.b`.'])
    expect((await evaluate(createTable('a', 'a.b'), both, rules)).evidence).toStrictEqual([])
  })
})

describe('compareBundles, for files that S3 refuses', () => {
  test.each([
    ['InvalidObjectState', 'it is archived, and must be restored first'],
    ['AccessDenied', 'S3 refuses it: AccessDenied'],
    ['KMS.DisabledException', 'S3 refuses it: KMS.DisabledException'],
  ])('adds notes for them, and compares the other files: %s', async (code, reason) => {
    const orders = encodeOrders(2, 'DOUBLE')
    const base = await putFiles({ 'a.csv': 'id,n\n1,2\n', 'b.parquet': orders, 'c.txt': 'same size' })
    const now = await putFiles({ 'a.csv': 'id\n1\n', 'b.parquet': encodeOrders(3, 'DOUBLE'), 'c.txt': 'size same' })
    await using faulty = await startFaultyS3(moto, ({ method, key }) =>
      method === 'GET' && key.includes(base) && /\.(?:csv|txt)$/.test(key)
        ? { kind: 'refuse', status: 403, code }
        : undefined,
    )
    const refusing = await openTestRemote(url, faulty.env)
    const there = changeEtags(() => '', refusing.store)
    const comparison = await compare(base, now, { there })
    refusing.store.close()
    expect(formatStatuses(comparison)).toStrictEqual(['a.csv changed', 'b.parquet changed', 'c.txt unknown'])
    expect(comparison.files.map((file) => [file.base?.table?.rows, file.now?.table?.rows])).toStrictEqual([
      [undefined, 1],
      [2, 3],
      [undefined, undefined],
    ])
    expect(comparison.notes).toStrictEqual([
      `\`c.txt\` of the base is not read (${reason}).`,
      `\`a.csv\` of the base is not read as a table (${reason}).`,
    ])
  })

  test('fails as the store does where the credentials are refused', async () => {
    const base = await putFiles({ 'a.csv': 'id,n\n1,2\n' })
    await using faulty = await startFaultyS3(moto, ({ method, key }) =>
      method === 'GET' && key.endsWith('.csv')
        ? { kind: 'refuse', status: 403, code: 'InvalidAccessKeyId' }
        : undefined,
    )
    const there = await openTestRemote(url, faulty.env)
    await expect(compare(undefined, base, { there })).rejects.toThrow('InvalidAccessKeyId')
    there.store.close()
  })
})

describe('compareBundles, for invalid files', () => {
  test('adds notes for them, and reports the other files', async () => {
    const files = {
      'cut.parquet': encodeOrders(2, 'FLOAT').subarray(0, -3),
      'empty.csv': '',
      'empty.parquet': '',
      'good.csv': 'a\n1\n',
      'open.csv': `a\n${'1\n'.repeat(40_000)}"1\n`,
      'quote.csv': '"a\n',
      'text.parquet': 'PAR1PAR1PAR1',
    }
    const comparison = await compare(undefined, await putFiles(files))
    expect(comparison.files.map((file) => file.now?.table?.rows)).toStrictEqual([
      undefined,
      0,
      undefined,
      1,
      undefined,
      undefined,
      undefined,
    ])
    expect(comparison.files[4]?.now?.table?.columns).toStrictEqual([{ name: 'a', type: 'TEXT' }])
    expect(comparison.notes).toStrictEqual([
      expect.stringMatching(/^`quote.csv` is not read as a table \(not a CSV file: .*\)\.$/),
      '`cut.parquet` and `empty.parquet` are not read as a table (not a Parquet file: it does not end with PAR1).',
      '`text.parquet` is not read as a table (not a Parquet file: its footer is longer than the file).',
      expect.stringMatching(/^`open.csv` is read without a count of rows \(not a CSV file: .*\)\.$/),
    ])
  })
})
