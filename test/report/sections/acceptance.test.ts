import { expect, test } from 'vitest'
import { explainAcceptance } from '../../../src/report/sections/acceptance.ts'

const acceptance = {
  accepted: [{ rule: 'empty', by: 'ann', at: new Date('2026-08-02T13:40:00Z'), how: 'comment' }],
  refused: [{ rule: 'rows<1', why: 'It was edited.' }],
} as const

test.each([
  ['empty', 'Accepted by @ann on 2026-08-02 13:40 UTC with a comment.'],
  ['rows<1', 'Not accepted. It was edited.'],
  ['stale>1h', ''],
])('explainAcceptance says for %s: %s', (rule, expected) => {
  expect(explainAcceptance(rule, { acceptance })).toBe(expected)
  expect(explainAcceptance(rule, {})).toBe('')
})
