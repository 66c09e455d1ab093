import { describe, expect, test } from 'vitest'
import { type BundleDescription, createDescription } from '../../src/disdat/bundle.ts'
import { LogAnalyzer } from '../../src/disdat/log-analyzer.ts'
import type { Lineage } from '../../src/remote/lineage.ts'
import { createFailedLineage, createLineageReport } from '../../src/run/lineage.ts'

const uuidOf = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`

type Wish = { readonly at?: number; readonly method?: string; readonly from?: readonly string[] } & Partial<
  BundleDescription['code']
>

function bundle(n: number, { at = 0, method = 'pipelines.orders.Clean', from = [], ...code }: Wish): BundleDescription {
  return createDescription({
    uuid: uuidOf(n),
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

const lineageOf = (
  top: BundleDescription,
  ancestors: readonly BundleDescription[],
  missing: readonly string[] = [],
): Lineage => ({
  bundle: top,
  ancestors: new Map(ancestors.map((each) => [each.uuid, each])),
  missing: new Set(missing),
  isCut: false,
})

const making = { launchedAt: new Date(100_000), package: 'pipelines' }

describe('the lineage of an output', () => {
  test('says of each bundle who made it and when', () => {
    const gone = '../not a uuid'
    const [raw, other, old] = [
      bundle(1, { method: 'add', at: 200 }),
      bundle(2, { method: 'pipelines2.x.Y' }),
      bundle(3, { from: [uuidOf(1), uuidOf(2), uuidOf(2)], at: 99.999 }),
    ]
    const top = bundle(4, { from: [uuidOf(3), gone], at: 100, method: 'pipelines.orders.Daily' })
    const { nodes, edges, isCut } = createLineageReport(lineageOf(top, [old, raw, other], [gone]), making)
    expect(nodes.map(({ id, name, state }) => [id, name, state])).toStrictEqual([
      [uuidOf(4), 'bundle 4', 'produced'],
      [uuidOf(3), 'bundle 3', 'reused'],
      [uuidOf(1), 'bundle 1', 'external'],
      [uuidOf(2), 'bundle 2', 'external'],
      [gone, '', 'missing'],
    ])
    expect(edges).toStrictEqual([
      { from: uuidOf(3), to: uuidOf(4) },
      { from: gone, to: uuidOf(4) },
      { from: uuidOf(1), to: uuidOf(3) },
      { from: uuidOf(2), to: uuidOf(3) },
    ])
    expect(isCut).toBe(false)
  })

  test('names commits as git does, and shows no credentials', () => {
    const hash = 'a'.repeat(40)
    const top = bundle(1, { hash: `b'${hash}\\n'`, repo: 'https://x-access-token:secret@github.com/acme/shop' })
    const untold = bundle(2, { hash: 'main', method: '' })
    expect(createLineageReport(lineageOf(top, [untold]), making).nodes).toStrictEqual([
      {
        id: uuidOf(1),
        name: 'bundle 1',
        state: 'reused',
        createdAt: new Date(0),
        codeMethod: 'pipelines.orders.Clean',
        commit: hash,
        repo: 'https://github.com/acme/shop',
      },
      { id: uuidOf(2), name: 'bundle 2', state: 'external', createdAt: new Date(0) },
    ])
  })

  test('has the output once, though it be upstream of itself', () => {
    const top = bundle(1, { from: [uuidOf(1)] })
    expect(createLineageReport(lineageOf(top, [top]), making).nodes).toHaveLength(1)
  })

  test('is cut where it is long, with no edge that leads out of it', () => {
    const chain = Array.from({ length: 1500 }, (_, n) => bundle(n, { from: [uuidOf(n + 1)] }))
    const [top, ...ancestors] = chain
    if (top === undefined) throw new Error('no bundle')
    const { nodes, edges, isCut } = createLineageReport(lineageOf(top, ancestors), making)
    expect([nodes.length, edges.length, isCut]).toStrictEqual([1000, 999, true])
    expect(createLineageReport({ ...lineageOf(top, []), isCut: true }, making).isCut).toBe(true)
  })
})

describe('of an output that was not made', () => {
  test('the task is known that failed', () => {
    const transcript = new LogAnalyzer('pipelines.faults.Raises')
    const failed = 'ERROR: [pid 7] Worker Worker(salt=1) failed    Raises(day=2026-01-05)'
    for (const line of [failed, 'Traceback (most recent call last):', "KeyError: 'pear'"]) transcript.readLine(line)
    expect(createFailedLineage(transcript)).toStrictEqual({
      nodes: [{ id: 'Raises(day=2026-01-05)', name: 'Raises', state: 'failed' }],
      edges: [],
      isCut: true,
    })
  })

  test('nothing is known where no task failed', () => {
    expect(createFailedLineage(new LogAnalyzer('pipelines.faults.Raises'))).toBeUndefined()
  })
})
