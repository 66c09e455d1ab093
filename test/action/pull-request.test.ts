import { describe, expect, test } from 'vitest'
import { readPullRequest } from '../../src/action/pull-request.ts'

describe('readPullRequest', () => {
  test.each([
    ['a closed pull request', 'pull_request', { action: 'closed', number: 7, pull_request: {} }, true, false],
    [
      'a merged pull request',
      'pull_request',
      { action: 'closed', number: 7, pull_request: { merged: true } },
      true,
      true,
    ],
    [
      'a label of a merged one',
      'pull_request',
      { action: 'labeled', number: 7, pull_request: { merged: true } },
      false,
      false,
    ],
    ['a push to a pull request', 'pull_request', { action: 'synchronize', number: 7, pull_request: {} }, false, false],
    // The workflow of the base branch runs with its rights: this event must not delete anything.
    ['a closed pull request', 'pull_request_target', { action: 'closed', number: 7, pull_request: {} }, false, false],
  ])('reads %s of the event %s', (_, name, event, isClosed, isMerged) => {
    const env = { GITHUB_REPOSITORY: 'acme/pipes', GITHUB_EVENT_NAME: name }
    expect(readPullRequest(env, event)).toStrictEqual({ repository: 'acme/pipes', number: 7, isClosed, isMerged })
    expect(readPullRequest({ GITHUB_EVENT_NAME: name }, event)).toBeUndefined()
  })

  test.each([
    ['an issue', 'issues', { action: 'closed', number: 7, issue: {} }],
    ['a push', 'push', { action: 'closed' }],
  ])('returns undefined for %s', (_, name, event) => {
    expect(readPullRequest({ GITHUB_REPOSITORY: 'acme/pipes', GITHUB_EVENT_NAME: name }, event)).toBeUndefined()
  })
})
