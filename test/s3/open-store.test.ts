import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ambientIdentity } from '../../src/aws/identity.ts'
import { BundleFormatError } from '../../src/disdat/format/hyperframe.ts'
import { Failure } from '../../src/errors.ts'
import { openStore } from '../../src/s3/open-store.ts'
import type { ObjectStore } from '../../src/s3/store.ts'
import { all, failureOf, never, storeAt } from '../remote/helpers.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { refuse, startWire } from './wire-server.ts'

const options = { signal: never }
let moto: Moto
let store: ObjectStore
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 's3-'))
  moto = await startMoto()
  await moto.createBucket('bucket')
  store = await storeAt('bucket', moto.env)
})

afterAll(async () => {
  store.close()
  await moto[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

function keys(endpoint: string) {
  return { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_REGION: 'eu-west-1' }
}

describe('a bucket', () => {
  test('keeps what is put, and the first of two', async () => {
    expect(await store.putIfAbsent('put/a', Buffer.from('first'), options)).toBe('created')
    expect(await store.putIfAbsent('put/a', Buffer.from('second'), options)).toBe('exists')
    const kept = await store.get('put/a', { ...options, maxBytes: 100 })
    expect(Buffer.from(kept ?? []).toString()).toBe('first')
  })

  test('keeps empty and large files whole', async () => {
    const file = join(folder, 'large')
    const large = randomBytes(9 * 1024 * 1024)
    await writeFile(file, large)
    expect(await store.putIfAbsent('put/large', { file, size: large.length }, options)).toBe('created')
    const back = join(folder, 'back')
    expect(await store.getToFile('put/large', back, { ...options, size: large.length })).toBe(true)
    expect(md5(await readFile(back))).toBe(md5(large))

    await writeFile(file, '')
    expect(await store.putIfAbsent('put/empty', { file, size: 0 }, options)).toBe('created')
    expect(await store.get('put/empty', { ...options, maxBytes: 0 })).toHaveLength(0)
    expect(await store.get('put/empty', { ...options, maxBytes: 9, firstBytes: 9 })).toHaveLength(0)
    expect(await store.get('put/empty', { ...options, maxBytes: 9, lastBytes: 9 })).toHaveLength(0)
  })

  test('gives the first or the last bytes, and no more than were asked for', async () => {
    await store.putIfAbsent('put/ten', Buffer.from('0123456789'), options)
    const first = await store.get('put/ten', { ...options, maxBytes: 4, firstBytes: 4 })
    expect(Buffer.from(first ?? []).toString()).toBe('0123')
    const last = await store.get('put/ten', { ...options, maxBytes: 4, lastBytes: 4 })
    expect(Buffer.from(last ?? []).toString()).toBe('6789')
    expect(await store.get('put/ten', { ...options, maxBytes: 10, lastBytes: 99 })).toHaveLength(10)
    await expect(store.get('put/ten', { ...options, maxBytes: 9 })).rejects.toThrow(BundleFormatError)
  })

  test('has no absent key', async () => {
    expect(await store.get('absent', { ...options, maxBytes: 9 })).toBeUndefined()
    expect(await store.getToFile('absent', join(folder, 'absent'), { ...options, size: 1 })).toBe(false)
    expect(await all(store.list('absent/', options))).toStrictEqual([])
  })

  test('lists keys and folders of any name', async () => {
    const names = ['names/a/1', 'names/a/2', 'names/ü &+%41?/b', 'names/top']
    for (const name of names) await store.putIfAbsent(name, Buffer.from('xy'), options)
    const objects = await all(store.list('names/', options))
    const etag = md5(Buffer.from('xy'))
    expect(objects).toStrictEqual(names.toSorted().map((key) => ({ kind: 'object', key, size: 2, etag })))
    const folders = await all(store.list('names/', { ...options, delimiter: '/' }))
    expect(folders).toStrictEqual([
      { kind: 'folder', prefix: 'names/a/' },
      { kind: 'folder', prefix: 'names/ü &+%41?/' },
      { kind: 'object', key: 'names/top', size: 2, etag },
    ])
  })

  test('lists more than one page', async () => {
    const page = (key: string, more: string) =>
      `<ListBucketResult><Contents><Key>${key}</Key><Size>1</Size></Contents>${more}</ListBucketResult>`
    const more = '<IsTruncated>true</IsTruncated><NextContinuationToken>here</NextContinuationToken>'
    await using wire = await startWire(({ url }, response) => {
      response.end(url.includes('continuation-token=here') ? page('b', '') : page('a', more))
    })
    const paged = await storeAt('bucket', keys(wire.endpoint))
    expect(await all(paged.list('', options))).toStrictEqual([
      { kind: 'object', key: 'a', size: 1, etag: '' },
      { kind: 'object', key: 'b', size: 1, etag: '' },
    ])
  })

  test('refuses a file that is not as long as it was', async () => {
    expect(await failureOf(store.getToFile('put/ten', join(folder, 'ten'), { ...options, size: 11 }))).toMatchObject({
      verdict: 'bundle-corrupt',
      evidence: 's3://bucket/put/ten came as 10 bytes; the listing said 11.',
    })
  })

  test('tells a file of this machine that cannot be written from trouble with S3', async () => {
    const nowhere = join(folder, 'no', 'where')
    await expect(store.getToFile('put/ten', nowhere, { ...options, size: 10 })).rejects.toThrow(/ENOENT/)
    await expect(store.putIfAbsent('put/x', { file: nowhere, size: 10 }, options)).rejects.toThrow(/ENOENT/)
  })

  test('is not asked to take more than S3 takes at once', async () => {
    const body = { file: join(folder, 'huge'), size: 5 * 1024 ** 4 + 1 }
    expect((await failureOf(store.putIfAbsent('put/huge', body, options))).evidence).toContain(
      'put/huge has 5497558138881 bytes',
    )
  })
})

describe('what goes wrong', () => {
  test('a bucket that is not there', async () => {
    const missing = await storeAt('not-there', moto.env)
    const expected = { verdict: 'remote-unreachable', evidence: 'The bucket not-there does not exist (NoSuchBucket).' }
    expect(await failureOf(all(missing.list('', options)))).toMatchObject(expected)
    expect(await failureOf(missing.get('a', { ...options, maxBytes: 1 }))).toMatchObject(expected)
    expect(await failureOf(missing.putIfAbsent('a', Buffer.from('a'), options))).toMatchObject(expected)
  })

  test('a user who may not', async () => {
    await using strict = await startMoto()
    await strict.createBucket('bucket')
    const user = await strict.createUser('reader', ['s3:ListBucket'])
    await strict.enforceIam()
    const env = { ...strict.env, AWS_ACCESS_KEY_ID: user.accessKeyId, AWS_SECRET_ACCESS_KEY: user.secretAccessKey }
    const reader = await storeAt('bucket', env)
    expect(await all(reader.list('', options))).toStrictEqual([])
    const refused = await failureOf(reader.putIfAbsent('a', Buffer.from('a'), options))
    expect(refused).toMatchObject({ verdict: 'access-denied', evidence: 'S3 refused s3://bucket/a: 403 AccessDenied.' })
    expect(refused.advice).toContain('s3:PutObject')

    const forged = await storeAt('bucket', { ...env, AWS_SECRET_ACCESS_KEY: 'wrong' })
    expect(await failureOf(all(forged.list('', options)))).toMatchObject({
      verdict: 'access-denied',
      evidence: 'S3 refused s3://bucket/*: 403 SignatureDoesNotMatch.',
    })
    const unknown = await storeAt('bucket', { ...env, AWS_ACCESS_KEY_ID: 'AKIAUNKNOWN' })
    expect(await failureOf(all(unknown.list('', options)))).toMatchObject({
      verdict: 'access-denied',
      evidence: 'S3 refused s3://bucket/*: 403 InvalidAccessKeyId.',
    })
  })

  test('nobody at the other end', async () => {
    const wire = await startWire(() => {})
    await wire[Symbol.asyncDispose]()
    const dead = await storeAt('bucket', keys(wire.endpoint))
    const failure = await failureOf(all(dead.list('', options)))
    expect(failure.verdict).toBe('remote-unreachable')
    expect(failure.evidence).toMatch(/^No answer from S3 about s3:\/\/bucket\/\*: .*ECONNREFUSED/)
    expect(failure.advice).toContain('AWS_ENDPOINT_URL')
  })

  test('a name that nobody knows', async () => {
    const lost = await storeAt('bucket', keys('http://no-such-host.invalid'))
    expect(await failureOf(lost.get('a', { ...options, maxBytes: 1 }))).toMatchObject({
      verdict: 'remote-unreachable',
      evidence: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/),
    })
  })

  test.each([
    [301, 'PermanentRedirect', 'remote-unreachable', 'The bucket bucket is not in eu-west-1 (301 PermanentRedirect).'],
    [400, 'AuthorizationHeaderMalformed', 'remote-unreachable', 'is not in eu-west-1'],
    [400, 'ExpiredToken', 'access-denied', 'S3 refused s3://bucket/key: 400 ExpiredToken.'],
    [403, 'RequestTimeTooSkewed', 'access-denied', 'S3 refused s3://bucket/key: 403 RequestTimeTooSkewed.'],
    [400, 'KMS.NotFoundException', 'access-denied', 'S3 refused s3://bucket/key: 400 KMS.NotFoundException.'],
    [501, 'NotImplemented', 'remote-unreachable', 'S3 failed at s3://bucket/key: 501 NotImplemented.'],
    [400, 'InvalidRequest', 'remote-unreachable', 'S3 did not accept s3://bucket/key: 400 InvalidRequest.'],
  ])('%i %s', async (status, code, verdict, evidence) => {
    await using wire = await startWire((_, response) => refuse(response, status, code))
    const failing = await storeAt('bucket', keys(wire.endpoint))
    const failure = await failureOf(failing.putIfAbsent('key', Buffer.from('x'), options))
    expect(failure.verdict).toBe(verdict)
    expect(failure.evidence).toContain(evidence)
  })

  test('trouble that passes is waited for, trouble that stays is told', async () => {
    await using passing = await startWire((_, response, nth) => {
      if (nth < 3) refuse(response, 503, 'SlowDown')
      else response.end('<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>')
    })
    expect(await all((await storeAt('bucket', keys(passing.endpoint))).list('', options))).toStrictEqual([])
    await using staying = await startWire((_, response) => refuse(response, 503, 'SlowDown'))
    expect(await failureOf(all((await storeAt('bucket', keys(staying.endpoint))).list('', options)))).toMatchObject({
      verdict: 'remote-unreachable',
      evidence: 'S3 failed at s3://bucket/*: 503 SlowDown.',
    })
    expect(staying.asked).toHaveLength(4)
  })

  test('a body that breaks off is asked for again, and given up at last', async () => {
    await using once = await startWire((_, response, nth) => {
      response.writeHead(200, { 'content-length': 10 })
      if (nth > 1) response.end('0123456789')
      else response.write('01234', () => response.destroy())
    })
    const flaky = await storeAt('bucket', keys(once.endpoint))
    const file = join(folder, 'flaky')
    expect(await flaky.getToFile('key', file, { ...options, size: 10 })).toBe(true)
    expect(await readFile(file, 'utf8')).toBe('0123456789')
    expect(once.asked).toHaveLength(2)

    await using always = await startWire((_, response) => {
      response.writeHead(200, { 'content-length': 10 })
      response.write('01234', () => response.destroy())
    })
    const broken = await storeAt('bucket', keys(always.endpoint))
    expect((await failureOf(broken.get('key', { ...options, maxBytes: 99 }))).verdict).toBe('remote-unreachable')
    expect(always.asked).toHaveLength(3)
  })

  test('a file is sent again from its beginning when sending broke off', async () => {
    const file = join(folder, 'again')
    await writeFile(file, randomBytes(3 * 1024 * 1024))
    await using wire = await startWire((_, response, nth) => {
      if (nth === 1) refuse(response, 500, 'InternalError')
      else response.end()
    })
    const flaky = await storeAt('bucket', keys(wire.endpoint))
    expect(await flaky.putIfAbsent('key', { file, size: 3 * 1024 * 1024 }, options)).toBe('created')
    expect(wire.asked.map(({ body }) => md5(body))).toStrictEqual(Array(2).fill(md5(wire.asked[0]?.body ?? '')))
    expect(wire.asked[1]?.body.length).toBe(3 * 1024 * 1024)
  })

  test('an ACL is left out from then on where a bucket has none', async () => {
    await using wire = await startWire(({ headers }, response) => {
      if (headers['x-amz-acl'] === undefined) response.end()
      else refuse(response, 400, 'AccessControlListNotSupported')
    })
    const plain = await storeAt('bucket', keys(wire.endpoint))
    expect(await plain.putIfAbsent('a', Buffer.from('a'), options)).toBe('created')
    expect(await plain.putIfAbsent('b', Buffer.from('b'), options)).toBe('created')
    expect(wire.asked.map(({ url, headers }) => [url.split('?')[0], headers['x-amz-acl']])).toStrictEqual([
      ['/bucket/a', 'bucket-owner-full-control'],
      ['/bucket/a', undefined],
      ['/bucket/b', undefined],
    ])
  })

  test('what is written is encrypted, and only written where nothing is', async () => {
    await using wire = await startWire((_, response) => void response.end())
    await (await storeAt('bucket', keys(wire.endpoint))).putIfAbsent('a', Buffer.from('a'), options)
    expect(wire.asked[0]?.headers).toMatchObject({ 'x-amz-server-side-encryption': 'AES256', 'if-none-match': '*' })
  })

  test('what is written is encrypted with the KMS key that was asked for, parts of large files too', async () => {
    await using wire = await startWire(({ url }, response) => {
      if (url.includes('uploads')) response.end('<R><UploadId>id</UploadId></R>')
      else response.setHeader('etag', '"tag"').end(url.includes('uploadId') ? '<R><ETag>"tag"</ETag></R>' : '')
    })
    const env = keys(wire.endpoint)
    const more = { kmsKeyId: 'alias/data', tuning: { wholeBytes: 3, partBytes: 3 } }
    const encrypted = await openStore({ bucket: 'bucket', env, identity: await ambientIdentity({ env }), ...more })
    await encrypted.putIfAbsent('a', Buffer.from('a'), options)
    const file = join(folder, 'parts')
    await writeFile(file, '1234')
    await encrypted.putIfAbsent('b', { file, size: 4 }, options)
    const writing = wire.asked.filter(({ url }) => !url.includes('uploadId'))
    expect(writing.map(({ method }) => method)).toStrictEqual(['PUT', 'POST'])
    for (const { headers } of writing) {
      expect(headers).toMatchObject({
        'x-amz-server-side-encryption': 'aws:kms',
        'x-amz-server-side-encryption-aws-kms-key-id': 'alias/data',
        'x-amz-acl': 'bucket-owner-full-control',
      })
    }
  })

  test('two who write the same key at once', async () => {
    await using wire = await startWire((_, response, nth) => {
      if (nth === 1) refuse(response, 409, 'ConditionalRequestConflict')
      else refuse(response, 412, 'PreconditionFailed')
    })
    const racing = await storeAt('bucket', keys(wire.endpoint))
    expect(await racing.putIfAbsent('a', Buffer.from('a'), options)).toBe('exists')
  })

  test.each(['', 'again'])('a listing that goes on at %j for ever', async (token) => {
    await using wire = await startWire((_, response) => {
      const page = `<IsTruncated>true</IsTruncated><NextContinuationToken>${token}</NextContinuationToken>`
      response.end(`<ListBucketResult>${page}</ListBucketResult>`)
    })
    const endless = await storeAt('bucket', keys(wire.endpoint))
    expect(await failureOf(all(endless.list('prefix/', options)))).toMatchObject({
      verdict: 'remote-unreachable',
      evidence: 'The listing of s3://bucket/prefix/ goes on, and does not say where.',
    })
    expect(wire.asked).toHaveLength(token === '' ? 1 : 2)
  })

  test('whoever asks changes his mind', async () => {
    const reason = new Error('the user cancelled')
    const controller = new AbortController()
    await using wire = await startWire(() => controller.abort(reason))
    const slow = await storeAt('bucket', keys(wire.endpoint))
    const { signal } = controller
    await expect(slow.get('a', { signal, maxBytes: 1 })).rejects.toBe(reason)
    await expect(slow.putIfAbsent('a', Buffer.from('a'), { signal })).rejects.toBe(reason)
    await expect(all(slow.list('', { signal }))).rejects.toBe(reason)
    expect(wire.asked).toHaveLength(1)
  })

  test('whoever asks changes his mind in the middle of a file', async () => {
    const reason = new Error('the user cancelled')
    const controller = new AbortController()
    await using wire = await startWire((_, response) => {
      response.writeHead(200, { 'content-length': 10 })
      response.write('01234', () => controller.abort(reason))
    })
    const slow = await storeAt('bucket', keys(wire.endpoint))
    const { signal } = controller
    await expect(slow.getToFile('a', join(folder, 'cut'), { signal, size: 10 })).rejects.toBe(reason)
  })

  test('no credentials', async () => {
    const advice = 'get some'
    const identity = {
      region: 'eu-west-1',
      credentials: () => Promise.reject(new Failure('access-denied', 'No AWS credentials could be found.', advice)),
    }
    const anonymous = await storeAt('bucket', keys(moto.endpoint), identity)
    expect(await failureOf(all(anonymous.list('', options)))).toStrictEqual({
      verdict: 'access-denied',
      evidence: 'No AWS credentials could be found.',
      advice,
    })
  })
})

test('a proxy of the environment is used', async () => {
  await using proxy = await startWire((_, response) => {
    response.end('<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>')
  })
  const env = { ...keys('http://s3.example.invalid'), HTTP_PROXY: proxy.endpoint, NO_PROXY: '' }
  expect(await all((await storeAt('bucket', env)).list('', options))).toStrictEqual([])
  expect(proxy.asked[0]?.url).toMatch(/^http:\/\/s3\.example\.invalid\/bucket/)
})

function md5(bytes: Uint8Array | string): string {
  return createHash('md5').update(bytes).digest('hex')
}
