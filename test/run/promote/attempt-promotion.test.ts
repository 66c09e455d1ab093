import { describe, expect } from 'vitest'
import { formatHyperFrameName } from '../../../src/disdat/bundle.ts'
import { addPromotionTag, promotionTag } from '../../../src/disdat/promotion-tag.ts'
import { formatBytes } from '../../../src/lib/units.ts'
import { listPromotions } from '../../../src/remote/promotion/promotion-marker.ts'
import { proveBundle } from '../../../src/remote/prove.ts'
import { createRemote, type Remote } from '../../../src/remote/remote.ts'
import { attemptPromotion } from '../../../src/run/promote/attempt-promotion.ts'
import { neverAborted, openTestRemote, replaceMethods } from '../../remote/helpers.ts'
import { startFaultyWire, type WireFault, type WireRequest } from '../../testbed/faulty-wire.ts'
import type { Moto } from '../../testbed/moto.ts'
import { proveOrThrow, test } from '../fixtures.ts'
import { createPromotingContext, createSituation, createSource, type Situation, useIndex } from './fixtures.ts'

const options = { signal: neverAborted }
const copied = '<CopyObjectResult><ETag>"tag"</ETag></CopyObjectResult>'

/** Attempts a promotion over a store that a test may observe. */
async function attempt(
  situation: Situation,
  inputs: Readonly<Record<string, string>> = {},
  store = situation.base.store,
  source = createSource(),
) {
  const at = { ...situation, base: createRemote(store, { ...situation.base, useIndex }) }
  const { context, remote, lines } = await createPromotingContext(at, inputs)
  const outcome = await attemptPromotion(context, source, undefined)
  await remote.receipts.waitForSave()
  return { outcome, lines, remote }
}

/** The size of the bundles that a promotion copies, as a text. */
async function formatSize({ sandbox, clean, output }: Situation): Promise<string> {
  const proofs = await Promise.all([clean, output].map((uuid) => proveOrThrow(sandbox, uuid)))
  return formatBytes(proofs.reduce((sum, { bytes }) => sum + bytes, 0))
}

const listStates = async (base: Remote) => (await listPromotions(base, 'pr-7', options)).map(({ state }) => state)

