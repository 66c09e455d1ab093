import { describe, expect, test } from 'vitest'
import type { FailureIssueInputs } from '../../src/plan/failure-issue-inputs.ts'
import { createFailureIssueTarget } from '../../src/run/failure-issue-target.ts'

const inputs: FailureIssueInputs = { isEnabled: true, key: undefined, labels: [], assignees: [] }
const env = {
  ...{ GITHUB_EVENT_NAME: 'schedule', GITHUB_REF: 'refs/heads/main', GITHUB_REPOSITORY: 'acme/pipes' },
  ...{ GITHUB_RUN_ID: '7', GITHUB_RUN_NUMBER: '812', GITHUB_RUN_ATTEMPT: '2', GITHUB_WORKFLOW: 'nightly' },
  ...{ GITHUB_WORKFLOW_REF: 'acme/pipes/.github/workflows/nightly.yml@refs/heads/main' },
  ...{ GITHUB_JOB: 'orders', GITHUB_ACTION: 'daily', GITHUB_SERVER_URL: 'https://github.com', GITHUB_SHA: 'abc' },
}
const event = { repository: { default_branch: 'main' } }

describe('createFailureIssueTarget', () => {
  test('takes the numbers of the run and its attempt', () => {
    expect(createFailureIssueTarget(env, event, inputs, [])).toEqual({
      ...{ runId: 7, attempt: 2, commit: 'abc', workflow: 'nightly', job: 'orders', inputs },
      url: 'https://github.com/acme/pipes/actions/runs/7',
      key: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
  })

  test.each([
    ['a schedule', { GITHUB_EVENT_NAME: 'schedule' }, event, true],
    ['a schedule whose payload is gone', { GITHUB_EVENT_NAME: 'schedule' }, undefined, true],
    ['a run by hand on the default branch', { GITHUB_EVENT_NAME: 'workflow_dispatch' }, event, true],
    [
      'a run by hand on another branch',
      { GITHUB_EVENT_NAME: 'workflow_dispatch', GITHUB_REF: 'refs/heads/x' },
      event,
      false,
    ],
    ['a run by hand on a tag', { GITHUB_EVENT_NAME: 'workflow_dispatch', GITHUB_REF: 'refs/tags/main' }, event, false],
    ['a run by hand whose payload is gone', { GITHUB_EVENT_NAME: 'workflow_dispatch' }, undefined, false],
    ['a push to the default branch', { GITHUB_EVENT_NAME: 'push' }, event, false],
    ['a pull request', { GITHUB_EVENT_NAME: 'pull_request' }, event, false],
  ])('decides for %s', (_, changes, payload, isTarget) => {
    expect(createFailureIssueTarget({ ...env, ...changes }, payload, inputs, []) !== undefined).toBe(isTarget)
  })

  test('has a key for each workflow, job, step, name and matrix leg, or for the given text', () => {
    const createKey = (changes: object = {}, key?: string, names: readonly string[] = []) =>
      createFailureIssueTarget({ ...env, ...changes }, event, { ...inputs, key }, names)?.key
    const keys = [
      createKey(),
      createKey({ GITHUB_WORKFLOW_REF: 'acme/pipes/.github/workflows/hourly.yml@refs/heads/main' }),
      createKey({ GITHUB_JOB: 'other' }),
      createKey({ GITHUB_ACTION: 'other' }),
      createKey({}, undefined, ['shop.Daily']),
      createKey({}, '{"day":"monday"}'),
      createKey({}, 'orders'),
    ]
    expect(new Set(keys).size).toBe(keys.length)
    expect(createKey({ GITHUB_JOB: 'other' }, 'orders')).toBe(createKey({}, 'orders'))
    expect(createKey({ GITHUB_WORKFLOW: 'a new name' })).toBe(createKey())
    const renamed = 'acme/pipes/.github/workflows/nightly.yml@refs/heads/trunk'
    expect(createKey({ GITHUB_WORKFLOW_REF: renamed })).toBe(createKey())
  })
})
