import { describe, expect, test } from 'vitest'
import { type BundleDescription, createDescription } from '../../src/disdat/bundle.ts'
import { LogAnalyzer } from '../../src/disdat/log-analyzer.ts'
import type { Lineage } from '../../src/remote/lineage.ts'
import { createFailedLineage, createLineageReport } from '../../src/run/lineage.ts'

const createUuid = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`

type Fixture = { readonly at?: number; readonly method?: string; readonly from?: readonly string[] } & Partial<
  BundleDescription['code']
>

function createBundle(
  n: number,
  { at = 0, method = 'pipelines.orders.Clean', from = [], ...code }: Fixture,
): BundleDescription {
  return createDescription({
    uuid: createUuid(n),
    name: `bundle ${n}`,
    owner: '',
    processingName: '',
    createdSeconds: at,
    tags: new Map(),
    presentation: 'DF',
    code: { method, repo: '', hash: '', branch: '', ...code },
    dependsOn: from.map((uuid) => ({ uuid, processingName: '', argument: '' })),
  })
}

const createLineage = (
  top: BundleDescription,
  ancestors: readonly BundleDescription[],
  missing: readonly string[] = [],
): Lineage => ({
  bundle: top,
  ancestors: new Map(ancestors.map((each) => [each.uuid, each])),
  missing: new Set(missing),
  isCut: false,
})

const context = { launchedAt: new Date(100_000), package: 'pipelines' }

describe('createLineageReport', () => {
  test('returns for each bundle which run made it', () => {
    const missing = '../not a uuid'
    const [raw, other, old] = [
      createBundle(1, { method: 'add', at: 200 }),
      createBundle(2, { method: 'pipelines2.x.Y' }),
      createBundle(3, { from: [createUuid(1), createUuid(2), createUuid(2)], at: 99.999 }),
    ]
    const top = createBundle(4, { from: [createUuid(3), missing], at: 100, method: 'pipelines.orders.Daily' })
    const { nodes, edges, isCut } = createLineageReport(createLineage(top, [old, raw, other], [missing]), context)
    expect(nodes.map(({ id, name, state }) => [id, name, state])).toStrictEqual([
      [createUuid(4), 'bundle 4', 'produced'],
      [createUuid(3), 'bundle 3', 'reused'],
      [createUuid(1), 'bundle 1', 'external'],
      [createUuid(2), 'bundle 2', 'external'],
      [missing, '', 'missing'],
    ])
    expect(edges).toStrictEqual([
      { from: createUuid(3), to: createUuid(4) },
      { from: missing, to: createUuid(4) },
      { from: createUuid(1), to: createUuid(3) },
      { from: createUuid(2), to: createUuid(3) },
    ])
    expect(isCut).toBe(false)
  })

  test('contains commits as git writes them, and no credentials', () => {
    const hash = 'a'.repeat(40)
    const top = createBundle(1, { hash: `b'${hash}\\n'`, repo: 'https://x-access-token:secret@github.com/acme/shop' })
    const unknown = createBundle(2, { hash: 'main', method: '' })
    expect(createLineageReport(createLineage(top, [unknown]), context).nodes).toStrictEqual([
      {
        id: createUuid(1),
        name: 'bundle 1',
        state: 'reused',
        createdAt: new Date(0),
        codeMethod: 'pipelines.orders.Clean',
        commit: hash,
        repo: 'https://github.com/acme/shop',
      },
      { id: createUuid(2), name: 'bundle 2', state: 'external', createdAt: new Date(0) },
    ])
  })

  test('contains the output once, even if it is upstream of itself', () => {
    const top = createBundle(1, { from: [createUuid(1)] })
    expect(createLineageReport(createLineage(top, [top]), context).nodes).toHaveLength(1)
  })

  test('is cut after 1,000 bundles, without edges to the bundles that are left out', () => {
    const chain = Array.from({ length: 1500 }, (_, n) => createBundle(n, { from: [createUuid(n + 1)] }))
    const [top, ...ancestors] = chain
    if (top === undefined) throw new Error('no bundle')
    const { nodes, edges, isCut } = createLineageReport(createLineage(top, ancestors), context)
    expect([nodes.length, edges.length, isCut]).toStrictEqual([1000, 999, true])
    expect(createLineageReport({ ...createLineage(top, []), isCut: true }, context).isCut).toBe(true)
  })
})

describe('createFailedLineage', () => {
  test('returns the task that failed', () => {
    const analyzer = new LogAnalyzer('pipelines.faults.Raises')
    const failed = 'ERROR: [pid 7] Worker Worker(salt=1) failed    Raises(day=2026-01-05)'
    for (const line of [failed, 'Traceback (most recent call last):', "KeyError: 'pear'"]) analyzer.readLine(line)
    expect(createFailedLineage(analyzer)).toStrictEqual({
      nodes: [{ id: 'Raises(day=2026-01-05)', name: 'Raises', state: 'failed' }],
      edges: [],
      isCut: true,
    })
  })

  test('returns undefined when no task failed', () => {
    expect(createFailedLineage(new LogAnalyzer('pipelines.faults.Raises'))).toBeUndefined()
  })
})
