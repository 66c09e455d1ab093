import { cpus, release, totalmem } from 'node:os'

/** A line of a comparison. `limit` is the lower bound, a `peer` does the same work, `us` is this action. */
export interface Row {
  readonly role: 'limit' | 'peer' | 'us'
  readonly what: string
  /** The numbers of the runs, in the unit of the table. */
  readonly samples: readonly number[]
}

export interface Comparison {
  readonly title: string
  readonly unit: string
  readonly rows: readonly Row[]
  /** The conditions of the numbers: latencies, sizes, and the sources of quoted numbers. */
  readonly notes: readonly string[]
}

/** Prints the table of all roles below a line with the date and the machine. */
export function printComparison({ title, unit, rows, notes }: Comparison): void {
  console.log(`\n## ${title}\n`)
  console.log(`${describeMachine()}\n`)
  const limit = median(rows.find(({ role }) => role === 'limit')?.samples ?? [])
  const header = ['', '', `median ${unit}`, `p10 to p90 ${unit}`, 'runs', 'of the limit']
  const body = rows.map(({ role, what, samples }) => [
    role,
    what,
    formatNumber(median(samples)),
    `${formatNumber(quantile(samples, 0.1))} to ${formatNumber(quantile(samples, 0.9))}`,
    String(samples.length),
    Number.isNaN(limit) ? '' : `${(median(samples) / limit).toFixed(2)} x`,
  ])
  console.log(formatTable([header, ...body]))
  for (const note of notes) console.log(`\n${note}`)
}

/** Returns the median of the samples; NaN without samples. */
export const median = (samples: readonly number[]): number => quantile(samples, 0.5)

/** Returns one of the samples, without interpolation. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Formats about three digits, or all digits before the point. */
export function formatNumber(value: number): string {
  const digits = value >= 100 ? 0 : value >= 1 ? 1 : 3
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

/** Returns the date and the machine. */
export function describeMachine(): string {
  const date = new Date().toISOString().slice(0, 10)
  const [{ model } = { model: 'unknown CPU' }, ...others] = cpus()
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`
  return `${date}, ${others.length + 1} x ${model.trim()}, ${memory}, Linux ${release()}, node ${process.versions.node}`
}

/** Formats a Markdown table; the first two columns are text, the others numbers. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' | ')} |`
  const [header = [], ...body] = rows
  const rule = `|${widths.map((width, at) => (at < 2 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`
  return [line(header), rule, ...body.map(line)].join('\n')
}
