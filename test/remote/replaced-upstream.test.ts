import { describe, expect, test } from 'vitest'
import { type BundleDescription, createDescription } from '../../src/disdat/bundle.ts'
import { matchesQuery } from '../../src/disdat/bundle-query.ts'
import type { BundleCatalog } from '../../src/remote/catalog.ts'
import { findUpstreamChange } from '../../src/remote/replaced-upstream.ts'

interface Fixture {
  readonly id: string
  readonly name?: string
  readonly created?: number
  readonly params?: Readonly<Record<string, string>>
  readonly dependsOn?: readonly string[]
}

const describeBundle = ({ id, name = id, created = 1, params = {}, dependsOn = [] }: Fixture): BundleDescription =>
  createDescription({
    ...{ uuid: id, name, owner: '', processingName: name, createdSeconds: created, presentation: 'DF' },
    tags: new Map([
      ['committed', 'True'],
      ...Object.entries(params).map(([key, value]) => [`__param.${key}`, value] as const),
    ]),
    code: { method: '', repo: '', hash: '', branch: '' },
    dependsOn: dependsOn.map((uuid) => ({ uuid, processingName: '', argument: '' })),
  })

/** The change that is found for the output, the first bundle; `later` bundles are not in its lineage. */
function find([output, ...ancestors]: readonly [Fixture, ...Fixture[]], later: readonly Fixture[], input?: string) {
  const all = [output, ...ancestors, ...later].map(describeBundle)
  const catalog: BundleCatalog = {
    unread: 0,
    has: (uuid) => all.some((bundle) => bundle.uuid === uuid),
    get: (uuid) => all.find((bundle) => bundle.uuid === uuid),
    findMatches: (query) => all.filter((bundle) => matchesQuery(bundle, query)),
  }
  const found = new Map(ancestors.map((fixture) => [fixture.id, describeBundle(fixture)]))
  const change = findUpstreamChange(
    { bundle: describeBundle(output), ancestors: found, missing: new Set(), isCut: false },
    catalog,
    input,
  )
  return change?.kind === 'newer' ? `${change.used.uuid} -> ${change.newest.uuid}` : change
}

const output = { id: 'out', created: 9, dependsOn: ['clean'] }
const clean = { id: 'clean', created: 5, dependsOn: ['raw'] }
const raw = { id: 'raw', created: 2 }

describe('findUpstreamChange', () => {
  test('returns undefined when every upstream bundle is the newest of its name', () => {
    expect(find([output, clean, raw], [{ id: 'other', created: 20 }])).toBeUndefined()
    expect(find([output, clean, raw], [{ id: 'old', name: 'raw', created: 1 }])).toBeUndefined()
  })

  test('returns the newest bundle of the name of an ancestor at any distance', () => {
    const later = [3, 7, 6].map((created) => ({ id: `raw${created}`, name: 'raw', created }))
    expect(find([output, clean, raw], later)).toBe('raw -> raw7')
    expect(find([output, clean, raw], [...later, { id: 'clean6', name: 'clean', created: 6 }])).toBe('clean -> clean6')
  })

  test('ignores the bundle of another day, where the output is that of one day', () => {
    const day = (value: string) => ({ params: { day: value } })
    const today = { ...raw, ...day('29') }
    const own = { ...output, dependsOn: ['raw'], ...day('29') }
    expect(find([own, today], [{ id: 'next', name: 'raw', created: 3, ...day('30') }])).toBeUndefined()
    expect(find([own, today], [{ id: 'again', name: 'raw', created: 3, ...day('29') }])).toBe('raw -> again')
    // A pipe without a day takes the newest one.
    expect(find([{ ...own, params: {} }, today], [{ id: 'next', name: 'raw', created: 3, ...day('30') }])).toBe(
      'raw -> next',
    )
  })

  test('leaves out the input, and what only the input was made of', () => {
    const later = [
      { id: 'raw7', name: 'raw', created: 7 },
      { id: 'clean7', name: 'clean', created: 7 },
    ]
    expect(find([output, clean, raw], later, 'clean')).toBeUndefined()
    expect(find([{ ...output, dependsOn: ['clean', 'raw'] }, clean, raw], later, 'clean')).toBe('raw -> raw7')
  })

  test('reports an upstream bundle that is not in the context', () => {
    expect(find([output, clean], [])).toStrictEqual({ kind: 'missing', uuid: 'raw' })
    expect(find([output, clean], [], 'clean')).toBeUndefined()
  })

  test('reports a lineage that was not followed to its end, and survives a cycle', () => {
    const cut = { bundle: describeBundle(output), ancestors: new Map(), missing: new Set<string>(), isCut: true }
    const empty: BundleCatalog = { unread: 0, has: () => false, get: () => undefined, findMatches: () => [] }
    expect(findUpstreamChange(cut, empty, undefined)).toStrictEqual({ kind: 'cut' })
    expect(find([output, { ...clean, dependsOn: ['out', 'clean'] }], [])).toBeUndefined()
  })
})
