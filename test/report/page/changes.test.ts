import { describe, expect, test } from 'vitest'
import { renderChanges } from '../../../src/report/page/changes.ts'
import { createCompared } from '../fixtures/comparison-states.ts'
import { comparison, createChange, createColumn, createValues } from '../fixtures/comparisons.ts'
import { produced } from '../fixtures/reports.ts'

const render = (changes: Partial<typeof comparison>) =>
  renderChanges(createCompared('data', { ...comparison, files: [], nested: [], tags: [], notes: [], ...changes }), 100)
    .text

describe('renderChanges', () => {
  test('lists every column with the values of both sides, sorted by the numbers', () => {
    const base = createColumn('FLOAT64', 2, createValues({ max: 9.5, nulls: 0 }))
    const now = createColumn('INT8', 2, createValues({ max: 1000, nulls: 0 }))
    const columns = [createChange('amount', { base, now, differs: ['type', 'values'] })]
    const text = render({ columns })
    expect(text).toContain('<td>amount</td><td data-sort="2">changed</td><td>type, values</td><td>FLOAT64 → INT8</td>')
    expect(text).toContain('<td class="number" data-sort="1000">9.5 → 1,000</td>')
  })

  test('lists the columns of the table in a file on both sides', () => {
    const table = (type: string) =>
      ({ bytes: 2048, table: { format: 'csv', rows: 3, columns: [{ name: 'day', type }] } }) as const
    const files = [{ path: 'a.csv', status: 'changed', base: table('text'), now: table('date') }] as const
    const text = render({ columns: [], files })
    expect(text).toContain('<td>a.csv</td><td data-sort="2">changed</td>')
    expect(text).toContain('<td>a.csv</td><td>day</td><td>text</td><td>date</td>')
  })

  test('escapes names and notes', () => {
    const text = render({ columns: [createChange('<img src=x>', { differs: [] })], notes: ['`<b>` was not read'] })
    expect(text).toContain('&lt;img src=x&gt;')
    expect(text).toContain('<li><code>&lt;b&gt;</code> was not read</li>')
  })

  test('says why nothing was compared', () => {
    const { comparison: _, ...others } = produced
    expect(renderChanges({ ...others, notCompared: 'The base is archived.' }, 10).text).toBe(
      '<p>The base is archived.</p>',
    )
  })
})
