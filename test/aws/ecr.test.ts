import { once } from 'node:events'
import { createServer } from 'node:http'
import { describe, expect, test } from 'vitest'
import type { Identity } from '../../src/aws/credentials.ts'
import { createEcrLogin, resolveEcrReference } from '../../src/aws/ecr.ts'
import { startEcrWire } from './ecr-wire.ts'

const identity: Identity = {
  region: 'us-east-1',
  credentials: async () => ({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }),
}
const never = new AbortController().signal
const host = '123456789012.dkr.ecr.eu-west-1.amazonaws.com'

describe('resolveEcrReference', () => {
  test('adds the tag latest to the repository’s URI', async () => {
    const { calls } = await startEcrWire(() => ({ repositories: [{ repositoryUri: `${host}/orders` }] }))
    expect(await resolveEcrReference(identity, {}, 'orders', never)).toBe(`${host}/orders:latest`)
    expect(calls).toStrictEqual([{ operation: 'DescribeRepositories', body: { repositoryNames: ['orders'] } }])
  })

  test.each([
    ['RepositoryNotFoundException', 'image-not-found', 'ECR has no repository orders in us-east-1.'],
    ['AccessDeniedException', 'access-denied', 'look up the repository orders'],
  ])('converts %s to %s', async (error, verdict, words) => {
    await startEcrWire(() => ({ error, message: 'by the test' }))
    await expect(resolveEcrReference(identity, {}, 'orders', never)).rejects.toMatchObject({
      verdict,
      message: expect.stringContaining(words),
    })
  })
})

test('a response that cannot be read does not mean that there is no repository and no login', async () => {
  const authorizationToken = Buffer.from('AWS:word').toString('base64')
  const answer = { repositories: [{ repositoryUri: `${host}/orders` }], authorizationData: [{ authorizationToken }] }
  const { calls } = await startEcrWire(() => (calls.length % 2 === 1 ? {} : answer))
  expect(await resolveEcrReference(identity, {}, 'orders', never)).toBe(`${host}/orders:latest`)
  const login = createEcrLogin(
    async () => identity,
    {},
    host,
    async () => undefined,
    never,
  )
  expect(await login).toMatchObject({ password: 'word' })
  expect(calls).toHaveLength(4)
})

describe('createEcrLogin', () => {
  const authorizationToken = Buffer.from('AWS:pass:word').toString('base64')

  test('returns the login of an ECR host, and passes its password to onSecret', async () => {
    await startEcrWire(() => ({ authorizationData: [{ authorizationToken }] }))
    const secrets: string[] = []
    const login = await createEcrLogin(
      async () => identity,
      {},
      host,
      async (value) => void secrets.push(value),
      never,
    )
    expect(login).toStrictEqual({ username: 'AWS', password: 'pass:word', serveraddress: host })
    expect(secrets).toStrictEqual(['pass:word'])
  })

  test.each([
    '123456789012.dkr.ecr-fips.us-east-1.amazonaws.com',
    '123456789012.dkr-ecr.us-east-1.on.aws',
    '123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu',
  ])('returns a login for %s', async (registry) => {
    const { endpoint } = await startEcrWire(() => ({ authorizationData: [{ authorizationToken }] }))
    const login = createEcrLogin(
      async () => identity,
      { AWS_ENDPOINT_URL: endpoint },
      registry,
      async () => undefined,
      never,
    )
    expect(await login).toMatchObject({ username: 'AWS', serveraddress: registry })
  })

  test.each([
    ['123456789012.dkr.ecr-fips.us-east-1.amazonaws.com', /^(?:api\.)?ecr-fips\.us-east-1\.amazonaws\.com:443$/],
    ['123456789012.dkr.ecr.us-east-1.amazonaws.com', /^api\.ecr\.us-east-1\.amazonaws\.com:443$/],
  ])('asks for the login of %s at %s', async (registry, expected) => {
    const asked = Promise.withResolvers<string>()
    // A proxy at the wire, which refuses to connect to AWS.
    const proxy = createServer().on('connect', ({ url = '' }, socket) => {
      asked.resolve(url)
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    })
    await once(proxy.listen(0, '127.0.0.1'), 'listening')
    const address = proxy.address()
    const env = { HTTPS_PROXY: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}` }
    const cancel = new AbortController()
    const login = createEcrLogin(
      async () => identity,
      env,
      registry,
      async () => undefined,
      cancel.signal,
    )
    expect(await asked.promise).toMatch(expected)
    cancel.abort(new Error('enough'))
    await expect(login).rejects.toThrow('enough')
    proxy.close()
  })

  test.each(['public.ecr.aws', 'ghcr.io', 'docker.io', `${host}.example`, `x${host}`])(
    'returns undefined for %s',
    async (other) => {
      const login = await createEcrLogin(
        () => Promise.reject(new Error('not called')),
        {},
        other,
        async () => undefined,
        never,
      )
      expect(login).toBeUndefined()
    },
  )

  test('names the permission after a refusal', async () => {
    await startEcrWire(() => ({ error: 'AccessDeniedException', message: 'by the test' }))
    const work = createEcrLogin(
      async () => identity,
      {},
      host,
      async () => undefined,
      never,
    )
    await expect(work).rejects.toMatchObject({ advice: expect.stringContaining('ecr:GetAuthorizationToken') })
  })
})
