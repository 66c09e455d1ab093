import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { findMissingExternals } from '../../src/remote/externals.ts'
import { findInput } from '../../src/remote/input.ts'
import { createRemote, openBaseContext, type Remote } from '../../src/remote/remote.ts'
import { getMarkerKey, isSandboxNameFor, markSandbox, readSandboxMarker } from '../../src/remote/sandbox.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { putBundle } from './fixtures.ts'
import { catchFailure, collect, neverAborted, openTestRemote } from './helpers.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const options = { signal: neverAborted }
const url = 's3://bucket/p'
let moto: Moto
let own: Remote
let base: Remote

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
})
beforeEach(async () => {
  const name = crypto.randomUUID()
  own = await openTestRemote(url, moto.env, `o${name}`)
  base = createRemote(own.store, { url, context: `b${name}` })
})
afterAll(async () => {
  await moto[Symbol.asyncDispose]()
})

describe('the input of a run in a sandbox', () => {
  const find = async (query: Parameters<typeof findInput>[0]) => {
    const { bundle, source } = await findInput(query, undefined, own, { ...options, base })
    return [bundle.uuid, source]
  }
  const raw = { kind: 'newest', name: 'raw' } as const

  test('comes from the base where the sandbox has none', async () => {
    const uuid = await putBundle(base, { name: 'raw' })
    expect(await find(raw)).toStrictEqual([uuid, 'base'])
    expect(await find({ kind: 'uuid', uuid })).toStrictEqual([uuid, 'base'])
  })

  test('is the newest of both, so that the sandbox follows the base', async () => {
    const mine = await putBundle(own, { name: 'raw', created: 200 })
    await putBundle(base, { name: 'raw', created: 100 })
    expect(await find(raw)).toStrictEqual([mine, 'remote'])
    const newer = await putBundle(base, { name: 'raw', created: 300 })
    expect(await find(raw)).toStrictEqual([newer, 'base'])
  })

  test('is not copied again', async () => {
    const uuid = await putBundle(base, { name: 'raw', created: 100 })
    await putBundle(own, { uuid, name: 'raw', created: 100 })
    expect(await find(raw)).toStrictEqual([uuid, 'remote'])
    expect(await find({ kind: 'uuid', uuid })).toStrictEqual([uuid, 'remote'])
  })

  test('that is in neither is said to be in neither', async () => {
    const { verdict, evidence } = await catchFailure(find(raw))
    expect(verdict).toBe('input-not-found')
    expect(evidence).toBe(`No committed bundle \`raw\` in context \`${own.context}\` or \`${base.context}\` of ${url}.`)
  })
})

describe('what a pipe will look for by itself', () => {
  const needs = { output: { codeMethod: 'shop.day.Daily' }, ownPackage: 'shop', uuids: [], except: undefined }
  const lacking = async (more: Partial<Parameters<typeof findMissingExternals>[2]> = {}) =>
    (await findMissingExternals(base, own, { ...needs, ...more }, options)).map(({ uuid }) => uuid)

  /** Daily ← clean (its own) ← raw (added by hand) and rates (of another package, made of fx). */
  async function made() {
    const fx = await putBundle(base, { name: 'fx', codeMethod: 'add' })
    const rates = await putBundle(base, { name: 'rates', codeMethod: 'bank.rates.Rates', dependsOn: [fx], created: 10 })
    const raw = await putBundle(base, { name: 'raw', codeMethod: 'add', created: 10 })
    const clean = await putBundle(base, { name: 'clean', codeMethod: 'shop.day.Clean', dependsOn: [raw, rates] })
    await putBundle(base, { name: 'daily', codeMethod: 'shop.day.Daily', dependsOn: [clean, raw], created: 20 })
    return { raw, rates }
  }

  test('is what others made, and not what its own package makes', async () => {
    const { raw, rates } = await made()
    expect((await lacking()).toSorted()).toStrictEqual([raw, rates].toSorted())
    expect((await lacking({ output: { name: 'daily' } })).toSorted()).toStrictEqual([raw, rates].toSorted())
  })

  test('is the newest of each name, as far as the sandbox lacks it', async () => {
    const { raw } = await made()
    const newer = await putBundle(base, { name: 'rates', created: 30 })
    await putBundle(base, { name: 'rates', created: 40, tags: { committed: 'False' } })
    expect((await lacking()).toSorted()).toStrictEqual([raw, newer].toSorted())
    await putBundle(own, { uuid: raw, name: 'raw', created: 10 })
    expect(await lacking()).toStrictEqual([newer])
    await putBundle(own, { name: 'rates', created: 50 })
    expect(await lacking()).toStrictEqual([])
  })

  test('leaves out the input, and has what parameters name by uuid', async () => {
    const { raw, rates } = await made()
    const old = await putBundle(base, { name: 'rates', created: 5 })
    expect(await lacking({ except: 'raw', uuids: [old, crypto.randomUUID()] })).toStrictEqual([old, rates])
    expect(await lacking({ except: 'rates', uuids: [raw] })).toStrictEqual([raw])
  })

  test('is not known before the base has made it', async () => {
    await putBundle(base, { name: 'raw', codeMethod: 'add' })
    expect(await lacking()).toStrictEqual([])
  })
})

