import { describe, expect } from 'vitest'
import { Failure } from '../../../src/errors.ts'
import { GitHubError } from '../../../src/github/errors.ts'
import { createRemote } from '../../../src/remote/remote.ts'
import { openInput } from '../../../src/run/prepare.ts'
import { findCandidate } from '../../../src/run/promote/find-candidate.ts'
import type { MergeSource } from '../../../src/run/promote/merge-source.ts'
import { replaceMethods } from '../../remote/helpers.ts'
import { test } from '../fixtures.ts'
import {
  createPromotingContext,
  createSituation,
  createSource,
  head,
  merged,
  repository,
  type Situation,
} from './fixtures.ts'

async function find(situation: Situation, source: Partial<MergeSource> = {}) {
  const { context } = await createPromotingContext(situation)
  return await findCandidate(context, createSource(source), await openInput(context, undefined))
}

const mergedFrom = (number: number, from: string | undefined) => ({
  findPullRequest: async () => ({ number, head: { sha: head, repository: from } }),
})

describe('findCandidate', () => {
  test('finds the sandbox of the merged pull request', async ({ remote }) => {
    const candidate = await find(await createSituation(remote))
    expect(candidate).toMatchObject({ pullRequest: { number: 7 }, sandbox: { context: 'pr-7' } })
  })

  test('ends with the reason of the cancellation, also when GitHub does not answer then', async ({ remote }) => {
    const situation = await createSituation(remote)
    const cancelled = AbortSignal.abort(new Error('cancelled'))
    const { context } = await createPromotingContext(situation)
    const prepared = await openInput(context, undefined)
    const stopped = { ...context, dependencies: { ...context.dependencies, cancelled } }
    const lost = new GitHubError('refused', new Error('aborted'), 403)
    const source = createSource({ findPullRequest: async () => await Promise.reject(lost) })
    await expect(findCandidate(stopped, source, prepared)).rejects.toThrow('cancelled')
  })

  test('refuses a commit that is not the merge of a pull request', async ({ remote }) => {
    expect(await find(await createSituation(remote), { findPullRequest: async () => undefined })).toStrictEqual({
      trigger: 'pull-request',
      why: `The commit ${merged} of main is not the merge of a pull request.`,
    })
  })

  test.for([
    ['a fork', 'somebody/pipelines'],
    ['a fork that was deleted', undefined],
  ] as const)('refuses the sandbox of %s, also when it is there', async ([, from], { remote }) => {
    expect(await find(await createSituation(remote), mergedFrom(7, from))).toStrictEqual({
      trigger: 'pull-request',
      why: 'Pull request #7 comes from a fork, whose sandbox is never promoted.',
      was: from ?? 'a deleted repository',
      now: repository,
    })
  })

  test('says where it looked for a sandbox that is not there any more', async ({ remote }) => {
    expect(await find(await createSituation(remote), mergedFrom(8, repository))).toStrictEqual({
      trigger: 'sandbox',
      why: 'Pull request #8 has no sandbox on the remote: none of the contexts pr-8, shop-pr-8, shop.pr-8, shop_pr-8 has its mark. If a cleanup has deleted it: with `promote: true`, the step with `cleanup` waits for the merge.',
    })
  })

  test('says which permission is missing when S3 denies reading the sandbox', async ({ remote }) => {
    const refuse = async () => await Promise.reject(new Failure('access-denied', 'S3 refused pr-7.', 'Ask.'))
    const { context } = await createPromotingContext(
      await createSituation(remote),
      {},
      {
        openBase: (base, name) => {
          const opened = createRemote(base.store, { url: base.url, context: name })
          return { ...opened, store: replaceMethods(opened, { getVersion: refuse }) }
        },
      },
    )
    expect(await findCandidate(context, createSource(), await openInput(context, undefined))).toStrictEqual({
      trigger: 'sandbox',
      why: 'The sandbox of pull request #7, one of the contexts pr-7, shop-pr-7, shop.pr-7, shop_pr-7, cannot be read. S3 refused pr-7. Give the role the permission to read sandboxes, as docs/iam.md describes.',
    })
  })

  test('says which permission is missing when GitHub refuses', async ({ remote }) => {
    const refused = new GitHubError('refused', new Error('Resource not accessible by integration'), 403)
    const source = { findPullRequest: async () => await Promise.reject(refused) }
    expect(await find(await createSituation(remote), source)).toStrictEqual({
      trigger: 'pull-request',
      why: 'GitHub did not say which pull request the commit belongs to: Resource not accessible by integration. Give the job `permissions: pull-requests: read`.',
    })
  })

  test('asks for no permission when GitHub does not answer', async ({ remote }) => {
    const lost = new GitHubError('unclear', new Error('GitHub is down'), 502)
    const source = { findPullRequest: async () => await Promise.reject(lost) }
    expect(await find(await createSituation(remote), source)).toStrictEqual({
      trigger: 'pull-request',
      why: 'GitHub did not say which pull request the commit belongs to: GitHub is down.',
    })
  })

  test('throws any other error', async ({ remote }) => {
    const source = { findPullRequest: async () => await Promise.reject(new TypeError('a bug')) }
    await expect(find(await createSituation(remote), source)).rejects.toThrow(TypeError)
  })
})
