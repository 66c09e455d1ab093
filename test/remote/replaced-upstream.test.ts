import { hash } from 'node:crypto'
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
  readonly processingName?: string
}

const describeBundle = ({ id, name = id, created = 1, params = {}, ...rest }: Fixture): BundleDescription => {
  const { dependsOn = [], processingName = name } = rest
  return createDescription({
    ...{ uuid: id, name, owner: '', processingName, createdSeconds: created, presentation: 'DF' },
    tags: new Map([
      ['committed', 'True'],
      ...Object.entries(params).map(([key, value]) => [`__param.${key}`, value] as const),
    ]),
    code: { method: '', repo: '', hash: '', branch: '' },
    dependsOn: dependsOn.map((uuid) => ({ uuid, processingName: `made-${uuid}`, argument: uuid })),
  })
}

/** The processing name of a bundle whose dependencies are tasks of its own pipe. */
const nameAfter = (...dependencies: readonly string[]) =>
  `Task__${hash('md5', dependencies.map((id) => `made-${id}`).join('.')).slice(0, 10)}`

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

  test('ignores the bundle of other parameters, where only tasks of the pipe read the bundle', () => {
    const eu = { ...clean, processingName: 'made-clean', params: { region: 'eu' } }
    const own = { ...output, processingName: nameAfter('clean') }
    const us = { id: 'us', name: 'clean', created: 6, processingName: 'made-us', params: { region: 'us' } }
    const again = { ...us, id: 'again', created: 5.5, processingName: 'made-clean', params: eu.params }
    expect(find([own, eu, raw], [us])).toBeUndefined()
    expect(find([own, eu, raw], [us, again])).toBe('clean -> again')
    // Another pipe's bundle of this name is found by the name alone.
    expect(find([output, eu, raw], [us])).toBe('clean -> us')
    const both = { ...output, dependsOn: ['clean', 'other'], processingName: nameAfter('clean', 'other') }
    for (const dependsOn of [both.dependsOn, both.dependsOn.toReversed()])
      expect(find([{ ...both, dependsOn }, eu, raw, { id: 'other', dependsOn: ['clean'] }], [us])).toBe('clean -> us')
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
