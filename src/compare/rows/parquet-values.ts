import type { SchemaElement } from 'hyparquet'
import { BundleFormatError, throwFormatError } from '../../disdat/format/format-error.ts'
import type { ColumnKind } from './row-table.ts'
import type { MomentKind, PassNumbers, ValueSink } from './value-sink.ts'

/**
 * How the physical values of a column are passed on that are not null. Each function throws BundleFormatError where the
 * logical type has no such values.
 */
export type ParquetValues = {
  readonly kind: ColumnKind
  /** A number; of an INT64, only a safe integer. A BOOLEAN is 0 or 1. */
  readonly number: (value: number, sink: ValueSink) => void
  /** The first numbers of an array, as `number` passes each. */
  readonly numbers: PassNumbers
  /** Any other INT64, and an INT96 in nanoseconds since 1970. */
  readonly bigint: (value: bigint, sink: ValueSink) => void
  /** The bytes from `start` to `end`. */
  readonly bytes: (bytes: Uint8Array, start: number, end: number, sink: ValueSink) => void
}

/** The ticks of a second. */
const ticks = { MILLIS: 1_000, MICROS: 1_000_000, NANOS: 1_000_000_000 } as const
const nanosPerSecond = 1_000_000_000n
const secondsPerDay = 86_400
/** The most bytes of a decimal; those of Arrow have up to 32. */
const maxDecimalBytes = 128
/** The most digits behind the point, or zeros before it: as many as fit into `maxDecimalBytes`. */
const maxDecimalScale = 308

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
  if (type === 'INT96') return passTicks('utc', 'NANOS')
  if (logical?.type === 'FLOAT16') return { ...refused, kind: 'number', bytes: passFloat16 }
  if (logical?.type === 'INTEGER' ? !logical.isSigned : converted?.startsWith('UINT_')) return passUnsigned(type)
  return describePhysicalValues(type)
}

function describePhysicalValues(type: SchemaElement['type']): ParquetValues {
  switch (type) {
    case 'BOOLEAN':
      return { ...refused, kind: 'boolean', ...passEach((value, sink) => sink.boolean(value !== 0)) }
    case 'INT32':
    case 'INT64':
    case 'FLOAT':
    case 'DOUBLE':
      return { ...refused, kind: 'number', ...passNumbers, bigint: passInteger }
    case 'BYTE_ARRAY':
    case 'FIXED_LEN_BYTE_ARRAY':
      return { ...refused, kind: 'text', bytes: passText }
    default:
      return { ...refused, kind: 'other' }
  }
}

const refuse = () => throwFormatError('values of another type than its column')
const refused = { number: refuse, numbers: refuse, bigint: refuse, bytes: refuse } as const

const passNumbers = {
  number: (value: number, sink: ValueSink) => sink.number(value),
  numbers: (values: Float64Array, count: number, sink: ValueSink) => sink.numbers(values, count),
} as const
const passEach = (number: ParquetValues['number']) => ({
  number,
  numbers: (values: Float64Array, count: number, sink: ValueSink) => {
    for (let index = 0; index < count; index++) number(values[index] ?? 0, sink)
  },
})
const passText: ParquetValues['bytes'] = (bytes, start, end, sink) => sink.bytes(bytes, start, end)
const passInteger = (value: bigint, sink: ValueSink) => sink.integer(value)

function passUnsigned(type: SchemaElement['type']): ParquetValues {
  const bigint = (value: bigint, sink: ValueSink) => sink.integer(BigInt.asUintN(64, value))
  const number = (value: number, sink: ValueSink) => {
    if (value >= 0) sink.number(value)
    else if (type === 'INT32') sink.number(value >>> 0)
    else bigint(BigInt(value), sink)
  }
  return { ...refused, kind: 'number', ...passEach(number), bigint }
}

function passFloat16(bytes: Uint8Array, start: number, end: number, sink: ValueSink): void {
  if (end - start !== 2) throw new BundleFormatError('a FLOAT16 of another size')
  sink.number(new DataView(bytes.buffer, bytes.byteOffset + start, 2).getFloat16(0, true))
}

function passDecimals(scale: number): ParquetValues {
  // Decimals are normalized digit by digit, and a damaged file can state any scale.
  if (!(Math.abs(scale) <= maxDecimalScale)) return { ...refused, kind: 'other' }
  return {
    kind: 'number',
    ...passEach((value, sink) => sink.decimal(BigInt(value), scale)),
    bigint: (value, sink) => sink.decimal(value, scale),
    bytes: (bytes, start, end, sink) => sink.decimal(readUnscaled(bytes.subarray(start, end)), scale),
  }
}

/** A big-endian number in two's complement. */
function readUnscaled(bytes: Uint8Array): bigint {
  if (bytes.length > maxDecimalBytes) throw new BundleFormatError(`a decimal of more than ${maxDecimalBytes} bytes`)
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x0${hex}`))
}

function passTicks(kind: MomentKind, unit: keyof typeof ticks): ParquetValues {
  return passMoments(kind, BigInt(ticks[unit]), 1)
}

/** @param perSecond The ticks of a second, or 1 where each tick takes `seconds`. */
function passMoments(moment: MomentKind, perSecond: bigint, seconds: number): ParquetValues {
  const nanosPerTick = Number(nanosPerSecond / perSecond)
  const divisor = Number(perSecond)
  const number = (value: number, sink: ValueSink) => {
    const whole = Math.floor(value / divisor)
    sink.moment(moment, whole * seconds, (value - whole * divisor) * nanosPerTick)
  }
  const bigint = (value: bigint, sink: ValueSink) => {
    const rest = ((value % perSecond) + perSecond) % perSecond
    sink.moment(moment, Number((value - rest) / perSecond) * seconds, Number(rest) * nanosPerTick)
  }
  return { ...refused, kind: 'moment', ...passEach(number), bigint }
}
