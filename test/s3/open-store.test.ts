import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { S3Error, StoreError, TruncatedBodyError } from '../../src/s3/errors.ts'
import type { S3Operation } from '../../src/s3/open-store.ts'
import type { ObjectStore } from '../../src/s3/store.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { catchError, emptyPage, listAll, openMotoStore, openTestStore, options } from './helpers.ts'
import { sendError, startWireServer } from './wire-server.ts'

let moto: Moto
let store: ObjectStore
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 's3-'))
  moto = await startMoto()
  await moto.createBucket('bucket')
  store = await openMotoStore(moto)
})

afterAll(async () => {
  store.close()
  await moto[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

describe('an ObjectStore', () => {
  test('keeps the first of two bodies of a key', async () => {
    expect(await store.putIfAbsent('put/a', Buffer.from('first'), options)).toBe('created')
    expect(await store.putIfAbsent('put/a', Buffer.from('second'), options)).toBe('exists')
    const kept = await store.get('put/a', { ...options, maxBytes: 100 })
    expect(Buffer.from(kept ?? []).toString()).toBe('first')
  })

  test('stores and reads empty and large files', async () => {
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

  test('reads the first or the last bytes, or those from an offset, and no more than requested', async () => {
    await store.putIfAbsent('put/ten', Buffer.from('0123456789'), options)
    const first = await store.get('put/ten', { ...options, maxBytes: 4, firstBytes: 4 })
    expect(Buffer.from(first ?? []).toString()).toBe('0123')
    const last = await store.get('put/ten', { ...options, maxBytes: 4, lastBytes: 4 })
    expect(Buffer.from(last ?? []).toString()).toBe('6789')
    expect(await store.get('put/ten', { ...options, maxBytes: 10, lastBytes: 99 })).toHaveLength(10)
    const inner = await store.get('put/ten', { ...options, maxBytes: 3, offset: 2, length: 3 })
    expect(Buffer.from(inner ?? []).toString()).toBe('234')
    await expect(store.get('put/ten', { ...options, maxBytes: 9 })).rejects.toThrow(StoreError)
  })

  test('returns undefined or false for a key that does not exist', async () => {
    expect(await store.get('absent', { ...options, maxBytes: 9 })).toBeUndefined()
    expect(await store.getToFile('absent', join(folder, 'absent'), { ...options, size: 1 })).toBe(false)
    expect(await listAll(store.list('absent/', options))).toStrictEqual([])
  })

  test('lists keys and folders with special characters', async () => {
    const names = ['names/a/1', 'names/a/2', 'names/ü &+%41?/b', 'names/top']
    for (const name of names) await store.putIfAbsent(name, Buffer.from('xy'), options)
    const objects = await listAll(store.list('names/', options))
    const etag = md5(Buffer.from('xy'))
    expect(objects).toStrictEqual(names.toSorted().map((key) => ({ kind: 'object', key, size: 2, etag })))
    const folders = await listAll(store.list('names/', { ...options, delimiter: '/' }))
    expect(folders).toStrictEqual([
      { kind: 'folder', prefix: 'names/a/' },
      { kind: 'folder', prefix: 'names/ü &+%41?/' },
      { kind: 'object', key: 'names/top', size: 2, etag },
    ])
  })

  test('lists all pages', async () => {
    const page = (key: string, more: string) =>
      `<ListBucketResult><Contents><Key>${key}</Key><Size>1</Size></Contents>${more}</ListBucketResult>`
    const more = '<IsTruncated>true</IsTruncated><NextContinuationToken>here</NextContinuationToken>'
    await using server = await startWireServer(({ url }, response) => {
      response.end(url.includes('continuation-token=here') ? page('b', '') : page('a', more))
    })
    const paged = await openTestStore(server.endpoint)
    expect(await listAll(paged.list('', options))).toStrictEqual([
      { kind: 'object', key: 'a', size: 1, etag: '' },
      { kind: 'object', key: 'b', size: 1, etag: '' },
    ])
  })

  test('rejects an object of another size', async () => {
    const error = await catchError(store.getToFile('put/ten', join(folder, 'ten'), { ...options, size: 11 }))
    expect(error).toMatchObject({
      kind: 'size-mismatch',
      message: 's3://bucket/put/ten has 10 bytes; 11 were expected.',
    })
  })

  test('throws an error about a local file as it is', async () => {
    const nowhere = join(folder, 'no', 'where')
    await expect(store.getToFile('put/ten', nowhere, { ...options, size: 10 })).rejects.toThrow(/ENOENT/)
    await expect(store.putIfAbsent('put/x', { file: nowhere, size: 10 }, options)).rejects.toThrow(/ENOENT/)
  })

  test('refuses a file that is larger than S3 stores', async () => {
    const body = { file: join(folder, 'huge'), size: 5 * 1024 ** 4 + 1 }
    expect(await catchError(store.putIfAbsent('put/huge', body, options))).toMatchObject({
      kind: 'file-too-large',
      message: expect.stringContaining('put/huge has 5497558138881 bytes'),
    })
  })

  test('throws S3Error for a bucket that does not exist, and translates all but absent keys', async () => {
    const missing = await openMotoStore(moto, { bucket: 'not-there' })
    expect(await catchError(listAll(missing.list('', options)))).toBeInstanceOf(S3Error)
    const translateError = (error: unknown, { target, region }: S3Operation) =>
      new Error(`${target} in ${region}`, { cause: error })
    const translating = await openMotoStore(moto, { bucket: 'not-there', translateError })
    const error = await catchError(translating.get('a', { ...options, maxBytes: 1 }))
    expect(error.message).toBe('s3://not-there/a in us-east-1')
    expect(error.cause).toMatchObject({ name: 'NoSuchBucket' })
    const env = { AWS_ENDPOINT_URL: 'ftp://host' }
    const opening = await catchError(openMotoStore(moto, { env, translateError }))
    expect(opening.cause).toMatchObject({ kind: 'invalid-endpoint' })
  })

  test('throws S3Error with the status when a response is not a listing', async () => {
    await using server = await startWireServer((_, response) => response.end('<html><body>Log in</body></html>'))
    const error = await catchError(listAll((await openTestStore(server.endpoint)).list('', options)))
    expect(error).toBeInstanceOf(S3Error)
    expect(error).toMatchObject({ status: 200, name: 'InvalidXmlError' })
  })

  test('fetches a body again that ends early', async () => {
    await using once = await startWireServer((_, response, nth) => {
      response.writeHead(200, { 'content-length': 10 })
      if (nth > 1) response.end('0123456789')
      else response.write('01234', () => response.destroy())
    })
    const flaky = await openTestStore(once.endpoint)
    const file = join(folder, 'flaky')
    expect(await flaky.getToFile('key', file, { ...options, size: 10 })).toBe(true)
    expect(await readFile(file, 'utf8')).toBe('0123456789')
    expect(once.requests).toHaveLength(2)

    await using always = await startWireServer((_, response) => {
      response.writeHead(200, { 'content-length': 10 })
      response.write('01234', () => response.destroy())
    })
    const broken = await openTestStore(always.endpoint)
    expect(await catchError(broken.get('key', { ...options, maxBytes: 99 }))).toBeInstanceOf(TruncatedBodyError)
    expect(always.requests).toHaveLength(3)
  })

  test('sends a file again from its beginning', async () => {
    const file = join(folder, 'again')
    await writeFile(file, randomBytes(3 * 1024 * 1024))
    await using server = await startWireServer((_, response, nth) => {
      if (nth === 1) sendError(response, 500, 'InternalError')
      else response.end()
    })
    const flaky = await openTestStore(server.endpoint)
    expect(await flaky.putIfAbsent('key', { file, size: 3 * 1024 * 1024 }, options)).toBe('created')
    expect(server.requests.map(({ body }) => md5(body))).toStrictEqual(
      Array(2).fill(md5(server.requests[0]?.body ?? '')),
    )
    expect(server.requests[1]?.body.length).toBe(3 * 1024 * 1024)
  })

  test('sends no ACL after a bucket has refused one', async () => {
    await using server = await startWireServer(({ headers }, response) => {
      if (headers['x-amz-acl'] === undefined) response.end()
      else sendError(response, 400, 'AccessControlListNotSupported')
    })
    const plain = await openTestStore(server.endpoint)
    expect(await plain.putIfAbsent('a', Buffer.from('a'), options)).toBe('created')
    expect(await plain.putIfAbsent('b', Buffer.from('b'), options)).toBe('created')
    expect(server.requests.map(({ url, headers }) => [url.split('?')[0], headers['x-amz-acl']])).toStrictEqual([
      ['/bucket/a', 'bucket-owner-full-control'],
      ['/bucket/a', undefined],
      ['/bucket/b', undefined],
    ])
  })

  test('encrypts new objects, and writes only keys that do not exist', async () => {
    await using server = await startWireServer((_, response) => void response.end())
    await (await openTestStore(server.endpoint)).putIfAbsent('a', Buffer.from('a'), options)
    expect(server.requests[0]?.headers).toMatchObject({
      'x-amz-server-side-encryption': 'AES256',
      'if-none-match': '*',
    })
  })

  test('encrypts new objects with a KMS key, parts of large files too', async () => {
    await using server = await startWireServer(({ url }, response) => {
      if (url.includes('uploads')) response.end('<R><UploadId>id</UploadId></R>')
      else response.setHeader('etag', '"tag"').end(url.includes('uploadId') ? '<R><ETag>"tag"</ETag></R>' : '')
    })
    const tuning = { wholeBytes: 3, partBytes: 3 }
    const encrypted = await openTestStore(server.endpoint, {
      encryption: { kind: 'aws:kms', keyId: 'alias/data' },
      tuning,
    })
    await encrypted.putIfAbsent('a', Buffer.from('a'), options)
    const file = join(folder, 'parts')
    await writeFile(file, '1234')
    await encrypted.putIfAbsent('b', { file, size: 4 }, options)
    const writing = server.requests.filter(({ url }) => !url.includes('uploadId'))
    expect(writing.map(({ method }) => method)).toStrictEqual(['PUT', 'POST'])
    for (const { headers } of writing) {
      expect(headers).toMatchObject({
        'x-amz-server-side-encryption': 'aws:kms',
        'x-amz-server-side-encryption-aws-kms-key-id': 'alias/data',
        'x-amz-acl': 'bucket-owner-full-control',
      })
    }
  })

  test('finds after a conflict with another writer that the key exists', async () => {
    await using server = await startWireServer((_, response, nth) => {
      if (nth === 1) sendError(response, 409, 'ConditionalRequestConflict')
      else sendError(response, 412, 'PreconditionFailed')
    })
    const racing = await openTestStore(server.endpoint)
    expect(await racing.putIfAbsent('a', Buffer.from('a'), options)).toBe('exists')
  })

  test.each(['', 'again'])('throws endless-listing when the next page is %j', async (token) => {
    await using server = await startWireServer((_, response) => {
      const page = `<IsTruncated>true</IsTruncated><NextContinuationToken>${token}</NextContinuationToken>`
      response.end(`<ListBucketResult>${page}</ListBucketResult>`)
    })
    const endless = await openTestStore(server.endpoint)
    expect(await catchError(listAll(endless.list('prefix/', options)))).toMatchObject({
      kind: 'endless-listing',
      message: 'The listing of s3://bucket/prefix/ is truncated, but names no next page.',
    })
    expect(server.requests).toHaveLength(token === '' ? 1 : 2)
  })

  test('gives a listing up that always names another page', async () => {
    let token = 0
    await using server = await startWireServer((_, response) => {
      token += 1
      const page = `<IsTruncated>true</IsTruncated><NextContinuationToken>${token}</NextContinuationToken>`
      response.end(`<ListBucketResult>${page}</ListBucketResult>`)
    })
    const endless = await openTestStore(server.endpoint)
    expect(await catchError(listAll(endless.list('prefix/', options)))).toMatchObject({
      kind: 'endless-listing',
      message: 'The listing of s3://bucket/prefix/ has more than 10000 pages.',
    })
    expect(token).toBe(10_000)
  }, 120_000)

  test('throws the reason of a signal that aborts', async () => {
    const reason = new Error('the user cancelled')
    const controller = new AbortController()
    await using server = await startWireServer(() => controller.abort(reason))
    const slow = await openTestStore(server.endpoint)
    const { signal } = controller
    await expect(slow.get('a', { signal, maxBytes: 1 })).rejects.toBe(reason)
    await expect(slow.putIfAbsent('a', Buffer.from('a'), { signal })).rejects.toBe(reason)
    await expect(listAll(slow.list('', { signal }))).rejects.toBe(reason)
    expect(server.requests).toHaveLength(1)
  })

  test('throws the reason of a signal that aborts during a body', async () => {
    const reason = new Error('the user cancelled')
    const controller = new AbortController()
    await using server = await startWireServer((_, response) => {
      response.writeHead(200, { 'content-length': 10 })
      response.write('01234', () => controller.abort(reason))
    })
    const slow = await openTestStore(server.endpoint)
    const { signal } = controller
    await expect(slow.getToFile('a', join(folder, 'cut'), { signal, size: 10 })).rejects.toBe(reason)
  })

  test('throws the error of the identity as it is', async () => {
    const failure = new Error('no credentials')
    const identity = { region: 'eu-west-1', credentials: () => Promise.reject(failure) }
    const anonymous = await openMotoStore(moto, { identity })
    await expect(listAll(anonymous.list('', options))).rejects.toBe(failure)
  })
})

test('openStore uses the proxy of the environment', async () => {
  await using proxy = await startWireServer((_, response) => response.end(emptyPage))
  const env = { AWS_ENDPOINT_URL: 'http://s3.example.invalid', HTTP_PROXY: proxy.endpoint, NO_PROXY: '' }
  expect(await listAll((await openTestStore('', { env })).list('', options))).toStrictEqual([])
  expect(proxy.requests[0]?.url).toMatch(/^http:\/\/s3\.example\.invalid\/bucket/)
})

function md5(bytes: Uint8Array | string): string {
  return createHash('md5').update(bytes).digest('hex')
}
