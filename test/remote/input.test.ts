import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { ensureContext } from '../../src/local/context.ts'
import { findInput } from '../../src/remote/input.ts'
import { createRemote, type Remote } from '../../src/remote/remote.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { createBundleObjects, putBundle } from './fixtures.ts'
import { catchFailure, neverAborted, openTestRemote } from './helpers.ts'

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

describe('findInput', () => {
  const find = async (query: Parameters<typeof findInput>[0]) => {
    const { bundle, source } = await findInput(query, undefined, own, { ...options, base })
    return [bundle.uuid, source]
  }
  const raw = { kind: 'newest', name: 'raw' } as const

  test('takes the bundle of the base context when the own context has none', async () => {
    const uuid = await putBundle(base, { name: 'raw' })
    expect(await find(raw)).toStrictEqual([uuid, 'base'])
    expect(await find({ kind: 'uuid', uuid })).toStrictEqual([uuid, 'base'])
  })

  test('takes the newest bundle of both contexts', async () => {
    const mine = await putBundle(own, { name: 'raw', created: 200 })
    await putBundle(base, { name: 'raw', created: 100 })
    expect(await find(raw)).toStrictEqual([mine, 'remote'])
    const newer = await putBundle(base, { name: 'raw', created: 300 })
    expect(await find(raw)).toStrictEqual([newer, 'base'])
  })

  test('does not take a bundle from the base that the own context already has', async () => {
    const uuid = await putBundle(base, { name: 'raw', created: 100 })
    await putBundle(own, { uuid, name: 'raw', created: 100 })
    expect(await find(raw)).toStrictEqual([uuid, 'remote'])
    expect(await find({ kind: 'uuid', uuid })).toStrictEqual([uuid, 'remote'])
  })

  test('names both contexts when neither has the bundle', async () => {
    const { verdict, evidence } = await catchFailure(find(raw))
    expect(verdict).toBe('input-not-found')
    expect(evidence).toBe(`No committed bundle \`raw\` in context \`${own.context}\` or \`${base.context}\` of ${url}.`)
  })

  test('names the local context, the tags and the advice when no place has the bundle', async () => {
    const home = await mkdtemp(join(tmpdir(), 'input-'))
    onTestFinished(() => rm(home, { recursive: true, force: true }))
    const context = await ensureContext({ home, name: 'local' }, own)
    const query = { ...raw, tags: new Map([['day', 'monday']]) }
    expect(await catchFailure(findInput(query, context, own, options))).toStrictEqual({
      verdict: 'input-not-found',
      evidence: `No committed bundle \`raw\` with the tags day:monday in the local context \`local\` or in context \`${own.context}\` of ${url}.`,
      advice:
        'Check the name, `input-tags`, `remote` and `context`. Push it with `dsdt push`, or create it here with `input-path`.',
    })
    const uuid = crypto.randomUUID()
    expect(await catchFailure(findInput({ kind: 'uuid', uuid }, undefined, own, options))).toStrictEqual({
      verdict: 'input-not-found',
      evidence: `No bundle ${uuid} in context \`${own.context}\` of ${url}.`,
      advice: 'Check the uuid, `remote` and `context`.',
    })
  })

  test('prefers the local bundle, and refuses an uncommitted bundle', async () => {
    const home = await mkdtemp(join(tmpdir(), 'input-'))
    onTestFinished(() => rm(home, { recursive: true, force: true }))
    const context = await ensureContext({ home, name: 'local' }, own)
    const write = async (tags: Record<string, string>, name: string) => {
      const { uuid, objects } = createBundleObjects({ name, tags })
      await mkdir(join(context.objects, uuid))
      for (const [path, bytes] of objects) await writeFile(join(context.objects, uuid, path), bytes)
      return uuid
    }
    await putBundle(own, { name: 'raw', created: 1_900_000_000 })
    const local = await write({}, 'raw')
    expect(await findInput(raw, context, own, options)).toMatchObject({ bundle: { uuid: local }, source: 'local' })
    const draft = await write({ committed: 'False' }, 'draft')
    expect(await catchFailure(findInput({ kind: 'newest', name: 'draft' }, context, own, options))).toStrictEqual({
      verdict: 'input-not-committed',
      evidence: `The input bundle \`draft\` (${draft}) in the local context is not committed. Only committed bundles can be pushed.`,
      advice: `Commit it: dsdt commit -u ${draft}`,
    })
  })
})
