import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ObjectStore, ObjectVersion } from '../../src/s3/store.ts'
import { sendError, startWireServer } from '../s3/wire-server.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { neverAborted, openTestStore } from './helpers.ts'

const options = { signal: neverAborted }
let moto: Moto
let store: ObjectStore

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
  store = await openTestStore('bucket', moto.env)
})
afterAll(async () => {
  store.close()
  await moto[Symbol.asyncDispose]()
})

describe('getVersion and putVersion', () => {
  const text = (version: ObjectVersion | undefined) => version?.bytes && Buffer.from(version.bytes).toString()
  const bytes = (content: string) => Buffer.from(content)
  const read = (name: string) => store.getVersion(name, { ...options, maxBytes: 5 })

  test('replace an object only when the ETag is current', async () => {
    expect(await read('v')).toBeUndefined()
    expect(await store.putVersion('v', bytes('one'), '"0123"', options)).toBe('changed')
    expect(await store.putVersion('v', bytes('one'), undefined, options)).toBe('stored')
    expect(await store.putVersion('v', bytes('two'), undefined, options)).toBe('changed')
    const one = await read('v')
    expect(text(one)).toBe('one')
    expect(await store.putVersion('v', bytes('two'), one?.etag, options)).toBe('stored')
    expect(await store.putVersion('v', bytes('three'), one?.etag, options)).toBe('changed')
    expect(text(await read('v'))).toBe('two')
  })

  test('return the ETag alone of an object that is too large', async () => {
    await store.putVersion('large', bytes('123456'), undefined, options)
    const large = await read('large')
    expect(large?.bytes).toBeUndefined()
    expect(await store.putVersion('large', bytes('12345'), large?.etag, options)).toBe('stored')
    expect(text(await read('large'))).toBe('12345')
  })

  test('return `changed` when another writer is at work', async () => {
    await using server = await startWireServer((_, response) => sendError(response, 409, 'ConditionalRequestConflict'))
    const racing = await openTestStore('bucket', { ...moto.env, AWS_ENDPOINT_URL: server.endpoint })
    expect(await racing.putVersion('v', bytes('x'), '"tag"', options)).toBe('changed')
    expect(server.requests[0]?.headers['if-match']).toBe('"tag"')
  })
})

describe('copyIfAbsent', () => {
  const copyWith = async (...statuses: readonly (readonly [number, string])[]) => {
    await using server = await startWireServer((_, response, nth) => {
      const [status, code] = statuses[nth - 1] ?? [200, '']
      if (status !== 200) return sendError(response, status, code)
      response.end('<CopyObjectResult><ETag>"e"</ETag></CopyObjectResult>')
    })
    const store = await openTestStore('bucket', { ...moto.env, AWS_ENDPOINT_URL: server.endpoint })
    const outcome = await store.copyIfAbsent('a b', 'c', { ...options, size: 1 }).catch((error: unknown) => error)
    return { outcome, requests: server.requests }
  }

  test('returns the result of S3', async () => {
    const { outcome, requests } = await copyWith()
    expect(outcome).toBe('created')
    expect(requests[0]).toMatchObject({
      method: 'PUT',
      headers: {
        'x-amz-copy-source': 'bucket/a%20b',
        'if-none-match': '*',
        'x-amz-server-side-encryption': 'AES256',
        'x-amz-acl': 'bucket-owner-full-control',
      },
    })
    expect((await copyWith([412, 'PreconditionFailed'])).outcome).toBe('exists')
    expect((await copyWith([404, 'NoSuchKey'])).outcome).toBe('absent')
  })

  test('repeats the request after a conflict, and without an ACL for a bucket without ACLs', async () => {
    const race = [409, 'ConditionalRequestConflict'] as const
    const raced = await copyWith(race, race)
    expect([raced.outcome, raced.requests.length]).toStrictEqual(['created', 3])
    expect((await copyWith(race, race, race)).outcome).toMatchObject({ verdict: 'remote-unreachable' })
    const plain = await copyWith([400, 'AccessControlListNotSupported'])
    expect(plain.outcome).toBe('created')
    expect(plain.requests.map(({ headers }) => headers['x-amz-acl'])).toStrictEqual([
      'bucket-owner-full-control',
      undefined,
    ])
  })

  test('fails with access-denied when S3 refuses the request', async () => {
    expect((await copyWith([403, 'AccessDenied'])).outcome).toMatchObject({ verdict: 'access-denied' })
  })
})
