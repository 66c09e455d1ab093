import { isUtf8 } from 'node:buffer'
import { BundleFormatError } from '../../disdat/format/format-error.ts'
import { type MomentKind, normalizeDecimal, type ValueSink } from './value-sink.ts'

/** The longest text of a value, in UTF-16 units, without the ellipsis. */
const maxLength = 200
/** How a missing value is shown. */
const missingText = '∅'
const secondsPerDay = 86_400

/** Collects the values of a few rows of a column as texts, and skips all others. */
export class TextSink implements ValueSink {
  readonly #rows: ReadonlySet<number>
  #row = 0
  /** By the number of the row. */
  readonly texts = new Map<number, string>()

  constructor(rows: ReadonlySet<number>) {
    this.#rows = rows
  }

  missing(): void {
    this.#add(() => missingText)
  }

  number(value: number): void {
    this.#add(() => (Number.isNaN(value) ? missingText : String(value)))
  }

  numbers(values: Float64Array, count: number): void {
    for (let index = 0; index < count; index++) this.number(values[index] ?? 0)
  }

  boolean(value: boolean): void {
    this.#add(() => String(value))
  }

  integer(value: bigint): void {
    this.#add(() => `${value}`)
  }

  decimal(unscaled: bigint, scale: number): void {
    this.#add(() => formatDecimal(unscaled, scale))
  }

  moment(kind: MomentKind, seconds: number, nanos: number): void {
    this.#add(() => formatMoment(kind, seconds, nanos))
  }

  bytes(bytes: Uint8Array, start = 0, end = bytes.length): void {
    this.#add(() => {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start)
      return isUtf8(buffer) ? buffer.toString('utf8') : `0x${buffer.subarray(0, maxLength).toString('hex')}`
    })
  }

  jsonNull(text: 'null' | 'NaN'): void {
    this.#add(() => text)
  }

  field(text: string): void {
    this.#add(() => (text === '' ? missingText : text))
  }

  prepare(values: number, pass: (sink: ValueSink) => void): (places: Int32Array, count: number) => void {
    const find = (place: number) => {
      if (!(place >= 0 && place < values)) throw new BundleFormatError('a value that its dictionary lacks')
      // Few rows are collected: the values are read again for each.
      const one = new TextSink(new Set([place]))
      pass(one)
      return one.texts.get(place) ?? missingText
    }
    return (places, count) => {
      for (let index = 0; index < count; index++) this.#add(() => find(places[index] ?? 0))
    }
  }

  #add(format: () => string): void {
    const row = this.#row++
    if (this.#rows.has(row)) this.texts.set(row, shorten(format()))
  }
}

function shorten(text: string): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength).toWellFormed()}…`
}

function formatDecimal(value: bigint, places: number): string {
  const { unscaled, scale } = normalizeDecimal(value, places)
  if (scale <= 0) return `${unscaled * 10n ** BigInt(-scale)}`
  const digits = `${unscaled < 0n ? -unscaled : unscaled}`.padStart(scale + 1, '0')
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

function formatMoment(kind: MomentKind, seconds: number, nanos: number): string {
  const fraction = nanos === 0 ? '' : `.${String(nanos).padStart(9, '0').replace(/0+$/, '')}`
  const date = new Date((kind === 'time' ? seconds % secondsPerDay : seconds) * 1000)
  // Beyond the years that JavaScript knows.
  if (Number.isNaN(date.getTime())) return `${seconds}${fraction} s`
  const [day = '', time = ''] = date.toISOString().split(/[TZ.]/)
  if (kind === 'date') return day
  if (kind === 'time') return `${time}${fraction}`
  return `${day} ${time}${fraction}${kind === 'utc' ? 'Z' : ''}`
}
