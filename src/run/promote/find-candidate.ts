import { describeError } from '../../errors.ts'
import { GitHubError } from '../../github/errors.ts'
import type { MergedPullRequest } from '../../github/merges.ts'
import { findSandbox, listSandboxNames } from '../../remote/promotion/find-sandbox.ts'
import type { Remote } from '../../remote/remote.ts'
import type { PromotionReport } from '../../report/promotion-report.ts'
import type { PhaseContext } from '../dependencies.ts'
import type { PreparedInput } from '../shared-parts.ts'
import type { MergeSource } from './merge-source.ts'

/** The sandbox of the pull request that the workflow's commit merges, and the input that a run would have. */
export interface Candidate {
  readonly pullRequest: MergedPullRequest
  readonly sandbox: Remote
  readonly prepared: PreparedInput
}

/** Why a run takes place, with the values that differ. */
export type Refusal = PromotionReport & Required<Pick<PromotionReport, 'trigger'>>

/**
 * Finds the sandbox of the pull request that was merged as the workflow's commit. Throws Failure as a store does, and
 * the reason of the cancellation.
 */
export async function findCandidate(
  context: PhaseContext,
  source: MergeSource,
  prepared: PreparedInput,
): Promise<Candidate | Refusal> {
  const { push } = source
  const pullRequest = await findPullRequest(context, source)
  if ('why' in pullRequest) return pullRequest
  const { number, head } = pullRequest
  if (head.repository !== push.repository) {
    const why = `Pull request #${number} comes from a fork, whose sandbox is never promoted.`
    return { trigger: 'pull-request', why, was: head.repository ?? 'a deleted repository', now: push.repository }
  }
  const { remote } = prepared
  const { openBase, cancelled: signal } = context.dependencies
  const owner = { repository: push.repository, pullRequest: number }
  const { sandbox, denied } = await findSandbox(remote, owner, (name) => openBase(remote, name), { signal })
  if (sandbox !== undefined) return { pullRequest, sandbox, prepared }
  const names = listSandboxNames(remote.context, number).join(', ')
  if (denied !== undefined) {
    const advice = 'Give the role the permission to read sandboxes, as docs/iam.md describes.'
    const why = `The sandbox of pull request #${number}, one of the contexts ${names}, cannot be read. ${denied.message} ${advice}`
    return { trigger: 'sandbox', why }
  }
  const advice = 'If a cleanup has deleted it: with `promote: true`, the step with `cleanup` waits for the merge.'
  const why = `Pull request #${number} has no sandbox on the remote: none of the contexts ${names} has its mark. ${advice}`
  return { trigger: 'sandbox', why }
}

async function findPullRequest(
  { dependencies }: PhaseContext,
  source: MergeSource,
): Promise<MergedPullRequest | Refusal> {
  const { commit, branch } = source.push
  try {
    const found = await source.findPullRequest()
    const why = `The commit ${commit} of ${branch} is not the merge of a pull request.`
    return found ?? { trigger: 'pull-request', why }
  } catch (error) {
    dependencies.cancelled.throwIfAborted()
    if (!(error instanceof GitHubError)) throw error
    const advice = error.kind === 'refused' ? ' Give the job `permissions: pull-requests: read`.' : ''
    const why = `GitHub did not say which pull request the commit belongs to: ${describeError(error)}.${advice}`
    return { trigger: 'pull-request', why }
  }
}
