import { describe, expect, test } from 'vitest'
import { readWorkflowRun } from '../../src/action/workflow-run.ts'
import type { CommentInputs } from '../../src/plan/comment-inputs.ts'
import { createCommentTarget, createPlaceKey } from '../../src/run/comment-target.ts'
import { produced } from '../report/fixtures/reports.ts'

const inputs: CommentInputs = {
  comment: 'always',
  commentKey: undefined,
  commentMode: 'update',
  githubToken: undefined,
}

describe('createPlaceKey', () => {
  test('depends on the given text alone, and for a matrix leg also on the place of the step', () => {
    expect(createPlaceKey('orders', ['a'])).toBe(createPlaceKey('orders', ['b']))
    for (const leg of [undefined, 'null', '{"day":"monday"}', '[1]'])
      expect(createPlaceKey(leg, ['a'])).not.toBe(createPlaceKey(leg, ['b']))
    expect(createPlaceKey('{"day":"monday"}', ['a'])).not.toBe(createPlaceKey('{"day":"tuesday"}', ['a']))
  })

  test('is short for every text', () => {
    expect(createPlaceKey('x'.repeat(10_000), [])).toMatch(/^[0-9a-f]{32}$/)
  })
})

describe('createCommentTarget', () => {
  test('distinguishes the calls of a reusable workflow by context and parameters, in any order', () => {
    const workflowRun = readWorkflowRun(env, { pull_request: pullRequest })
    const createKey = (context: string, params: readonly (readonly [string, string])[]) =>
      createCommentTarget(workflowRun, inputs, [{ ...produced, context, params: new Map(params) }])?.key
    const monday = createKey('shop/shop', [
      ['day', 'monday'],
      ['top', '3'],
    ])
    const reordered = [['top', '3'] as const, ['day', 'monday'] as const]
    expect(createKey('shop/shop', reordered)).toBe(monday)
    expect(createKey('shop/shop', [['day', 'tuesday']])).not.toBe(monday)
    expect(createKey('pr-7/pr-7', reordered)).not.toBe(monday)
  })

  const env = { GITHUB_RUN_ID: '17', GITHUB_RUN_ATTEMPT: '2', GITHUB_REPOSITORY: 'octo-org/pipelines' }
  const pullRequest = { number: 7, head: { sha: '1'.repeat(40), repo: { full_name: 'octo-org/pipelines' } } }

  test('returns undefined for a workflow run without a pull request', () => {
    expect(createCommentTarget(readWorkflowRun(env, {}), inputs, [])).toBeUndefined()
  })

  test('names the pull request, its head and the workflow run', () => {
    const workflowRun = readWorkflowRun(env, { pull_request: pullRequest })
    expect(createCommentTarget(workflowRun, inputs, [])).toMatchObject({
      pullRequest: 7,
      sha: '1'.repeat(40),
      runId: 17,
      attempt: 2,
      refusalAdvice: 'Give the job `permissions: pull-requests: write`.',
    })
  })

  test('explains why a run for a fork has no permission', () => {
    const fork = { ...pullRequest, head: { ...pullRequest.head, repo: { full_name: 'someone/pipelines' } } }
    const target = createCommentTarget(readWorkflowRun(env, { pull_request: fork }), inputs, [])
    expect(target?.refusalAdvice).toContain('Pull requests from forks')
  })
})
