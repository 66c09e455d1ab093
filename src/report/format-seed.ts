import { formatBytes, formatCount, formatDuration } from '../lib/units.ts'
import type { SeedReport } from './report.ts'

/** Describes a seed, for the log and the summary. */
export function formatSeed({ bundles, bytes, ms, isComplete }: SeedReport): string {
  const rest = isComplete ? '' : '; the container pulled the rest'
  return `seeded ${formatCount(bundles, 'bundle')}, ${formatBytes(bytes)}, in ${formatDuration(ms)}${rest}`
}
