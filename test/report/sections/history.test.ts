import { describe, expect, test } from 'vitest'
import type { HistoryReport } from '../../../src/report/report.ts'
import { createHistorySection } from '../../../src/report/sections/history.ts'
import { renderSection } from '../fixtures/render-section.ts'
import { started } from '../fixtures/reports.ts'

type Measure = HistoryReport['measures'][number]

const createPoints = (amounts: readonly (number | undefined)[]) =>
  amounts.map((amount, at) => ({ value: `2026-07-0${at + 1}`, uuid: 'u', amount }))
const rows: Measure = {
  ...{ quantity: 'rows', runs: 14, now: 120, band: { low: 80, median: 100, high: 110 } },
  points: createPoints([100, 90, undefined, 110, 80]),
}

const render = (measures: readonly Measure[], more: Partial<HistoryReport> = {}) =>
  renderSection(
    createHistorySection({ ...started, history: { over: ['day'], value: '2026-07-06', measures, ...more } }),
  )

/** The cells of the first row. */
const renderRow = (measure: Partial<Measure>) => render([{ ...rows, ...measure }]).split('\n')[2]

describe('createHistorySection', () => {
  test('draws the last values and this run on one scale, with the band', () => {
    expect(render([rows])).toBe(
      [
        '|  | this run | last values │ this run | band |',
        '|---|--:|---|---|',
        '| `rows` | ❌ 120 | `▅▃·▆▁│█` | ▁ 80 to ▆ 110 |',
        '',
        '**History:** the values of `day` before `2026-07-06`.',
      ].join('\n'),
    )
  })

  test.each<[string, Partial<Measure>, string]>([
    ['a value within the band', { now: 110 }, '| `rows` | ✅ 110 | `▆▃·█▁│█` | ▁ 80 to █ 110 |'],
    ['no band', { band: undefined }, '| `rows` | ❓ 120 | `▅▃·▆▁│█` | unknown |'],
    ['an unknown value', { now: undefined }, '| `rows` | ❓ unknown | `▆▃·█▁│·` | ▁ 80 to █ 110 |'],
    ['equal values', { points: createPoints([5, 5]), now: 5, band: undefined }, '| `rows` | ❓ 5 | `▅▅│▅` | unknown |'],
    [
      'nulls',
      { quantity: 'nulls', column: 'a|`b`', now: 0.25, band: { low: 0, median: 0, high: 0.1 }, points: [] },
      '| `` nulls("a\\|`b`") `` | ❌ 0.25 % | `│█` | ▁ 0 % to ▄ 0.1 % |',
    ],
    [
      'bytes',
      { quantity: 'bytes', now: 2048, band: { low: 1024, median: 1024.5, high: 3072 }, points: [] },
      '| `bytes` | ✅ 2.0 KiB | `│▅` | ▁ 1.0 KiB to █ 3.0 KiB |',
    ],
  ])('shows %s', (_, measure, expected) => {
    expect(renderRow(measure)).toBe(expected)
  })

  test('shows the last thirty values', () => {
    const points = Array.from({ length: 40 }, (_, amount) => ({ value: '', uuid: 'u', amount }))
    expect(/`([▁-█]+)│./u.exec(renderRow({ points, now: 0 }) ?? '')?.[1]).toHaveLength(30)
  })

  test('says what orders the outputs', () => {
    expect(render([rows], { over: [] })).toContain('the outputs before this one, in the order of their creation.')
    expect(render([{ ...rows, points: [] }])).not.toContain('**History:**')
  })

  test('is empty without a history, and without such rules', () => {
    expect(renderSection(createHistorySection(started))).toBe('')
    expect(render([])).toBe('')
  })
})
