import { describe, expect, test, vi } from 'vitest'
import { GitHubError, toGitHubError } from '../../src/github/errors.ts'

const createError = (status: number, headers: object = {}, message = 'by the test') =>
  Object.assign(new Error(message), { status, response: { headers } })

describe('toGitHubError', () => {
  test.each([
    ['a refusal', createError(404), 'refused', 404],
    ['a refusal without a rate limit', createError(403), 'refused', 403],
    ['too many requests', createError(429), 'busy', 429],
    ['a conflict', createError(409), 'busy', 409],
    ['a spent rate limit', createError(403, { 'x-ratelimit-remaining': '0' }), 'busy', 403],
    ['a rate limit in the message', createError(403, {}, 'You have exceeded a secondary rate limit'), 'busy', 403],
    ['a server error', createError(502), 'unclear', 502],
    ['a broken connection', Object.assign(new Error('socket hang up'), { status: 500 }), 'unclear', undefined],
    ['errors of GraphQL', Object.assign(new Error('no'), { errors: [{}], response: {} }), 'refused', undefined],
    ['anything else', 'text', 'unclear', undefined],
  ])('classifies %s', (_, error, kind, status) => {
    expect(toGitHubError(error)).toMatchObject({ name: 'GitHubError', kind, status, cause: error })
  })

  test('returns a GitHubError unchanged', () => {
    const error = new GitHubError('busy', 'text', 429)
    expect(toGitHubError(error)).toBe(error)
  })

  test('takes the pause from retry-after', () => {
    expect(toGitHubError(createError(429, { 'retry-after': '7' })).pauseMs).toBe(7000)
    expect(toGitHubError(createError(429)).pauseMs).toBeUndefined()
  })

  test('takes the pause from the reset of a spent rate limit', () => {
    vi.useFakeTimers({ now: 1_000_000 })
    try {
      const reset = { 'x-ratelimit-reset': '1060' }
      expect(toGitHubError(createError(403, { 'x-ratelimit-remaining': '0', ...reset })).pauseMs).toBe(60_000)
      expect(toGitHubError(createError(429, { 'x-ratelimit-remaining': '1', ...reset })).pauseMs).toBeUndefined()
      expect(
        toGitHubError(createError(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '900' })).pauseMs,
      ).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })
})
