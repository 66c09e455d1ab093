import { type InputProblem, InvalidInputs } from '../action/input-problems.ts'
import type { Receipt } from '../backends/backend.ts'
import type { BatchSettings } from '../backends/batch/settings.ts'
import { isUuid } from '../disdat/bundle.ts'
import { type ContextNames, parseContext, parsePipeClass, parseRemote, type RemoteUrl } from '../disdat/names.ts'
import { Failure } from '../errors.ts'
import type { InputName, Inputs } from './inputs.ts'
import type { Plan, RunTarget } from './plan.ts'
import type { ReportInputs } from './report-inputs.ts'

/** Jobs that an earlier step submitted, to be followed to their end. */
export interface Attachment {
  readonly jobIds: readonly string[]
  readonly queueTimeoutMs: number
  readonly timeoutMs: number
  readonly pullOutput: Inputs['pullOutput']
  /** What the inputs say of remote and context; a job must have been submitted for the same. */
  readonly remote: RemoteUrl | undefined
  readonly context: ContextNames | undefined
  readonly baseContext: string | undefined
  readonly report: ReportInputs
}

/** What the step that submitted a job set out to bring about. A receipt is text from outside: throws Failure `invalid-input` where it makes no sense, or names another remote or context than the inputs. */
export function createAttachedTarget(attachment: Attachment, receipt: Receipt, batch: BatchSettings): RunTarget {
  const pipeClass = parsePipeClass(receipt.pipeClass)
  const remote = parseRemote(receipt.remote)
  const context = parseContext(receipt.context)
  if (!pipeClass || !remote || !context || !isUuid(receipt.outputUuid)) throw foreignJobFailure()
  const meant = [attachment.remote?.url ?? remote.url, attachment.context?.remote ?? context.remote]
  if (meant[0] !== remote.url || meant[1] !== context.remote) {
    const evidence = `The job writes to ${remote.url}, remote context ${context.remote}; the inputs say ${meant.join(', ')}.`
    throw new Failure(
      'invalid-input',
      evidence,
      'Leave `remote` and `context` out, or give those of the step that submitted the job.',
    )
  }
  return {
    pipeClass,
    remote,
    context: attachment.context ?? context,
    baseContext: attachment.baseContext ?? context.remote,
    outputName: receipt.outputName,
    params: new Map(Object.entries(receipt.params)),
    inputParam: receipt.inputParam,
    pullOutput: attachment.pullOutput,
    report: attachment.report,
    vcpus: undefined,
    memoryMib: undefined,
    timeoutMs: attachment.timeoutMs,
    batch,
  }
}

function foreignJobFailure(): Failure {
  return new Failure(
    'invalid-input',
    'attach-job-ids: the job does not say which bundle it makes.',
    'Attach only to jobs that this action submitted.',
  )
}

/** Everything else is known from the jobs themselves. */
export function createAttachPlan(inputs: Inputs, found: readonly InputProblem[]): Plan {
  const { attachJobIds: jobIds, queueTimeoutMs, wait } = inputs.batch
  const wrong = [...found]
  if (inputs.backend !== 'AWSBatch')
    wrong.push({ where: 'backend', given: inputs.backend, expected: '`attach-job-ids` needs `backend: AWSBatch`.' })
  if (!wait)
    wrong.push({ where: 'wait', given: 'false', expected: 'To attach to jobs is to wait for them: leave it out.' })
  if (inputs.dryRun)
    wrong.push({ where: 'dry-run', given: 'true', expected: 'There is nothing to submit: leave it out.' })
  if (wrong.length > 0) throw new InvalidInputs(wrong)
  const { pullOutput, remote, context, baseContext, report, timeoutMs } = inputs
  const told = [...inputs.given].filter((name) => !attaching.has(name))
  const warnings =
    told.length === 0
      ? []
      : [`Ignored with \`attach-job-ids\`, as the jobs run already: ${told.map((name) => `\`${name}\``).join(', ')}.`]
  return {
    runs: [],
    attachment: { jobIds, queueTimeoutMs, timeoutMs, pullOutput, remote, context, baseContext, report },
    warnings,
  }
}

/** What counts when the step attaches, and what has a default in action.yml and so is always given. */
const attaching: ReadonlySet<InputName> = new Set([
  ...([
    'attach-job-ids',
    'backend',
    'queue-timeout-minutes',
    'pull-output',
    'remote',
    'context',
    'base-context',
    'cleanup',
    'wait',
    'on-cancel',
  ] as const),
  ...(['aws-region', 'role-to-assume', 'role-session-name', 'role-duration-seconds', 'audience'] as const),
  ...(['allowed-account-ids', 'log-tail-lines', 'summary', 'dry-run', 'remote-index', 'config-file'] as const),
  ...(['input-bundle', 'output-bundle', 'force', 'force-all', 'push-input', 'pull-policy', 'dialect'] as const),
  ...(['workers', 'run-timeout-minutes'] as const),
  ...(['comment', 'comment-key', 'comment-mode', 'github-token'] as const),
  ...(['compare-with', 'fail-on', 'diff-max-bytes', 'diff-samples', 'annotations'] as const),
])
