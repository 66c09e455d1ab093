import { setImmediate } from 'node:timers/promises'
import { type OutputName, type OutputWriter, outputNames } from '../action/outputs.ts'
import { formatRunLabel } from '../lib/run-label.ts'
import type { Report, RulesReport, Status } from './report.ts'
import { areLabelled, getRunResult, isUnsuccessful, type LabelledReport, type RunResult } from './run-result.ts'

/** Outputs that do not come from a report. */
type OtherOutput = 'comment-url' | 'failure-issue-url' | 'result-file' | 'report-file'

/** From best to worst: with several runs, the output `status` is the worst. */
const fromBest: readonly Status[] = [
  'reused',
  'promoted',
  'succeeded',
  'skipped',
  'submitted',
  'detached',
  'not-run',
  'cancelled',
  'failed',
]

/**
 * Returns the outputs of the reports so far, without those that are not known yet. With several runs, ids and names are
 * those of the first run.
 */
export function createOutputs(reports: readonly Report[]): ReadonlyMap<OutputName, string> {
  const [first] = reports
  if (first === undefined) return new Map()
  const isStatusKnown = reports.every(({ status }) => status !== undefined)
  const checked = reports.flatMap(({ rules }) => (rules ? [rules] : []))
  const outputs: Record<Exclude<OutputName, OtherOutput>, string | undefined> = {
    status: isStatusKnown ? fromBest.findLast((status) => reports.some((each) => each.status === status)) : undefined,
    verdict: reports.find(({ failure }) => failure !== undefined)?.failure?.verdict,
    'exit-code': first.exitCode?.toString(),
    'job-id': first.job?.id,
    'job-name': first.job?.name,
    'job-definition': first.job?.definition,
    'job-url': first.job?.url,
    'log-url': first.logUrl,
    image: first.image?.pinned,
    'input-bundle-uuid': first.input?.uuid,
    'input-bundle-uri': first.input?.uri,
    'output-bundle-name': first.output?.name,
    'output-bundle-uuid': first.output?.uuid,
    'output-bundle-uri': first.output?.uri,
    'output-path': first.outputPath,
    changes: first.comparison?.kind ?? (first.notCompared === undefined ? undefined : 'unknown'),
    rows: first.comparison?.changes.rows.now?.toString(),
    breaches: checked.length > 0 ? JSON.stringify(checked.flatMap(listBrokenRules)) : undefined,
    accepted: checked.length > 0 ? formatAccepted(reports) : undefined,
    'base-bundle-uuid': first.comparison?.base?.uuid,
    'base-bundle-uri': first.comparison?.base?.uri,
    ...(areLabelled(reports) && !isStatusKnown ? noLists : createLists(reports)),
    ...(areLabelled(reports) && isStatusKnown ? createRunOutputs(reports) : noRunOutputs),
  }
  const values = new Map<string, string | undefined>(Object.entries(outputs))
  return new Map(
    outputNames.flatMap((name) => {
      const value = values.get(name)
      return value ? [[name, value]] : []
    }),
  )
}

function createLists(reports: readonly Report[]): Record<'job-ids' | 'output-bundle-uris', string | undefined> {
  return {
    'job-ids': formatList(reports.flatMap(({ job }) => job?.id ?? [])),
    'output-bundle-uris': formatList(reports.flatMap(({ output }) => output?.uri ?? [])),
  }
}

/** While runs start one after the other, the file of the outputs would get every list again with each of them. */
const noLists = { 'job-ids': undefined, 'output-bundle-uris': undefined }

type RunOutput = 'runs' | 'failed-runs' | 'succeeded' | 'reused' | 'skipped' | 'failed'
const noRunOutputs: Record<RunOutput, undefined> = {
  ...{ runs: undefined, 'failed-runs': undefined, succeeded: undefined },
  ...{ reused: undefined, skipped: undefined, failed: undefined },
}

/** The outputs of a step with several runs, all of which have ended. */
function createRunOutputs(runs: readonly LabelledReport[]): Record<RunOutput, string> {
  const failed = runs.filter(isUnsuccessful)
  const count = (...results: readonly RunResult[]) =>
    String(runs.filter((report) => results.includes(getRunResult(report))).length)
  return {
    runs: JSON.stringify(createRunTree(runs)),
    'failed-runs': JSON.stringify(failed.map(({ label }) => formatRunLabel(label))),
    succeeded: count('made', 'accepted'),
    reused: count('reused', 'promoted'),
    skipped: count('present'),
    failed: String(failed.length),
  }
}

type RunSummary = Readonly<Record<string, string | number | undefined>>

/** Each run by its name and its values. */
function createRunTree(runs: readonly LabelledReport[]): Readonly<Record<string, unknown>> {
  const byName = Map.groupBy(runs, ({ label }) => label.name)
  const entries = [...byName].map(([name, reports]) => {
    const summaries = new Map<string, RunSummary>(
      reports.map((report) => [[...report.label.values.values()].join(','), summarizeRun(report)]),
    )
    return [name, summaries.get('') ?? Object.fromEntries(summaries)]
  })
  return Object.fromEntries(entries)
}

function summarizeRun({ status, failure, output, job, comparison }: Report): RunSummary {
  return {
    ...{ status, verdict: failure?.verdict, uuid: output?.uuid, uri: output?.uri, 'job-id': job?.id },
    ...{ rows: comparison?.changes.rows.now, changes: comparison?.kind },
  }
}

/** The accepted rules of all reports, as JSON. */
export const formatAccepted = (reports: readonly Report[]): string =>
  JSON.stringify(
    reports
      .flatMap(({ acceptance }) => acceptance?.accepted ?? [])
      .map(({ rule, by, at, how }) => ({ rule, by, at, how })),
  )

const listBrokenRules = ({ breaches }: RulesReport) => breaches.map(({ rule }) => rule)

const formatList = (items: readonly string[]) => (items.length > 0 ? JSON.stringify(items) : undefined)

/** Sets the step outputs from the reports of all runs of a step. */
export class ReportOutputs {
  readonly #writer: Pick<OutputWriter, 'set'>
  readonly #reports = new Map<string, Report>()
  #writing: Promise<void> | undefined

  constructor(writer: Pick<OutputWriter, 'set'>) {
    this.#writer = writer
  }

  /** The reports so far, one for each run. */
  get reports(): readonly Report[] {
    return [...this.#reports.values()]
  }

  /** Gives a run its place in the lists: runs are listed in the order in which they are added. */
  add(report: Report): void {
    this.#reports.set(report.runId, report)
  }

  /**
   * Sets what follows from the report of one run and from the latest reports of the others. Updates of one turn of the
   * event loop are written together: the lists of ids of many jobs would otherwise be written once for each job.
   */
  async update(report: Report): Promise<void> {
    this.#reports.set(report.runId, report)
    this.#writing ??= this.#write()
    await this.#writing
  }

  async #write(): Promise<void> {
    await setImmediate()
    this.#writing = undefined
    await this.#writer.set(createOutputs(this.reports))
  }
}
