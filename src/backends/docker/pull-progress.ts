import { getNumber, getString } from '../../lib/json.ts'
import { formatBytes, formatCount, formatDuration } from '../../lib/units.ts'

/** The messages of the engine about a layer that needs no more work. */
const finished: ReadonlySet<string | undefined> = new Set(['Pull complete', 'Already exists'])
/** The states whose figures are bytes that arrive; those of `Extracting` count the same bytes again. */
const arriving = 'Downloading'
const arrived: ReadonlySet<string | undefined> = new Set(['Download complete', 'Verifying Checksum', ...finished])
/** More layers than an image has (https://docs.docker.com/build/building/best-practices/): others are not counted. */
const maxLayers = 1000

interface Layer {
  readonly current: number
  readonly total: number
  readonly isFinished: boolean
}

/** Counts the layers of a pull from the engine's messages. */
export class PullProgress {
  readonly #layers = new Map<string, Layer>()

  /** Takes a message of the engine, a JSON value. Messages that are not about a layer change nothing. */
  add(message: unknown): void {
    const [id, status] = [getString(message, 'id'), getString(message, 'status')]
    const isLayer = id !== undefined && /^[0-9a-f]{12}$/.test(id)
    if (!isLayer || (this.#layers.size >= maxLayers && !this.#layers.has(id))) return
    const { current = 0, total = 0 } = this.#layers.get(id) ?? {}
    const size = getNumber(message, 'progressDetail', 'total') ?? total
    const bytes = status === arriving ? (getNumber(message, 'progressDetail', 'current') ?? current) : current
    const isWhole = arrived.has(status)
    const layer = status === arriving ? { current: bytes, total: size } : { current: isWhole ? total : current, total }
    this.#layers.set(id, { ...layer, isFinished: finished.has(status) })
  }

  /** The state in words: `3 of 8 layers, 120.0 MiB of 400.0 MiB, 20 s`. */
  describe(ms: number): string {
    const layers = [...this.#layers.values()]
    const count = layers.filter(({ isFinished }) => isFinished).length
    const [current, total] = [sum(layers.map((layer) => layer.current)), sum(layers.map((layer) => layer.total))]
    return [
      `${count} of ${formatCount(layers.length, 'layer')}`,
      `${formatBytes(current)} of ${formatBytes(total)}`,
      formatDuration(ms),
    ].join(', ')
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
