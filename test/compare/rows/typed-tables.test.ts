import fc from 'fast-check'
import type { SchemaElement } from 'hyparquet'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { expect, test } from 'vitest'
import { compareRowTables } from '../../../src/compare/rows/compare-row-tables.ts'
import { openParquetRows } from '../../../src/compare/rows/parquet-rows.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { makeTemporaryFolder } from '../../testbed/temporary-folder.ts'
import { createMemorySource } from './fixtures.ts'
import { mergeWithPandas, summarizeRowChanges } from './pandas-merge.ts'

/** How a column has its values: in Parquet, and in pandas. */
interface ColumnType {
  readonly element: Omit<SchemaElement, 'name'>
  /** The dtype, or `decimal` or `date` for objects. */
  readonly dtype: string
  /** The value in the file. */
  readonly write: (value: number) => unknown
  /** The value in JSON, for pandas. */
  readonly show: (value: number) => unknown
}

const day = Date.UTC(2026, 0, 5)
/** The times of a table: half seconds, some before 1970. */
const toMillis = (value: number) => (value < 0 ? value * 500 : day + value * 500)
const ticksPerMilli = { MILLIS: 1n, MICROS: 1_000n, NANOS: 1_000_000n } as const
const units = { MILLIS: 'ms', MICROS: 'us', NANOS: 'ns' } as const

const createTimes = (unit: keyof typeof units, zone?: string): ColumnType => ({
  element: { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: zone !== undefined, unit } },
  dtype: `datetime64[${units[unit]}${zone === undefined ? '' : `, ${zone}`}]`,
  write: (value) => BigInt(toMillis(value)) * ticksPerMilli[unit],
  show: (value) => new Date(toMillis(value)).toISOString().slice(0, zone === undefined ? -1 : undefined),
})

const formatDecimal = (value: number, scale: number) => (value / 4).toFixed(scale)
const createDecimals = (element: Pick<SchemaElement, 'type' | 'type_length'>, scale: number): ColumnType => ({
  element: { ...element, converted_type: 'DECIMAL', precision: 9, scale },
  dtype: 'decimal',
  write: (value) => BigInt(formatDecimal(value, scale).replace('.', '')),
  show: (value) => formatDecimal(value, scale),
})

const createNumbers = (element: Omit<SchemaElement, 'name'>, dtype: string, toNumber = (value: number) => value) => ({
  ...{ element, dtype, write: toNumber, show: toNumber },
})
const createIntegers = (element: Omit<SchemaElement, 'name'>, dtype: string): ColumnType => ({
  ...createNumbers(element, dtype, Math.abs),
  ...(element.type === 'INT64' && { write: (value) => BigInt(Math.abs(value)) }),
})

