import { describe, expect, test } from 'vitest'
import { createRetryStrategy } from '../../../src/backends/batch/retry-strategy.ts'

const exit = { onReason: '*', action: 'EXIT' }

describe('createRetryStrategy', () => {
  test('retries a lost host, in both of AWS’s wordings, and nothing else', () => {
    expect(createRetryStrategy(3)).toStrictEqual({
      attempts: 3,
      evaluateOnExit: [
        { onStatusReason: 'Host EC2*', action: 'RETRY' },
        { onStatusReason: 'Your Spot Task was interrupted*', action: 'RETRY' },
        exit,
      ],
    })
  })

  test('retries nothing with one attempt', () => {
    expect(createRetryStrategy(1)).toStrictEqual({ attempts: 1, evaluateOnExit: [exit] })
  })
})
