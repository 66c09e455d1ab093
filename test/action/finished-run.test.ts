import { describe, expect, test } from 'vitest'
import { parseFinishedRun } from '../../src/action/finished-run.ts'

const run = {
  id: 812,
  run_attempt: 2,
  path: '.github/workflows/check.yml',
  html_url: 'https://github.com/acme/pipes/actions/runs/812',
  event: 'pull_request',
  head_sha: 'def',
  head_branch: 'feature',
  head_repository: { full_name: 'octocat/pipes' },
}

describe('parseFinishedRun', () => {
  test('returns the run that triggered the workflow', () => {
    expect(parseFinishedRun({ workflow_run: run })).toStrictEqual({
      id: 812,
      attempt: 2,
      path: '.github/workflows/check.yml',
      url: 'https://github.com/acme/pipes/actions/runs/812',
      event: 'pull_request',
      sha: 'def',
      branch: 'feature',
      repository: 'octocat/pipes',
    })
  })

  test('has no repository when the fork was deleted', () => {
    expect(parseFinishedRun({ workflow_run: { ...run, head_repository: null } })?.repository).toBeUndefined()
  })

  test('has empty texts for what the event leaves out', () => {
    expect(parseFinishedRun({ workflow_run: { id: 812, run_attempt: 2, head_sha: 'def' } })).toStrictEqual({
      ...{ id: 812, attempt: 2, sha: 'def' },
      ...{ path: '', url: '', event: '', branch: '', repository: undefined },
    })
  })

  test.each([
    ['another event', { pull_request: {} }],
    ['a missing event', undefined],
    ['a run without an id', { workflow_run: { ...run, id: '812' } }],
    ['a run without an attempt', { workflow_run: { ...run, run_attempt: undefined } }],
    ['a run without a commit', { workflow_run: { ...run, head_sha: '' } }],
  ])('returns undefined for %s', (_, event) => {
    expect(parseFinishedRun(event)).toBeUndefined()
  })
})
