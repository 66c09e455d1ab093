import { describe, expect, test } from 'vitest'
import { maxReferenceBytes, maxReferences, ReadingBudget } from '../../src/bundles/reading-budget.ts'
import { neverAborted } from '../remote/helpers.ts'

const mib = 1024 * 1024

describe('ReadingBudget', () => {
  test('refuses more references, and more bytes of them, than the limits', () => {
    const budget = new ReadingBudget()
    budget.countReferences(maxReferences)
    expect(() => budget.countReferences(1)).toThrow(`more than ${maxReferences} objects`)
    budget.countReferenceBytes(maxReferenceBytes)
    expect(() => budget.countReferenceBytes(1)).toThrow(`more than ${maxReferenceBytes} bytes`)
  })

  test('keeps 8 MiB in memory', () => {
    const budget = new ReadingBudget()
    expect([budget.mayKeep(5 * mib), budget.mayKeep(5 * mib), budget.mayKeep(3 * mib)]).toStrictEqual([
      true,
      false,
      true,
    ])
  })

  test('reads 64 MiB at a time', async () => {
    const budget = new ReadingBudget()
    const order: string[] = []
    const gate = Promise.withResolvers<void>()
    const first = budget.hold(64 * mib, neverAborted, async () => {
      await gate.promise
      order.push('first')
    })
    const second = budget.hold(1, neverAborted, async () => void order.push('second'))
    gate.resolve()
    await Promise.all([first, second])
    expect(order).toStrictEqual(['first', 'second'])
  })
})
