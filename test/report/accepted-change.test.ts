import { expect, test } from 'vitest'
import { isAcceptedChange, listUnaccepted } from '../../src/report/accepted-change.ts'

const breaches = ['empty', 'rows<1'].map((rule) => ({ rule, evidence: 'Seen.' }))
const rules = { checked: [], breaches, undecided: [] }
const accept = (...names: readonly string[]) => ({
  accepted: names.map((rule) => ({ rule, by: 'ann', at: new Date(0), how: 'label' }) as const),
  refused: [],
})

test.each([
  ['nothing is accepted', { rules }, ['empty', 'rows<1'], false],
  ['one of two rules is', { rules, acceptance: accept('empty') }, ['rows<1'], false],
  ['all are', { rules, acceptance: accept('rows<1', 'empty') }, [], true],
  ['no rule is broken', { rules: { ...rules, breaches: [] } }, [], false],
  ['no rule is evaluated', {}, [], false],
])('listUnaccepted and isAcceptedChange, where %s', (_, report, unaccepted, isAccepted) => {
  expect(listUnaccepted(report).map(({ rule }) => rule)).toEqual(unaccepted)
  expect(isAcceptedChange(report)).toBe(isAccepted)
})
