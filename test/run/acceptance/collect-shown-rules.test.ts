import { describe, expect, test } from 'vitest'
import { hashText, isCovered } from '../../../src/compare/rules/finding.ts'
import { collectShownRules, createShownRule } from '../../../src/run/acceptance/collect-shown-rules.ts'
import { completeReport } from '../../report/fixtures/reports.ts'
import { states } from '../../report/fixtures/states.ts'

const run = {
  pipeClass: 'shop.Daily',
  context: 'pr-7/shop',
  params: new Map([
    ['day', '1'],
    ['size', '2'],
  ]),
}
const breach = { rule: 'column-removed', evidence: 'Removed: `a`.', finding: { subjects: ['a'] } }
const getKey = (
  changes: Partial<typeof run> & { readonly label?: { readonly name: string; readonly values: Map<string, string> } },
  rule = breach.rule,
) => createShownRule({ ...run, ...changes }, { ...breach, rule }).key

describe('createShownRule', () => {
  test('hashes the finding, or the evidence where a file has no finding', () => {
    expect(createShownRule(run, breach).subjects).toEqual([hashText('a')])
    const { finding: _, ...old } = breach
    expect(createShownRule(run, old).subjects).toEqual([hashText(old.evidence)])
  })

  test('adds the evidence to a finding that a file claims, and covers that of the run itself', () => {
    const claimed = createShownRule(run, { ...breach, isClaimed: true })
    expect(isCovered(createShownRule(run, breach), claimed)).toBe(true)
    expect(isCovered(claimed, createShownRule(run, { ...breach, isClaimed: true }))).toBe(true)
    const other = createShownRule(run, { ...breach, evidence: 'Removed: `b`.', isClaimed: true })
    expect(isCovered(other, claimed)).toBe(false)
    expect(isCovered(claimed, createShownRule(run, breach))).toBe(false)
  })

  test('has one key for each rule and run, in any order of the parameters', () => {
    expect(
      getKey({
        params: new Map([
          ['size', '2'],
          ['day', '1'],
        ]),
      }),
    ).toBe(getKey({}))
    const keys = [
      ...[getKey({}), getKey({}, 'empty'), getKey({ pipeClass: 'shop.Other' }), getKey({ context: 'pr-8/shop' })],
      ...[getKey({ params: new Map([['day', '2']]) }), getKey({ label: { name: 'daily', values: new Map() } })],
    ]
    expect(new Set(keys).size).toBe(keys.length)
  })
})

test('collectShownRules lists the broken rules of all reports, and the keys of accepted ones', () => {
  const [state] = states['breach'] ?? []
  if (state === undefined) throw new Error('no report')
  const report = completeReport(state)
  const at = new Date(0)
  const acceptance = { accepted: [{ rule: 'type-changed', by: 'ann', at, how: 'label' }], refused: [] } as const
  const { rules, accepted } = collectShownRules([report, { ...report, pipeClass: 'shop.Other', acceptance }])
  expect(rules).toHaveLength(4)
  expect(accepted).toEqual(new Set([rules[3]?.key]))
})
