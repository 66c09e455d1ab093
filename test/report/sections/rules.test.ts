import { describe, expect, test } from 'vitest'
import type { RulesReport } from '../../../src/report/report.ts'
import { createRulesSection } from '../../../src/report/sections/rules.ts'
import { renderSection } from '../fixtures/render-section.ts'
import { started } from '../fixtures/reports.ts'

const render = (rules: Partial<RulesReport>) =>
  renderSection(createRulesSection({ ...started, rules: { checked: [], breaches: [], undecided: [], ...rules } }))

describe('createRulesSection', () => {
  test('lists broken rules before undecided rules, without their number, which is in the headline', () => {
    const breaches = [{ rule: 'empty', evidence: 'No rows.' }]
    const undecided = [{ rule: 'stale>26h', why: 'No time.' }]
    expect(render({ checked: ['empty', 'stale>26h'], breaches, undecided })).toBe(
      '- ❌ `empty`: No rows\\.\n- ❓ `stale>26h` is undecided: No time\\.',
    )
  })

  test('shows passed rules in one line, without the default rule', () => {
    expect(render({ checked: ['error', 'empty', 'rows<5'] })).toBe('**Rules passed:** `empty`, `rows<5`')
    expect(render({ checked: ['error', 'empty'] })).toBe('**Rule passed:** `empty`')
  })

  test('shrinks to the number of rules', () => {
    const breaches = Array.from({ length: 60 }, () => ({ rule: 'empty', evidence: 'No rows.' }))
    const { variants } = createRulesSection({ ...started, rules: { checked: [], breaches, undecided: [] } })
    expect(variants[0]?.()).toContain('… and 10 more rules.')
    expect(variants.at(-1)?.()).toBe('**60 rules broken**')
  })

  test('is empty when only the default rule was checked, and without rules', () => {
    expect(render({ checked: ['error'] })).toBe('')
    expect(renderSection(createRulesSection(started))).toBe('')
  })
})
