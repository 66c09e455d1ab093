import { describe, expect, test } from 'vitest'
import { GitHubError } from '../../src/github/errors.ts'
import { retryGitHub } from '../../src/github/retry-github.ts'

const never = new AbortController().signal
/** GitHub asks for no pause, so a test does not wait. */
const busy = new GitHubError('busy', 'busy', 429, 0)

describe('retryGitHub', () => {
  test('passes the number of the attempt, from 1', async () => {
    const attempts: number[] = []
    const result = await retryGitHub(async (_, attempt) => {
      attempts.push(attempt)
      if (attempt < 3) throw busy
      return 'done'
    }, never)
    expect([result, attempts]).toStrictEqual(['done', [1, 2, 3]])
  })

  test('throws the last error after five attempts', async () => {
    let calls = 0
    const work = retryGitHub(async () => {
      calls += 1
      throw busy
    }, never)
    await expect(work).rejects.toBe(busy)
    expect(calls).toBe(5)
  })

  test.each([
    ['a refusal', new GitHubError('refused', 'no', 404)],
    ['a pause of more than a minute', new GitHubError('busy', 'later', 429, 60_001)],
    [
      'a failure of TLS',
      new GitHubError('unclear', Object.assign(new Error(), { code: 'CERT_HAS_EXPIRED' }), undefined),
    ],
  ])('does not retry after %s', async (_, error) => {
    let calls = 0
    const work = retryGitHub(async () => {
      calls += 1
      throw error
    }, never)
    await expect(work).rejects.toBe(error)
    expect(calls).toBe(1)
  })

  test('throws GitHub’s error when the signal aborts during a pause', async () => {
    const cancel = new AbortController()
    const error = new GitHubError('busy', 'later', 429, 50_000)
    const work = retryGitHub(async () => {
      setImmediate(() => cancel.abort(new Error('SIGINT')))
      throw error
    }, cancel.signal)
    await expect(work).rejects.toBe(error)
  })

  test('aborts a running call', async () => {
    const cancel = new AbortController()
    const work = retryGitHub(async (signal) => {
      cancel.abort(new Error('SIGINT'))
      signal.throwIfAborted()
    }, cancel.signal)
    await expect(work).rejects.toMatchObject({ name: 'GitHubError', kind: 'unclear', message: 'SIGINT' })
  })
})
