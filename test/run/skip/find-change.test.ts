import { describe, expect, test } from 'vitest'
import { type BundleDescription, createDescription } from '../../../src/disdat/bundle.ts'
import { skipTriggers } from '../../../src/plan/skip-inputs.ts'
import { findChange, type SkipFacts } from '../../../src/run/skip/find-change.ts'
import { createReceiptFor } from './fixtures.ts'

const commit = 'a'.repeat(40)
const other = 'b'.repeat(40)
const inputUuid = crypto.randomUUID()
const described = {
  ...{ uuid: crypto.randomUUID(), name: 'daily', owner: '', processingName: 'Daily_1', presentation: 'DF' },
  createdSeconds: Date.parse('2026-11-29T00:00:00Z') / 1000,
  code: { method: 'pipes.orders.Daily', repo: '', hash: commit, branch: '' },
  dependsOn: [{ uuid: inputUuid, processingName: '', argument: '' }],
}
const tags = new Map([
  ['committed', 'True'],
  ['__param.day', '2026-11-29'],
])
const bundle = createDescription({ ...described, tags })
const receipt = createReceiptFor(bundle, { input: inputUuid })
const image = { pinned: 'orders@sha256:2', fingerprint: 'fingerprint-1', env: new Map([['PIPELINE_GIT_HASH', commit]]) }
const run = {
  pipeClass: { name: 'pipes.orders.Daily', module: ['pipes', 'orders'] },
  outputName: 'daily',
  outputTags: new Map<string, string>(),
  params: new Map([['day', '2026-11-29']]),
  inputParam: undefined,
}
const now = new Date('2026-11-29T12:00:00Z')

type Changes = Partial<Omit<SkipFacts, 'proof'>>

const find = ({ proof, ...changes }: Changes & { readonly proof?: BundleDescription } = {}) =>
  findChange({
    ...{
      run,
      triggers: new Set(skipTriggers),
      maxAgeMs: undefined,
      receipt,
      input: inputUuid,
      image,
      upstream: undefined,
      now,
    },
    ...changes,
    proof: { bundle: { ...bundle, ...proof, frames: [], tookMs: undefined } },
  })

const withImage = (changes: object) => ({ image: { ...image, ...changes } })
const withReceipt = (changes: object) => ({ receipt: { ...receipt, ...changes } })
const digest = (digit: string) => `ghcr.io/acme/orders@sha256:${digit.repeat(64)}`
const used = createDescription({ ...described, uuid: crypto.randomUUID(), name: 'raw', tags })
const newest = { ...used, uuid: crypto.randomUUID() }

