import { expect, test } from 'vitest'
import { PageBudget } from '../../../src/compare/rows/page-budget.ts'
import { BundleFormatError } from '../../../src/disdat/format/format-error.ts'

test('PageBudget refuses more bytes than it has, until others are released', () => {
  const budget = new PageBudget(10)
  expect(budget.reserve(6)).toBe(6)
  const error = new BundleFormatError('columns whose pages take more than 10 bytes together')
  expect(() => budget.reserve(5)).toThrow(error)
  budget.release(6)
  expect(budget.reserve(10)).toBe(10)
})
