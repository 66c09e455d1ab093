import { toolkit } from './log.ts'
import type { Report } from './report.ts'

/** Every output of action.yml, in its order. A test holds the two equal. */
export const outputNames = [
  'status',
  'verdict',
  'exit-code',
  'job-id',
  'job-name',
  'image',
  'input-bundle-uuid',
  'input-bundle-uri',
  'output-bundle-name',
  'output-bundle-uuid',
  'output-bundle-uri',
  'output-path',
  'result-file',
] as const

export type OutputName = (typeof outputNames)[number]

/** The outputs that a report has so far; absent ones are left out. */
export function outputsOf(report: Report): ReadonlyMap<OutputName, string> {
  const outputs: Record<Exclude<OutputName, 'result-file'>, string | undefined> = {
    status: report.status,
    verdict: report.failure?.verdict,
    'exit-code': report.exitCode?.toString(),
    'job-id': report.job?.id,
    'job-name': report.job?.name,
    image: report.image?.pinned,
    'input-bundle-uuid': report.input?.uuid,
    'input-bundle-uri': report.input?.uri,
    'output-bundle-name': report.output?.name,
    'output-bundle-uuid': report.output?.uuid,
    'output-bundle-uri': report.output?.uri,
    'output-path': report.outputPath,
  }
  return new Map(
    outputNames.flatMap((name) => (name !== 'result-file' && outputs[name] ? [[name, outputs[name]]] : [])),
  )
}

/** Sets step outputs as they become known: a value is written once, and again only when it has changed. */
export class Outputs {
  readonly #set = new Map<OutputName, string>()

  /** Writes what is new. The runner keeps the last value of a name. */
  async set(outputs: ReadonlyMap<OutputName, string>): Promise<void> {
    const core = await toolkit()
    for (const [name, value] of outputs) {
      if (this.#set.get(name) === value) continue
      core.setOutput(name, value)
      this.#set.set(name, value)
    }
  }
}