const createTexts = (encoding: 'PLAIN' | undefined): ColumnType & { readonly encoding?: 'PLAIN' } => ({
  ...{ element: { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, dtype: 'object' },
  ...{ write: (value) => `text ${value % 4}`, show: (value) => `text ${value % 4}` },
  ...(encoding && { encoding }),
})

/** The types of a column whose values can be equal: both tables of a pair have one of each. */
const families = {
  integers: [
    createIntegers({ type: 'INT32' }, 'int32'),
    createIntegers({ type: 'INT64' }, 'int64'),
    createIntegers({ type: 'INT32', converted_type: 'UINT_8' }, 'uint8'),
    createIntegers({ type: 'DOUBLE' }, 'float64'),
  ],
  // Those that a float of 32 bits has exactly, and others.
  floats: [
    createNumbers({ type: 'FLOAT' }, 'float32', (value) => Math.fround(value / 10)),
    createNumbers({ type: 'DOUBLE' }, 'float64', (value) => value / 10),
  ],
  times: [createTimes('MILLIS'), createTimes('MICROS'), createTimes('NANOS')],
  instants: [
    createTimes('MILLIS', 'UTC'),
    createTimes('MICROS', 'Europe/Berlin'),
    createTimes('NANOS', 'America/New_York'),
    { ...createTimes('MICROS', 'UTC'), element: { type: 'INT64', converted_type: 'TIMESTAMP_MICROS' } },
  ],
  dates: [
    {
      element: { type: 'INT32', converted_type: 'DATE' },
      dtype: 'date',
      write: (value) => day / 86_400_000 + value,
      show: (value) => new Date(day + value * 86_400_000).toISOString().slice(0, 10),
    },
  ],
  decimals: [
    createDecimals({ type: 'INT32' }, 2),
    createDecimals({ type: 'INT64' }, 3),
    createDecimals({ type: 'FIXED_LEN_BYTE_ARRAY', type_length: 5 }, 4),
  ],
  texts: [createTexts('PLAIN'), createTexts(undefined)],
} satisfies Readonly<Record<string, readonly (ColumnType & { readonly encoding?: 'PLAIN' })[]>>

type Family = keyof typeof families
const isNumeric = (family: Family) => family === 'integers' || family === 'floats' || family === 'decimals'

interface TypedColumn {
  readonly kind: 'numbers' | 'others'
  readonly type: ColumnType & { readonly encoding?: 'PLAIN' }
  readonly logical: readonly (number | undefined)[]
  readonly dtype: string
  /** For pandas. */
  readonly values: readonly unknown[]
}
type TypedTable = Readonly<Record<string, TypedColumn>>

const names = ['integers', 'floats', 'times', 'instants', 'dates', 'decimals', 'texts'] as const
const pairsOfTypes = 20
type Types = Readonly<Record<string, { readonly family: Family; readonly type: TypedColumn['type'] }>>

/** A type of each column of a table, by the names of the columns: those of the key, and one of each family. */
const anyTypes = (second: Family | undefined): fc.Arbitrary<Types> => {
  const anyType = (family: Family) => {
    const types: readonly TypedColumn['type'][] = families[family]
    return fc.constantFrom(...types).map((type) => ({ family, type }))
  }
  const keys = { id: anyType('integers'), ...(second && { second: anyType(second) }) }
  return fc.record({ ...keys, ...Object.fromEntries(names.map((name) => [name, anyType(name)])) })
}

/** A table of such columns. Integers have no missing values, because pandas makes floats of them. */
const anyTable = (types: Types): fc.Arbitrary<TypedTable> =>
  fc.integer({ min: 1, max: 20 }).chain((rows) => {
    const columns = Object.entries(types).map(([name, { family, type }]) => {
      const value = fc.integer({ min: -3, max: 9 })
      const anyLogical: fc.Arbitrary<readonly (number | undefined)[]> = fc.array(
        family === 'integers' ? value : fc.option(value, { nil: undefined }),
        { minLength: rows, maxLength: rows },
      )
      const column = anyLogical.map(
        (logical): TypedColumn => ({
          ...{ kind: isNumeric(family) ? 'numbers' : 'others', type, logical, dtype: type.dtype },
          values: logical.map((each) => (each === undefined ? null : type.show(each))),
        }),
      )
      return [name, column] as const
    })
    return fc.record(Object.fromEntries(columns))
  })

/** Pairs of tables whose columns have the same types, which pandas merges together. */
const anyCases = fc.constantFrom(undefined, ...names).chain((second) => {
  const key = fc.constant(second === undefined ? ['id'] : ['id', 'second'])
  return fc.record({ base: anyTypes(second), now: anyTypes(second) }).chain(({ base, now }) =>
    fc.array(fc.record({ key, base: anyTable(base), now: anyTable(now) }), {
      ...{ minLength: pairsOfTypes, maxLength: pairsOfTypes },
    }),
  )
})

function writeTable(table: TypedTable): Uint8Array {
  const columns = Object.entries(table)
  const schema: SchemaElement[] = columns.map(([name, { type }]) => {
    return { name, repetition_type: 'OPTIONAL', ...type.element }
  })
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: columns.map(([name, { type, logical }]) => ({
        name,
        data: logical.map((value) => (value === undefined ? undefined : type.write(value))),
        ...(type.encoding && { encoding: type.encoding }),
      })),
      schema: [{ name: 'root', num_children: schema.length }, ...schema],
      ...{ rowGroupSize: 7, pageSize: 32 },
    }),
  )
}

const openTable = async (table: TypedTable) =>
  await openParquetRows(createMemorySource(writeTable(table)), 64, { signal: neverAborted })

test('compareRowTables finds times of any unit and zone, decimals, floats, dates and texts equal where pandas does, in a thousand random pairs', {
  timeout: 300_000,
}, async () => {
  const cases = fc.sample(anyCases, { numRuns: 1000 / pairsOfTypes, seed: 19 }).flat()
  const expected = await mergeWithPandas(cases)
  await using folder = await makeTemporaryFolder('rows-')
  const found: unknown[] = []
  for (const { key, base, now } of cases) {
    const tables = { base: await openTable(base), now: await openTable(now) }
    const options = { signal: neverAborted, folder: folder.path, key, maxRows: 1000, maxSamples: 0 }
    const changes = await compareRowTables(tables, options)
    if ('unknown' in changes) throw new Error(changes.unknown)
    found.push(summarizeRowChanges(changes))
  }
  expect(found).toStrictEqual(expected)
})
