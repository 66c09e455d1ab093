import { describe, expect, test } from 'vitest'
import { describeError, Failure, isTransientVerdict, verdicts } from '../src/errors.ts'

describe('Failure', () => {
  test('keeps verdict, evidence, advice, cause and line', () => {
    const cause = new Error('ECONNRESET')
    const where = { file: 'pipes/orders.py', line: 7 }
    const failure = new Failure('pipe-error', 'The pipe failed.', 'Fix the pipe.', { cause, where })
    expect(failure).toMatchObject({ verdict: 'pipe-error', message: 'The pipe failed.', advice: 'Fix the pipe.' })
    expect(failure.cause).toBe(cause)
    expect(failure.where).toStrictEqual(where)
  })
})

describe('describeError', () => {
  test('joins the messages of an error and of its causes', () => {
    const inner = new Error('connection refused')
    expect(describeError(new Error('no answer', { cause: new Error('S3 failed', { cause: inner }) }))).toBe(
      'no answer: S3 failed: connection refused',
    )
  })

  test('does not repeat a cause that the message quotes', () => {
    expect(describeError(new Error('S3 failed: refused', { cause: new Error('refused') }))).toBe('S3 failed: refused')
  })

  test('uses the first error of several', () => {
    expect(describeError(new AggregateError([new Error('IPv6'), new Error('IPv4')], 'both failed'))).toBe(
      'both failed: IPv6',
    )
  })

  test('is never empty', () => {
    expect(describeError(new TypeError(''))).toBe('TypeError')
    expect(describeError('text')).toBe('text')
    expect(describeError(undefined)).toBe('undefined')
  })
})

describe('isTransientVerdict', () => {
  test('accepts exactly the verdicts that another attempt may change', () => {
    expect(verdicts.filter(isTransientVerdict)).toStrictEqual([
      'docker-unavailable',
      'cancelled',
      'remote-unreachable',
      'spot-interrupted',
      'host-lost',
      'queue-timeout',
      'agent-fault',
      'terminated',
      'throttled',
    ])
  })
})
