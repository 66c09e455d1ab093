import { describe, expect, test } from 'vitest'
import { createLineageCountsSection, createLineageSections } from '../../../src/report/sections/lineage.ts'
import { lineage } from '../fixtures/lineage.ts'
import { renderSection } from '../fixtures/render-section.ts'
import { started } from '../fixtures/reports.ts'

describe('createLineageCountsSection', () => {
  test('counts the nodes of each state', () => {
    expect(renderSection(createLineageCountsSection({ ...started, lineage }, ' (more)'))).toBe(
      '**Lineage:** 2 produced, 1 reused, 1 external, 1 not found on the remote (more)',
    )
  })

  test('says that the upstream was followed only in part', () => {
    const cut = { ...lineage, isCut: true }
    expect(renderSection(createLineageCountsSection({ ...started, lineage: cut }))).toMatch(/, and more upstream$/)
  })

  test('is empty without a lineage', () => {
    expect(renderSection(createLineageCountsSection(started))).toBe('')
  })
})

describe('createLineageSections', () => {
  test('draws a graph and lists the nodes', () => {
    const [graph, list] = createLineageSections({ ...started, lineage }).map(renderSection)
    expect(graph).toMatch(/^<details open><summary>Lineage: 2 produced.*\n\n```mermaid\ngraph LR\n/)
    expect(list).toContain('| `raw_orders` | `1c20aa11` | external |')
    expect(list).toContain(
      '[`4f1c2ab1`](https://github.com/acme/pipelines/commit/4f1c2ab1c6fd5a1d3c0b7a3c9ab52b7be1a6e001)',
    )
  })

  test('shrinks the graph to its title', () => {
    const [graph] = createLineageSections({ ...started, lineage })
    expect(graph?.variants.at(-1)?.()).toBe('**Lineage: 2 produced, 1 reused, 1 external, 1 not found on the remote**')
  })

  test('folds a graph of more than 12 nodes', () => {
    const [node] = lineage.nodes
    const nodes = Array.from({ length: 13 }, (_, n) => ({ ...node, id: `${n}`, name: 'x', state: 'reused' }) as const)
    const [graph] = createLineageSections({ ...started, lineage: { ...lineage, nodes } })
    expect(graph && renderSection(graph)).toMatch(/^<details><summary>/)
  })

  test('are none without a lineage', () => {
    expect(createLineageSections(started)).toStrictEqual([])
  })
})
