import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAmbientIdentity } from '../../src/aws/ambient-identity.ts'
import { openRemote } from '../../src/remote/remote.ts'
import { updatePacks } from '../../src/seed/update-packs.ts'
import { neverAborted, observeStore } from '../remote/helpers.ts'
import { createTestBundles, createTestObject, formatTestUuid } from '../remote/packs/fixtures.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'

const signal = neverAborted
let moto: Moto

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
})
afterAll(() => moto[Symbol.asyncDispose]())

async function openTestContext(reports: string[]) {
  const useIndex = { signal, debug: (text: string) => void reports.push(text) }
  const identity = await createAmbientIdentity({ env: moto.env })
  return await openRemote({ url: 's3://bucket', context: 'shop', env: moto.env, identity, useIndex })
}

test('updatePacks adds the small objects that packs lack, and reads none twice', async () => {
  const large = createTestObject(`objects/${formatTestUuid(0)}/large_frame.pb`, Buffer.alloc(17 * 1024))
  const file = createTestObject(`objects/${formatTestUuid(0)}/data.csv`, Buffer.from('a,b'))
  const small = createTestBundles(0, 3)
  const reports: string[] = []
  const remote = await openTestContext(reports)
  for (const { object, content } of [...small, large, file])
    await remote.store.putIfAbsent(`context/shop/${object.path}`, content, { signal })
  updatePacks(remote)
  await remote.packs.waitForSave()
  expect(reports).toStrictEqual(['Objects added to the packs: 6.'])
  const objects = [...small, large, file].map(({ object }) => object)
  const read = await Array.fromAsync(remote.packs.read(objects, { signal }))
  expect(new Map(read.map(({ object, bytes }) => [object.path, Buffer.from(bytes)]))).toStrictEqual(
    new Map(small.map(({ object, content }) => [object.path, content])),
  )
  const calls: string[] = []
  const again = await openTestContext(reports)
  const observed = { ...again, store: observeStore(again.store, (...call) => calls.push(call.join(' '))) }
  updatePacks(observed)
  await observed.packs.waitForSave()
  expect(calls).toStrictEqual(['list context/shop/objects/'])
  expect(reports.length).toBe(1)
})
