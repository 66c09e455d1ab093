import type { DecodedArray, SchemaElement } from 'hyparquet'
import { throwFormatError } from '../../disdat/format/format-error.ts'
import type { ColumnKind } from './row-table.ts'
import { type MomentKind, passBigints, type ValueSink } from './value-sink.ts'

/** How the values of a column are passed on: `kind`, and a function for each physical value that is not null. */
export type ParquetValues = {
  readonly kind: ColumnKind
  readonly pass: (value: unknown, sink: ValueSink) => void
}

/** The ticks of a second. */
const ticks = { MILLIS: 1_000, MICROS: 1_000_000, NANOS: 1_000_000_000 } as const
const nanosPerSecond = 1_000_000_000n
const secondsPerDay = 86_400

/**
 * How the physical values of a column are meant: its logical type decides, or the converted type that older files have
 * in its place. https://github.com/apache/parquet-format/blob/master/LogicalTypes.md
 */
export function describeParquetValues(element: SchemaElement): ParquetValues {
  const { type, logical_type: logical, converted_type: converted, scale = 0 } = element
  if (logical?.type === 'DECIMAL') return passDecimals(logical.scale)
  if (converted === 'DECIMAL') return passDecimals(scale)
  if (logical?.type === 'DATE' || converted === 'DATE') return passMoments('date', 1n, secondsPerDay)
  if (logical?.type === 'TIMESTAMP') return passTicks(logical.isAdjustedToUTC ? 'utc' : 'local', logical.unit)
  if (logical?.type === 'TIME') return passTicks('time', logical.unit)
  const [, time, unit] = /^(TIME|TIMESTAMP)_(MILLIS|MICROS)$/.exec(converted ?? '') ?? []
  // Older files do not distinguish times in UTC from others.
  if (time !== undefined) return passTicks(time === 'TIME' ? 'time' : 'utc', unit === 'MILLIS' ? 'MILLIS' : 'MICROS')
  // hyparquet turns these into nanoseconds since 1970.
  if (type === 'INT96') return passTicks('utc', 'NANOS')
  if (logical?.type === 'FLOAT16') return { kind: 'number', pass: passFloat16 }
  if (logical?.type === 'INTEGER' ? !logical.isSigned : converted?.startsWith('UINT_')) return passUnsigned()
  return describePhysicalValues(type)
}

function describePhysicalValues(type: SchemaElement['type']): ParquetValues {
  switch (type) {
    case 'BOOLEAN':
      return { kind: 'boolean', pass: (value, sink) => sink.boolean(value === true) }
    case 'INT32':
    case 'INT64':
    case 'FLOAT':
    case 'DOUBLE':
      return { kind: 'number', pass: passNumber }
    case 'BYTE_ARRAY':
    case 'FIXED_LEN_BYTE_ARRAY':
      return { kind: 'text', pass: passBytes }
    default:
      return { kind: 'other', pass: () => throwFormatError('a column without a type') }
  }
}

/** A decoded page: its values that are not null, or their places in a dictionary. */
export type ParquetPage = {
  readonly data: DecodedArray
  /** For each row 1, or 0 for null; empty where no row is null. */
  readonly levels: ArrayLike<number>
  readonly count: number
  /** Passes the value at a place of the dictionary. */
  readonly passIndex: ((index: number) => void) | undefined
}

/** Passes the values of a page on. Throws BundleFormatError for another number of them than the page has rows. */
export function passParquetPage(page: ParquetPage, values: ParquetValues, sink: ValueSink): void {
  const { data, levels, count, passIndex } = page
  if (levels.length === 0 && data.length !== count) throwFormatError('a page of another number of rows')
  if (levels.length === 0 && passIndex === undefined) {
    passAll(data, values, sink)
    return
  }
  let next = 0
  for (let row = 0; row < count; row++) {
    if (levels.length > 0 && levels[row] !== 1) sink.missing()
    else if (passIndex === undefined) values.pass(data[next++], sink)
    else passIndex(Number(data[next++]))
  }
}

function passAll(data: DecodedArray, { pass }: ParquetValues, sink: ValueSink): void {
  const isPlain = pass === passNumber
  if (isPlain && (data instanceof BigInt64Array || data instanceof BigUint64Array)) passBigints(data, sink)
  else for (const value of data) pass(value, sink)
}

/** Prepares the values of a dictionary, of which the returned function passes one. */
export function passDictionary(data: DecodedArray, { pass }: ParquetValues, sink: ValueSink): (index: number) => void {
  return sink.prepare(data.length, (index, inner) => pass(data[index], inner))
}

function passNumber(value: unknown, sink: ValueSink): void {
  if (typeof value === 'number') sink.number(value)
  else if (typeof value === 'bigint') sink.integer(value)
  else throwFormatError('a number of another type')
}

function passBytes(value: unknown, sink: ValueSink): void {
  sink.bytes(value instanceof Uint8Array ? value : throwFormatError('a text of another type'))
}

function passUnsigned(): ParquetValues {
  const pass = (value: unknown, sink: ValueSink) => {
    if (typeof value === 'bigint') sink.integer(BigInt.asUintN(64, value))
    else passNumber(typeof value === 'number' ? value >>> 0 : value, sink)
  }
  return { kind: 'number', pass }
}

function passFloat16(value: unknown, sink: ValueSink): void {
  const bytes =
    value instanceof Uint8Array && value.length === 2 ? value : throwFormatError('a FLOAT16 of another size')
  sink.number(new DataView(bytes.buffer, bytes.byteOffset, 2).getFloat16(0, true))
}

function passDecimals(scale: number): ParquetValues {
  return { kind: 'number', pass: (value, sink) => sink.decimal(readUnscaled(value), scale) }
}

/** Bytes are a big-endian number in two's complement. */
function readUnscaled(value: unknown): bigint {
  if (typeof value === 'bigint') return value
  if (typeof value === 'number') return BigInt(value)
  if (!(value instanceof Uint8Array)) return throwFormatError('a decimal of another type')
  const hex = Buffer.from(value.buffer, value.byteOffset, value.length).toString('hex')
  return BigInt.asIntN(value.length * 8, BigInt(`0x0${hex}`))
}

function passTicks(kind: MomentKind, unit: keyof typeof ticks): ParquetValues {
  return passMoments(kind, BigInt(ticks[unit]), 1)
}

/** @param perSecond The ticks of a second, or 1 where each tick takes `seconds`. */
function passMoments(moment: MomentKind, perSecond: bigint, seconds: number): ParquetValues {
  const nanosPerTick = Number(nanosPerSecond / perSecond)
  const divisor = Number(perSecond)
  const pass = (value: unknown, sink: ValueSink) => {
    const number = Number(value)
    const whole = Math.floor(number / divisor)
    if (Number.isSafeInteger(number)) sink.moment(moment, whole * seconds, (number - whole * divisor) * nanosPerTick)
    else passLargeTicks(value, sink)
  }
  const passLargeTicks = (value: unknown, sink: ValueSink) => {
    const large = typeof value === 'bigint' ? value : throwFormatError('a time of another type')
    const rest = ((large % perSecond) + perSecond) % perSecond
    sink.moment(moment, Number((large - rest) / perSecond) * seconds, Number(rest) * nanosPerTick)
  }
  return { kind: 'moment', pass }
}
