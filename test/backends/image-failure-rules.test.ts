import { describe, expect, test } from 'vitest'
import { findImageFailure, pullFailureRules, startFailureRules } from '../../src/backends/image-failure-rules.ts'

/** The messages themselves are in docker/pull.test.ts, docker/container.test.ts and batch/failure-rules.test.ts. */
describe('findImageFailure', () => {
  test('returns the first rule that matches', () => {
    expect(findImageFailure(pullFailureRules, 'denied: x509: certificate is not valid')).toMatchObject({
      verdict: 'remote-unreachable',
    })
    expect(findImageFailure(startFailureRules, 'exec: "a": permission denied')).toMatchObject({
      verdict: 'invalid-input',
    })
  })

  test('returns undefined for an unknown reason', () => {
    expect(findImageFailure([...pullFailureRules, ...startFailureRules], 'something new')).toBeUndefined()
  })

  test('has advice for both backends in every rule', () => {
    for (const { runnerAdvice, hostAdvice } of [...pullFailureRules, ...startFailureRules])
      expect([runnerAdvice, hostAdvice]).toStrictEqual([expect.stringMatching(/\.$/), expect.stringMatching(/\.$/)])
  })
})
