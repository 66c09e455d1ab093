import { truncate } from '../action/untrusted.ts'
import type { Job } from '../backends/backend.ts'
import { isTransientVerdict } from '../errors.ts'
import type { ComparisonReport, FailureReport, LineageReport, Report } from './report.ts'

/**
 * The version of the result file's format. Within a version fields may be added, but none is removed or changes its
 * meaning.
 */
export const resultVersion = 1

/** The size limit of a result file in bytes. Larger files are not read. */
export const resultLimitBytes = 4 * 1024 * 1024
/** The limits of lists, of the log's last lines, and of texts in the schema. */
const itemLimit = 5000
const tailLimit = 1000
const textLimit = 19_900
/** The years that the schema's times have room for. */
const years = { first: 0, last: 9999 }
/** The numbers for which the schema allows texts, because JSON cannot represent NaN and infinity. */
const textNumbers: ReadonlySet<string> = new Set(['min', 'max', 'mean', 'greatest'])

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
  const convert = function (this: unknown, key: string, value: unknown) {
    return convertToJson.call(this, key, value, maxItems)
  }
  return `${JSON.stringify(result, convert, 2)}\n`
}

/**
 * Converts values that JSON cannot represent to texts and objects, and shortens texts, keys and lists. A value without
 * a place in the schema, such as an invalid time or an infinite count, is left out.
 */
function convertToJson(this: unknown, key: string, value: unknown, maxItems: number): unknown {
  // JSON.stringify has already called toJSON of a date.
  const original: unknown = this !== null && typeof this === 'object' ? Reflect.get(this, key) : value
  if (original instanceof Date) return isWritable(original) ? value : undefined
  if (typeof value === 'string') return truncate(value, textLimit).toWellFormed()
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'number' && !Number.isFinite(value)) return textNumbers.has(key) ? String(value) : undefined
  if (value instanceof Map) return createObject(value)
  return Array.isArray(value) && value.length > maxItems ? value.slice(0, maxItems) : value
}

function isWritable(time: Date): boolean {
  const year = time.getUTCFullYear()
  return year >= years.first && year <= years.last
}

/** The first of several keys that are equal once they are shortened counts. */
function createObject(map: ReadonlyMap<string, unknown>): Readonly<Record<string, unknown>> {
  const entries = new Map<string, unknown>()
  for (const [key, value] of map) {
    if (entries.size === itemLimit) break
    const shortened = truncate(key, textLimit).toWellFormed()
    if (!entries.has(shortened)) entries.set(shortened, value)
  }
  return Object.fromEntries(entries)
}

/** A duration in whole milliseconds; 0 where the clock was set back. */
function roundDuration(ms: number): number {
  return Number.isFinite(ms) ? Math.max(0, Math.round(ms)) : 0
}

function createRun(report: Report, maxItems: number) {
  const { status, failure, image, comparison, durationMs, phases, log } = report
  return {
    status,
    label: report.label,
    notRunReason: report.notRunReason,
    ...(failure && createFailureJson(failure)),
    retryMayHelp: failure && isTransientVerdict(failure.verdict),
    pipeClass: report.pipeClass,
    backend: report.backend,
    remote: report.remote,
    context: report.context,
    params: report.params,
    startedAt: report.startedAt,
    durationMs: roundDuration(durationMs),
    phases: phases.map(({ name, ms }) => ({ name, ms: roundDuration(ms) })),
    image: image && { reference: image.reference, pinned: image.pinned, dialect: image.dialect },
    job: report.job && createJob(report.job),
    exitCode: report.exitCode,
    logUrl: report.logUrl,
    attempts: report.attempts,
    left: report.left,
    input: report.input,
    copied: report.copied,
    output: report.output,
    outputPath: report.outputPath,
    newerUpstream: report.newerUpstream?.filter(({ name, createdAt, used }) => {
      return name !== '' && isWritable(createdAt) && isWritable(used.createdAt)
    }),
    ...{ skip: report.skip, promotion: report.promotion },
    reuse: report.reuse && { possible: report.reuse.possible, why: report.reuse.why },
    notCompared: report.notCompared,
    comparison: comparison && {
      ...comparison,
      changes: { ...comparison.changes, notes: createNotes(comparison, maxItems) },
    },
    ...{ rules: report.rules, acceptance: report.acceptance, history: report.history },
    lineage: report.lineage && createLineage(report.lineage),
    cost: report.cost,
    annotations: report.annotations,
    ...{ cleanup: report.cleanup, redo: report.redo },
    log: { lines: log.lines, tail: log.tail.slice(-Math.min(maxItems, tailLimit)) },
  }
}

/** A job also has what the log says of its start. */
function createJob({ id, name, definition, queue, url, definitionUrl, queueUrl }: Job) {
  return { id, name, ...{ definition, queue, url, definitionUrl, queueUrl } }
}

function createFailureJson({ evidence, advice, where, ...rest }: FailureReport) {
  const unknown = 'Nothing more is known.'
  return { ...rest, evidence: evidence || unknown, advice: advice || unknown, where: where?.file ? where : undefined }
}

/** Bundles can name upstream bundles without a uuid. */
function createLineage(lineage: LineageReport): LineageReport {
  return { ...lineage, nodes: lineage.nodes.filter(({ id }) => id !== '') }
}

/** Adds notes on shortened lists to the notes of the comparison. */
function createNotes({ changes }: ComparisonReport, maxItems: number): readonly string[] {
  const lists = { columns: changes.columns, files: changes.files, 'nested bundles': changes.nested, tags: changes.tags }
  const shortened = Object.entries(lists)
    .filter(([, { length }]) => length > maxItems)
    .map(([name, { length }]) => `The result file contains ${maxItems} of ${length} ${name}.`)
  return [...shortened, ...changes.notes]
}
