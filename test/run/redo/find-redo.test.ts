import { describe, expect, test } from 'vitest'
import type { PlannedRun } from '../../../src/plan/plan.ts'
import { type SkipTrigger, skipTriggers } from '../../../src/plan/skip-inputs.ts'
import type { OutputReceipt } from '../../../src/remote/receipts/output-receipt.ts'
import type { ReceiptListing } from '../../../src/remote/receipts/receipt-store.ts'
import type { RunRedo } from '../../../src/report/redo-report.ts'
import { findRunRedo } from '../../../src/run/redo/find-redo.ts'
import type { IdentifiedImage } from '../../../src/run/skip/identify-run-image.ts'
import { createTestReceipt } from '../../remote/receipts/fixtures.ts'
import { createPlanned } from '../many/fixtures.ts'

const commits = { old: 'a'.repeat(40), new: 'b'.repeat(40) }
const image = {
  pinned: 'orders@sha256:2',
  fingerprint: 'new',
  env: new Map([['PIPELINE_GIT_HASH', commits.new]]),
} as const

/** A receipt of the run `daily`, of an image and a commit: old or new. */
function createReceipt(day: string, of: 'old' | 'new', changes: Partial<OutputReceipt> = {}): OutputReceipt {
  return {
    ...createTestReceipt(),
    ...{ outputBundle: 'daily', params: new Map([['day', day]]), commit: commits[of] },
    ...{ image: { reference: 'orders', fingerprint: of }, tookMs: 60_000, vcpuHours: 0.5 },
    ...changes,
  }
}

const onlyTriggers = (...triggers: readonly SkipTrigger[]) => ({
  run: { skipUnchanged: { triggers: new Set(triggers), maxAgeMs: undefined } },
})

interface Situation {
  readonly runs?: readonly [PlannedRun, ...(readonly PlannedRun[])]
  readonly receipts?: readonly OutputReceipt[]
  readonly listing?: Partial<ReceiptListing>
  readonly identified?: IdentifiedImage | undefined
  readonly earlier?: ReadonlyMap<string, RunRedo>
}

function find({ runs = [createPlanned('daily', { day: '1' })], receipts = [], listing, earlier, ...rest }: Situation) {
  const identified = 'identified' in rest ? rest.identified : image
  const facts = { runs, listing: { receipts, isCut: false, ...listing }, getImage: () => identified }
  return findRunRedo(facts, earlier ?? new Map())
}

const describeOutputs = ({ outputs }: RunRedo) =>
  outputs.map(({ values, trigger }) => [...values.values(), trigger].join(' '))

