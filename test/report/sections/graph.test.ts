// @vitest-environment jsdom
import fc from 'fast-check'
import mermaid from 'mermaid'
import { describe, expect, test } from 'vitest'
import type { LineageNode, LineageReport } from '../../../src/report/report.ts'
import { renderGraph } from '../../../src/report/sections/graph.ts'
import { hostileText } from '../fixtures/hostile-text.ts'

const formatUuid = (n: number) => `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`

/** Creates a lineage of `length` bundles, each produced from the next. */
function createChain(length: number, changes: Partial<LineageNode> = {}): LineageReport {
  const nodes = Array.from({ length }, (_, at) => ({
    id: formatUuid(at),
    name: `b${at}`,
    state: 'reused' as const,
    ...changes,
  }))
  const edges = nodes.slice(1).map(({ id }, at) => ({ from: id, to: formatUuid(at) }))
  return { nodes, edges, isCut: false }
}

/** Parses a graph with mermaid, which throws for a syntax error, and returns the statements. */
async function parseGraph(text: string | undefined) {
  expect(text).toBeDefined()
  expect(await mermaid.parse(text ?? '')).toMatchObject({ diagramType: 'flowchart-v2' })
  const lines = (text ?? '').split('\n')
  const select = (pattern: RegExp) => lines.filter((line) => pattern.test(line))
  return { nodes: select(/^ {2}n\d+[[(]/), edges: select(/-->/), clicks: select(/^ {2}click /) }
}

describe('renderGraph', () => {
  test('draws a node with name, uuid and state for each bundle, and an edge for each use', async () => {
    const { nodes, edges, clicks } = await parseGraph(renderGraph(createChain(3)))
    expect(nodes[0]).toBe('  n0["b0<br/>00000000\u00a0·\u00a0reused"]:::reused')
    expect(nodes).toHaveLength(3)
    expect(edges).toStrictEqual(['  n1 --> n0', '  n2 --> n1'])
    expect(clicks).toStrictEqual([])
  })

  test('returns undefined for a single bundle', () => {
    expect(renderGraph(createChain(1))).toBeUndefined()
  })

  test('hides the id of a task', async () => {
    const { nodes } = await parseGraph(renderGraph(createChain(2, { id: 'CleanOrders__99914b932b', state: 'failed' })))
    expect(nodes[0]).toBe('  n0["b0<br/>failed"]:::failed')
  })

  test.each([
    ['https://github.com/acme/pipelines.git', 'https://github.com/acme/pipelines'],
    ['git@github.com:acme/pipelines.git', 'https://github.com/acme/pipelines'],
    ['https://x-access-token:secret@github.com/acme/pipelines', 'https://github.com/acme/pipelines'],
  ])('links the commit of %s', async (repo, url) => {
    const { clicks } = await parseGraph(renderGraph(createChain(2, { commit: '4f1c2ab', repo })))
    expect(clicks[0]).toBe(`  click n0 href "${url}/commit/4f1c2ab" _blank`)
  })

  test.each([
    ['https://git.acme.example/pipelines.git', '4f1c2ab'],
    ['http://github.com/acme/pipelines', '4f1c2ab'],
    ['https://github.com/acme/pipelines/../../evil', '4f1c2ab'],
    ['https://evil.example/https://github.com/acme/pipelines', '4f1c2ab'],
    ['https://github.com.evil.example/acme/pipelines', '4f1c2ab'],
    ['https://github.com/acme/pipelines', 'main'],
    ['https://github.com/acme/pipelines', '4f1c2ab"\n  click n1 call evil()'],
    ['', '4f1c2ab'],
  ])('does not link %s at %s', async (repo, commit) => {
    expect((await parseGraph(renderGraph(createChain(2, { commit, repo })))).clicks).toStrictEqual([])
  })

  test('draws the nearest 60 bundles and counts the others', async () => {
    const { nodes, edges } = await parseGraph(renderGraph(createChain(1060)))
    expect(nodes).toHaveLength(61)
    expect(nodes.at(-1)).toBe('  n60(["1,000 more"]):::external')
    expect(edges.at(-1)).toBe('  n60 --> n59')
    const cut = await parseGraph(renderGraph({ ...createChain(2), isCut: true }))
    expect(cut.nodes.at(-1)).toBe('  n2(["more upstream"]):::external')
  })

  test('draws fewer bundles when GitHub would not draw all edges', async () => {
    const { nodes } = createChain(60)
    const edges = nodes.flatMap(({ id }, at) => nodes.slice(0, at).map((to) => ({ from: id, to: to.id })))
    const drawn = await parseGraph(renderGraph({ nodes, edges, isCut: false }))
    expect(drawn.edges.length).toBeLessThanOrEqual(500)
    expect(drawn.nodes).toHaveLength(31)
  })

  test.each([
    'end',
    'subgraph',
    'click n0 call x()',
    '%%{init: {}}%%',
    '"] --> x["',
    '`md`',
    '1. x',
    'a;b',
    '&quot;',
    '#35;',
    '<b>',
  ])('accepts %s as a name', async (name) => {
    expect((await parseGraph(renderGraph(createChain(2, { name })))).nodes).toHaveLength(2)
  })

  test('stays valid and within the limit of GitHub for any names', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostileText, { minLength: 2, maxLength: 80 }), async (names) => {
        const { nodes, edges } = createChain(names.length)
        const named = nodes.map((node, at) => ({
          ...node,
          name: names[at] ?? '',
          id: at % 3 === 2 ? `${at}${names[at]}` : node.id,
        }))
        const text = renderGraph({ nodes: named, edges, isCut: false }) ?? ''
        expect(text.length).toBeLessThanOrEqual(50_000)
        expect(text.isWellFormed()).toBe(true)
        const drawn = await parseGraph(text)
        expect(drawn.nodes.length).toBe(Math.min(names.length, 61))
      }),
      { numRuns: 60 },
    )
  })

  test('stays within the limit of GitHub for long names', async () => {
    const drawn = renderGraph(createChain(60, { name: '🎉'.repeat(500) }))
    expect(drawn?.length).toBeLessThanOrEqual(50_000)
    expect((await parseGraph(drawn)).nodes).toHaveLength(60)
  })
})
