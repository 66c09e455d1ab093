import { getDocsUrl } from '../../action/docs-link.ts'
import { readEvent } from '../../action/event.ts'
import { createInputReader } from '../../action/input-reader.ts'
import { describeError, Failure } from '../../errors.ts'
import { readFailureIssueInputs } from '../../plan/failure-issue-inputs.ts'
import { type FreshnessResult, listStale } from '../../report/freshness-result.ts'
import { renderFreshness } from '../../report/freshness-summary.ts'
import { renderCode, renderLink, renderProse } from '../../report/markdown.ts'
import { createFailureIssueTarget, type FailureIssueTarget, unattendedOnly } from '../failure-issue-target.ts'
import { publishFailureIssue, type StepOutcome } from '../publish-failure-issue.ts'
import { describeStale, type FreshnessDependencies, runFreshnessAction } from './freshness-action.ts'

/**
 * Runs `disdat/run-action/freshness`, and reports its end to the issue of `failure-issue`. Resolves with the error of
 * the step; undefined when all bundles are fresh. Never throws.
 */
export async function checkAndReport(dependencies: FreshnessDependencies): Promise<string | undefined> {
  try {
    const result = await runFreshnessAction(dependencies)
    const outcome = (target: FailureIssueTarget) => createOutcome(result, target)
    await reportToIssue(outcome, dependencies)
    return describeStale(result)
  } catch (error) {
    if (dependencies.cancelled.aborted) return 'cancelled: The workflow was cancelled. Run it again.'
    const failure = toFailure(error)
    await reportToIssue((target) => createFailedOutcome(failure, target, dependencies), dependencies)
    return `${failure.verdict}: ${failure.message} ${failure.advice}`.trim()
  }
}

const toFailure = (error: unknown): Failure =>
  error instanceof Failure ? error : new Failure('internal-error', describeError(error), '')

/** The inputs are read again: the step may have failed because they are invalid. */
async function reportToIssue(
  createOutcome: (target: FailureIssueTarget) => StepOutcome,
  { env, log, outputs, cancelled }: FreshnessDependencies,
): Promise<void> {
  const read = createInputReader(env, [])
  const inputs = readFailureIssueInputs(read)
  if (!inputs.isEnabled) return
  const names = [read.text('remote') ?? '', read.text('context') ?? '']
  const target = createFailureIssueTarget(env, await readEvent(env), inputs, names)
  if (target === undefined) return log.info(unattendedOnly)
  const sinks = {
    env,
    log,
    cancelled,
    token: read.text('github-token'),
    shouldWriteSummary: read.flag('summary', true),
  }
  const url = await publishFailureIssue(createOutcome(target), target, sinks)
  if (url !== undefined) await outputs.set(new Map([['failure-issue-url', url]]))
}

function createOutcome(result: FreshnessResult, { url }: FailureIssueTarget): StepOutcome {
  if (listStale(result).length === 0) return { kind: 'succeeded' }
  const link = `\n\n${renderLink('Run', url)}`
  return {
    ...{ kind: 'failed', verdict: 'stale', subject: `Freshness of ${result.context}` },
    renderReport: (limit) => `${renderFreshness(result, limit - link.length)}${link}`,
  }
}

function createFailedOutcome(
  { verdict, message, advice }: Failure,
  { url }: FailureIssueTarget,
  { env }: FreshnessDependencies,
): StepOutcome {
  const more = renderLink('More', `${getDocsUrl(env)}/troubleshooting.md#${verdict}`)
  const text = `### ❌ Not checked: ${renderCode(verdict)}\n\n${renderProse(message)}\n\n**What to do:** ${renderProse(advice)} ${more}`
  return {
    ...{ kind: 'failed', verdict, subject: `Freshness of ${env['INPUT_CONTEXT']?.trim() ?? ''}` },
    renderReport: () => `${text}\n\n${renderLink('Run', url)}`,
  }
}
