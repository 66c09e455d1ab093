import { describe, expect } from 'vitest'
import type { Run } from '../../../src/plan/plan.ts'
import type { OutputReceipt } from '../../../src/remote/receipts/output-receipt.ts'
import { createRemote } from '../../../src/remote/remote.ts'
import { ExistingOutputs } from '../../../src/run/many/existing-outputs.ts'
import { type BundleFixture, putBundle } from '../../remote/fixtures.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { createTestReceipt } from '../../remote/receipts/fixtures.ts'
import { createContext, planRunOn, proveOrThrow, test } from '../fixtures.ts'

const input = '11111111-1111-4111-8111-111111111111'
const codeMethod = 'pipes.orders.Daily'
const made: BundleFixture = { codeMethod, name: 'daily', tags: { '__param.day': '1' } }

const other = { uuid: crypto.randomUUID(), name: 'daily', processingName: 'p' }

/** A bundle, the run, and whether the bundle is the output of the run. */
interface Case {
  readonly bundle?: BundleFixture
  readonly run?: Partial<Run>
  readonly inputUuid?: string
}

describe('ExistingOutputs', () => {
  test.for<[string, boolean, Case]>([
    ['the same class and parameters', true, {}],
    [
      'a further parameter that the run does not set',
      true,
      { bundle: { tags: { ...made.tags, '__param.mode': 'x' } } },
    ],
    ['another value', false, { bundle: { tags: { '__param.day': '2' } } }],
    ['a value that Disdat may write otherwise', false, { bundle: { tags: { '__param.day': '1.0' } } }],
    ['a text that Disdat 0.8 recorded as JSON', true, { bundle: { tags: { '__param.day': '"1"' } } }],
    ['no recorded parameters', false, { bundle: { tags: {} } }],
    ['another class', false, { bundle: { codeMethod: 'pipes.orders.Weekly' } }],
    ['no recorded class', false, { bundle: { codeMethod: '', processingName: 'Daily_1_x' } }],
    ['another name', false, { run: { outputName: 'totals' } }],
    ['any name where the pipe chooses it', true, { run: { outputName: '-' } }],
    ['`force`', false, { run: { force: true } }],
    ['`force-all`', false, { run: { forceAll: true } }],
    ['an uncommitted bundle', false, { bundle: { tags: { ...made.tags, committed: 'False' } } }],
    ['a bundle that is not whole', false, { bundle: { without: (_, frame) => [`${frame}_frame.pb`] } }],
    ['the same input as a dependency', true, { bundle: { dependsOn: [input] }, inputUuid: input }],
    ['another input as a dependency', false, { bundle: { dependsOn: [crypto.randomUUID()] }, inputUuid: input }],
    ['no recorded input', false, { inputUuid: input }],
    [
      'the same input as a parameter, which need not be a dependency',
      true,
      {
        bundle: { tags: { ...made.tags, '__param.orders': input }, dependsOn: [crypto.randomUUID()] },
        run: { inputParam: 'orders' },
        inputUuid: input,
      },
    ],
    [
      'another input as a parameter',
      false,
      {
        bundle: { tags: { ...made.tags, '__param.orders': crypto.randomUUID() }, dependsOn: [input] },
        run: { inputParam: 'orders' },
        inputUuid: input,
      },
    ],
    [
      'the same input as a dependency of a pipe that takes it by name',
      true,
      { bundle: { dependsOn: [input] }, run: { inputParam: 'orders' }, inputUuid: input },
    ],
  ])('decides about a bundle with %s: %s', async ([, expected, { bundle, run, inputUuid }], { remote }) => {
    const uuid = await putBundle(remote, { ...made, ...bundle })
    const planned = { ...planRunOn(remote), outputName: 'daily', params: new Map([['day', '1']]), ...run }
    const { context } = createContext({ run: planned, dependencies: { openRemote: async () => remote } })
    const proof = await new ExistingOutputs().find(context, inputUuid)
    expect(proof?.bundle.uuid).toBe(expected ? uuid : undefined)
  })

  test.for<[string, boolean, Case & { readonly receipt?: Partial<OutputReceipt> }]>([
    ['a parameter that its class does not define', true, { bundle: { tags: {} } }],
    ['a value in another form', true, { bundle: { tags: { '__param.day': '01' } } }],
    ['no upstream bundles', true, { inputUuid: input, receipt: { input } }],
    ['another value', false, { bundle: { tags: { '__param.day': '2' } } }],
    ['no parameters, of another run', false, { bundle: { tags: {} }, receipt: { params: new Map([['day', '2']]) } }],
    ['no parameters, made of another input', false, { bundle: { tags: {} }, receipt: { input: crypto.randomUUID() } }],
    [
      'no parameters, made later',
      false,
      { bundle: { tags: {} }, receipt: { bundle: { ...other, createdSeconds: 1 } } },
    ],
  ])(
    'decides about a bundle with %s, by the receipt of its run: %s',
    async ([, expected, given], { remote: plain }) => {
      const useIndex = { signal: neverAborted, debug: () => undefined }
      const remote = createRemote(plain.store, { ...plain, useIndex })
      const uuid = await putBundle(remote, { ...made, ...given.bundle })
      const params = new Map([['day', '1']])
      const { name, processingName, createdSeconds } = (await proveOrThrow(remote, uuid)).bundle
      remote.receipts.add(
        createTestReceipt({
          ...{ remoteContext: remote.context, pipeClass: codeMethod, outputBundle: 'daily', params },
          ...{ bundle: { uuid, name, processingName, createdSeconds }, input: undefined },
          ...given.receipt,
        }),
      )
      await remote.receipts.waitForSave()
      const run = { ...planRunOn(remote), outputName: 'daily', params }
      const { context } = createContext({ run, dependencies: { openRemote: async () => remote } })
      const proof = await new ExistingOutputs().find(context, given.inputUuid)
      expect(proof?.bundle.uuid).toBe(expected ? uuid : undefined)
    },
  )

  test('takes the newest of several, and reads them once', async ({ remote }) => {
    const uuids: string[] = []
    for (const created of [1_700_000_001, 1_700_000_003, 1_700_000_002])
      uuids.push(await putBundle(remote, { ...made, created }))
    const planned = { ...planRunOn(remote), outputName: 'daily', params: new Map([['day', '1']]) }
    const { context } = createContext({ run: planned, dependencies: { openRemote: async () => remote } })
    const existing = new ExistingOutputs()
    expect((await existing.find(context, undefined))?.bundle.uuid).toBe(uuids[1])
    await putBundle(remote, { ...made, created: 1_700_000_009 })
    expect((await existing.find(context, undefined))?.bundle.uuid).toBe(uuids[1])
  })

  test('knows no duration of bundles that record none', async ({ remote }) => {
    await putBundle(remote, made)
    const { context } = createContext({ run: planRunOn(remote), dependencies: { openRemote: async () => remote } })
    expect(await new ExistingOutputs().estimateMs(context)).toBeUndefined()
  })

  test.for<[string, boolean, BundleFixture]>([
    ['another value', true, { tags: { '__param.day': '2' } }],
    ['another input', true, { dependsOn: [crypto.randomUUID()] }],
    ['another class', true, { codeMethod: 'pipes.orders.Weekly' }],
    ['the same parameters and input', false, { dependsOn: [input] }],
    ['another name, which Disdat does not compare', false, { name: 'totals', dependsOn: [input] }],
    ['a value that Disdat may write otherwise', false, { tags: { '__param.day': '1.0' }, dependsOn: [input] }],
    ['no recorded parameters', false, { tags: {} }],
  ])('beside a bundle with %s, a run is the first: %s', async ([, expected, bundle], { remote }) => {
    await putBundle(remote, { ...made, ...bundle })
    const planned = { ...planRunOn(remote), outputName: 'daily', params: new Map([['day', '1']]) }
    const { context } = createContext({ run: planned, dependencies: { openRemote: async () => remote } })
    expect(await new ExistingOutputs().isFirst(context, input)).toBe(expected)
  })
})
