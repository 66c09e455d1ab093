import type { SchemaElement } from 'hyparquet'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, test } from 'vitest'
import { collectTables, haveSameTypes } from '../../src/compare/file-tables.ts'
import { listParquetColumns } from '../../src/compare/parquet-columns.ts'
import { readParquetFooter, readParquetFooterSize } from '../../src/compare/parquet-footer.ts'
import { BundleFormatError } from '../../src/disdat/format/format-error.ts'
import footers from './fixtures/parquet-footers.json' with { type: 'json' }

const root: SchemaElement = { name: 'schema', num_children: 1 }

/** An element of a schema: a column of texts, or a group with fields. */
function createElement(name: string, more: Partial<SchemaElement> = {}): SchemaElement {
  const isGroup = more.num_children !== undefined
  return { name, repetition_type: 'OPTIONAL', ...(!isGroup && { type: 'BYTE_ARRAY' }), ...more }
}
const createGroup = (name: string, fields: number, more: Partial<SchemaElement> = {}) =>
  createElement(name, { num_children: fields, ...more })
const repeated = { repetition_type: 'REPEATED' } as const
const list = { converted_type: 'LIST' } as const
const map = { converted_type: 'MAP' } as const
const logicalList = { logical_type: { type: 'LIST' } } as const
const logicalMap = { logical_type: { type: 'MAP' } } as const

/** A map `a`, or another group, of entries with these fields. */
const createMap = (
  names: readonly string[],
  type: Partial<SchemaElement> = map,
  entry: Partial<SchemaElement> = repeated,
) => [createGroup('a', 1, type), createGroup('entry', names.length, entry), ...names.map((name) => createElement(name))]

function listNames(...elements: readonly SchemaElement[]): readonly string[] {
  return listParquetColumns([root, ...elements]).map(({ name, isNested }) => (isNested ? `${name} (nested)` : name))
}

/** The schema of one table, as pyarrow writes it: see fixtures/parquet-writers. */
const logicalSchema = {
  i8: 'INT8',
  i16: 'INT16',
  i32: 'INT32',
  i64: 'INT64',
  u8: 'UINT8',
  f32: 'FLOAT',
  f64: 'DOUBLE',
  ok: 'BOOLEAN',
  s: 'STRING',
  raw: 'BYTE_ARRAY',
  day: 'DATE',
  ts: 'TIMESTAMP(MICROS)',
  price: 'DECIMAL(10, 2)',
  'tags.list.element': 'STRING',
  'point.x': 'INT64',
  'point.y': 'DOUBLE',
  'attrs.key_value.key': 'STRING',
  'attrs.key_value.value': 'INT32',
}