test('a base keeps no index: what is learnt there stays here', async () => {
  await putBundle(base, { name: 'raw' })
  const useIndex = { signal: neverAborted, debug: () => {} }
  const read = openBaseContext(own, base.context, useIndex)
  await findInput({ kind: 'newest', name: 'raw' }, undefined, own, { ...options, base: read })
  await read.index.waitForSave()
  const keys = async () => (await collect(own.store.list(`p/context/${base.context}/run-action/`, options))).length
  expect(await keys()).toBe(0)
  const kept = createRemote(own.store, { url, context: base.context, useIndex })
  await findInput({ kind: 'newest', name: 'raw' }, undefined, kept, options)
  await kept.index.waitForSave()
  expect(await keys()).toBe(1)
})

describe('the mark of a sandbox', () => {
  const owner = { repository: 'octo-org/pipelines', pullRequest: 7 }
  const put = (text: string) => own.store.putVersion(getMarkerKey(own), Buffer.from(text), undefined, options)

  test('says whose it is, and is put once', async () => {
    expect(await readSandboxMarker(own, options)).toBeUndefined()
    expect(await markSandbox(own, owner, options)).toBe('marked')
    const marker = await readSandboxMarker(own, options)
    expect(marker).toMatchObject(owner)
    expect(Math.abs(Date.now() - (marker?.created.getTime() ?? 0))).toBeLessThan(60_000)
    await putBundle(own, { name: 'made here' })
    expect(await markSandbox(own, owner, options)).toBe('marked')
    expect(await readSandboxMarker(own, options)).toStrictEqual(marker)
  })

  test('is put by one of two that are there at once', async () => {
    const both = [7, 8].map((pullRequest) => markSandbox(own, { ...owner, pullRequest }, options))
    expect((await Promise.all(both)).toSorted()).toStrictEqual(['marked', 'taken'])
  })

  test('is not put on a context that holds bundles', async () => {
    await putBundle(own, { name: 'somebody’s' })
    expect(await markSandbox(own, owner, options)).toBe('taken')
    expect(await readSandboxMarker(own, options)).toBeUndefined()
  })

  test('of somebody else stays', async () => {
    await markSandbox(own, owner, options)
    expect(await markSandbox(own, { ...owner, pullRequest: 8 }, options)).toBe('taken')
    expect(await markSandbox(own, { ...owner, repository: 'octo-org/other' }, options)).toBe('taken')
    expect(await readSandboxMarker(own, options)).toMatchObject(owner)
  })

  test.each([
    ['no JSON', '{'],
    ['no object', '7'],
    ['another version', JSON.stringify({ version: 2, ...owner })],
    ['a number that is a text', JSON.stringify({ version: 1, ...owner, pullRequest: '7' })],
    ['more than a mark', JSON.stringify({ version: 1, ...owner, more: 'x'.repeat(5000) })],
  ])('with %s is nobody’s', async (_, text) => {
    await put(text)
    expect(await readSandboxMarker(own, options)).toBeUndefined()
    expect(await markSandbox(own, owner, options)).toBe('taken')
  })
})

test.each([
  ['pr-12', 12, true],
  ['shop-pr-12', 12, true],
  ['shop_pr-12', 12, true],
  ['pr-112', 12, false],
  ['pr-12', 2, false],
  ['shoppr-12', 12, false],
  ['pr-12-shop', 12, false],
  ['prod', 12, false],
])('%s is named after pull request %i: %s', (context, number, is) => {
  expect(isSandboxNameFor(context, number)).toBe(is)
})
