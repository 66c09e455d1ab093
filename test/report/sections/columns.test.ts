import { describe, expect, test } from 'vitest'
import type { ColumnChange } from '../../../src/compare/comparison.ts'
import { createUnchangedSection, createValuesSection } from '../../../src/report/sections/columns.ts'
import { createCompared } from '../fixtures/comparison-states.ts'
import { comparison, createChange, createColumn, createSameColumn } from '../fixtures/comparisons.ts'
import { renderSection } from '../fixtures/render-section.ts'

const changed = createChange('amount', {
  base: createColumn('FLOAT64', 2, { nulls: 0, max: 1, distinct: { count: 2, isExact: true } }),
  now: createColumn('FLOAT64', 2, { nulls: 1, max: 1, distinct: { count: 10_000, isExact: false } }),
  differs: ['values'],
})
const retyped = createChange('typed', {
  base: createColumn('INT8', 2),
  now: createColumn('INT16', 2),
  differs: ['type', 'values'],
})
const unread = createChange('big', {
  base: createColumn('STRING', 2),
  now: createColumn('STRING', 2),
  differs: ['values'],
})

const withColumns = (columns: readonly ColumnChange[], kind: 'data' | 'schema' | 'first-version' = 'data') =>
  createCompared(kind, { ...comparison, columns })

describe('createValuesSection', () => {
  test('shows the values of the base and of this run, and equal values once', () => {
    const text = renderSection(createValuesSection(withColumns([changed])))
    expect(text).toContain('<details open><summary>Changed values</summary>')
    expect(text).toContain('| `amount` | FLOAT64 | 0<br>→\u00a01 | 2<br>→\u00a0over 10,000 | 1 |')
  })

  test('shows a changed column whose values were not read', () => {
    expect(renderSection(createValuesSection(withColumns([unread])))).toContain('| `big` | STRING | not read |')
  })

  test('leaves out unchanged columns, and those of which only the type is known to differ', () => {
    const text = renderSection(createValuesSection(withColumns([createSameColumn('id', 'INT64', 3), retyped])))
    expect(text).toBe('')
  })

  test('is folded when the schema changed, and for more than 12 columns', () => {
    expect(renderSection(createValuesSection(withColumns([changed], 'schema')))).toMatch(/^<details><summary>/)
    expect(renderSection(createValuesSection(withColumns(Array(13).fill(changed))))).toMatch(/^<details><summary>/)
  })

  test('shows all columns of a first version', () => {
    const columns = [changed, createSameColumn('id', 'INT64', 3)]
    expect(renderSection(createValuesSection(withColumns(columns, 'first-version')))).toContain('Columns: 2')
  })
})

describe('createUnchangedSection', () => {
  test('lists unchanged and unknown columns', () => {
    const unknown = { ...createSameColumn('x', 'STRING', 1), status: 'unknown' } as const
    const columns = [changed, createSameColumn('id', 'INT64', 3), unknown]
    expect(renderSection(createUnchangedSection(withColumns(columns)))).toContain(
      '<details><summary>Unchanged and unknown values</summary>',
    )
  })

  test('is empty without a base', () => {
    expect(renderSection(createUnchangedSection(withColumns([changed], 'first-version')))).toBe('')
  })
})