describe('listParquetColumns', () => {
  test('has files of twelve writers', () => {
    expect(new Set(footers.map(({ writer }) => writer)).size).toBeGreaterThanOrEqual(12)
  })

  test.each(footers.map(({ name, writer, omitted, footer }) => [name, writer, omitted, footer] as const))(
    'reads the same schema from a file of %s (%s)',
    async (_, __, omitted, footer) => {
      const expected = Object.entries(logicalSchema).filter(([name]) => !omitted.includes(name.split('.')[0] ?? ''))
      const { columns } = await readParquetFooter(new Uint8Array(Buffer.from(footer, 'base64')))
      const table = { format: 'parquet' as const, rows: 1, columns }
      const { now, base } = collectTables([
        {
          path: 'a.parquet',
          status: 'changed',
          base: {
            bytes: 1,
            table: {
              ...table,
              columns: expected.map(([name, type]) => ({ name, type, ...(name.includes('.') && { isNested: true }) })),
            },
          },
          now: { bytes: 1, table },
        },
      ])
      expect([...now.keys()]).toStrictEqual([...base.keys()])
      const other = [...base].filter(([key, column]) => !haveSameTypes(column, now.get(key) ?? column))
      expect(other).toStrictEqual([])
    },
  )

  test('reads the schema of a file of hyparquet-writer', async () => {
    const columnData = [
      { name: 'i32', data: Int32Array.of(1), type: 'INT32' as const },
      { name: 'i64', data: [1n], type: 'INT64' as const },
      { name: 'f32', data: Float32Array.of(1.5), type: 'FLOAT' as const },
      { name: 's', data: ['a'], type: 'STRING' as const },
      { name: 'ts', data: [new Date(0)], type: 'TIMESTAMP' as const },
    ]
    const file = new Uint8Array(parquetWriteBuffer({ columnData }))
    const { columns } = await readParquetFooter(file.subarray(-readParquetFooterSize(file.subarray(-8), file.length)))
    expect(columns.map(({ name, type }) => `${name}: ${type}`)).toStrictEqual([
      'i32: INT32',
      'i64: INT64',
      'f32: FLOAT',
      's: STRING',
      'ts: TIMESTAMP(MILLIS, UTC?)',
    ])
  })

  test.each([
    ['list', 'element'],
    ['list', 'item'],
    ['bag', 'array_element'],
    ['bag', 'array'],
    ['array_of_texts', 'anything'],
  ])('names the elements of a list in one way: %s, %s', (group, element) => {
    const elements = [createGroup('tags', 1, list), createGroup(group, 1, repeated), createElement(element)]
    expect(listNames(...elements)).toStrictEqual(['tags.list.element (nested)'])
  })

  test.each([
    ['a repeated element', [createGroup('tags', 1, list), createElement('array', repeated)], ['']],
    [
      'a repeated struct',
      [createGroup('tags', 1, list), createGroup('element', 2, repeated), createElement('x'), createElement('y')],
      ['.x', '.y'],
    ],
    [
      'a repeated struct of one field, named array',
      [createGroup('tags', 1, list), createGroup('array', 1, repeated), createElement('x')],
      ['.x'],
    ],
    [
      'a repeated struct of one field, named by the list',
      [createGroup('tags', 1, list), createGroup('tags_tuple', 1, repeated), createElement('x')],
      ['.x'],
    ],
    ['a repeated column without a list', [createElement('tags', repeated)], ['']],
    ['a repeated group without a list', [createGroup('tags', 1, repeated), createElement('x')], ['.x']],
    [
      'a list of lists',
      [
        createGroup('tags', 1, list),
        createGroup('list', 1, repeated),
        createGroup('element', 1, list),
        createGroup('list', 1, repeated),
        createElement('element'),
      ],
      ['.list.element'],
    ],
  ])('names the elements of old lists as those of new ones: %s', (_, elements, names) => {
    expect(listNames(...elements)).toStrictEqual(names.map((name) => `tags.list.element${name} (nested)`))
  })

  test.each([
    ['MAP', 'key_value', 'key', 'value'],
    ['MAP', 'map', 'key', 'value'],
    ['MAP', 'entries', 'keys', 'values'],
    ['MAP_KEY_VALUE', 'map', 'key', 'value'],
  ] as const)('names the entries of a map in one way: %s, %s, %s, %s', (type, group, key, value) => {
    const map = createGroup('attrs', 1, { converted_type: type })
    const elements = [map, createGroup(group, 2, repeated), createElement(key), createElement(value)]
    expect(listNames(...elements)).toStrictEqual(['attrs.key_value.key (nested)', 'attrs.key_value.value (nested)'])
  })

  test('distinguishes a column with a dot from a field', () => {
    expect(listNames(createElement('a.b'), createGroup('a', 1), createElement('b'))).toStrictEqual([
      'a.b',
      'a.b (nested)',
    ])
  })

  test('names the fields of lists and maps of unknown forms by their path', () => {
    expect(listNames(createGroup('tags', 1, list), createElement('x'))).toStrictEqual(['tags.x (nested)'])
    const map = createGroup('attrs', 2, { converted_type: 'MAP' })
    expect(listNames(map, createElement('x'), createElement('y'))).toStrictEqual([
      'attrs.x (nested)',
      'attrs.y (nested)',
    ])
  })

  test('reads a variant as one column', () => {
    const variant = createGroup('v', 2, { logical_type: { type: 'VARIANT' } })
    expect(listParquetColumns([root, variant, createElement('metadata'), createElement('value')])).toStrictEqual([
      { name: 'v', type: 'VARIANT' },
    ])
  })

  test.each([
    [
      'list of the logical type alone',
      [createGroup('a', 1, logicalList), createElement('x', repeated)],
      ['a.list.element'],
    ],
    ['map of the logical type alone', createMap(['k', 'v'], logicalMap), ['a.key_value.key', 'a.key_value.value']],
    ['map without values', createMap(['k']), ['a.key_value.key']],
    [
      'map with three fields',
      createMap(['x', 'y', 'z']),
      ['x', 'y', 'z'].map((name) => `a.entry.list.element.${name}`),
    ],
    ['map whose entry has no fields', [createGroup('a', 1, map), createElement('x', repeated)], ['a.x.list.element']],
    ['map whose entry is not repeated', createMap(['k', 'v'], map, {}), ['a.entry.k', 'a.entry.v']],
    ['group with one repeated group', createMap(['k', 'v'], {}), ['a.entry.list.element.k', 'a.entry.list.element.v']],
    [
      'map with a field beside its entry',
      [createGroup('a', 2, map), createGroup('entry', 1, repeated), createElement('k'), createElement('y')],
      ['a.entry.list.element.k', 'a.y'],
    ],
    [
      'list with a field beside its element',
      [createGroup('a', 2, list), createElement('x', repeated), createElement('y')],
      ['a.x.list.element', 'a.y'],
    ],
    ['struct with a repeated field', [createGroup('a', 1), createElement('x', repeated)], ['a.x.list.element']],
  ])('names the columns of a %s', (_, elements, names) => {
    expect(listNames(...elements)).toStrictEqual(names.map((name) => `${name} (nested)`))
  })

  test('reads a list without an element as one column', () => {
    expect(listNames(createElement('a', list))).toStrictEqual(['a'])
  })

  test('refuses a path that is too long', () => {
    expect(listNames(createElement('x'.repeat(4096)))).toHaveLength(1)
    expect(() => listNames(createElement('x'.repeat(4097)))).toThrow('a column whose path has 4097 characters')
  })

  test('refuses too many columns', () => {
    const create = (columns: number) => Array.from({ length: columns }, (_, index) => createElement(`${index}`))
    expect(listNames(...create(10_000))).toHaveLength(10_000)
    expect(() => listNames(...create(10_001))).toThrow('a table of more than 10000 columns')
  })

  test('refuses a column without a name, as the decoder may return it', () => {
    expect(() => listParquetColumns(JSON.parse('[{"name":"schema"},{"type":"INT32"}]'))).toThrow(
      'a column without a name',
    )
  })

  test('refuses deep nesting, and reads a schema that ends early', () => {
    const nest = (levels: number) => [...Array.from({ length: levels }, () => createGroup('a', 1)), createElement('b')]
    expect(listNames(...nest(128))).toHaveLength(1)
    expect(() => listNames(...nest(129))).toThrow(BundleFormatError)
    expect(() => listNames(...nest(129))).toThrow('columns nested in more than 128 levels')
    expect(listNames(createGroup('a', 3), createElement('b'))).toStrictEqual(['a.b (nested)'])
  })
})
