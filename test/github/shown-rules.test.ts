import { describe, expect, test } from 'vitest'
import {
  formatShownRules,
  keepShownTimes,
  listShownRules,
  parseShownRules,
  type ShownRule,
  shownRulesLimit,
} from '../../src/github/shown-rules.ts'

const sha = 'a'.repeat(40)
const [nine, ten] = [new Date('2026-07-01T09:00:00Z'), new Date('2026-07-01T10:00:00Z')]
const columns: ShownRule = { key: 'k1', subjects: ['s1', 's2'] }
const amount: ShownRule = { key: 'k2', subjects: [], amount: { value: -0.000_000_12, worse: 'lower' }, shownAt: nine }
const createBody = (rules: readonly ShownRule[], head = sha) =>
  `<!-- first line -->\n${formatShownRules({ sha: head, rules })}The report.`

describe('the record of shown rules', () => {
  test('is read back from the second line of a comment', () => {
    expect(parseShownRules(createBody([columns, amount]))).toEqual({ sha, rules: [columns, amount] })
  })

  test('is one hidden line, which no text can end', () => {
    const line = formatShownRules({ sha, rules: [{ key: '-->\n<b>', subjects: ['--> x'] }] })
    expect(line).toMatch(/^<!-- disdat-run-action-rules \{[^<>\n]*\} -->\n$/)
    expect(parseShownRules(`\n${line}`)?.rules).toEqual([{ key: '-->\n<b>', subjects: ['--> x'] }])
  })

  test('is empty without rules', () => {
    expect(formatShownRules({ sha, rules: [] })).toBe('')
  })

  test('leaves out the rules for which there is no room', () => {
    const rules = Array.from({ length: 1000 }, (_, index) => ({ ...columns, key: `key ${index}` }))
    const line = formatShownRules({ sha, rules })
    expect(line.length).toBeLessThanOrEqual(shownRulesLimit + 1)
    const shown = parseShownRules(`\n${line}`)?.rules ?? []
    expect(shown.length).toBeGreaterThan(100)
    expect(shown).toEqual(rules.slice(0, shown.length))
  })

  test.each([
    ['no second line', '<!-- first line -->'],
    ['another second line', '<!-- first line -->\nThe report.'],
    ['the record in the first line', formatShownRules({ sha, rules: [columns] })],
    ['the record in the third line', `\n\n${formatShownRules({ sha, rules: [columns] })}`],
    ['another version', createBody([columns]).replace('"v":1', '"v":2')],
    ['a rule without a key', createBody([columns]).replace('"k1"', '1')],
    ['a number as subject', createBody([columns]).replace('"s1"', '1')],
    ['a text as time', createBody([amount]).replace(/\d{10}/, '"x"')],
    ['a time before 1970', createBody([amount]).replace(/(\d{10})/, '-$1')],
  ])('is undefined with %s', (_, body) => {
    expect(parseShownRules(body)).toBeUndefined()
  })
})

describe('listShownRules', () => {
  test('takes the time of the last change for rules without a time of their own', () => {
    const rules = listShownRules({ body: createBody([columns, amount]), updatedAt: ten }, sha)
    expect(rules).toEqual([{ ...columns, shownAt: ten }, amount])
  })

  test('knows nothing of another head', () => {
    expect(listShownRules({ body: createBody([columns], 'b'.repeat(40)), updatedAt: ten }, sha)).toEqual([])
  })
})

describe('keepShownTimes', () => {
  const keep = (rules: readonly ShownRule[], accepted: readonly string[], earlier: readonly ShownRule[], head = sha) =>
    keepShownTimes({ sha, rules }, new Set(accepted), { body: createBody(earlier, head), updatedAt: ten }).rules

  test('keeps the time of what the comment showed before', () => {
    expect(keep([columns], [], [columns])).toEqual([{ ...columns, shownAt: ten }])
    expect(keep([columns], [], [{ ...columns, shownAt: nine }])).toEqual([{ ...columns, shownAt: nine }])
  })

  test('has no time for other evidence, another rule and another head', () => {
    expect(keep([{ ...columns, subjects: ['s1'] }], [], [columns])).toEqual([{ ...columns, subjects: ['s1'] }])
    expect(keep([{ key: 'k2', subjects: [] }], [], [amount])).toEqual([{ key: 'k2', subjects: [] }])
    expect(keep([columns], [], [amount])).toEqual([columns])
    expect(keep([columns], [], [columns], 'b'.repeat(40))).toEqual([columns])
    expect(keepShownTimes({ sha, rules: [columns] }, new Set(), undefined).rules).toEqual([columns])
  })

  test('keeps what was accepted, although less is there now', () => {
    expect(keep([{ ...columns, subjects: ['s1'] }], ['k1'], [columns])).toEqual([{ ...columns, shownAt: ten }])
  })
})
