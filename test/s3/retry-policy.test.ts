import { describe, expect, test } from 'vitest'
import { ConnectionError, S3Error, TruncatedBodyError } from '../../src/s3/errors.ts'
import { choosePause, isDamaged, repeatOperation } from '../../src/s3/retry-policy.ts'
import { options } from './helpers.ts'

describe('choosePause', () => {
  test.each<[string, Error, number]>([
    ['a reset connection', new ConnectionError('ECONNRESET', 'reset'), 4],
    ['another protocol', new ConnectionError('HPE_INVALID_CONSTANT', 'Parse Error'), 1],
    ['a truncated body', new TruncatedBodyError('the body ended early'), 3],
    ['a fault of S3', new S3Error(500, 'InternalError', ''), 4],
    ['a request that took too long', new S3Error(400, 'RequestTimeout', ''), 4],
    ['a refusal', new S3Error(403, 'AccessDenied', ''), 1],
    ['any other error', new Error('no'), 1],
  ])('allows for %s a fixed number of attempts', (_, error, attempts) => {
    for (let attempt = 1; attempt < attempts; attempt++) expect(choosePause(error, attempt)).toBeTypeOf('number')
    expect(choosePause(error, attempts)).toBeUndefined()
  })

  test('doubles the limit of the pause, which is longer after SlowDown', () => {
    const longest = (status: number, attempt: number) => {
      const pauses = Array.from({ length: 500 }, () => choosePause(new S3Error(status, undefined, ''), attempt) ?? 0)
      return Math.max(...pauses)
    }
    expect(longest(500, 1)).toBeLessThanOrEqual(100)
    expect(longest(500, 3)).toBeGreaterThan(100)
    expect(longest(500, 3)).toBeLessThanOrEqual(400)
    expect(longest(503, 1)).toBeGreaterThan(100)
    expect(longest(503, 1)).toBeLessThanOrEqual(500)
  })
})

describe('repeatOperation', () => {
  const damaged = new S3Error(400, 'BadDigest', '')

  test('allows three attempts for the accepted errors', () => {
    const { pauseMs } = repeatOperation(isDamaged, options.signal)
    expect(pauseMs(damaged, 2)).toBeLessThanOrEqual(500)
    expect(pauseMs(damaged, 3)).toBeUndefined()
    expect(pauseMs(new Error('no'), 1)).toBeUndefined()
  })

  test('allows no attempt after the signal has aborted', () => {
    expect(repeatOperation(isDamaged, AbortSignal.abort()).pauseMs(damaged, 1)).toBeUndefined()
  })
})
