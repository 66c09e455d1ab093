import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findInput } from '../../src/remote/input.ts'
import { createRemote, openBaseContext, openRemote, requireRemoteUrl } from '../../src/remote/remote.ts'
import { startWireServer } from '../s3/wire-server.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { putBundle } from './fixtures.ts'
import { catchFailure, collect, neverAborted, openTestRemote } from './helpers.ts'

const options = { signal: neverAborted }
const url = 's3://bucket/p'
let moto: Moto

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
})
afterAll(async () => {
  await moto[Symbol.asyncDispose]()
})

describe('requireRemoteUrl', () => {
  test.each([
    ['s3://bucket', 'bucket', ''],
    ['s3://bucket/', 'bucket', ''],
    ['s3://my.bucket-1/a/b c/ü', 'my.bucket-1', 'a/b c/ü'],
    ['s3://bucket/a/b/', 'bucket', 'a/b'],
  ])('parses %s', (url, bucket, prefix) => {
    expect(requireRemoteUrl(url)).toMatchObject({ bucket, prefix })
  })

  test.each([
    '',
    'bucket',
    's3://',
    's3:///a',
    's3://B/a',
    's3://ab',
    'S3://bucket',
    'https://bucket/a',
    's3://bucket//a',
    's3://bucket/a//',
    's3://bucket/a/../b',
    's3://bucket/./b',
    's3://bucket/a\nb',
    's3://bucket/a\\b',
    's3://bucket/a?b',
    's3://user@bucket/a',
    's3://bucket:80/a',
  ])('throws invalid-input for %j', (url) => {
    expect(() => requireRemoteUrl(url)).toThrow('is not the URL of a remote')
  })
})

describe('createRemote', () => {
  test.each([
    ['s3://bucket/a/b/', 's3://bucket/a/b', 'a/b/context/shop/objects/'],
    ['s3://bucket', 's3://bucket', 'context/shop/objects/'],
  ])('places the bundles of %s', async (text, plain, objects) => {
    const { store } = await openTestRemote(url, moto.env)
    const remote = createRemote(store, { url: text, context: 'shop' })
    expect(remote).toMatchObject({ url: plain, objects, context: 'shop' })
    expect(remote.getKey('u', 'a/b')).toBe(`${objects}u/a/b`)
    expect(remote.getUri('u')).toBe(`${plain}/context/shop/objects/u`)
    expect(remote.index.isPersisted).toBe(false)
  })

  test('lists and reads the objects of one bundle', async () => {
    const remote = await openTestRemote(url, moto.env, 'sizes')
    const uuid = await putBundle(remote, { links: ['bundle://a/b'], files: { 'a/b': '123' } })
    await remote.store.putIfAbsent(`${remote.objects}${uuid}x/other`, Buffer.from('x'), options)
    const sizes = await remote.listSizes(uuid, options)
    expect(sizes.get('a/b')).toBe(3)
    expect(sizes.size).toBe(3)
    expect(await remote.read(uuid, 'a/b', { ...options, maxBytes: 3 })).toStrictEqual(
      new Uint8Array(Buffer.from('123')),
    )
    await expect(remote.read(uuid, 'a/b', { ...options, maxBytes: 2 })).rejects.toThrow('more than 2 bytes')
  })
})

describe('openRemote', () => {
  test('warns of a server that ignores conditional writes', async () => {
    await using server = await startWireServer((_, response) => response.end())
    const identity = { region: 'us-east-1', credentials: async () => ({ accessKeyId: 'a', secretAccessKey: 'b' }) }
    const warnings: string[] = []
    const env = { AWS_ENDPOINT_URL: server.endpoint }
    const own = await openRemote({ url, context: 'shop', identity, env, warn: (text) => void warnings.push(text) })
    await own.store.putIfAbsent('key', Buffer.from('a'), options)
    expect(warnings).toStrictEqual([
      expect.stringMatching(/^The S3 server of s3:\/\/\S+ ignores the condition of PutObject: /),
    ])
    own.store.close()
  })

  test('throws invalid-input for a text that is not the URL of a remote', async () => {
    const identity = { region: 'us-east-1', credentials: async () => ({ accessKeyId: 'a', secretAccessKey: 'b' }) }
    const failure = await catchFailure(openRemote({ url: 'bucket/p', context: 'shop', identity, env: {} }))
    expect(failure).toStrictEqual({
      verdict: 'invalid-input',
      evidence: '"bucket/p" is not the URL of a remote.',
      advice: 'Write it as `s3://bucket/prefix`.',
    })
  })
})

describe('openBaseContext', () => {
  test('does not write the index of the base context', async () => {
    const own = await openTestRemote(url, moto.env, 'own')
    const base = createRemote(own.store, { url, context: 'base' })
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
})
