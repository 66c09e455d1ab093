import { describe, expect, test } from 'vitest'
import { describeRuns, findRunProblems, planRuns } from './fixtures.ts'

describe('orderRuns', () => {
  test('keeps the order in which runs are written where they need nothing', () => {
    expect(describeRuns(planRuns('c: {}\na: {}\nb: {}'))).toStrictEqual(['c', 'a', 'b'])
  })

  test('puts a run after those that it needs, and before others that are written later', () => {
    const yaml = 'd: { needs: [b, c] }\nb: { needs: a }\na: {}\nc: {}\ne: {}'
    expect(describeRuns(planRuns(yaml))).toStrictEqual(['a', 'b ← a', 'c', 'd ← b, c', 'e'])
  })

  test('puts a run after the run that makes its input, which it needs once', () => {
    const yaml = 'd: { needs: c, input-bundle: b }\nc: { needs: a, input-bundle: a }\nb: { input-bundle: raw }\na: {}'
    expect(describeRuns(planRuns(yaml))).toStrictEqual(['b', 'a', 'c ← a', 'd ← c, b'])
  })

  test.each([
    ['itself', 'a:\n  needs: a', 'runs, line 2, a.needs', 'a → a', 'A run cannot need itself.'],
    ['its own output', 'a:\n  input-bundle: a', 'runs, line 2, a.needs', 'a → a', 'A run cannot need itself.'],
    [
      ...([
        'a run that waits for it',
        'x: { needs: a }\na: { needs: b }\nb: { input-bundle: c }\nc: { needs: a }',
      ] as const),
      ...(['runs, line 2, a.needs', 'a → b → c → a'] as const),
      'These runs wait for each other. Remove one of the needs.',
    ],
  ])('refuses a run that needs %s', (_, yaml, where, given, expected) => {
    expect(findRunProblems(yaml)).toStrictEqual([{ where, given, expected }])
  })

  test('refuses unknown names with the nearest', () => {
    expect(findRunProblems('clean: {}\ndaily:\n  needs: [clean, claen, raw]')).toStrictEqual([
      { where: 'runs, line 3, daily.needs', given: 'claen', expected: 'No run has this name.', nearest: 'clean' },
      { where: 'runs, line 3, daily.needs', given: 'raw', expected: 'No run has this name.' },
    ])
  })

  test('does not suggest the run itself for an unknown name', () => {
    expect(findRunProblems('daily: { needs: dail }')).toStrictEqual([
      { where: 'runs, line 1, daily.needs', given: 'dail', expected: 'No run has this name.' },
    ])
  })

  test('refuses unknown names before cycles', () => {
    expect(findRunProblems('a: { needs: a }\nb: { needs: raw }')).toMatchObject([{ given: 'raw' }])
  })

  test('needs a run once that also makes the input', () => {
    const yaml = 'a: { each: { day: [1] } }\nb: { each: { day: [2] }, needs: a, input-bundle: a }'
    expect(findRunProblems(yaml)).toHaveLength(1)
  })

  test('shows 20 names of a long cycle', () => {
    const yaml = Array.from({ length: 25 }, (_, index) => `r${index}: { needs: r${(index + 1) % 25} }`).join('\n')
    const [problem] = findRunProblems(yaml)
    expect(problem?.given).toBe(Array.from({ length: 20 }, (_, index) => `r${index}`).join(' → '))
  })
})
