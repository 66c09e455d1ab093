import { type InputProblem, InvalidInputs } from '../action/input-problems.ts'
import type { Receipt } from '../backends/backend.ts'
import { isUuid } from '../disdat/bundle.ts'
import { parseContext, parsePipeClass, parseRemoteUrl } from '../disdat/names.ts'
import { Failure } from '../errors.ts'
import type { InputName } from './input-names.ts'
import type { Inputs } from './inputs.ts'
import type { Attachment, Plan, RunTarget } from './plan.ts'
import { defaultRunMs } from './resource-inputs.ts'

/**
 * Creates the target of a job from the receipt of the step that submitted it. A receipt is untrusted: throws Failure
 * `invalid-input` when it is malformed, or names another remote or context than the inputs.
 */
export function createAttachedTarget(attachment: Attachment, receipt: Receipt): RunTarget {
  const pipeClass = parsePipeClass(receipt.pipeClass)
  const remote = parseRemoteUrl(receipt.remote)
  const context = parseContext(receipt.context)
  if (!pipeClass || !remote || !context || !isUuid(receipt.outputUuid)) throw createForeignJobFailure()
  const requested = [attachment.remote?.url ?? remote.url, attachment.context?.remote ?? context.remote]
  if (requested[0] !== remote.url || requested[1] !== context.remote)
    throw new Failure(
      'invalid-input',
      `The job writes to ${remote.url}, remote context ${context.remote}, but the inputs name ${requested.join(', ')}.`,
      'Remove `remote` and `context`, or give those of the step that submitted the job.',
    )
  return {
    pipeClass,
    remote,
    context: attachment.context ?? context,
    baseContext: attachment.baseContext ?? context.remote,
    outputName: receipt.outputName,
    params: new Map(Object.entries(receipt.params)),
    inputParam: receipt.inputParam,
    eachParams: [],
    pullOutput: attachment.pullOutput,
    comparison: attachment.comparison,
    vcpus: undefined,
    memoryMib: undefined,
    timeoutMs: attachment.timeoutMs,
    isLimitedByJob: false,
    backend: attachment.backend,
  }
}

function createForeignJobFailure(): Failure {
  return new Failure(
    'invalid-input',
    'attach-job-ids: the record of the job does not name the bundle that it creates.',
    'Attach only to jobs that this action submitted.',
  )
}

/**
 * Creates the plan of a step that attaches to jobs. What the inputs do not give comes from the jobs. Throws
 * InvalidInputs.
 */
export function createAttachPlan(inputs: Inputs, found: readonly InputProblem[]): Plan {
  const problems = [...found]
  const backend = inputs.backends.get(inputs.backend)?.planAttach()
  if (backend === undefined)
    problems.push({
      where: 'backend',
      given: inputs.backend,
      expected: '`attach-job-ids` needs `backend: AWSBatch`.',
    })
  if (!inputs.wait)
    problems.push({
      where: 'wait',
      given: 'false',
      expected: '`attach-job-ids` waits for the jobs. Remove this input.',
    })
  for (const name of ['runs', 'each'] as const)
    if (inputs.many[name] !== undefined)
      problems.push({ where: name, given: inputs.many[name], expected: '`attach-job-ids` starts no runs. Remove one.' })
  if (inputs.dryRun)
    problems.push({ where: 'dry-run', given: 'true', expected: '`attach-job-ids` submits nothing. Remove this input.' })
  if (problems.length > 0 || backend === undefined) throw new InvalidInputs(problems)
  const { attachJobIds: jobIds, pullOutput, remote, context, baseContext, comparison } = inputs
  const timeoutMs = inputs.timeoutMs ?? defaultRunMs
  return {
    kind: 'attach',
    attachment: { jobIds, backend, timeoutMs, pullOutput, remote, context, baseContext, comparison },
    warnings: createWarnings(inputs),
  }
}

function createWarnings({ given, deprecations }: Inputs): readonly string[] {
  const ignored = [...given.keys()].filter((name) => !usedToAttach.has(name))
  if (ignored.length === 0) return deprecations
  const names = ignored.map((name) => `\`${name}\``).join(', ')
  return [...deprecations, `Ignored with \`attach-job-ids\`, because the jobs have started: ${names}.`]
}

/** Inputs that a step uses to attach. */
const usedToAttach: ReadonlySet<InputName> = new Set([
  ...(['attach-job-ids', 'backend', 'queue-timeout-minutes', 'run-timeout-minutes', 'job-timeout-minutes'] as const),
  ...(['pull-output', 'remote', 'context', 'base-context', 'remote-index'] as const),
  ...(['wait', 'on-cancel', 'on-detach', 'cleanup', 'dry-run', 'log-tail-lines', 'summary', 'annotations'] as const),
  ...(['aws-region', 'role-to-assume', 'role-session-name', 'role-duration-seconds', 'role-external-id'] as const),
  ...(['audience', 'allowed-account-ids', 'mask-aws-account-id'] as const),
  ...(['comment', 'comment-key', 'comment-mode', 'github-token', 'accept', 'accept-label', 'accept-by'] as const),
  ...(['failure-issue', 'failure-issue-key', 'failure-issue-labels', 'failure-issue-assignees'] as const),
  ...(['compare-with', 'fail-on', 'diff-max-bytes', 'diff-samples', 'diff-key', 'diff-max-rows'] as const),
])
