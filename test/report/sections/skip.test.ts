import { describe, expect, test } from 'vitest'
import { createSkipSection } from '../../../src/report/sections/skip.ts'
import { renderSection } from '../fixtures/render-section.ts'
import { produced } from '../fixtures/reports.ts'

describe('createSkipSection', () => {
  test('is empty without the input', () => {
    expect(renderSection(createSkipSection(produced))).toBe('')
  })

  test('shows why the run was skipped', () => {
    const skip = { why: 'Nothing has changed.' }
    expect(renderSection(createSkipSection({ ...produced, skip }))).toBe('**Skipped:** Nothing has changed\\.')
  })

  test('shows the trigger and both values, escaped', () => {
    const skip = { trigger: 'params', why: 'The parameter day is another one.', was: '`<b>`', now: '2' } as const
    const text = renderSection(createSkipSection({ ...produced, skip }))
    expect(text).toContain('**Not skipped** (`params`)**:** The parameter day is another one')
    expect(text).toMatch(/ Was ``+ `<b>` ``+, now `2`\.$/)
  })
})
