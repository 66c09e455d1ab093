// @vitest-environment jsdom
import fc from 'fast-check'
import mermaid from 'mermaid'
import { describe, expect, test } from 'vitest'
import type { LineageNode, LineageReport } from '../../../src/report/report.ts'
import { renderGraph } from '../../../src/report/sections/graph.ts'
import { hostileText } from '../fixtures/hostile-text.ts'

const uuidOf = (at: number) => `${at.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`

/** So many bundles, each made of the one after it. */
function chain(length: number, news: Partial<LineageNode> = {}): LineageReport {
  const nodes = Array.from({ length }, (_, at) => ({
    id: uuidOf(at),
    name: `b${at}`,
    state: 'reused' as const,
    ...news,
  }))
  const edges = nodes.slice(1).map(({ id }, at) => ({ from: id, to: uuidOf(at) }))
  return { nodes, edges, isCut: false }
}

/** Reads it with mermaid's own parser, which throws where there is a mistake: its statements, and how many characters and edges it takes at most. */
async function parsed(text: string | undefined) {
  expect(text).toBeDefined()
  expect(await mermaid.parse(text ?? '')).toMatchObject({ diagramType: 'flowchart-v2' })
  const lines = (text ?? '').split('\n')
  const of = (pattern: RegExp) => lines.filter((line) => pattern.test(line))
  return { nodes: of(/^ {2}n\d+[[(]/), edges: of(/-->/), clicks: of(/^ {2}click /) }
}

describe('a graph', () => {
  test('has a node for each bundle, with name, uuid and state, and an edge for each use', async () => {
    const { nodes, edges, clicks } = await parsed(renderGraph(chain(3)))
    expect(nodes[0]).toBe('  n0["b0<br/>00000000\u00a0·\u00a0reused"]:::reused')
    expect(nodes).toHaveLength(3)
    expect(edges).toStrictEqual(['  n1 --> n0', '  n2 --> n1'])
    expect(clicks).toStrictEqual([])
  })

  test('of a single bundle is none', () => {
    expect(renderGraph(chain(1))).toBeUndefined()
  })

  test('of a task shows no part of its id', async () => {
    const { nodes } = await parsed(renderGraph(chain(2, { id: 'CleanOrders__99914b932b', state: 'failed' })))
    expect(nodes[0]).toBe('  n0["b0<br/>failed"]:::failed')
  })

  test.each([
    ['https://github.com/acme/pipelines.git', 'https://github.com/acme/pipelines'],
    ['git@github.com:acme/pipelines.git', 'https://github.com/acme/pipelines'],
    ['https://x-access-token:secret@github.com/acme/pipelines', 'https://github.com/acme/pipelines'],
  ])('links the commit of %s', async (repo, url) => {
    const { clicks } = await parsed(renderGraph(chain(2, { commit: '4f1c2ab', repo })))
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
  ])('links nothing of %s at %s', async (repo, commit) => {
    expect((await parsed(renderGraph(chain(2, { commit, repo })))).clicks).toStrictEqual([])
  })

  test('folds away what is farther than 60 bundles, and says how many they are', async () => {
    const { nodes, edges } = await parsed(renderGraph(chain(1060)))
    expect(nodes).toHaveLength(61)
    expect(nodes.at(-1)).toBe('  n60(["1,000 more"]):::external')
    expect(edges.at(-1)).toBe('  n60 --> n59')
    const cut = await parsed(renderGraph({ ...chain(2), isCut: true }))
    expect(cut.nodes.at(-1)).toBe('  n2(["farther ones"]):::external')
  })

  test('draws fewer where there are more edges than GitHub draws', async () => {
    const { nodes } = chain(60)
    const edges = nodes.flatMap(({ id }, at) => nodes.slice(0, at).map((to) => ({ from: id, to: to.id })))
    const drawn = await parsed(renderGraph({ nodes, edges, isCut: false }))
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
  ])('takes %s for a name', async (name) => {
    expect((await parsed(renderGraph(chain(2, { name })))).nodes).toHaveLength(2)
  })

  test('of any names parses, is within GitHub’s limit, and has as many nodes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostileText, { minLength: 2, maxLength: 80 }), async (names) => {
        const { nodes, edges } = chain(names.length)
        const named = nodes.map((node, at) => ({
          ...node,
          name: names[at] ?? '',
          id: at % 3 === 2 ? `${at}${names[at]}` : node.id,
        }))
        const text = renderGraph({ nodes: named, edges, isCut: false }) ?? ''
        expect(text.length).toBeLessThanOrEqual(50_000)
        expect(text.isWellFormed()).toBe(true)
        const drawn = await parsed(text)
        expect(drawn.nodes.length).toBe(Math.min(names.length, 61))
      }),
      { numRuns: 60 },
    )
  })

  test('of the longest names is within GitHub’s limit', async () => {
    const drawn = renderGraph(chain(60, { name: '🎉'.repeat(500) }))
    expect(drawn?.length).toBeLessThanOrEqual(50_000)
    expect((await parsed(drawn)).nodes).toHaveLength(60)
  })
})
