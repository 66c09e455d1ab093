import { hash } from 'node:crypto'
import { describe, expect } from 'vitest'
import { Failure } from '../../../src/errors.ts'
import { createRemote } from '../../../src/remote/remote.ts'
import { openInput } from '../../../src/run/prepare.ts'
import { decidePromotion } from '../../../src/run/promote/decide-promotion.ts'
import type { MergeSource } from '../../../src/run/promote/merge-source.ts'
import { neverAborted, observeStore, removeBundle, replaceMethods } from '../../remote/helpers.ts'
import { type createContext, test } from '../fixtures.ts'
import {
  created,
  createPromotingContext,
  createSituation,
  createSource,
  head,
  merged,
  putOn,
  putReceipt,
  repository,
  type Situation,
  useIndex,
} from './fixtures.ts'

type Backend = NonNullable<Parameters<typeof createContext>[0]>['backend']

interface Given {
  readonly inputs?: Readonly<Record<string, string>>
  readonly source?: Partial<MergeSource>
  readonly backend?: NonNullable<Backend>
}

/** Decides with the input `raw`, which the receipt names, unless the test says otherwise. */
async function decide(situation: Situation, { inputs, source, backend }: Given = {}) {
  const { context } = await createPromotingContext(situation, inputs, { ...(backend && { backend }) })
  const prepared = await openInput(context, undefined)
  const pullRequest = { number: 7, head: { sha: head, repository } }
  const { sandbox } = situation
  const decision = await decidePromotion(context, createSource(source), { pullRequest, sandbox, prepared })
  return 'why' in decision ? decision : decision.proofs.map(({ bundle }) => bundle.uuid)
}

const identify = (fingerprint: string, env: Readonly<Record<string, string>> = {}): NonNullable<Backend> => ({
  identifyImage: async ({ reference }) => ({
    ...{ pinned: `${reference}@sha256:2`, fingerprint, env: new Map(Object.entries(env)) },
  }),
})

const otherBundle = { uuid: crypto.randomUUID(), name: 'daily', processingName: 'p', createdSeconds: created(0) }

const withInput = { inputs: { 'INPUT_INPUT-BUNDLE': 'raw' } }

