import { expect, test } from 'vitest'
import { encodedPath, encodedQuery, Signer, unsignedPayload } from '../../src/s3/sign.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html has these keys, requests and signatures. */
const credentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
}
const terms = { credentials, region: 'us-east-1', at: new Date('2013-05-24T00:00:00Z') }
const host = 'examplebucket.s3.amazonaws.com'
const nothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

test.each([
  [
    'GET of a range',
    { method: 'GET', path: '/test.txt', query: '', headers: { host, range: 'bytes=0-9' }, payload: nothing },
    'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  ],
  [
    'PUT of an object',
    {
      method: 'PUT',
      path: encodedPath('/test$file.text'),
      query: '',
      headers: { host, date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
      payload: '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
    },
    '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  ],
  [
    'GET of a parameter without a value',
    { method: 'GET', path: '/', query: encodedQuery({ lifecycle: '' }), headers: { host }, payload: nothing },
    'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  ],
  [
    'GET of a listing',
    {
      method: 'GET',
      path: '/',
      query: encodedQuery({ prefix: 'J', 'max-keys': '2' }),
      headers: { host },
      payload: nothing,
    },
    '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  ],
])('signs as AWS does: %s', (_, request, signature) => {
  const { authorization } = new Signer().sign(request, terms)
  expect(authorization).toContain('Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=')
  expect(authorization?.split('Signature=')[1]).toBe(signature)
})

test('signs a session token, and for another day, region or secret with another key', () => {
  const signer = new Signer()
  const request = { method: 'GET', path: '/', query: '', headers: { host }, payload: unsignedPayload }
  const signatureOf = (more: Partial<typeof terms>) => signer.sign(request, { ...terms, ...more })['authorization']
  const others = [
    { at: new Date('2013-05-25T00:00:00Z') },
    { region: 'eu-west-1' },
    { credentials: { ...credentials, secretAccessKey: 'another' } },
  ]
  const signatures = [{}, ...others].map((more) => signatureOf(more))
  expect(new Set(signatures).size).toBe(4)
  expect(signatureOf({})).toBe(signatures[0])
  const token = { ...credentials, sessionToken: 'token' }
  const signed = signer.sign(request, { ...terms, credentials: token })
  expect(signed['x-amz-security-token']).toBe('token')
  expect(signed['authorization']).toContain('SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,')
})

test('encodes keys and parameters as S3 wants them', () => {
  expect(encodedPath("a b/ü+%41?#&=/!'()*~_-.")).toBe('a%20b/%C3%BC%2B%2541%3F%23%26%3D/%21%27%28%29%2A~_-.')
  expect(encodedQuery({ b: 'x y', 'a-c': '/', a: '' })).toBe('a=&a-c=%2F&b=x%20y')
})
