import { describe, expect, test } from 'vitest'
import type { Report } from '../../../src/report/report.ts'
import { createCalendarSection } from '../../../src/report/sections/calendar.ts'
import { renderSection } from '../fixtures/render-section.ts'
import { started } from '../fixtures/reports.ts'

const create = (values: Readonly<Record<string, string>>, status: Report['status'] = 'succeeded') => ({
  ...started,
  ...(status && { status }),
  label: { name: 'daily', values: new Map(Object.entries(values)) },
})
const renderRows = (reports: Parameters<typeof createCalendarSection>[0]) =>
  renderSection(createCalendarSection(reports))
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| run '))

describe('createCalendarSection', () => {
  test('has a row for each month, with a gap for each day without a run', () => {
    const days = ['2026-07-02', '2026-06-28', '2026-06-30', '2026-07-01']
    expect(renderRows(days.map((day) => create({ day })))).toStrictEqual([
      '| `daily` | 4 made | `2026-06-28` – `30` | ✅▫️✅ |',
      '|  |  | `2026-07-01` – `02` | ✅✅ |',
    ])
  })

  test('separates every fifth day of a month', () => {
    const days = Array.from({ length: 11 }, (_, index) => `2026-07-${String(index + 1).padStart(2, '0')}`)
    expect(renderRows(days.map((day) => create({ day })))[0]).toContain('✅✅✅✅✅ ✅✅✅✅✅ ✅ |')
  })

  test('has a row for each value of the other parameters, also of those after the day', () => {
    const reports = ['eu', 'us'].map((shop) =>
      create({ day: '2026-07-01', shop }, shop === 'eu' ? 'failed' : 'succeeded'),
    )
    expect(renderRows(reports)).toStrictEqual([
      '| `daily [shop=eu]` | 1 made, 1 failed | `2026-07-01` | ❌ |',
      '| `daily [shop=us]` |  | `2026-07-01` | ✅ |',
    ])
  })

  test('has 31 values in a row that are no days, and one cell for a run without values', () => {
    const rows = renderRows(Array.from({ length: 40 }, (_, index) => create({ shard: `${index}` })))
    expect(rows.map((row) => row.split('|')[3])).toStrictEqual([' `0` – `30` ', ' `31` – `39` '])
    expect(renderRows([create({}, 'not-run')])).toStrictEqual(['| `daily` | 1 not run |  | ⏭️ |'])
  })

  test('explains the icons that occur', () => {
    const text = renderSection(createCalendarSection([create({}, 'not-run'), create({ day: 'x' })]))
    expect(text.split('\n').at(-1)).toBe('✅ made · ⏭️ not run')
  })

  test('shrinks to the counts of each run', () => {
    const { variants } = createCalendarSection([create({ day: '2026-07-01' })])
    expect(variants.at(-1)?.()).toBe('| run | result |\n|---|---|\n| `daily` | 1 made |')
  })
})
