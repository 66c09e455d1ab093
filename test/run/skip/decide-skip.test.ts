import { describe, expect } from 'vitest'
import { Failure } from '../../../src/errors.ts'
import { formatReceipt, type OutputReceipt } from '../../../src/remote/receipts/output-receipt.ts'
import { getReceiptKey } from '../../../src/remote/receipts/receipt-store.ts'
import { createRemote, type Remote } from '../../../src/remote/remote.ts'
import { decideSkip } from '../../../src/run/skip/decide-skip.ts'
import { type BundleFixture, putBundle } from '../../remote/fixtures.ts'
import { neverAborted } from '../../remote/helpers.ts'
import { createContext, createFolder, planRunOn, proveOrThrow, test } from '../fixtures.ts'
import { createReceiptFor } from './fixtures.ts'

const options = { signal: neverAborted }
const useIndex = { ...options, debug: () => undefined }
const commit = 'a'.repeat(40)

const created = (seconds: number) => 1_700_000_000 + seconds
const createFixture = (changes: BundleFixture = {}): BundleFixture => ({
  ...{
    name: 'daily',
    codeMethod: 'pipes.orders.Daily',
    processingName: 'Daily_1',
    codeHash: commit,
    created: created(0),
  },
  tags: { committed: 'True', '__param.day': '1' },
  ...changes,
})

interface Situation {
  readonly remote: Remote
  readonly uuid: string
  readonly receipt: OutputReceipt
  readonly raw: string
}

/** A context with an output that was made of the bundle `raw`, and its receipt. */
async function prepare(own: Remote, changes: BundleFixture = {}): Promise<Situation> {
  const remote = createRemote(own.store, { ...own, useIndex })
  const raw = await putBundle(remote, { name: 'raw', created: created(-10), tags: { committed: 'True' } })
  const uuid = await putBundle(remote, createFixture({ dependsOn: [raw], ...changes }))
  const { bundle } = await proveOrThrow(remote, uuid)
  const receipt = createReceiptFor(bundle, { remoteContext: remote.context, params: new Map([['day', '1']]) })
  await putReceipt(remote, receipt)
  return { remote, uuid, receipt, raw }
}

async function putReceipt(remote: Remote, receipt: OutputReceipt, bytes = formatReceipt(receipt)): Promise<void> {
  const key = getReceiptKey(remote, {
    pipeClass: 'pipes.orders.Daily',
    outputBundle: 'daily',
    params: new Map([['day', '1']]),
  })
  const version = await remote.store.getVersion(key, { ...options, maxBytes: 1 })
  await remote.store.putVersion(key, bytes ?? new Uint8Array(), version?.etag, options)
}

type Backend = NonNullable<Parameters<typeof createContext>[0]>['backend']

/** Decides with an index that knows nothing of the situation. */
async function decide(
  { remote: { store, url, context: name } }: Pick<Situation, 'remote'>,
  inputs: Readonly<Record<string, string>> = {},
  backend: Backend = {},
  cancelled = neverAborted,
) {
  const remote = createRemote(store, { url, context: name, useIndex })
  const base = { 'INPUT_OUTPUT-BUNDLE': 'daily', INPUT_PARAMS: 'day: 1', 'INPUT_SKIP-UNCHANGED': 'true' }
  const run = planRunOn(remote, { ...base, ...inputs })
  const dependencies = { home: await createFolder(), openRemote: async () => remote, cancelled }
  const { context, calls } = createContext({ run, dependencies, backend })
  const decision = await decideSkip(context, undefined)
  expect([calls.tasks, calls.stopped]).toStrictEqual([[], []])
  return decision?.kind === 'run' ? decision.skip : decision
}

