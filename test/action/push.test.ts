import { describe, expect, test } from 'vitest'
import { readPush } from '../../src/action/push.ts'

const env = {
  GITHUB_EVENT_NAME: 'push',
  GITHUB_REF: 'refs/heads/release/1.x',
  GITHUB_SHA: 'a'.repeat(40),
  GITHUB_REPOSITORY: 'acme/pipes',
}

describe('readPush', () => {
  test('reads repository, commit and branch', () => {
    expect(readPush(env)).toStrictEqual({ repository: 'acme/pipes', commit: 'a'.repeat(40), branch: 'release/1.x' })
  })

  test.each([
    ['a pull request', { GITHUB_EVENT_NAME: 'pull_request' }],
    ['a manual run', { GITHUB_EVENT_NAME: 'workflow_dispatch' }],
    ['a tag', { GITHUB_REF: 'refs/tags/v1' }],
    ['a runner without a commit', { GITHUB_SHA: '' }],
    ['a runner without a repository', { GITHUB_REPOSITORY: undefined }],
  ])('returns undefined for %s', (_, changes) => {
    expect(readPush({ ...env, ...changes })).toBeUndefined()
  })
})
