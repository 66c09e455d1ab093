import { cut } from '../action/untrusted.ts'
import { isTransientVerdict } from '../errors.ts'
import type { ComparisonReport, FailureReport, Report } from './report.ts'

/** The result file's format. A field may be added within a version; one is never removed or given another meaning. */
export const resultVersion = 1

/** A result file is never larger than this, in bytes; one that is, is not read. */
export const resultLimitBytes = 4 * 1024 * 1024
/** What a list holds at most, and how long a text is, as the schema says. */
const itemLimit = 5000
const textLimit = 19_900

/** A value as JSON has it: times and long integers as texts, maps as objects. */
export type Json<T> = T extends Date
  ? string
  : T extends bigint
    ? string
    : T extends ReadonlyMap<string, infer V>
      ? Readonly<Record<string, Json<V>>>
      : T extends object
        ? { readonly [K in keyof T]: Json<T[K]> }
        : T

/** One run in a result file. */
export type RunJson = Json<Omit<Report, 'runId' | 'failure'>> &
  Partial<Json<FailureReport>> & { readonly retryMayHelp?: boolean }

/**
 * The result file: a report as JSON, under docs/result.schema.json; those of a step with several beside the first one. Absent values are left out.
 * Texts and lists that are very long are cut, and lists more so where the whole would be larger than 4 MiB. Of the comparison's own, its `notes` say so.
 */
export function renderResultFile(reports: readonly [Report, ...(readonly Report[])]): string {
  for (let most = itemLimit; ; most = Math.ceil(most / 2)) {
    const text = written(reports, most)
    if (most === 1 || Buffer.byteLength(text) <= resultLimitBytes) return text
  }
}

function written([first, ...others]: readonly [Report, ...(readonly Report[])], most: number): string {
  const result = {
    version: resultVersion,
    ...resultOf(first, most),
    ...(others.length > 0 && { others: others.map((report) => resultOf(report, most)) }),
  }
  return `${JSON.stringify(result, (_, value: unknown) => jsonOf(value, most), 2)}\n`
}

/** What JSON has no word for, as text or object. A number that is none, too. */
function jsonOf(value: unknown, most: number): unknown {
  if (typeof value === 'string') return cut(value, textLimit)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  if (value instanceof Map) return Object.fromEntries([...value].slice(0, itemLimit))
  return Array.isArray(value) && value.length > most ? value.slice(0, most) : value
}

function resultOf(report: Report, most: number) {
  const { status, failure, image, comparison, durationMs, phases, log } = report
  return {
    status,
    ...failure,
    retryMayHelp: failure && isTransientVerdict(failure.verdict),
    pipeClass: report.pipeClass,
    backend: report.backend,
    remote: report.remote,
    context: report.context,
    params: report.params,
    startedAt: report.startedAt,
    durationMs: Math.round(durationMs),
    phases: phases.map(({ name, ms }) => ({ name, ms: Math.round(ms) })),
    image: image && { reference: image.reference, pinned: image.pinned, dialect: image.dialect },
    job: report.job,
    exitCode: report.exitCode,
    logUrl: report.logUrl,
    attempts: report.attempts,
    left: report.left,
    input: report.input,
    copied: report.copied,
    output: report.output,
    outputPath: report.outputPath,
    newerUpstream: report.newerUpstream,
    reuse: report.reuse && { possible: report.reuse.possible, why: report.reuse.why },
    notCompared: report.notCompared,
    comparison: comparison && { ...comparison, changes: { ...comparison.changes, notes: notesOf(comparison, most) } },
    rules: report.rules,
    lineage: report.lineage,
    cost: report.cost,
    annotations: report.annotations,
    cleanup: report.cleanup,
    log: { lines: log.lines, tail: log.tail.slice(-most) },
  }
}

/** What a reader of the file would miss. */
function notesOf({ changes }: ComparisonReport, most: number): readonly string[] {
  const lists = { columns: changes.columns, files: changes.files, 'nested bundles': changes.nested, tags: changes.tags }
  const cuts = Object.entries(lists)
    .filter(([, { length }]) => length > most)
    .map(([name, { length }]) => `The result file holds ${most} of ${length} ${name}.`)
  return [...cuts, ...changes.notes]
}
