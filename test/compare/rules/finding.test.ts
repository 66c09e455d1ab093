import { describe, expect, test } from 'vitest'
import { digestFinding, hashText, isCovered, measureFinding } from '../../../src/compare/rules/finding.ts'

describe('measureFinding', () => {
  test.each([
    ['<', 'lower'],
    ['<=', 'lower'],
    ['>', 'higher'],
    ['>=', 'higher'],
  ] as const)('of a limit with `%s` says that a %s amount is worse', (is, worse) => {
    expect(measureFinding(3, is)).toEqual({ subjects: [], amount: { value: 3, worse } })
  })

  test('of an infinite amount is undefined, because it would cover every amount', () => {
    expect(measureFinding(Number.POSITIVE_INFINITY, '>')).toBeUndefined()
  })
})

describe('digestFinding', () => {
  test('hashes each of a few subjects, in any order and each once', () => {
    const { subjects } = digestFinding({ subjects: ['b', 'a', 'b'] })
    expect(subjects).toEqual([hashText('a'), hashText('b')])
    expect(subjects[0]).toMatch(/^[0-9a-f]{24}$/)
  })

  test('hashes many subjects together, and keeps the amount', () => {
    const subjects = Array.from({ length: 21 }, (_, index) => `${index}`)
    const amount = { value: -1, worse: 'lower' } as const
    expect(digestFinding({ subjects, amount })).toEqual({ subjects: [expect.stringMatching(/^all:/)], amount })
    expect(digestFinding({ subjects: subjects.toReversed() })).toEqual(digestFinding({ subjects }))
    expect(digestFinding({ subjects: subjects.slice(1) }).subjects).toHaveLength(20)
  })
})

describe('isCovered', () => {
  const amount = (value: number, worse: 'higher' | 'lower' = 'higher') => ({ subjects: [], amount: { value, worse } })

  test.each([
    [{ subjects: ['a'] }, { subjects: ['a', 'b'] }, true],
    [{ subjects: ['a', 'c'] }, { subjects: ['a', 'b'] }, false],
    [amount(5), amount(5), true],
    [amount(4), amount(5), true],
    [amount(6), amount(5), false],
    [amount(-6, 'lower'), amount(-5, 'lower'), false],
    [amount(-4, 'lower'), amount(-5, 'lower'), true],
    [amount(-5, 'lower'), amount(-5, 'lower'), true],
    [amount(5), amount(5, 'lower'), false],
    [amount(5), { subjects: [] }, false],
    [{ subjects: [] }, amount(5), false],
  ])('of %j by %j is %j', (finding, by, expected) => {
    expect(isCovered(finding, by)).toBe(expected)
  })
})
