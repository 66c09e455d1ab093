import { hash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodePath, encodeQuery, Signer, unsignedPayload } from '../../src/s3/sign.ts'
import { runCommand, venvBin } from '../testbed/process.ts'

/**
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html has these keys, requests and
 * signatures.
 */
const credentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
}
const scope = { credentials, region: 'us-east-1', atMs: Date.parse('2013-05-24T00:00:00Z') }
const host = 'examplebucket.s3.amazonaws.com'
const emptySha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

describe('Signer', () => {
  test.each([
    [
      'GET of a range',
      { method: 'GET', path: '/test.txt', query: '', headers: { host, range: 'bytes=0-9' }, payload: emptySha256 },
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    ],
    [
      'PUT of an object',
      {
        method: 'PUT',
        path: encodePath('/test$file.text'),
        query: '',
        headers: { host, date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
        payload: '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
      },
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    ],
    [
      'GET of a parameter without a value',
      { method: 'GET', path: '/', query: encodeQuery({ lifecycle: '' }), headers: { host }, payload: emptySha256 },
      'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
    ],
    [
      'GET of a listing',
      {
        method: 'GET',
        path: '/',
        query: encodeQuery({ prefix: 'J', 'max-keys': '2' }),
        headers: { host },
        payload: emptySha256,
      },
      '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
    ],
  ])('gives the signature that AWS documents: %s', (_, request, signature) => {
    const { authorization } = new Signer().sign(request, scope)
    expect(authorization).toContain(
      'Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=',
    )
    expect(authorization?.split('Signature=')[1]).toBe(signature)
  })

  test('signs a session token, and derives another key for another day, region or secret', () => {
    const signer = new Signer()
    const request = { method: 'GET', path: '/', query: '', headers: { host }, payload: unsignedPayload }
    const authorize = (more: Partial<typeof scope>) => signer.sign(request, { ...scope, ...more })['authorization']
    const others = [
      { atMs: Date.parse('2013-05-25T00:00:00Z') },
      { region: 'eu-west-1' },
      { credentials: { ...credentials, secretAccessKey: 'another' } },
    ]
    const signatures = [{}, ...others].map((more) => authorize(more))
    expect(new Set(signatures).size).toBe(4)
    expect(authorize({})).toBe(signatures[0])
    const token = { ...credentials, sessionToken: 'token' }
    const signed = signer.sign(request, { ...scope, credentials: token })
    expect(signed['x-amz-security-token']).toBe('token')
    expect(signed['authorization']).toContain(
      'SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,',
    )
  })

  test('gives the signatures of botocore on 500 random requests', async () => {
    const requests = fc.sample(arbitraryRequest, { numRuns: 500, seed: 11 })
    const signer = new Signer()
    const ours = requests.map((request) => {
      const { method, path, query, headers, body, signsBody, region, at, ...keys } = request
      const payload = signsBody ? hash('sha256', body) : unsignedPayload
      const signable = { method, path: encodePath(path), query: encodeQuery(query), headers, payload }
      const { accessKeyId, secretAccessKey, sessionToken } = keys
      const own = { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) }
      const { authorization } = signer.sign(
        { ...signable, headers: { ...headers, host } },
        { credentials: own, region, atMs: at.getTime() },
      )
      return authorization
    })
    const input = JSON.stringify(
      requests.map((request) => ({
        ...{ ...request, host, sessionToken: request.sessionToken ?? null },
        time: request.at.toISOString().replace(/[-:]|\.\d{3}/g, ''),
      })),
    )
    const script = new URL('sign_with_botocore.py', import.meta.url).pathname
    const { code, stdout, stderr } = await runCommand(`${venvBin}/python`, [script], { env: {}, input })
    expect(stderr).toBe('')
    expect(code).toBe(0)
    const theirs: unknown = JSON.parse(stdout)
    expect(ours).toStrictEqual(theirs)
  })
})

/** Characters that SigV4 encodes, that it does not, and whose order changes when they are encoded. */
const character = fc.constantFrom(...'abZ09-_.~/ +%&=?#:;,@$!\'()*"<>[]{}|^`\\\t\n', 'é', 'ß', '漢', '🐟', 'e\u0301')
const text = (maxLength: number) => fc.string({ unit: character, maxLength })
const headerValue = fc.string({ unit: fc.constantFrom(...'abc XYZ 0/;=,"'), maxLength: 12 })
const token = (minLength: number) => fc.string({ unit: fc.constantFrom(...'AKZabz09/+='), minLength, maxLength: 40 })

const arbitraryRequest = fc.record({
  method: fc.constantFrom('GET', 'HEAD', 'PUT', 'POST', 'DELETE'),
  path: text(30).map((key) => `/${key}`),
  query: fc.dictionary(text(6), text(12), { maxKeys: 6 }),
  headers: fc.dictionary(
    fc.constantFrom(
      'range',
      'if-match',
      'if-none-match',
      'x-amz-acl',
      'x-amz-meta-a',
      'x-amz-meta-a-b',
      'content-type',
    ),
    headerValue,
  ),
  body: text(20),
  signsBody: fc.boolean(),
  region: fc.constantFrom('us-east-1', 'eu-central-2', 'cn-north-1', 'us-gov-west-1', 'local'),
  at: fc.date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2040-01-01T00:00:00Z'), noInvalidDate: true }),
  accessKeyId: token(16),
  secretAccessKey: token(20),
  sessionToken: fc.option(token(20), { nil: undefined }),
})

test('encodedPath and encodedQuery encode all but unreserved characters', () => {
  expect(encodePath("a b/ü+%41?#&=/!'()*~_-.")).toBe('a%20b/%C3%BC%2B%2541%3F%23%26%3D/%21%27%28%29%2A~_-.')
  expect(encodeQuery({ b: 'x y', 'a-c': '/', a: '' })).toBe('a=&a-c=%2F&b=x%20y')
})

test('encodedQuery sorts by the encoded names', () => {
  expect(encodeQuery({ 'a-': '1', 'a/': '2', a: '3', '~': '4', é: '5' })).toBe('%C3%A9=5&a=3&a%2F=2&a-=1&~=4')
})
