import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ambientIdentity, type Identity } from '../../src/aws/identity.ts'
import { openStore } from '../../src/s3/open-store.ts'
import { defaultTuning, type Tuning } from '../../src/s3/transfer.ts'
import { all, failureOf, never } from '../remote/helpers.ts'
import { type Asked, refuse, startWire } from './wire-server.ts'

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
      response.writeHead(200, { 'content-length': defaultTuning.partBytes })
      response.write('x', () => sent++)
    })
    const get = (await storeOver(wire.endpoint)).get('key', { ...options, maxBytes: 9 })
    await expect(get).rejects.toThrow(/more than 9 bytes/)
    expect(sent).toBe(1)
  })
})

describe('credentials', () => {
  /** Each time it is asked, others: the keys 1, 2 and so on. */
  function changing(): Identity & { readonly asked: (string | undefined)[] } {
    const asked: (string | undefined)[] = []
    return {
      region: 'eu-west-1',
      asked,
      async credentials(refused) {
        asked.push(refused?.accessKeyId)
        const expiration = new Date(Date.now() + 3600_000)
        return { accessKeyId: String(asked.length), secretAccessKey: 'b', sessionToken: 'token', expiration }
      },
    }
  }
  const keyOf = ({ headers }: Asked) => /Credential=(\w+)\//.exec(headers.authorization ?? '')?.[1]

  test('are asked for once', async () => {
    await using wire = await startWire((_, response) => response.end(emptyPage))
    const identity = changing()
    const store = await storeOver(wire.endpoint, { identity })
    await Promise.all([all(store.list('', options)), all(store.list('', options))])
    await all(store.list('', options))
    expect(identity.asked).toStrictEqual([undefined])
    expect(wire.asked.map(keyOf)).toStrictEqual(['1', '1', '1'])
  })

  test.each(['ExpiredToken', 'ExpiredTokenException'])('that S3 says have ended are replaced: %s', async (code) => {
    await using wire = await startWire((request, response) => {
      if (keyOf(request) === '1') refuse(response, 400, code)
      else response.end('content')
    })
    const identity = changing()
    const store = await storeOver(wire.endpoint, { identity })
    const get = () => store.get('key', { ...options, maxBytes: 99 })
    expect(await Promise.all([get(), get(), get()])).toHaveLength(3)
    expect(identity.asked).toStrictEqual([undefined, '1'])
    expect(wire.asked.map(keyOf).toSorted()).toStrictEqual(['1', '1', '1', '2', '2', '2'])
  })

  test('that are refused again and again are given up', async () => {
    await using wire = await startWire((_, response) => refuse(response, 400, 'ExpiredToken'))
    const store = await storeOver(wire.endpoint, { identity: changing() })
    const failure = await failureOf(store.get('key', { ...options, maxBytes: 9 }))
    expect(failure).toMatchObject({ verdict: 'access-denied', evidence: expect.stringContaining('400 ExpiredToken') })
    expect(wire.asked.map(keyOf)).toStrictEqual(['1', '2'])
  })

  test('of which there are no others are used once', async () => {
    await using wire = await startWire((_, response) => refuse(response, 400, 'ExpiredToken'))
    await failureOf((await storeOver(wire.endpoint)).get('key', { ...options, maxBytes: 9 }))
    expect(wire.asked).toHaveLength(1)
  })

  test('that end in the midst of an upload in parts, in each of its requests, are replaced', async () => {
    let refusals = 0
    const ended = new Set<string>()
    await using wire = await startWire((request, response) => {
      const { method, url } = request
      const step = method + url.replace(/\?.*/, (query) => query.replaceAll(/=[^&]*/g, ''))
      if (!ended.has(step)) {
        ended.add(step)
        refusals += 1
        refuse(response, 400, 'ExpiredToken')
      } else if (url.includes('uploads')) response.end('<R><UploadId>id</UploadId></R>')
      else response.setHeader('etag', '"tag"').end(method === 'POST' ? '<R><ETag>"tag"</ETag></R>' : '')
    })
    const identity = changing()
    const store = await storeOver(wire.endpoint, { identity, tuning: { wholeBytes: 3, partBytes: 3 } })
    const file = join(await mkdtemp(join(tmpdir(), 's3-client-')), 'file')
    onTestFinished(() => rm(dirname(file), { recursive: true }))
    await writeFile(file, '1234')
    expect(await store.putIfAbsent('key', { file, size: 4 }, options)).toBe('created')
    expect(refusals).toBe(3)
    expect(identity.asked).toStrictEqual([undefined, '1', '2', '3'])
  })
})
