import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ambientIdentity, type Identity } from '../../src/aws/identity.ts'
import { openStore } from '../../src/remote/s3.ts'
import { type Tuning, tuned } from '../../src/remote/s3-transfer.ts'
import { all, failureOf, never } from './bed.ts'
import { type Asked, refuse, startWire } from './wire.ts'

const options = { signal: never }

function keys(endpoint: string) {
  return { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_REGION: 'eu-west-1' }
}

async function storeOver(endpoint: string, more: { tuning?: Partial<Tuning>; identity?: Identity } = {}) {
  const env = keys(endpoint)
  return await openStore({ bucket: 'bucket', env, identity: await ambientIdentity({ env }), ...more })
}

const regionOf = ({ headers }: Asked) => /Credential=a\/\d{8}\/([^/]+)\/s3/.exec(headers.authorization ?? '')?.[1]
const emptyPage = '<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>'

describe('the region of a bucket', () => {
  test.each<[string, number, string, Record<string, string>]>([
    ['in a header', 301, 'PermanentRedirect', { 'x-amz-bucket-region': 'us-gov-west-1' }],
    ['of a bucket that is new', 307, 'TemporaryRedirect', { 'x-amz-bucket-region': 'us-gov-west-1' }],
    ['with a refusal', 400, 'AuthorizationHeaderMalformed', { 'x-amz-bucket-region': 'us-gov-west-1' }],
  ])('is followed, by all at once and from then on: %s', async (_, status, code, headers) => {
    await using wire = await startWire((request, response) => {
      if (regionOf(request) === 'us-gov-west-1') response.end('content')
      else refuse(response, status, code, headers)
    })
    const store = await storeOver(wire.endpoint)
    const get = () => store.get('key', { ...options, maxBytes: 99 })
    const both = await Promise.all([get(), get()])
    expect(both.map((bytes) => Buffer.from(bytes ?? []).toString())).toStrictEqual(['content', 'content'])
    await get()
    expect(wire.asked.map(regionOf).toSorted()).toStrictEqual([
      ...['eu-west-1', 'eu-west-1', 'us-gov-west-1', 'us-gov-west-1', 'us-gov-west-1'],
    ])
  })

  test('is not followed round and round, nor to a name that is none', async () => {
    await using wire = await startWire((request, response) => {
      const elsewhere = regionOf(request) === 'eu-west-1' ? 'eu-west-2' : 'eu-west-1'
      const region = request.url.startsWith('/bucket/odd') ? 'evil.example/' : elsewhere
      refuse(response, 301, 'PermanentRedirect', { 'x-amz-bucket-region': region })
    })
    const store = await storeOver(wire.endpoint)
    const failure = await failureOf(store.get('key', { ...options, maxBytes: 9 }))
    expect(failure.advice).toBe("Set `aws-region` to the bucket's region.")
    expect(wire.asked).toHaveLength(2)
    await failureOf(store.get('odd', { ...options, maxBytes: 9 }))
    expect(wire.asked).toHaveLength(3)
  })
})

describe('the wire', () => {
  test('a server that never answers is left, and asked again', async () => {
    await using wire = await startWire((_, response, nth) => {
      if (nth > 1) response.end(emptyPage)
    })
    const store = await storeOver(wire.endpoint, { tuning: { idleTimeoutMs: 200 } })
    expect(await all(store.list('', options))).toStrictEqual([])
    expect(wire.asked).toHaveLength(2)
  })

  test('what does not speak HTTP is told, and not asked again', async () => {
    await using wire = await startWire((_, response) => {
      response.socket?.end('220 smtp.example ESMTP\r\n')
    })
    const failure = await failureOf(all((await storeOver(wire.endpoint)).list('', options)))
    expect(failure).toMatchObject({ verdict: 'remote-unreachable', evidence: expect.stringMatching(/Parse Error/) })
    expect(wire.asked).toHaveLength(1)
  })

  test('a page for people is not a listing', async () => {
    await using wire = await startWire((_, response) => response.end('<html><body>Log in</body></html>'))
    expect(await failureOf(all((await storeOver(wire.endpoint)).list('', options)))).toMatchObject({
      verdict: 'remote-unreachable',
      evidence: 'What answers about s3://bucket/* is no S3.',
    })
  })

  test('over HTTP the signature covers the bytes of a small object, and its checksum is sent', async () => {
    await using wire = await startWire((_, response) => response.end())
    await (await storeOver(wire.endpoint)).putIfAbsent('key', Buffer.from('123456789'), options)
    expect(wire.asked[0]?.headers).toMatchObject({
      'x-amz-content-sha256': createHash('sha256').update('123456789').digest('hex'),
      'x-amz-checksum-crc32': 'y/Q5Jg==',
      'content-length': '9',
    })
  })

  test.each<[string, Record<string, string>]>([
    ['CRC32', { 'x-amz-checksum-crc32': 'y/Q5Jg==' }],
    ['CRC32C', { 'x-amz-checksum-crc32c': '4waSgw==' }],
    ['CRC64NVME', { 'x-amz-checksum-crc64nvme': 'rosUhgp5mIg=' }],
    ['SHA-1', { 'x-amz-checksum-sha1': '98O8HYCOBHMq32eZZczDTKeuNEE=' }],
    ['SHA-256', { 'x-amz-checksum-sha256': 'FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=' }],
  ])('what comes has the %s that S3 says, or is asked for again', async (_, headers) => {
    await using wire = await startWire(({ url }, response, nth) => {
      response.writeHead(200, headers)
      response.end(url.includes('wrong') || (url.includes('once') && nth === 1) ? '123456780' : '123456789')
    })
    const store = await storeOver(wire.endpoint)
    const get = (key: string) => store.get(key, { ...options, maxBytes: 9 })
    expect(await get('once')).toHaveLength(9)
    expect(wire.asked).toHaveLength(2)
    expect((await failureOf(get('wrong'))).verdict).toBe('bundle-corrupt')
  })

  test('an object that is larger than it may be is not fetched', async () => {
    let sent = 0
    await using wire = await startWire((_, response) => {
      response.writeHead(200, { 'content-length': tuned.partBytes })
      response.write('x', () => sent++)
    })
    const get = (await storeOver(wire.endpoint)).get('key', { ...options, maxBytes: 9 })
    await expect(get).rejects.toThrow(/more than 9 bytes/)
    expect(sent).toBe(1)
  })
})

test('credentials are asked for once, and again when they are about to end', async () => {
  await using wire = await startWire((_, response) => response.end(emptyPage))
  let asked = 0
  const lasting = (seconds: number): Identity => ({
    region: 'eu-west-1',
    async credentials() {
      asked += 1
      const expiration = new Date(Date.now() + seconds * 1000)
      return { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: String(asked), expiration }
    },
  })
  const store = await storeOver(wire.endpoint, { identity: lasting(3600) })
  await Promise.all([all(store.list('', options)), all(store.list('', options))])
  await all(store.list('', options))
  expect(asked).toBe(1)
  expect(wire.asked.every(({ headers }) => headers['x-amz-security-token'] === '1')).toBe(true)
})