describe('decidePromotion', () => {
  test('takes an output that was made of the same, after what was made for it', async ({ remote }) => {
    const situation = await createSituation(remote)
    expect(await decide(situation)).toStrictEqual([situation.clean, situation.output])
  })

  test('takes an output of the same input, which the output names', async ({ remote }) => {
    const raw = crypto.randomUUID()
    const situation = await createSituation(remote, { raw, output: { dependsOn: [raw] }, receipt: { input: raw } })
    expect(await decide(situation, withInput)).toStrictEqual([situation.output])
    await putReceipt(situation.sandbox, { ...situation.receipt, input: undefined })
    expect(await decide(situation, withInput)).toMatchObject({ trigger: 'input', was: 'none', now: raw })
  })

  test('compares no code for an image with the same layers', async ({ remote }) => {
    const situation = await createSituation(remote)
    const backend = identify('fingerprint-1', { PIPELINE_GIT_HASH: merged })
    expect(await decide(situation, { backend })).toStrictEqual([situation.clean, situation.output])
  })

  test('copies the output alone when the base has the rest', async ({ remote }) => {
    const situation = await createSituation(remote, {
      clean: { uuid: '11111111-1111-4111-8111-111111111111' },
    })
    await putOn([situation.base], { uuid: situation.clean, name: 'clean', created: created(-5) })
    expect(await decide(situation)).toStrictEqual([situation.output])
  })

  test.for<[string, string, (situation: Situation) => Promise<unknown>, Given?]>([
    ['other parameters', 'params', async () => undefined, { inputs: { INPUT_PARAMS: 'day: 2' } }],
    ['an output tag', 'params', async () => undefined, { inputs: { 'INPUT_OUTPUT-TAGS': 'team: data' } }],
    ['another input', 'input', async () => undefined, withInput],
    [
      'an image that is not known',
      'image',
      async () => undefined,
      { backend: { identifyImage: async () => await Promise.reject(new Error('down')) } },
    ],
    ['an image with other layers', 'image', async () => undefined, { backend: identify('other') }],
    [
      'a newer bundle of an upstream name in the base',
      'upstream',
      ({ base }) => putOn([base], { name: 'raw', codeMethod: 'add', created: created(10) }),
    ],
    [
      'a newer bundle of an intermediate name in the base',
      'upstream',
      ({ base }) => putOn([base], { name: 'clean', created: created(10) }),
    ],
    [
      'a newer output in the base',
      'output',
      ({ base }) =>
        putOn([base], {
          ...{ name: 'daily', codeMethod: 'pipes.orders.Daily', created: created(10), tags: { '__param.day': '1' } },
        }),
    ],
    [
      'a newer output in the base that lacks a parameter',
      'output',
      ({ base }) => putOn([base], { name: 'daily', codeMethod: 'pipes.orders.Daily', created: created(10) }),
    ],
    [
      'a newer output in the base with a further parameter',
      'output',
      ({ base }) =>
        putOn([base], {
          ...{ name: 'daily', codeMethod: 'pipes.orders.Daily', created: created(10) },
          tags: { '__param.day': '1', '__param.currency': 'usd' },
        }),
    ],
    [
      'a newer bundle of the name in the base that another class made',
      'output',
      ({ base }) =>
        putOn([base], {
          ...{ name: 'daily', codeMethod: 'pipes.daily.Daily', created: created(10), tags: { '__param.day': '1' } },
        }),
    ],
    [
      'a newer output in the sandbox that no run recorded',
      'output',
      ({ sandbox }) =>
        putOn([sandbox], {
          ...{ name: 'daily', codeMethod: 'pipes.orders.Daily', created: created(10), tags: { '__param.day': '1' } },
        }),
    ],
  ])('runs for %s', async ([, trigger, change, given], { remote }) => {
    const situation = await createSituation(remote)
    await change(situation)
    expect(await decide(situation, given)).toMatchObject({ trigger, why: expect.stringMatching(/\.$/) })
  })

  test('names both versions when the base has a newer output', async ({ remote }) => {
    const situation = await createSituation(remote)
    const newer = {
      name: 'daily',
      codeMethod: 'pipes.orders.Daily',
      created: created(10),
      tags: { '__param.day': '1' },
    }
    const uuid = await putOn([situation.base], newer)
    expect(await decide(situation)).toStrictEqual({
      trigger: 'output',
      why: 'The context shop has a newer output, which readers would find.',
      was: `${situation.output} (2023-11-14 22:13 UTC)`,
      now: `${uuid} (2023-11-14 22:13 UTC)`,
    })
  })

  test.for([
    ['older', -1],
    ['of the same second', 0],
  ] as const)('ignores an output in the base that is %s', async ([, seconds], { remote }) => {
    const situation = await createSituation(remote)
    const made = { name: 'daily', codeMethod: 'pipes.orders.Daily', tags: { '__param.day': '1' } }
    await putOn([situation.base], { ...made, created: created(seconds) })
    expect(await decide(situation)).toStrictEqual([situation.clean, situation.output])
  })

  test('runs when more bundles of the sandbox than can be read are not in the index', async ({ remote }) => {
    const situation = await createSituation(remote)
    const { sandbox } = situation
    const folders = Array.from({ length: 10_001 }, () => sandbox.getKey(crypto.randomUUID(), '')).toSorted()
    const store = replaceMethods(sandbox, {
      async *list(beginning) {
        for (const prefix of folders) if (prefix.startsWith(beginning)) yield { kind: 'folder', prefix }
      },
    })
    const crowded = createRemote(store, { url: sandbox.url, context: 'pr-7', useIndex })
    expect(await decide({ ...situation, sandbox: crowded })).toStrictEqual({
      trigger: 'output',
      why: '10001 bundles are not in the index yet.',
    })
  })

  test('runs when the output is deleted meanwhile', async ({ remote }) => {
    const situation = await createSituation(remote)
    const { sandbox, output } = situation
    const folder = sandbox.getKey(output, '')
    let isDeleted = false
    const store = replaceMethods(sandbox, {
      async get(key, options) {
        const bytes = isDeleted ? undefined : await sandbox.store.get(key, options)
        if (key.startsWith(folder)) isDeleted = true
        return bytes
      },
    })
    const { url } = sandbox
    const changing = createRemote(store, { url, context: 'pr-7', useIndex })
    expect(await decide({ ...situation, sandbox: changing })).toStrictEqual({
      trigger: 'sandbox',
      why: `The bundle ${output} is not in the sandbox pr-7 any more.`,
    })
  })

  test('follows a lineage of which the sandbox lacks what the base has', async ({ moto, remote }) => {
    const situation = await createSituation(remote)
    await removeBundle(moto, situation.sandbox, situation.raw)
    expect(await decide(situation)).toStrictEqual([situation.clean, situation.output])
  })

  test('leaves out newer bundles of the name of an input that is given by its uuid', async ({ remote }) => {
    const raw = crypto.randomUUID()
    const situation = await createSituation(remote, { raw, output: { dependsOn: [raw] }, receipt: { input: raw } })
    await putOn([situation.base], { name: 'raw', codeMethod: 'add', created: created(10) })
    expect(await decide(situation, { inputs: { 'INPUT_INPUT-BUNDLE': raw } })).toStrictEqual([situation.output])
    expect(await decide(situation, withInput)).toMatchObject({ trigger: 'input', was: raw })
  })

  test('runs when the input is not in the base any more', async ({ moto, remote }) => {
    const raw = crypto.randomUUID()
    const situation = await createSituation(remote, { raw, output: { dependsOn: [raw] }, receipt: { input: raw } })
    const { context } = await createPromotingContext(situation, withInput.inputs)
    const prepared = await openInput(context, undefined)
    await removeBundle(moto, situation.base, raw)
    const candidate = { pullRequest: { number: 7, head: { sha: head, repository } }, prepared }
    expect(await decidePromotion(context, createSource(), { ...candidate, sandbox: situation.sandbox })).toStrictEqual({
      trigger: 'input',
      why: `The input bundle ${raw} is not in the context shop.`,
    })
  })

  test('ignores newer outputs of other parameters', async ({ remote }) => {
    const situation = await createSituation(remote)
    const { base } = situation
    const other = { name: 'daily', codeMethod: 'pipes.orders.Daily', created: created(10) }
    await putOn([base], { ...other, tags: { '__param.day': '2' } })
    expect(await decide(situation)).toHaveLength(2)
  })

  test('ignores a newer upstream bundle of other parameters, which the pipe does not read', async ({ remote }) => {
    const processingName = `Daily_1_0_${hash('md5', 'p').slice(0, 10)}`
    const situation = await createSituation(remote, { output: { processingName } })
    const other = { name: 'clean', codeMethod: 'pipes.orders.Clean', created: created(10) }
    await putOn([situation.base], { ...other, processingName: 'other', tags: { '__param.region': 'us' } })
    expect(await decide(situation)).toStrictEqual([situation.clean, situation.output])
    await putOn([situation.base], { ...other, processingName: 'p' })
    expect(await decide(situation)).toMatchObject({ trigger: 'upstream' })
  })

  test('compares the code of another image by its folder', async ({ remote }) => {
    const situation = await createSituation(remote)
    const asked: unknown[] = []
    const backend = identify('other', { PIPELINE_GIT_HASH: merged })
    const source: Partial<MergeSource> = {
      async compareCode(...given) {
        asked.push(given)
        return { match: 'equal', folder: 'jobs' }
      },
    }
    expect(await decide(situation, { backend, source })).toHaveLength(2)
    expect(asked).toStrictEqual([[['pipes', 'orders'], head, merged]])
    const different = { compareCode: async () => ({ match: 'different', folder: 'jobs' }) as const }
    expect(await decide(situation, { backend, source: different })).toMatchObject({
      ...{ trigger: 'code', was: head, now: merged },
    })
    // Equal code does not hide another change.
    await putOn([situation.base], { name: 'raw', codeMethod: 'add', created: created(10) })
    expect(await decide(situation, { backend, source })).toMatchObject({ trigger: 'upstream' })
  })

  test.for<[string, string, Parameters<typeof createSituation>[1]]>([
    ['a receipt of another commit', 'output', { receipt: { commit: merged } }],
    ['a receipt of another context', 'output', { receipt: { remoteContext: 'shop' } }],
    ['a receipt of another bundle', 'output', { receipt: { bundle: otherBundle } }],
    ['an upstream bundle of another package', 'upstream', { clean: { codeMethod: 'other.Clean' } }],
    ['an upstream bundle of another commit', 'upstream', { clean: { codeHash: merged } }],
    ['an upstream bundle that is nowhere', 'upstream', { output: { dependsOn: [crypto.randomUUID()] } }],
    ['an output that is not whole', 'sandbox', { output: { files: {} } }],
    ['an upstream bundle that is not whole', 'sandbox', { clean: { links: ['bundle://gone'] } }],
    ['an output that is not committed', 'output', { output: { tags: { committed: 'False', '__param.day': '1' } } }],
  ])('runs for %s, although there is a receipt', async ([, trigger, changes], { remote }) => {
    expect(await decide(await createSituation(remote, changes))).toMatchObject({ trigger })
  })

  test('names an upstream bundle that the code of the output did not make', async ({ remote }) => {
    const situation = await createSituation(remote, { clean: { codeHash: merged } })
    expect(await decide(situation)).toStrictEqual({
      trigger: 'upstream',
      why: `The upstream bundle clean (${situation.clean}) is in the sandbox only, and other code made it.`,
    })
  })

  test('says which object the output lacks', async ({ remote }) => {
    const situation = await createSituation(remote, { output: { files: {} } })
    expect(await decide(situation)).toMatchObject({
      why: expect.stringMatching(/^The sandbox has only a part of the output\. .*report\.md/),
    })
  })

  test('fails if the output cannot be read, which says nothing about the sandbox', async ({ remote }) => {
    const situation = await createSituation(remote)
    const { sandbox, output } = situation
    const folder = sandbox.getKey(output, '')
    const store = observeStore(sandbox.store, (method, key) => {
      if (method !== 'get' && key.startsWith(folder))
        throw new Failure('access-denied', 'No permission.', 'Ask for it.')
    })
    const { url } = sandbox
    const denied = createRemote(store, { url, context: 'pr-7', useIndex })
    await expect(decide({ ...situation, sandbox: denied })).rejects.toMatchObject({ verdict: 'access-denied' })
  })

  test('ends with the reason of the cancellation', async ({ remote }) => {
    const situation = await createSituation(remote)
    const { context } = await createPromotingContext(situation)
    const prepared = await openInput(context, undefined)
    const cancelled = AbortSignal.abort(new Error('cancelled'))
    const stopped = { ...context, dependencies: { ...context.dependencies, cancelled } }
    const pullRequest = { number: 7, head: { sha: head, repository } }
    const { sandbox } = situation
    await expect(decidePromotion(stopped, createSource(), { pullRequest, sandbox, prepared })).rejects.toThrow(
      'cancelled',
    )
    expect(neverAborted.aborted).toBe(false)
  })
})
