import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findMissingExternals } from '../../src/remote/externals.ts'
import { createRemote, type Remote } from '../../src/remote/remote.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { putBundle } from './fixtures.ts'
import { neverAborted, openTestRemote } from './helpers.ts'

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

describe('findMissingExternals', () => {
  const needs = { output: { codeMethod: 'shop.day.Daily' }, ownPackage: 'shop', uuids: [], except: undefined }
  const findUuids = async (more: Partial<Parameters<typeof findMissingExternals>[2]> = {}) =>
    (await findMissingExternals(base, own, { ...needs, ...more }, options)).map(({ uuid }) => uuid)

  /** Daily ← clean (its own) ← raw (added by hand) and rates (of another package, made of fx). */
  async function putLineage() {
    const fx = await putBundle(base, { name: 'fx', codeMethod: 'add' })
    const rates = await putBundle(base, { name: 'rates', codeMethod: 'bank.rates.Rates', dependsOn: [fx], created: 10 })
    const raw = await putBundle(base, { name: 'raw', codeMethod: 'add', created: 10 })
    const clean = await putBundle(base, { name: 'clean', codeMethod: 'shop.day.Clean', dependsOn: [raw, rates] })
    await putBundle(base, { name: 'daily', codeMethod: 'shop.day.Daily', dependsOn: [clean, raw], created: 20 })
    return { raw, rates }
  }

  test('returns the bundles that others made, not those of the own package', async () => {
    const { raw, rates } = await putLineage()
    expect((await findUuids()).toSorted()).toStrictEqual([raw, rates].toSorted())
    expect((await findUuids({ output: { name: 'daily' } })).toSorted()).toStrictEqual([raw, rates].toSorted())
  })

  test('returns the newest bundle of each name unless the own context has it', async () => {
    const { raw } = await putLineage()
    const newer = await putBundle(base, { name: 'rates', created: 30 })
    await putBundle(base, { name: 'rates', created: 40, tags: { committed: 'False' } })
    expect((await findUuids()).toSorted()).toStrictEqual([raw, newer].toSorted())
    await putBundle(own, { uuid: raw, name: 'raw', created: 10 })
    expect(await findUuids()).toStrictEqual([newer])
    await putBundle(own, { name: 'rates', created: 50 })
    expect(await findUuids()).toStrictEqual([])
  })

  test('leaves out `except`, and includes the bundles that `uuids` names', async () => {
    const { raw, rates } = await putLineage()
    const old = await putBundle(base, { name: 'rates', created: 5 })
    expect(await findUuids({ except: 'raw', uuids: [old, crypto.randomUUID()] })).toStrictEqual([old, rates])
    expect(await findUuids({ except: 'rates', uuids: [raw] })).toStrictEqual([raw])
  })

  test('returns nothing before the base context has an output', async () => {
    await putBundle(base, { name: 'raw', codeMethod: 'add' })
    expect(await findUuids()).toStrictEqual([])
  })
})
