import { describe, expect, test } from 'vitest'
import type { Comparison } from '../../../src/compare/comparison.ts'
import { createFilesSection, createNestedSection, createTagsSection } from '../../../src/report/sections/contents.ts'
import { createCompared } from '../fixtures/comparison-states.ts'
import { comparison, createFile, createParquetFile } from '../fixtures/comparisons.ts'
import { renderSection } from '../fixtures/render-section.ts'
import { baseUuid, uuid } from '../fixtures/reports.ts'

const withChanges = (changes: Partial<Comparison>, kind: 'data' | 'first-version' = 'data') =>
  createCompared(kind, { ...comparison, ...changes })

describe('createFilesSection', () => {
  test('shows files that differ, and counts all', () => {
    const text = renderSection(createFilesSection(withChanges({})))
    expect(text).toContain('<summary>Files: 1 added, 1 removed, 1 changed, 1 same</summary>')
    expect(text).toContain('| `readme.txt` | ➕ added | – | 512 B |')
    expect(text).toContain('| `old.txt` | ❌ removed | 2.0 KiB | – |')
    expect(text).not.toContain('part-0.bin')
  })

  test('shows rows and columns of tables', () => {
    const [base, now] = [createParquetFile(10, 3, [['a', 'INT32']]), createParquetFile(20, 4, [['a', 'INT32']])]
    const files = [{ path: 'x.parquet', status: 'changed', base, now }] as const
    expect(renderSection(createFilesSection(withChanges({ files })))).toContain('| +100 % | 3 → 4 | 1, parquet |')
  })

  test('shows an unknown file of the base', () => {
    const files = [{ path: 'x', status: 'unknown', base: undefined, now: createFile(1) }] as const
    expect(renderSection(createFilesSection(withChanges({ files })))).toContain('| `x` | ❓ unknown | unknown | 1 B |')
  })

  test('shows only sizes in a first version', () => {
    const files = [{ path: 'x', status: 'added', base: undefined, now: createFile(1) }] as const
    const text = renderSection(createFilesSection(withChanges({ files }, 'first-version')))
    expect(text).toContain('<summary>Files: 1</summary>')
    expect(text).toContain('| `x` | 1 B |')
  })
})

describe('createNestedSection', () => {
  test('shows bundles that were replaced', () => {
    const nested = [{ frame: 'rates', name: 'fx', status: 'changed', uuids: { base: baseUuid, now: uuid } }] as const
    const text = renderSection(createNestedSection(withChanges({ nested })))
    expect(text).toContain('<summary>Nested bundles: 1 changed</summary>')
    expect(text).toContain('| `fx` | `rates` | ✏️ changed | `bef67232` | `96abb085` |')
  })
})

describe('createTagsSection', () => {
  test('shows tags that differ', () => {
    const text = renderSection(createTagsSection(withChanges({})))
    expect(text).toContain('<summary>Tags: 1 added, 1 same</summary>')
    expect(text).toContain('| `pr` | ➕ added | – | `57` |')
  })
})
