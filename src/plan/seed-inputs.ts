import type { InputReader } from '../action/input-reader.ts'
import { parseBytes } from '../lib/units.ts'

/** Which bundles of the remote context a container has before it starts. */
export const seedModes = ['all', 'newest', 'none'] as const

export interface SeedInputs {
  readonly mode: (typeof seedModes)[number]
  readonly maxBytes: number
  /** `seed-context` was given. Without it, a job definition of the user stays as it is. */
  readonly isRequested: boolean
}

const defaultMaxBytes = 512 * 1024 ** 2
/** A seed is on the disk of the runner before it is in the container. */
const largestMaxBytes = 64 * 1024 ** 3

export function readSeedInputs(read: InputReader): SeedInputs {
  const maxBytes = read.parsed('seed-max-bytes', parseMaxBytes, 'Give bytes up to 64 GiB, such as `512MiB`.')
  return {
    mode: read.choice('seed-context', 'all', seedModes),
    maxBytes: maxBytes ?? defaultMaxBytes,
    isRequested: read.text('seed-context') !== undefined,
  }
}

function parseMaxBytes(text: string): number | undefined {
  const bytes = parseBytes(text)
  return bytes !== undefined && bytes <= largestMaxBytes ? bytes : undefined
}
