import { truncate } from '../action/untrusted.ts'
import { isTransientVerdict } from '../errors.ts'
import type { ComparisonReport, FailureReport, Report } from './report.ts'

/**
 * The version of the result file's format. Within a version fields may be added, but none is removed or changes its
 * meaning.
 */
export const resultVersion = 1

/** The size limit of a result file in bytes. Larger files are not read. */
export const resultLimitBytes = 4 * 1024 * 1024
/** The limits of lists and texts in the schema. */
const itemLimit = 5000
const textLimit = 19_900

/** The type of a value in JSON: times and bigints are texts, maps are objects. */
export type Json<T> = T extends Date
  ? string
  : T extends bigint
    ? string
    : T extends ReadonlyMap<string, infer V>
      ? Readonly<Record<string, Json<V>>>
      : T extends object
        ? { readonly [K in keyof T]: Json<T[K]> }
        : T

/** A run in a result file. */
export type RunJson = Json<Omit<Report, 'runId' | 'failure'>> &
  Partial<Json<FailureReport>> & { readonly retryMayHelp?: boolean }

/**
 * Renders the result file: the first report as JSON, with the other reports of the step in `others`. The schema is
 * docs/result.schema.json. Absent values are left out. Long texts and lists are shortened, and lists again until the
 * file is smaller than 4 MiB. The comparison's `notes` name its shortened lists.
 */
export function renderResultFile(reports: readonly [Report, ...(readonly Report[])]): string {
  for (let maxItems = itemLimit; ; maxItems = Math.ceil(maxItems / 2)) {
    const text = renderRuns(reports, maxItems)
    if (maxItems === 1 || Buffer.byteLength(text) <= resultLimitBytes) return text
  }
}

function renderRuns([first, ...others]: readonly [Report, ...(readonly Report[])], maxItems: number): string {
  const result = {
    version: resultVersion,
    ...createRun(first, maxItems),
    ...(others.length > 0 && { others: others.map((report) => createRun(report, maxItems)) }),
  }
  return `${JSON.stringify(result, (_, value: unknown) => convertToJson(value, maxItems), 2)}\n`
}

/**
 * Converts values that JSON cannot represent, NaN and infinity included, to texts and objects; shortens texts and
 * lists.
 */
function convertToJson(value: unknown, maxItems: number): unknown {
  if (typeof value === 'string') return truncate(value, textLimit)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  if (value instanceof Map) return Object.fromEntries([...value].slice(0, itemLimit))
  return Array.isArray(value) && value.length > maxItems ? value.slice(0, maxItems) : value
}

function createRun(report: Report, maxItems: number) {
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
    comparison: comparison && {
      ...comparison,
      changes: { ...comparison.changes, notes: createNotes(comparison, maxItems) },
    },
    rules: report.rules,
    lineage: report.lineage,
    cost: report.cost,
    annotations: report.annotations,
    cleanup: report.cleanup,
    log: { lines: log.lines, tail: log.tail.slice(-maxItems) },
  }
}

/** Adds notes on shortened lists to the notes of the comparison. */
function createNotes({ changes }: ComparisonReport, maxItems: number): readonly string[] {
  const lists = { columns: changes.columns, files: changes.files, 'nested bundles': changes.nested, tags: changes.tags }
  const shortened = Object.entries(lists)
    .filter(([, { length }]) => length > maxItems)
    .map(([name, { length }]) => `The result file contains ${maxItems} of ${length} ${name}.`)
  return [...shortened, ...changes.notes]
}
