import { describe, expect, test } from 'vitest'
import { StepPromotion } from '../../../src/run/promote/step-promotion.ts'

/** A marker that counts what is done with it. */
function createMarker() {
  const calls: string[] = []
  const create = async () => {
    calls.push('begin')
    return { end: async () => void calls.push('end') }
  }
  return { calls, create }
}

describe('StepPromotion', () => {
  test('begins one marker for all runs, and ends it when each is decided', async () => {
    const { calls, create } = createMarker()
    const step = new StepPromotion(3)
    await Promise.all([step.begin(create), step.begin(create)])
    await step.decide()
    await step.decide()
    expect(calls).toStrictEqual(['begin'])
    await step.decide()
    expect(calls).toStrictEqual(['begin', 'end'])
    await step[Symbol.asyncDispose]()
    expect(calls).toStrictEqual(['begin', 'end'])
  })

  test('ends the marker with the step when some runs are never decided', async () => {
    const { calls, create } = createMarker()
    {
      await using step = new StepPromotion(2)
      await step.begin(create)
      await step.decide()
    }
    expect(calls).toStrictEqual(['begin', 'end'])
  })

  test('does nothing without a promotion, and begins none after the end', async () => {
    const { calls, create } = createMarker()
    const step = new StepPromotion(1)
    await step.decide()
    await step.begin(create)
    await step.decide()
    expect(calls).toStrictEqual([])
  })

  test('throws what the beginning throws, and nothing at the end', async () => {
    const step = new StepPromotion(1)
    await expect(step.begin(async () => await Promise.reject(new Error('denied')))).rejects.toThrow('denied')
    await expect(step.decide()).resolves.toBeUndefined()
    const failing = new StepPromotion(1)
    await failing.begin(async () => ({ end: async () => await Promise.reject(new Error('lost')) }))
    await expect(failing.decide()).resolves.toBeUndefined()
  })
})
