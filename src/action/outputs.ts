import { describeError } from '../errors.ts'
import { loadToolkit } from './log.ts'
import { prepareUndo } from './undo-append.ts'

/** The outputs of action.yml, in its order; a test compares the two lists. */
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
  'accepted',
  'base-bundle-uuid',
  'base-bundle-uri',
  'job-ids',
  'output-bundle-uris',
  'runs',
  'failed-runs',
  'succeeded',
  'reused',
  'skipped',
  'failed',
  'comment-url',
  'failure-issue-url',
  'result-file',
  'report-file',
] as const

export type OutputName = (typeof outputNames)[number]

/** The outputs of plan/action.yml, in its order; a test compares the two lists. */
export const planOutputNames = ['layers', 'legs', 'skipped'] as const

/** The outputs of freshness/action.yml, in its order; a test compares the two lists. */
export const freshnessOutputNames = ['fresh', 'stale', 'missing', 'heal-run-url', 'failure-issue-url'] as const

export type FreshnessOutputName = (typeof freshnessOutputNames)[number]

type AnyOutputName = OutputName | FreshnessOutputName | (typeof planOutputNames)[number]

/** Sets step outputs. A value is written once, and again when it changes. */
export class OutputWriter {
  readonly #warn: (text: string) => Promise<void>
  readonly #holdsMasked: (text: string) => boolean
  readonly #file: string | undefined
  readonly #written = new Map<AnyOutputName, string>()
  readonly #masked = new Set<AnyOutputName>()
  #hasWarned = false

  /**
   * @param holdsMasked Whether a text contains a masked value: GitHub drops such an output of a job.
   * @param file GITHUB_OUTPUT, which keeps whole values when the disk is full.
   */
  constructor(
    warn: (text: string) => Promise<void>,
    holdsMasked: (text: string) => boolean = () => false,
    file?: string,
  ) {
    this.#warn = warn
    this.#holdsMasked = holdsMasked
    this.#file = file
  }

  /**
   * Writes the outputs whose values are new. The runner uses the last value of a name. Never throws: outputs that
   * cannot be written are one warning.
   */
  async set(outputs: ReadonlyMap<AnyOutputName, string>): Promise<void> {
    const core = await loadToolkit()
    for (const [name, value] of outputs) {
      if (this.#written.get(name) === value) continue
      const undo = prepareUndo(this.#file)
      try {
        core.setOutput(name, value)
        this.#written.set(name, value)
        await this.#warnOfMasked(name, value)
      } catch (error) {
        undo()
        await this.#warnOnce(`Cannot write the step output ${name}: ${describeError(error)}. The run goes on.`)
        return
      }
    }
  }

  /** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idoutputs */
  async #warnOfMasked(name: AnyOutputName, value: string): Promise<void> {
    if (this.#masked.has(name) || !this.#holdsMasked(value)) return
    this.#masked.add(name)
    await this.#warn(
      `The output \`${name}\` contains a masked value. Later steps of this job can read it. GitHub drops it where it is an output of the job.`,
    )
  }

  async #warnOnce(text: string): Promise<void> {
    if (this.#hasWarned) return
    this.#hasWarned = true
    await this.#warn(text)
  }
}