describe('decideSkip', () => {
  test('skips an output that was made of the same', async ({ remote }) => {
    const situation = await prepare(remote)
    const decision = await decide(situation)
    expect(decision).toMatchObject({ kind: 'skip', update: { output: { uuid: situation.uuid } } })
  })

  test('decides nothing with `force` and `force-all`', async ({ remote }) => {
    const situation = await prepare(remote)
    for (const name of ['FORCE', 'FORCE-ALL'])
      expect(await decide(situation, { [`INPUT_${name}`]: 'true' })).toBeUndefined()
  })

  test('finds a newer bundle of an upstream name', async ({ remote }) => {
    const situation = await prepare(remote)
    const newer = await putBundle(situation.remote, { name: 'raw', created: created(10), tags: { committed: 'True' } })
    const expected = {
      trigger: 'upstream',
      was: expect.stringContaining(situation.raw),
      now: expect.stringContaining(newer),
    }
    expect(await decide(situation)).toMatchObject(expected)
    expect(await decide(situation, { 'INPUT_SKIP-UNCHANGED': 'image, input, params' })).toMatchObject({ kind: 'skip' })
  })

  test('finds a newer bundle in the base of a sandbox, which a run would copy', async ({ remote }) => {
    const base = createRemote(remote.store, { ...remote, context: `${remote.context}-base` })
    const situation = await prepare(remote)
    const inputs = { 'INPUT_BASE-CONTEXT': base.context }
    expect(await decide(situation, inputs)).toMatchObject({ kind: 'skip' })
    const rates = await putBundle(base, { name: 'rates', codeMethod: 'other.Rates', tags: { committed: 'True' } })
    await putBundle(base, createFixture({ dependsOn: [rates] }))
    expect(await decide(situation, inputs)).toMatchObject({
      trigger: 'upstream',
      why: expect.stringContaining('rates'),
    })
    const others = { ...inputs, 'INPUT_SKIP-UNCHANGED': 'params, image' }
    expect(await decide(situation, others)).toMatchObject({ kind: 'skip' })
  })

  test('does not count another input as a change of the upstream bundles', async ({ remote }) => {
    const situation = await prepare(remote)
    await putReceipt(situation.remote, { ...situation.receipt, input: situation.raw })
    await putBundle(situation.remote, { name: 'raw', created: created(10), tags: { committed: 'True' } })
    const inputs = { 'INPUT_INPUT-BUNDLE': 'raw', 'INPUT_SKIP-UNCHANGED': 'params, upstream' }
    expect(await decide(situation, inputs)).toMatchObject({ kind: 'skip' })
  })

  test('compares the input, which the output must name, too', async ({ remote }) => {
    const situation = await prepare(remote)
    const { receipt, raw } = situation
    expect(await decide(situation, { 'INPUT_INPUT-BUNDLE': 'raw' })).toMatchObject({
      trigger: 'input',
      was: 'none',
      now: raw,
    })
    await putReceipt(situation.remote, { ...receipt, input: raw })
    const decision = await decide(situation, { 'INPUT_INPUT-BUNDLE': 'raw' })
    expect(decision).toMatchObject({ kind: 'skip', update: { input: { uuid: raw, name: 'raw', pushed: false } } })
    const later = await putBundle(situation.remote, { name: 'raw', created: created(10), tags: { committed: 'True' } })
    expect(await decide(situation, { 'INPUT_INPUT-BUNDLE': 'raw' })).toMatchObject({
      trigger: 'input',
      was: raw,
      now: later,
    })
    // The step chooses the older one, so that the newer one is not a change.
    expect(await decide(situation, { 'INPUT_INPUT-BUNDLE': raw })).toMatchObject({ kind: 'skip' })
    await putReceipt(situation.remote, { ...receipt, input: later })
    expect(await decide(situation, { 'INPUT_INPUT-BUNDLE': later })).toMatchObject({ trigger: 'input' })
  })

  test('takes an image that cannot be looked up for another one', async ({ remote }) => {
    const situation = await prepare(remote)
    const backend = { identifyImage: async () => await Promise.reject(new Error('its registry cannot be reached.')) }
    expect(await decide(situation, {}, backend)).toMatchObject({
      trigger: 'image',
      why: 'The image cannot be compared: its registry cannot be reached.',
    })
    expect(await decide(situation, { 'INPUT_SKIP-UNCHANGED': 'params, upstream' }, backend)).toMatchObject({
      kind: 'skip',
    })
  })

  test('takes the newest output of any parameters where they are not a trigger', async ({ remote }) => {
    const situation = await prepare(remote)
    const inputs = { INPUT_PARAMS: 'day: 2', 'INPUT_SKIP-UNCHANGED': 'image, upstream' }
    expect(await decide(situation, inputs)).toMatchObject({
      kind: 'skip',
      update: { output: { uuid: situation.uuid } },
    })
    expect(await decide(situation, { INPUT_PARAMS: 'day: 2' })).toMatchObject({
      trigger: 'params',
      was: 'day: 1',
      now: 'day: 2',
    })
  })

  for (const [name, change] of [
    ['is truncated', (bytes: Buffer) => bytes.subarray(0, -1)],
    ['is empty', () => Buffer.of()],
    ['is another text', () => Buffer.from('[]')],
    ['is too large', () => Buffer.alloc(70_000, ' ')],
  ] satisfies [string, (bytes: Buffer) => Buffer][]) {
    test(`runs when the receipt ${name}`, async ({ remote }) => {
      const situation = await prepare(remote)
      const bytes = Buffer.from(formatReceipt(situation.receipt) ?? [])
      await putReceipt(situation.remote, situation.receipt, change(bytes))
      expect(await decide(situation)).toMatchObject({ trigger: 'output', why: expect.stringContaining(situation.uuid) })
    })
  }

  for (const [name, change, trigger] of [
    ['belongs to another context', () => ({ remoteContext: 'prod' }), 'output'],
    ['belongs to other parameters', () => ({ params: new Map([['day', '2']]) }), 'output'],
    ['belongs to another class', () => ({ pipeClass: 'pipes.orders.Other' }), 'output'],
    [
      'names a bundle that does not exist',
      ({ receipt }) => ({ bundle: { ...receipt.bundle, uuid: crypto.randomUUID() } }),
      'output',
    ],
    [
      'names the bundle of another pipe',
      ({ receipt, raw }) => ({ bundle: { ...receipt.bundle, uuid: raw } }),
      'output',
    ],
    ['lies about the commit', () => ({ commit: 'b'.repeat(40) }), 'output'],
    ['lies about the creation date', ({ receipt }) => ({ bundle: { ...receipt.bundle, createdSeconds: 1 } }), 'output'],
    ['lies about the input', ({ raw }) => ({ input: raw }), 'input'],
  ] satisfies [string, (situation: Situation) => Partial<OutputReceipt>, string][]) {
    test(`runs when the receipt ${name}`, async ({ remote }) => {
      const situation = await prepare(remote)
      await putReceipt(situation.remote, { ...situation.receipt, ...change(situation) })
      expect(await decide(situation)).toMatchObject({ trigger })
    })
  }

  test('runs when the receipt of one day names the bundle of another day', async ({ remote }) => {
    const situation = await prepare(remote, { tags: { committed: 'True', '__param.day': '2' } })
    expect(await decide(situation)).toMatchObject({ trigger: 'params', was: '2', now: '1' })
  })

  test('runs when the bundle is not whole, or was deleted', async ({ remote }) => {
    const { remote: own, uuid } = await prepare(remote)
    const isFrame = (path: string) => path.endsWith('_frame.pb')
    for (const [rule, why] of [
      [isFrame, 'not whole'],
      [() => true, 'in the context any more'],
    ] as const) {
      const paths = [...(await own.listSizes(uuid, options)).keys()].filter(rule)
      await own.store.deleteObjects(
        paths.map((path) => own.getKey(uuid, path)),
        options,
      )
      expect(await decide({ remote: own })).toMatchObject({ trigger: 'output', why: expect.stringContaining(why) })
    }
  })

  test('runs after a newer output that no run of the action recorded', async ({ remote }) => {
    const situation = await prepare(remote)
    const newer = await putBundle(situation.remote, createFixture({ created: created(20) }))
    expect(await decide(situation)).toMatchObject({ trigger: 'output', why: expect.stringContaining(newer) })
  })

  test('throws when the input is not found, and when the step is cancelled', async ({ remote }) => {
    const situation = await prepare(remote)
    await expect(decide(situation, { 'INPUT_INPUT-BUNDLE': 'absent' })).rejects.toThrow(Failure)
    const cancelled = AbortSignal.abort(new Error('SIGINT'))
    await expect(decide(situation, {}, {}, cancelled)).rejects.toThrow('SIGINT')
  })
})
