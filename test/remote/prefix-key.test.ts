import { describe, expect } from 'vitest'
import { createPrefixKey } from '../../src/remote/prefix-key.ts'
import { test } from '../run/fixtures.ts'
import { startWireServer } from '../s3/wire-server.ts'
import { catchFailure, neverAborted, openTestRemote } from './helpers.ts'

const options = { signal: neverAborted }
const key = 'p/'

describe('createPrefixKey', () => {
  test('creates an object without bytes, once', async ({ remote }) => {
    const read = () => remote.store.get(key, { ...options, maxBytes: 10 })
    expect(await read()).toBeUndefined()
    expect(await createPrefixKey(remote, options)).toBe('created')
    expect(await read()).toStrictEqual(new Uint8Array())
    expect(await createPrefixKey(remote, options)).toBe('exists')
  })

  test('accepts an object with bytes', async ({ bucket, moto }) => {
    const remote = await openTestRemote(`s3://${bucket}/other`, moto.env)
    await remote.store.putIfAbsent('other/', Buffer.from('folder'), options)
    expect(await createPrefixKey(remote, options)).toBe('exists')
    remote.store.close()
  })

  test('does nothing for a remote without a prefix', async ({ bucket }) => {
    const env = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_REGION: 'us-east-1' }
    const remote = await openTestRemote(`s3://${bucket}`, {
      ...env,
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
    })
    expect(await createPrefixKey(remote, options)).toBe('exists')
    remote.store.close()
  })
})

/** A server that denies everything, or only what is not a PUT. */
async function openDenied(url: string, allowsPut: boolean) {
  const server = await startWireServer((request, response) => {
    response.statusCode = allowsPut && request.method === 'PUT' ? 200 : 403
    response.end(response.statusCode === 403 ? '<Error><Code>AccessDenied</Code></Error>' : '')
  })
  const env = { AWS_ENDPOINT_URL: server.endpoint, AWS_REGION: 'us-east-1' }
  const remote = await openTestRemote(url, { ...env, AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' })
  return {
    remote,
    async [Symbol.asyncDispose]() {
      remote.store.close()
      await server[Symbol.asyncDispose]()
    },
  }
}

describe('createPrefixKey without a permission', () => {
  test('fails with the command that creates the object', async () => {
    await using denied = await openDenied('s3://acme/some data', false)
    expect(await catchFailure(createPrefixKey(denied.remote, options))).toMatchObject({
      verdict: 'access-denied',
      evidence: expect.stringMatching(/^The image needs the object s3:\/\/acme\/some data\/ to bind the remote/),
      advice: expect.stringContaining("aws s3api put-object --bucket acme --key 'some data/'"),
    })
  })

  test('needs only the right to write', async () => {
    await using denied = await openDenied('s3://acme/data', true)
    expect(await createPrefixKey(denied.remote, options)).toBe('created')
  })
})
