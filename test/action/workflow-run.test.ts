import { describe, expect, test } from 'vitest'
import { getBaseCommit, getWorkflowCommits, isUnattendedRun, readWorkflowRun } from '../../src/action/workflow-run.ts'

describe('getWorkflowCommits', () => {
  test.each([
    ['a push', { after: 'a' }, ['abc']],
    ['a pull request', { pull_request: { head: { sha: 'def' } } }, ['abc', 'def']],
    ['a pull request of another shape', { pull_request: { head: 7 } }, ['abc']],
    ['a missing event', undefined, ['abc']],
  ])('returns the commits of %s', (_, event, commits) => {
    expect(getWorkflowCommits({ GITHUB_SHA: 'abc' }, event)).toStrictEqual(commits)
  })

  test('is empty outside of a workflow', () => {
    expect(getWorkflowCommits({}, undefined)).toStrictEqual([])
  })
})

describe('getBaseCommit', () => {
  test('returns the commit of the base branch in a pull request', () => {
    expect(getBaseCommit({ GITHUB_SHA: 'abc' }, { pull_request: { base: { sha: 'def' } } })).toBe('def')
  })

  test('returns the commit of the workflow in other events', () => {
    expect(getBaseCommit({ GITHUB_SHA: 'abc' }, { pull_request: { base: { sha: 7 } } })).toBe('abc')
    expect(getBaseCommit({ GITHUB_SHA: 'abc' }, undefined)).toBe('abc')
  })

  test('returns undefined outside of a workflow', () => {
    expect(getBaseCommit({}, {})).toBeUndefined()
  })
})

describe('readWorkflowRun', () => {
  test.each([
    ['a branch of the repository', 'octocat', { repo: { full_name: 'acme/pipes' } }, false],
    ['a fork', 'octocat', { repo: { full_name: 'mallory/pipes' } }, true],
    ['a fork that was deleted', 'octocat', { repo: null }, true],
    ['Dependabot', 'dependabot[bot]', { repo: { full_name: 'acme/pipes' } }, true],
  ])('says whether a pull request from %s comes from outside', (_, actor, head, isFromOutside) => {
    const env = { GITHUB_REPOSITORY: 'acme/pipes', GITHUB_ACTOR: actor }
    const event = { number: 7, pull_request: { head } }
    expect(readWorkflowRun(env, event)).toMatchObject({ pullRequest: 7, isFromOutside })
  })

  test('does not take a push for one from outside', () => {
    const run = readWorkflowRun({ GITHUB_REPOSITORY: 'acme/pipes' }, { after: 'a' })
    expect(run).toMatchObject({ isFromOutside: false, pullRequest: undefined })
  })

  test('links the run on an enterprise server', () => {
    const env = { GITHUB_SERVER_URL: 'https://ghe.acme.example', GITHUB_REPOSITORY: 'acme/pipes', GITHUB_RUN_ID: '8' }
    expect(readWorkflowRun(env, {}).url).toBe('https://ghe.acme.example/acme/pipes/actions/runs/8')
  })

  test('reads the variables of the runner', () => {
    const env = {
      GITHUB_REPOSITORY: 'acme/pipes',
      GITHUB_RUN_ID: '812',
      GITHUB_RUN_NUMBER: '40',
      GITHUB_RUN_ATTEMPT: '2',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_WORKFLOW: 'nightly',
      GITHUB_WORKFLOW_REF: 'acme/pipes/.github/workflows/night.yml@refs/pull/7/merge',
      GITHUB_JOB: 'orders',
      GITHUB_ACTION: 'daily',
      GITHUB_ACTOR: 'octocat',
      GITHUB_SHA: 'abc',
    }
    expect(readWorkflowRun(env, { pull_request: { number: 7, head: { sha: 'def' } } })).toStrictEqual({
      repository: 'acme/pipes',
      runId: '812',
      number: 40,
      attempt: 2,
      workflow: 'nightly',
      workflowPath: '.github/workflows/night.yml',
      job: 'orders',
      step: 'daily',
      commit: 'def',
      actor: 'octocat',
      pullRequest: 7,
      isFromOutside: true,
      url: 'https://github.com/acme/pipes/actions/runs/812',
    })
  })

  test('is empty outside of a workflow', () => {
    expect(readWorkflowRun({}, undefined)).toMatchObject({ repository: '', runId: '', attempt: 1, url: '' })
    expect(readWorkflowRun({}, undefined)).toMatchObject({ number: 0, workflowPath: '' })
  })
})

test.each([
  ['a schedule', 'schedule', 'refs/heads/other', true],
  ['a run by hand on the default branch', 'workflow_dispatch', 'refs/heads/main', true],
  ['a run by hand on another branch', 'workflow_dispatch', 'refs/heads/other', false],
  ['a push to the default branch', 'push', 'refs/heads/main', false],
])('isUnattendedRun decides for %s', (_, name, ref, isUnattended) => {
  const env = { GITHUB_EVENT_NAME: name, GITHUB_REF: ref }
  expect(isUnattendedRun(env, { repository: { default_branch: 'main' } })).toBe(isUnattended)
})
