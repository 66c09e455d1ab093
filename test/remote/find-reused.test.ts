import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findReused } from '../../src/remote/find-reused.ts'
import type { Remote } from '../../src/remote/remote.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { putBundle } from './fixtures.ts'
import { neverAborted, openTestRemote } from './helpers.ts'

const options = { signal: neverAborted }
let moto: Moto
let remote: Remote

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
})
beforeEach(async () => {
  remote = await openTestRemote('s3://bucket/p', moto.env, `c${crypto.randomUUID()}`)
})
afterAll(async () => {
  await moto[Symbol.asyncDispose]()
})

const output = { name: 'clean', codeMethod: 'p.m.Clean', params: new Map([['day', '1']]), input: undefined }
const find = async (changes: { readonly name?: string | undefined; readonly taskId?: string }) =>
  (await findReused(remote, { ...output, taskId: undefined, ...changes }, options)).map(({ uuid }) => uuid)

describe('findReused', () => {
  test('finds the newest bundle with the name, class and parameters, without a record of the code', async () => {
    const first = { name: 'clean', processingName: 'Clean_1_a', tags: { '__param.day': '1' } }
    await putBundle(remote, { ...first, created: 1 })
    const uuid = await putBundle(remote, { ...first, created: 2 })
    await putBundle(remote, { ...first, processingName: 'Clean_2_b', tags: { '__param.day': '2' }, created: 3 })
    await putBundle(remote, { ...first, processingName: 'CleanAll_1_c', created: 4 })
    await putBundle(remote, { ...first, name: 'other', processingName: 'Clean_1_d', created: 5 })
    expect(await find({})).toStrictEqual([uuid])
    expect(await find({ name: 'none' })).toStrictEqual([])
  })

  test('finds the bundles of a class in a Luigi namespace', async () => {
    const uuid = await putBundle(remote, { name: 'clean', processingName: 'shop.daily.Clean_1_a' })
    expect(await find({})).toStrictEqual([uuid])
  })

  test('finds all bundles that are possible when the name is unknown', async () => {
    const named = await putBundle(remote, { name: 'clean', processingName: 'Clean_1_a', created: 1 })
    const unnamed = await putBundle(remote, { name: 'Clean', processingName: 'Clean_1_a', created: 2 })
    expect(await find({ name: undefined })).toStrictEqual([unnamed, named])
  })

  test('uses the id of the task in place of the parameters', async () => {
    const processingName = 'Clean_1__abc_99914b932b'
    const uuid = await putBundle(remote, { name: 'clean', codeMethod: 'p.m.Clean', processingName })
    expect(await find({ taskId: 'Clean_1__abc' })).toStrictEqual([uuid])
    expect(await find({ taskId: 'Clean_2__abc' })).toStrictEqual([])
  })
})