describe('findChange', () => {
  test('returns undefined for an output that was made of the same', () => {
    expect(find()).toBeUndefined()
  })

  test.each<[string, Changes, object]>([
    ['another input', { input: 'other' }, { trigger: 'input', was: inputUuid, now: 'other' }],
    ['no input', { input: undefined }, { trigger: 'input', was: inputUuid, now: 'none' }],
    ['a first input', withReceipt({ input: undefined }), { trigger: 'input', was: 'none', now: inputUuid }],
    [
      'other layers',
      withImage({ fingerprint: 'fingerprint-2' }),
      { trigger: 'image', was: 'orders@sha256:1', now: 'orders@sha256:2' },
    ],
    ['an image that cannot be looked up', { image: { unknown: 'it is not there' } }, { trigger: 'image' }],
    ['a receipt without an image', withReceipt({ image: undefined }), { trigger: 'image', was: 'unknown' }],
    [
      'two images whose layers are not known',
      { ...withImage({ fingerprint: undefined }), ...withReceipt({ image: { reference: 'orders:1' } }) },
      { trigger: 'image' },
    ],
    [
      'an image of another commit',
      withImage({ env: new Map([['PIPELINE_GIT_HASH', other]]) }),
      { trigger: 'code', was: commit, now: other },
    ],
    [
      'a newer upstream bundle',
      { upstream: { kind: 'newer', used, newest } },
      { trigger: 'upstream', was: expect.stringContaining(used.uuid), now: expect.stringContaining(newest.uuid) },
    ],
    ['an upstream bundle that is gone', { upstream: { kind: 'missing', uuid: 'x' } }, { trigger: 'upstream' }],
    ['a lineage that is too large', { upstream: { kind: 'cut' } }, { trigger: 'upstream' }],
    ['an age above the limit', { maxAgeMs: 3_600_000 }, { trigger: 'max-age', was: '12 h 0 min', now: '1 h 0 min' }],
    [
      'another output tag',
      { run: { ...run, outputTags: new Map([['by', 'night']]) } },
      { trigger: 'params', was: 'not set', now: 'night' },
    ],
  ])('returns the trigger for %s', (_, changes, expected) => {
    expect(find(changes)).toMatchObject(expected)
  })

  test.each<[string, Changes, readonly (typeof skipTriggers)[number][]]>([
    ['another input', { input: 'other' }, ['params', 'image', 'code', 'upstream']],
    ['other layers', withImage({ fingerprint: 'fingerprint-2' }), ['params', 'input', 'code', 'upstream']],
    [
      'another commit',
      withImage({ env: new Map([['PIPELINE_GIT_HASH', other]]) }),
      ['params', 'input', 'image', 'upstream'],
    ],
    ['a newer upstream bundle', { upstream: { kind: 'newer', used, newest } }, ['params', 'input', 'image', 'code']],
    [
      'other parameters',
      { run: { ...run, params: new Map([['day', '2026-11-30']]) } },
      ['input', 'image', 'code', 'upstream'],
    ],
  ])('ignores %s when it is not a trigger', (_, changes, triggers) => {
    expect(find({ ...changes, triggers: new Set(triggers) })).toBeUndefined()
  })

  test.each<[string, Changes]>([
    [
      'the image has the same digest, and unknown layers',
      {
        ...withImage({ pinned: digest('1'), fingerprint: undefined }),
        ...withReceipt({ image: { reference: digest('1') } }),
      },
    ],
    ['neither image nor bundle name a commit', { ...withImage({ env: new Map() }) }],
    ['the age is below the limit', { maxAgeMs: 24 * 3_600_000 }],
    [
      'the clock of the container was a little ahead',
      { maxAgeMs: 60_000, now: new Date(bundle.createdAt.getTime() - 60_000) },
    ],
  ])('returns undefined when %s', (_, changes) => {
    expect(find(changes)).toBeUndefined()
  })

  test('compares commits only where the layers are compared, too, or both are known', () => {
    const unknown = withImage({ env: undefined })
    expect(find({ ...unknown, triggers: new Set(['code']) })).toMatchObject({ trigger: 'code', now: 'unknown' })
    expect(find({ ...unknown, triggers: new Set(['code', 'image']) })).toBeUndefined()
  })

  test('does not trust a clock that is before that of the bundle', () => {
    const before = new Date(bundle.createdAt.getTime() - 3_600_000)
    expect(find({ maxAgeMs: 86_400_000, now: before })).toMatchObject({ trigger: 'max-age' })
    expect(find({ now: before })).toBeUndefined()
  })

  test.each<[string, Partial<BundleDescription>]>([
    ['is not committed', { committed: false }],
    ['has another name', { name: 'weekly' }],
    ['has another processing name', { processingName: 'Daily_2' }],
    ['has another creation date', { createdSeconds: 1 }],
    ['was made by another class', { code: { ...described.code, method: 'pipes.orders.Other' } }],
    ['was made of another commit', { code: { ...described.code, hash: other } }],
  ])('does not trust a receipt whose bundle %s', (_, changes) => {
    expect(find({ proof: { ...bundle, ...changes } })).toMatchObject({ trigger: 'output' })
  })

  test.each<[string, Partial<BundleDescription>, object]>([
    [
      'a parameter',
      { params: new Map([['day', '2026-11-28']]) },
      { trigger: 'params', was: '2026-11-28', now: '2026-11-29' },
    ],
    ['the input', { dependsOn: [{ uuid: 'other', processingName: '', argument: '' }] }, { trigger: 'input' }],
  ])('does not trust a receipt where the bundle contradicts %s', (_, changes, expected) => {
    expect(find({ proof: { ...bundle, ...changes } })).toMatchObject(expected)
  })

  test('takes the parameter that receives the input before the dependencies', () => {
    const own = { ...run, inputParam: 'source' }
    const params = (value: string) => ({
      ...bundle,
      params: new Map([...bundle.params, ['source', value]]),
      dependsOn: [],
    })
    expect(find({ run: own, proof: params(inputUuid) })).toBeUndefined()
    expect(find({ run: own, proof: params(crypto.randomUUID()) })).toMatchObject({ trigger: 'input' })
  })
})