describe('findRunRedo', () => {
  test('lists the outputs of other code, also those of values that this step does not have', () => {
    const receipts = [createReceipt('10', 'old'), createReceipt('2', 'old'), createReceipt('1', 'new')]
    expect(find({ receipts })).toStrictEqual({
      ...{ name: 'daily', current: 1, unrecorded: 0, isCut: false },
      outputs: [
        { values: new Map([['day', '2']]), trigger: 'image', tookMs: 60_000, vcpuHours: 0.5 },
        { values: new Map([['day', '10']]), trigger: 'image', tookMs: 60_000, vcpuHours: 0.5 },
      ],
    })
  })

  test('leaves out what a receipt does not say, and counts the values without a receipt apart', () => {
    const runs = [createPlanned('daily', { day: '1' }), createPlanned('daily', { day: '2' })] as const
    const receipts = [createReceipt('1', 'old', { tookMs: undefined, vcpuHours: undefined })]
    const found = find({ runs, receipts })
    expect(found.outputs).toStrictEqual([{ values: new Map([['day', '1']]), trigger: 'image' }])
    expect(found.unrecorded).toBe(1)
  })

  test('leaves out receipts of other outputs of the pipe', () => {
    const receipts = [
      createReceipt('1', 'old', { outputBundle: 'trial' }),
      createReceipt('2', 'old', { params: new Map() }),
    ]
    expect(find({ receipts })).toMatchObject({ outputs: [], current: 0, unrecorded: 1 })
  })

  test.each<[readonly SkipTrigger[], Partial<OutputReceipt>, readonly string[]]>([
    [skipTriggers, { commit: commits.old }, ['1 code']],
    [['image', 'input'], { commit: commits.old }, []],
    [['code'], { commit: commits.new }, []],
    [['code'], { commit: undefined }, ['1 code']],
    [['params', 'input'], { commit: commits.old }, []],
  ])('with the triggers %j and a receipt of the same layers with %j, finds %j', (triggers, changes, expected) => {
    const runs = [createPlanned('daily', { day: '1', ...onlyTriggers(...triggers) })] as const
    expect(describeOutputs(find({ runs, receipts: [createReceipt('1', 'new', changes)] }))).toEqual(expected)
  })

  test('counts an image that cannot be compared by its layers as another one, as `skip-unchanged` does', () => {
    expect(describeOutputs(find({ receipts: [createReceipt('1', 'new', { image: undefined })] }))).toEqual(['1 image'])
  })

  test('says so when the image of this step or the receipts cannot be read', () => {
    const receipts = [createReceipt('1', 'old')]
    expect(find({ receipts, identified: { unknown: 'the registry does not answer' } })).toMatchObject({
      ...{ outputs: [], unrecorded: 0 },
      unknown: 'Its image cannot be compared: the registry does not answer.',
    })
    expect(find({ listing: { unreadable: 'S3 refuses access.' } }).unknown).toBe(
      'Its receipts cannot be read: S3 refuses access.',
    )
  })

  test('says when receipts are left out', () => {
    expect(find({ listing: { isCut: true } }).isCut).toBe(true)
  })

  test('knows only the values of this step when the image depends on the value', () => {
    const runs = [
      createPlanned('daily', { day: '1', run: { image: { kind: 'reference', reference: 'orders:1' } } }),
      createPlanned('daily', { day: '2', run: { image: { kind: 'reference', reference: 'orders:2' } } }),
    ] as const
    const receipts = ['1', '2', '3'].map((day) => createReceipt(day, 'old'))
    expect(describeOutputs(find({ runs, receipts }))).toEqual(['1 image', '2 image'])
  })
})

describe('findRunRedo of a run that needs others', () => {
  const receipts = [createReceipt('1', 'new'), createReceipt('2', 'new')]
  const clean = createPlanned('clean', { day: '1' })
  const createEarlier = (values: Readonly<Record<string, string>>) =>
    new Map<string, RunRedo>([
      [
        'clean',
        {
          ...{ name: 'clean', current: 0, unrecorded: 0, isCut: false },
          outputs: [{ values: new Map(Object.entries(values)), trigger: 'code' }],
        },
      ],
    ])

  test.each([
    ['the same value only', { day: '2' }, ['2 upstream']],
    ['all values, of a run without `each`', {}, ['1 upstream', '2 upstream']],
    ['no value that it shares', { day: '3' }, []],
    ['all values, of a run with other parameters', { region: 'eu' }, ['1 upstream', '2 upstream']],
  ])('counts %s', (_, values, expected) => {
    const runs = [createPlanned('daily', { day: '1', needs: [clean], inputFrom: clean })] as const
    expect(describeOutputs(find({ runs, receipts, earlier: createEarlier(values) }))).toEqual(expected)
  })

  test.each([
    ['an input that it does not compare', { inputFrom: clean }, []],
    ['a need whose output it does not read', { inputFrom: undefined }, ['2 upstream']],
  ])('decides by %s', (_, changes, expected) => {
    const runs = [createPlanned('daily', { day: '1', needs: [clean], ...changes, ...onlyTriggers('image') })] as const
    expect(describeOutputs(find({ runs, receipts, earlier: createEarlier({ day: '2' }) }))).toEqual(expected)
  })

  test('does not follow runs that it does not need', () => {
    expect(describeOutputs(find({ receipts, earlier: createEarlier({ day: '2' }) }))).toEqual([])
  })
})
