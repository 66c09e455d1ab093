import type { Report, RulesReport, Status } from '../report/report.ts'
import { loadToolkit } from './log.ts'

/** Every output of action.yml, in its order. A test holds the two equal. */
export const outputNames = [
  'status',
  'verdict',
  'exit-code',
  'job-id',
  'job-name',
  'job-definition',
  'job-url',
  'log-url',
  'image',
  'input-bundle-uuid',
  'input-bundle-uri',
  'output-bundle-name',
  'output-bundle-uuid',
  'output-bundle-uri',
  'output-path',
  'changes',
  'rows',
  'breaches',
  'base-bundle-uuid',
  'base-bundle-uri',
  'job-ids',
  'output-bundle-uris',
  'comment-url',
  'result-file',
] as const

export type OutputName = (typeof outputNames)[number]

/** What no report holds: where it has gone. */
type Place = 'comment-url' | 'result-file'

/** From the best to the worst: of many runs, the worst is told. */
const fromBest: readonly Status[] = ['reused', 'succeeded', 'skipped', 'submitted', 'detached', 'cancelled', 'failed']

/** The outputs that the reports have so far; absent ones are left out. Of many, ids and names are those of the first. */
export function createOutputs(reports: readonly Report[]): ReadonlyMap<OutputName, string> {
  const [report] = reports
  if (report === undefined) return new Map()
  const ids = reports.flatMap(({ job }) => (job ? [job.id] : []))
  const uris = reports.flatMap(({ output }) => (output ? [output.uri] : []))
  const checked = reports.flatMap(({ rules }) => (rules ? [rules] : []))
  const isKnown = reports.every(({ status }) => status !== undefined)
  const outputs: Record<Exclude<OutputName, Place>, string | undefined> = {
    status: isKnown ? fromBest.findLast((status) => reports.some((one) => one.status === status)) : undefined,
    verdict: reports.find(({ failure }) => failure !== undefined)?.failure?.verdict,
    'exit-code': report.exitCode?.toString(),
    'job-id': report.job?.id,
    'job-name': report.job?.name,
    'job-definition': report.job?.definition,
    'job-url': report.job?.url,
    'log-url': report.logUrl,
    image: report.image?.pinned,
    'input-bundle-uuid': report.input?.uuid,
    'input-bundle-uri': report.input?.uri,
    'output-bundle-name': report.output?.name,
    'output-bundle-uuid': report.output?.uuid,
    'output-bundle-uri': report.output?.uri,
    'output-path': report.outputPath,
    changes: report.comparison?.kind ?? (report.notCompared === undefined ? undefined : 'unknown'),
    rows: report.comparison?.changes.rows.now?.toString(),
    breaches: checked.length > 0 ? JSON.stringify(checked.flatMap(breachesOf)) : undefined,
    'base-bundle-uuid': report.comparison?.base?.uuid,
    'base-bundle-uri': report.comparison?.base?.uri,
    'job-ids': ids.length > 0 ? JSON.stringify(ids) : undefined,
    'output-bundle-uris': uris.length > 0 ? JSON.stringify(uris) : undefined,
  }
  const known = new Map<string, string | undefined>(Object.entries(outputs))
  return new Map(
    outputNames.flatMap((name) => {
      const value = known.get(name)
      return value ? [[name, value]] : []
    }),
  )
}

const breachesOf = ({ breaches }: RulesReport) => breaches.map(({ rule }) => rule)

/** Sets step outputs as they become known: a value is written once, and again only when it has changed. */
export class OutputWriter {
  readonly #set = new Map<OutputName, string>()
  readonly #reports = new Map<string, Report>()

  /** Sets what follows from a run's report, and from those of the others. */
  async know(report: Report): Promise<void> {
    this.#reports.set(report.runId, report)
    await this.set(createOutputs([...this.#reports.values()]))
  }

  /** Writes what is new. The runner keeps the last value of a name. */
  async set(outputs: ReadonlyMap<OutputName, string>): Promise<void> {
    const core = await loadToolkit()
    for (const [name, value] of outputs) {
      if (this.#set.get(name) === value) continue
      core.setOutput(name, value)
      this.#set.set(name, value)
    }
  }
}
