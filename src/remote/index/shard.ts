import { promisify } from 'node:util'
import { constants, gunzip, gzip } from 'node:zlib'
import { isUuid } from '../../disdat/bundle.ts'
import { BundleFormatError } from '../../disdat/format/format-error.ts'
import { uuidLength } from './line.ts'

const compress = promisify(gzip)
const decompress = promisify(gunzip)

/** The first line of the text of every shard. Another format has another number. */
const header = 'disdat-run-action index 1\n'

/** The longest text of a shard, in bytes: 100,000 bundles take about 40 MiB. */
const maxTextBytes = 256 * 1024 * 1024

const lineBreak = 10

interface LinePlaces {
  readonly uuids: ReadonlySet<string>
  /** The offset of each line, and the end of the last one. */
  readonly starts: Uint32Array
}

/** Finds the lines of a shard. Throws BundleFormatError for a text that is not one. */
function locateLines(text: Buffer): LinePlaces {
  if (!text.subarray(0, header.length).equals(Buffer.from(header))) {
    throw new BundleFormatError('an index of another format')
  }
  const starts = [header.length]
  const uuids = new Set<string>()
  let last = ''
  for (let offset = header.length; offset < text.length; ) {
    const uuid = text.toString('latin1', offset, offset + uuidLength)
    const end = text.indexOf(lineBreak, offset)
    if (end < 0 || uuid <= last || !isUuid(uuid)) throw new BundleFormatError('an index that is out of order')
    uuids.add(uuid)
    last = uuid
    offset = end + 1
    starts.push(offset)
  }
  return { uuids, starts: Uint32Array.from(starts) }
}

/**
 * One object of an index: gzipped text with a header and one line for each bundle, sorted by uuid. In memory it is one
 * buffer, and only requested lines are parsed: 100,000 bundles load in about 0.1 s and are searched in 0.02 s.
 */
export class Shard {
  static readonly empty = new Shard(Buffer.from(header))

  readonly #text: Buffer
  #places: LinePlaces | undefined

  private constructor(text: Buffer) {
    this.#text = text
  }

  get uuids(): ReadonlySet<string> {
    return this.#locate().uuids
  }

  /** Finds the lines when they are first needed: a shard that is only stored needs none. */
  #locate(): LinePlaces {
    this.#places ??= locateLines(this.#text)
    return this.#places
  }

  /** The shard in the bytes of an object. Throws BundleFormatError for bytes that `pack` did not write. */
  static async unpack(bytes: Uint8Array): Promise<Shard> {
    let text: Buffer
    try {
      text = await decompress(bytes, { maxOutputLength: maxTextBytes })
    } catch (error) {
      throw new BundleFormatError('an index that cannot be unpacked', { cause: error })
    }
    const shard = new Shard(text)
    shard.#locate()
    return shard
  }

  /** A shard of these lines, by uuid. Throws BundleFormatError for more than `maxTextBytes`. */
  static fromLines(lines: ReadonlyMap<string, string>): Shard {
    // One buffer: a copy of each line would take the memory twice.
    let length = header.length
    for (const line of lines.values()) length += Buffer.byteLength(line) + 1
    if (length > maxTextBytes) throw new BundleFormatError(`an index of more than ${maxTextBytes} bytes`)
    const text = Buffer.allocUnsafe(length)
    let end = text.write(header)
    for (const uuid of [...lines.keys()].toSorted()) {
      end += text.write(lines.get(uuid) ?? '', end)
      end = text.writeUInt8(lineBreak, end)
    }
    return new Shard(text)
  }

  /** The bytes to store. The fastest compression level: the default takes twice the time and saves 5 %. */
  async pack(): Promise<Uint8Array> {
    return await compress(this.#text, { level: constants.Z_BEST_SPEED })
  }

  /** The line of a bundle; undefined when the shard has none. */
  get(uuid: string): string | undefined {
    let low = 0
    let high = this.uuids.size
    while (low < high) {
      const middle = (low + high) >>> 1
      const middleUuid = this.#getUuid(middle)
      if (middleUuid === uuid) return this.#getLine(middle)
      if (middleUuid < uuid) low = middle + 1
      else high = middle
    }
    return undefined
  }

  /** Every line. */
  *lines(): Generator<string> {
    for (let index = 0; index < this.uuids.size; index++) yield this.#getLine(index)
  }

  /** Every line that contains this text. */
  *linesWith(text: string): Generator<string> {
    const bytes = Buffer.from(text)
    for (let offset = this.#text.indexOf(bytes, header.length); offset >= 0; ) {
      const start = this.#text.lastIndexOf(lineBreak, offset) + 1
      const end = this.#text.indexOf(lineBreak, offset)
      yield this.#text.toString('utf8', start, end)
      offset = this.#text.indexOf(bytes, end)
    }
  }

  #getUuid(index: number): string {
    const start = this.#locate().starts[index] ?? 0
    return this.#text.toString('latin1', start, start + uuidLength)
  }

  #getLine(index: number): string {
    const { starts } = this.#locate()
    return this.#text.toString('utf8', starts[index], (starts[index + 1] ?? 0) - 1)
  }
}
