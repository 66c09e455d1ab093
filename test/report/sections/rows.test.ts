import { describe, expect, test } from 'vitest'
import type { RowChanges } from '../../../src/compare/rows/row-changes.ts'
import type { Report } from '../../../src/report/report.ts'
import { createRowsSection, createSampleRowsSection } from '../../../src/report/sections/rows.ts'
import { createCompared } from '../fixtures/comparison-states.ts'
import { comparison } from '../fixtures/comparisons.ts'
import { renderSection } from '../fixtures/render-section.ts'
import { countExactly, roundedRows, sampledRows, shownRows } from '../fixtures/row-changes.ts'

const createReport = (rowChanges: RowChanges, commentsSamples = false): Report => {
  const report = createCompared('data', { ...comparison, rowChanges })
  return { ...report, ...(report.comparison && { comparison: { ...report.comparison, commentsSamples } }) }
}

describe('createRowsSection', () => {
  test('shows the key, the numbers of rows and the columns that differ', () => {
    const text = renderSection(createRowsSection(createReport(roundedRows)))
    expect(text).toContain('**Rows** by `order_id`\n')
    expect(text).toContain('| 1,204,311 → 1,187,002 | 14 | 17,323 | 987,204 | 199,782 |')
    expect(text).toContain('| `amount` | 987,204 | 83.17 % | −0.0025 | −0.005 |')
    expect(text).toContain('| `country` | 3 | < 0.01 % |')
    expect(text).not.toContain('quantity')
    expect(text).toContain(
      'Keys that are not unique: 1. Their rows, 2 of the base and 2 of this run, are not compared.',
    )
    expect(text).toContain('New columns: `promo_id`.')
    expect(text).toContain('Columns that are not compared by row: `tags`.')
  })

  test('says that numbers are estimates, and that a key was found', () => {
    const text = renderSection(createRowsSection(createReport(sampledRows)))
    expect(text).toContain('by `customer`, `day`, which was found')
    expect(text).toContain('≈ 128,000 (126,038 to 129,993)')
    expect(text).toContain('Estimated from one in 4 keys')
    expect(text).toContain('`amount` (number → text)')
  })

  test('shows only the numbers where no row changed, and in its last variant', () => {
    const same = { ...roundedRows, changed: countExactly(0), columns: [] }
    expect(renderSection(createRowsSection(createReport(same)))).not.toContain('Columns that differ')
    expect(createRowsSection(createReport(roundedRows)).variants.at(-1)?.()).not.toContain('amount')
  })

  test('says why rows were not compared, and is empty without diff-key', () => {
    const report = createCompared('data', { ...comparison, rowsNotCompared: 'There is no table in `x`.' })
    expect(renderSection(createRowsSection(report))).toBe('**Rows:** not compared. There is no table in `x`\\.')
    expect(renderSection(createRowsSection(createCompared('data', comparison)))).toBe('')
  })
})

describe('createSampleRowsSection', () => {
  test('shows rows in a summary, key first', () => {
    const text = renderSection(createSampleRowsSection(createReport(shownRows), false))
    expect(text).toContain('<summary>Changed rows: 2 examples</summary>')
    expect(text).toContain('| `2` | `amount` `99.994` → `99.99`<br>`country` `∅` → `it` |')
    expect(text).toContain('| `17` | `amount` `3.25`<br>`country` `fr` |')
  })

  test.each([
    [true, false, false],
    [true, true, true],
    [false, false, true],
  ])('in a comment %s, with diff-samples: comment %s, shows rows: %s', (isComment, commentsSamples, isShown) => {
    const text = renderSection(createSampleRowsSection(createReport(shownRows, commentsSamples), isComment))
    expect(text !== '').toBe(isShown)
  })
})
