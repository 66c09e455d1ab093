import { describe, expect, test } from 'vitest'
import { createLogSection } from '../../../src/report/sections/log.ts'
import { renderSection } from '../fixtures/render-section.ts'
import { started } from '../fixtures/reports.ts'

const log = { lines: 1234, tail: ['one', '```', '##[error]two', 'y'.repeat(600)] }

describe('createLogSection', () => {
  test('shows the last lines, escaped and shortened', () => {
    expect(renderSection(createLogSection({ ...started, log }))).toBe(
      [
        '<details><summary>Log: last 4 of 1,234 lines</summary>',
        '',
        '````text',
        'one',
        '```',
        '## [error]two',
        `${'y'.repeat(500)} …`,
        '````',
        '',
        '</details>',
      ].join('\n'),
    )
  })

  test('drops earlier lines first', () => {
    const { variants } = createLogSection({ ...started, log: { lines: 4, tail: ['a', 'b', 'c', 'd'] } })
    expect(variants.map((render) => /```text\n([\s\S]*)\n```/.exec(render())?.[1])).toStrictEqual([
      'a\nb\nc\nd',
      'c\nd',
      'd',
    ])
  })

  test('is unfolded after a failure, except for a broken rule', () => {
    const render = (verdict: 'pipe-error' | 'rule-broken') =>
      renderSection(createLogSection({ ...started, log, failure: { verdict, evidence: 'x', advice: 'x' } }))
    expect(render('pipe-error')).toMatch(/^<details open>/)
    expect(render('rule-broken')).toMatch(/^<details>/)
  })

  test('is empty without lines', () => {
    expect(renderSection(createLogSection(started))).toBe('')
  })
})