describe('attemptPromotion', () => {
  test('copies the output and what was made for it, and records where they come from', async ({ remote }) => {
    const situation = await createSituation(remote)
    const { base, clean, output } = situation
    const { outcome, remote: written } = await attempt(situation)
    expect(outcome).toMatchObject({
      proof: { bundle: { uuid: output } },
      update: {
        output: { uuid: output, uri: base.getUri(output) },
        promotion: { pullRequest: 7, from: 'pr-7', copied: { bundles: 2, objects: 5 } },
        notRunReason: expect.stringContaining(
          'daily is the output of the sandbox pr-7 of pull request #7. Copied: 5 objects, ',
        ),
      },
    })
    for (const uuid of [clean, output]) {
      const [now, before] = [await proveOrThrow(base, uuid), await proveOrThrow(situation.sandbox, uuid)]
      const tags = new Map([...before.bundle.tags, [promotionTag, 'pr-7']])
      expect(now.bundle).toStrictEqual({ ...before.bundle, tags })
    }
    expect(await listStates(base)).toStrictEqual(['ended'])
    const { pipeClass, outputBundle, params } = situation.receipt
    expect(await written.receipts.read({ pipeClass, outputBundle, params }, options)).toMatchObject({
      ...{ remoteContext: 'shop', bundle: { uuid: output }, promoted: { context: 'pr-7', pullRequest: 7 } },
    })
    const again = await attempt(situation)
    expect(again.outcome).toMatchObject({ update: { promotion: { copied: { objects: 0, bytes: 0 } } } })
  })

  test('carries over who accepted a broken rule', async ({ remote }) => {
    const at = new Date('2026-07-01T12:00:00Z')
    const accepted = [{ rule: 'column-removed', evidence: 'Removed: `largest`.', by: 'ann', at, how: 'label' } as const]
    const { remote: written } = await attempt(await createSituation(remote, { receipt: { accepted } }))
    const key = { pipeClass: 'pipes.orders.Daily', outputBundle: 'daily', params: new Map([['day', '1']]) }
    expect(await written.receipts.read(key, options)).toMatchObject({ remoteContext: 'shop', accepted })
  })

  test('ends with whole bundles when two steps promote at the same time', async ({ remote }) => {
    const situation = await createSituation(remote)
    const both = await Promise.all([attempt(situation), attempt(situation)])
    for (const { outcome } of both) expect(outcome).toMatchObject({ proof: { bundle: { uuid: situation.output } } })
    await proveOrThrow(situation.base, situation.output)
  })

  test('marks the promotion before it reads the sandbox', async ({ remote }) => {
    const situation = await createSituation(remote)
    let states: readonly string[] | undefined
    const { store: own } = situation.base
    const store = replaceMethods(situation.base, {
      async copyIfAbsent(...given) {
        states ??= await listStates(situation.base)
        return await own.copyIfAbsent(...given)
      },
    })
    await attempt(situation, {}, store)
    expect(states).toStrictEqual(['under-way'])
  })

  test('copies and marks nothing in a dry run', async ({ remote }) => {
    const situation = await createSituation(remote)
    const { outcome } = await attempt(situation, { 'INPUT_DRY-RUN': 'true' })
    expect(outcome).toStrictEqual({
      trigger: 'output',
      why: `Dry run: 2 bundles, ${await formatSize(situation)} of pr-7 would be promoted.`,
    })
    expect(await listStates(situation.base)).toStrictEqual([])
    expect(await proveBundle(situation.base, situation.output, options)).toBeUndefined()
  })

  test('leaves the run to take place when a copy fails, with nothing visible, and ends its marker', async ({
    remote,
  }) => {
    const situation = await createSituation(remote)
    const { base, clean, output } = situation
    // The cleanup of the sandbox is faster.
    const store = replaceMethods(base, { copyIfAbsent: async () => 'absent' })
    const { outcome } = await attempt(situation, {}, store)
    expect(outcome).toStrictEqual({
      trigger: 'sandbox',
      why: expect.stringMatching(/^The promotion failed\. .* was deleted while it was copied/),
    })
    expect(await listStates(base)).toStrictEqual(['ended'])
    for (const uuid of [clean, output]) expect(await proveBundle(base, uuid, options)).toBeUndefined()
  })

  /** Attempts a promotion over a wire with a fault for a write of bundles, by its number among those of the key. */
  async function attemptOver(
    moto: Moto,
    situation: Situation,
    selectFault: (write: WireRequest, nth: number) => WireFault | undefined,
  ) {
    const { base } = situation
    const writes = new Map<string, number>()
    await using wire = await startFaultyWire(moto, (request) => {
      if (request.method !== 'PUT' || !request.key.includes('/shop/objects/')) return undefined
      const nth = 1 + (writes.get(request.key) ?? 0)
      writes.set(request.key, nth)
      return selectFault(request, nth)
    })
    const { store } = await openTestRemote(base.url, wire.env)
    const { outcome } = await attempt(situation, {}, store)
    store.close()
    return { outcome, writes: [...writes] }
  }

  const refuse = (status: number, code: string) => ({ kind: 'refuse', status, code }) as const
  const isCopy = ({ headers }: WireRequest) => headers['x-amz-copy-source'] !== undefined

  test('finds what S3 copied when all first answers are lost, and promotes', async ({ moto, remote }) => {
    const situation = await createSituation(remote)
    // The server of the tests does not have the condition of copies, and answers other writes as S3 does.
    const { outcome, writes } = await attemptOver(moto, situation, (write, nth) =>
      nth === 1 ? { kind: 'lose' } : isCopy(write) ? refuse(412, 'PreconditionFailed') : undefined,
    )
    expect(outcome).toMatchObject({ proof: { bundle: { uuid: situation.output } } })
    expect(writes.map(([, count]) => count)).toStrictEqual([2, 2, 2, 2, 2])
    for (const uuid of [situation.clean, situation.output]) await proveOrThrow(situation.base, uuid)
  })

  test('copies again what S3 refused in the body of a success, and promotes', async ({ moto, remote }) => {
    const situation = await createSituation(remote)
    const { outcome } = await attemptOver(moto, situation, (write, nth) =>
      nth === 1 && isCopy(write) ? refuse(200, 'InternalError') : undefined,
    )
    expect(outcome).toMatchObject({ update: { promotion: { copied: { bundles: 2, objects: 5 } } } })
    for (const uuid of [situation.clean, situation.output]) await proveOrThrow(situation.base, uuid)
  })

  test.for<[string, WireFault]>([
    ['refuses a copy in the body of a success', refuse(200, 'InternalError')],
    ['says nothing about a copy', { kind: 'swallow', body: '<CopyObjectResult/>' }],
    ['says that a copy is made, which it is not', { kind: 'swallow', body: copied }],
  ])('leaves the run to take place when S3 %s, with nothing visible', async ([, fault], { moto, remote }) => {
    const situation = await createSituation(remote)
    const { outcome, writes } = await attemptOver(moto, situation, ({ key }) =>
      key.endsWith('report.md') ? fault : undefined,
    )
    expect(outcome).toStrictEqual({ trigger: 'sandbox', why: expect.stringMatching(/^The promotion failed\. /) })
    expect(writes.filter(([key]) => key.endsWith('_hframe.pb'))).toStrictEqual([])
    expect(await listStates(situation.base)).toStrictEqual(['ended'])
    // Another attempt completes it.
    expect((await attempt(situation)).outcome).toMatchObject({ proof: { bundle: { uuid: situation.output } } })
  })

  test('leaves the run to take place when the marker cannot be written, and copies nothing', async ({ remote }) => {
    const situation = await createSituation(remote)
    const store = replaceMethods(situation.base, {
      putVersion: async () => await Promise.reject(new Error('no marker')),
    })
    const { outcome } = await attempt(situation, {}, store)
    expect(outcome).toStrictEqual({ trigger: 'sandbox', why: expect.stringContaining('no marker') })
    expect(await proveBundle(situation.base, situation.clean, options)).toBeUndefined()
  })

  test('leaves the run to take place when the base has another HyperFrame of the output', async ({ remote }) => {
    const situation = await createSituation(remote)
    const { base, sandbox, output } = situation
    const name = formatHyperFrameName(output)
    const original = await sandbox.store.get(sandbox.getKey(output, name), { ...options, maxBytes: 1 << 20 })
    const other = Buffer.from(
      Buffer.from(original ?? [])
        .toString('latin1')
        .replace('ann', 'bob'),
      'latin1',
    )
    await base.store.putIfAbsent(base.getKey(output, name), other, options)
    expect((await attempt(situation)).outcome).toStrictEqual({
      ...{ trigger: 'sandbox', why: expect.stringContaining('its HyperFrame is not that of the sandbox') },
    })
  })

  test.for(['pr-12345', undefined])(
    'accepts a HyperFrame in the base that is promoted from %s',
    async (from, { remote }) => {
      const situation = await createSituation(remote)
      const { base, sandbox, output } = situation
      const name = formatHyperFrameName(output)
      const original = await sandbox.store.get(sandbox.getKey(output, name), { ...options, maxBytes: 1 << 20 })
      if (original === undefined) throw new Error('no HyperFrame')
      const promoted = from === undefined ? original : addPromotionTag(original, from)
      await base.store.putIfAbsent(base.getKey(output, name), promoted, options)
      expect((await attempt(situation)).outcome).toMatchObject({ proof: { bundle: { uuid: output } } })
      expect((await proveOrThrow(base, output)).bundle.tags.get(promotionTag)).toBe(from)
    },
  )

  test('leaves the run to take place when the HyperFrame of the output does not arrive', async ({ remote }) => {
    const situation = await createSituation(remote)
    const { store: own } = situation.base
    const isLost = (key: string) => key.endsWith(formatHyperFrameName(situation.output))
    const store = replaceMethods(situation.base, {
      copyIfAbsent: async (from, to, given) => (isLost(to) ? 'created' : await own.copyIfAbsent(from, to, given)),
      putIfAbsent: async (key, body, given) => (isLost(key) ? 'created' : await own.putIfAbsent(key, body, given)),
    })
    expect((await attempt(situation, {}, store)).outcome).toStrictEqual({
      ...{ trigger: 'sandbox', why: expect.stringContaining('its HyperFrame is not that of the sandbox') },
    })
  })

  test('reports the input, which it does not push', async ({ remote }) => {
    const raw = crypto.randomUUID()
    const situation = await createSituation(remote, { raw, output: { dependsOn: [raw] }, receipt: { input: raw } })
    const { outcome } = await attempt(situation, { 'INPUT_INPUT-BUNDLE': 'raw' })
    const input = { name: 'raw', uuid: raw, uri: situation.base.getUri(raw), pushed: false }
    expect(outcome).toMatchObject({ update: { input } })
  })

  test('ends with the reason of the cancellation', async ({ remote }) => {
    const situation = await createSituation(remote)
    const cancelling = new AbortController()
    const { context } = await createPromotingContext(situation, {}, { cancelled: cancelling.signal })
    const findPullRequest = async () => {
      cancelling.abort(new Error('cancelled'))
      return await Promise.reject(new Error('aborted'))
    }
    await expect(attemptPromotion(context, createSource({ findPullRequest }), undefined)).rejects.toThrow('cancelled')
  })

  test('says what it copies, and from where', async ({ remote }) => {
    const situation = await createSituation(remote)
    const { lines } = await attempt(situation)
    expect(lines).toContain(`Copying 2 bundles, ${await formatSize(situation)} from pr-7 to shop.`)
  })

  test('leaves the run to take place, and marks nothing, for a commit that is not a merge', async ({ remote }) => {
    const situation = await createSituation(remote)
    const source = createSource({ findPullRequest: async () => undefined })
    const { outcome } = await attempt(situation, {}, situation.base.store, source)
    expect(outcome).toStrictEqual({ trigger: 'pull-request', why: expect.stringContaining('is not the merge') })
    expect(await listStates(situation.base)).toStrictEqual([])
  })

  test('leaves the run to take place, and copies nothing, for an output of other parameters', async ({ remote }) => {
    const situation = await createSituation(remote)
    const { outcome } = await attempt(situation, { INPUT_PARAMS: 'day: 2' })
    expect(outcome).toMatchObject({ trigger: 'params', was: 'day: 1', now: 'day: 2' })
    expect(await listStates(situation.base)).toStrictEqual(['ended'])
    expect(await proveBundle(situation.base, situation.clean, options)).toBeUndefined()
  })

  test('throws when the input is not found', async ({ remote }) => {
    const situation = await createSituation(remote)
    await expect(attempt(situation, { 'INPUT_INPUT-BUNDLE': 'nothing' })).rejects.toMatchObject({
      verdict: 'input-not-found',
    })
  })
})
