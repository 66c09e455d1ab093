import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Remote } from '../../src/remote/remote.ts'
import {
  getContextPrefix,
  getMarkerKey,
  isSandboxNameFor,
  markSandbox,
  readSandboxMarker,
} from '../../src/remote/sandbox.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { putBundle } from './fixtures.ts'
import { neverAborted, openTestRemote } from './helpers.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const options = { signal: neverAborted }
const url = 's3://bucket/p'
let moto: Moto
let own: Remote

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
})
beforeEach(async () => {
  const name = crypto.randomUUID()
  own = await openTestRemote(url, moto.env, `o${name}`)
})
afterAll(async () => {
  await moto[Symbol.asyncDispose]()
})

describe('markSandbox', () => {
  const owner = { repository: 'octo-org/pipelines', pullRequest: 7 }
  const put = (text: string) => own.store.putVersion(getMarkerKey(own), Buffer.from(text), undefined, options)

  test('writes the owner once', async () => {
    expect(await readSandboxMarker(own, options)).toBeUndefined()
    expect(await markSandbox(own, owner, options)).toBe('marked')
    const marker = await readSandboxMarker(own, options)
    expect(marker).toMatchObject(owner)
    expect(Math.abs(Date.now() - (marker?.created.getTime() ?? 0))).toBeLessThan(60_000)
    await putBundle(own, { name: 'new' })
    expect(await markSandbox(own, owner, options)).toBe('marked')
    expect(await readSandboxMarker(own, options)).toStrictEqual(marker)
  })

  test('marks the context for one of two concurrent owners', async () => {
    const both = [7, 8].map((pullRequest) => markSandbox(own, { ...owner, pullRequest }, options))
    expect((await Promise.all(both)).toSorted()).toStrictEqual(['marked', 'taken'])
  })

  test('returns `taken` for a context that holds bundles', async () => {
    await putBundle(own, { name: 'other' })
    expect(await markSandbox(own, owner, options)).toBe('taken')
    expect(await readSandboxMarker(own, options)).toBeUndefined()
  })

  test('returns `taken` for the sandbox of another pull request', async () => {
    await markSandbox(own, owner, options)
    expect(await markSandbox(own, { ...owner, pullRequest: 8 }, options)).toBe('taken')
    expect(await markSandbox(own, { ...owner, repository: 'octo-org/other' }, options)).toBe('taken')
    expect(await readSandboxMarker(own, options)).toMatchObject(owner)
  })

  test.each([
    ['not JSON', '{'],
    ['not an object', '7'],
    ['of another version', JSON.stringify({ version: 2, ...owner })],
    ['without a numeric pull request', JSON.stringify({ version: 1, ...owner, pullRequest: '7' })],
    ['too large', JSON.stringify({ version: 1, ...owner, more: 'x'.repeat(5000) })],
  ])('returns `taken` for a marker that is %s', async (_, text) => {
    await put(text)
    expect(await readSandboxMarker(own, options)).toBeUndefined()
    expect(await markSandbox(own, owner, options)).toBe('taken')
  })
})

describe('getMarkerKey', () => {
  test('is beside the bundles of the context', () => {
    expect(getContextPrefix(own)).toBe(`p/context/${own.context}/`)
    expect(getMarkerKey(own)).toBe(`p/context/${own.context}/run-action/sandbox`)
  })
})

describe('isSandboxNameFor', () => {
  test.each([
    ['pr-12', 12, true],
    ['shop-pr-12', 12, true],
    ['shop_pr-12', 12, true],
    ['pr-112', 12, false],
    ['pr-12', 2, false],
    ['shoppr-12', 12, false],
    ['pr-12-shop', 12, false],
    ['prod', 12, false],
  ])('returns for %s and pull request %i: %s', (context, number, expected) => {
    expect(isSandboxNameFor(context, number)).toBe(expected)
  })
})
