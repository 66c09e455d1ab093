import { describe, expect, test } from 'vitest'
import type { BundleDescription } from '../../../src/disdat/bundle.ts'
import type { Lineage } from '../../../src/remote/lineage.ts'
import { selectMade } from '../../../src/remote/promotion/select-made.ts'
import type { OutputReceipt } from '../../../src/remote/receipts/output-receipt.ts'

const commit = 'a'.repeat(40)
const other = 'b'.repeat(40)

/** A bundle whose uuid stands for its name. */
function describeBundle(
  uuid: string,
  dependsOn: readonly string[] = [],
  { method = 'pipes.orders.Clean', hash = commit } = {},
): BundleDescription {
  return {
    ...{ uuid, name: uuid, owner: 'ann', processingName: uuid, createdAt: new Date(0), createdSeconds: 0 },
    ...{ committed: true, tags: new Map(), params: new Map(), presentation: 'DF' },
    code: { method, hash, repo: '', branch: '' },
    dependsOn: dependsOn.map((each) => ({ uuid: each, processingName: each, argument: 'a' })),
  }
}

function select(
  bundles: readonly BundleDescription[],
  { base = [], receipt = {} }: { readonly base?: readonly string[]; readonly receipt?: Partial<OutputReceipt> } = {},
) {
  const [bundle = describeBundle('none'), ...upstream] = bundles
  const ancestors = new Map(upstream.map((each) => [each.uuid, each]))
  const lineage: Lineage = { bundle, ancestors, missing: new Set(), isCut: false }
  const inBase = {
    ...{ unread: 0, findMatches: () => [], has: (uuid: string) => base.includes(uuid) || uuid === 'partial' },
    get: (uuid: string) => (base.includes(uuid) ? ancestors.get(uuid) : undefined),
  }
  const made = { uuid: bundle.uuid, name: '', processingName: '', createdSeconds: 0 }
  const recorded: OutputReceipt = {
    ...{ remoteContext: 'pr-7', pipeClass: '', outputBundle: '-', params: new Map(), bundle: made },
    ...{ commit, finishedAt: new Date(0), ...receipt },
  }
  const selected = selectMade({ lineage, base: inBase, ownPackage: 'pipes', receipt: recorded })
  return 'foreign' in selected
    ? { foreign: selected.foreign.uuid, why: selected.why }
    : selected.map(({ uuid }) => uuid)
}

describe('selectMade', () => {
  test('lists what the base lacks, each bundle after its upstream and the output last', () => {
    const bundles = [
      describeBundle('output', ['left', 'right']),
      describeBundle('left', ['deep']),
      describeBundle('right', ['deep', 'raw']),
      describeBundle('deep', ['raw']),
      describeBundle('raw', [], { method: 'add', hash: '' }),
    ]
    expect(select(bundles, { base: ['raw'] })).toStrictEqual(['deep', 'left', 'right', 'output'])
  })

  test('lists the output alone when the base has everything, and the output, too', () => {
    const bundles = [describeBundle('output', ['clean']), describeBundle('clean')]
    expect(select(bundles, { base: ['output', 'clean'] })).toStrictEqual(['output'])
  })

  test('lists a bundle of which the base has a folder without a HyperFrame', () => {
    expect(select([describeBundle('output', ['partial']), describeBundle('partial')])).toStrictEqual([
      'partial',
      'output',
    ])
  })

  test('follows no upstream of a bundle in the base', () => {
    const foreign = describeBundle('foreign', [], { method: 'other.Pipe' })
    const bundles = [describeBundle('output', ['raw']), describeBundle('raw', ['foreign']), foreign]
    expect(select(bundles, { base: ['raw'] })).toStrictEqual(['output'])
  })

  test('ends for a bundle that is its own ancestor', () => {
    expect(select([describeBundle('output', ['clean']), describeBundle('clean', ['output', 'clean'])])).toStrictEqual([
      'clean',
      'output',
    ])
  })

  test('names the first bundle that it refuses, in the order of the lineage', () => {
    const bundles = [
      describeBundle('output', ['clean', 'right']),
      describeBundle('clean', ['left']),
      describeBundle('left', [], { method: 'other.Pipe' }),
      describeBundle('right', [], { hash: other }),
    ]
    expect(select(bundles)).toStrictEqual({ foreign: 'left', why: 'another package made it' })
  })

  const noCommit = /^names no commit, .*PIPELINE_GIT_HASH/

  test.each<[string, BundleDescription, Partial<OutputReceipt>, RegExp]>([
    ['of another package', describeBundle('up', [], { method: 'other.Pipe' }), {}, /^another package made it$/],
    ['that was added by hand', describeBundle('up', [], { method: 'add' }), {}, /^another package made it$/],
    ['that another commit made', describeBundle('up', [], { hash: other }), {}, /^other code made it$/],
    ['that names no commit', describeBundle('up', [], { hash: '' }), {}, noCommit],
    ['of an output that names no commit', describeBundle('up'), { commit: undefined }, noCommit],
    ['that names no commit, as its output', describeBundle('up', [], { hash: '' }), { commit: undefined }, noCommit],
  ])('refuses a bundle of the sandbox alone %s', (_, upstream, receipt, why) => {
    expect(select([describeBundle('output', ['up']), upstream], { receipt })).toStrictEqual({
      ...{ foreign: 'up', why: expect.stringMatching(why) },
    })
  })
})
