import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BundleFormatError } from '../../src/disdat/format/format-error.ts'
import { Failure, type Verdict } from '../../src/errors.ts'
import { translateS3Error } from '../../src/remote/translate-s3-error.ts'
import { StoreError, type StoreErrorKind } from '../../src/s3/errors.ts'
import type { ObjectStore } from '../../src/s3/store.ts'
import { createIdentity, openTestStore } from '../s3/helpers.ts'
import { sendError, startWireServer } from '../s3/wire-server.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { startTlsFront } from '../testbed/tls.ts'
import { catchFailure, collect, neverAborted } from './helpers.ts'

const options = { signal: neverAborted }
const operation = { bucket: 'bucket', target: 's3://bucket/key', region: 'eu-west-1' }
let moto: Moto

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
})
afterAll(async () => await moto[Symbol.asyncDispose]())

async function openTranslatingStore(
  endpoint: string,
  more: Parameters<typeof openTestStore>[1] = {},
): Promise<ObjectStore> {
  return await openTestStore(endpoint, { translateError: translateS3Error, ...more })
}

describe('translateS3Error', () => {
  test('names a bucket that does not exist', async () => {
    const missing = await openTranslatingStore(moto.endpoint, { bucket: 'not-there' })
    const expected = { verdict: 'remote-unreachable', evidence: 'The bucket not-there does not exist (NoSuchBucket).' }
    expect(await catchFailure(collect(missing.list('', options)))).toMatchObject(expected)
    expect(await catchFailure(missing.get('a', { ...options, maxBytes: 1 }))).toMatchObject(expected)
    expect(await catchFailure(missing.putIfAbsent('a', Buffer.from('a'), options))).toMatchObject(expected)
  })

  test('advises on refused permissions and keys', async () => {
    await using strict = await startMoto()
    await strict.createBucket('bucket')
    const user = await strict.createUser('reader', ['s3:ListBucket'])
    await strict.enforceIam()
    const open = (accessKeyId: string, secretAccessKey: string) =>
      openTranslatingStore(strict.endpoint, {
        identity: { ...createIdentity(accessKeyId, secretAccessKey), region: 'us-east-1' },
      })
    const reader = await open(user.accessKeyId, user.secretAccessKey)
    expect(await collect(reader.list('', options))).toStrictEqual([])
    const refused = await catchFailure(reader.putIfAbsent('a', Buffer.from('a'), options))
    expect(refused).toMatchObject({ verdict: 'access-denied', evidence: 'S3 refused s3://bucket/a: 403 AccessDenied.' })
    expect(refused.advice).toContain('s3:PutObject')

    const forged = await open(user.accessKeyId, 'wrong')
    expect(await catchFailure(collect(forged.list('', options)))).toMatchObject({
      verdict: 'access-denied',
      evidence: 'S3 refused s3://bucket/*: 403 SignatureDoesNotMatch.',
    })
    const unknown = await open('AKIAUNKNOWN', user.secretAccessKey)
    expect(await catchFailure(collect(unknown.list('', options)))).toMatchObject({
      verdict: 'access-denied',
      evidence: 'S3 refused s3://bucket/*: 403 InvalidAccessKeyId.',
    })
  })

  test('names a connection that is refused', async () => {
    const server = await startWireServer(() => {})
    await server[Symbol.asyncDispose]()
    const dead = await openTranslatingStore(server.endpoint)
    const failure = await catchFailure(collect(dead.list('', options)))
    expect(failure.verdict).toBe('remote-unreachable')
    expect(failure.evidence).toMatch(/^No answer from S3 about s3:\/\/bucket\/\*: .*ECONNREFUSED/)
    expect(failure.advice).toContain('AWS_ENDPOINT_URL')
  })

  test('names a host that does not resolve', async () => {
    const lost = await openTranslatingStore('http://no-such-host.invalid')
    expect(await catchFailure(lost.get('a', { ...options, maxBytes: 1 }))).toMatchObject({
      verdict: 'remote-unreachable',
      evidence: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/),
    })
  })

  test('names a server that is not S3', async () => {
    await using html = await startWireServer((_, response) => response.end('<html><body>Log in</body></html>'))
    expect(await catchFailure(collect((await openTranslatingStore(html.endpoint)).list('', options)))).toMatchObject({
      verdict: 'remote-unreachable',
      evidence: 'The server at s3://bucket/* did not answer like S3.',
    })
    await using smtp = await startWireServer((_, response) => {
      response.socket?.end('220 smtp.example ESMTP\r\n')
    })
    expect(await catchFailure(collect((await openTranslatingStore(smtp.endpoint)).list('', options)))).toMatchObject({
      verdict: 'remote-unreachable',
      evidence: expect.stringMatching(/does not match the HTTP\/1\.1 protocol/),
    })
  })

  test.each<[number, string, Verdict, string, RegExp]>([
    [
      301,
      'PermanentRedirect',
      'remote-unreachable',
      'The bucket bucket is not in eu-west-1 (301 PermanentRedirect).',
      /aws-region/,
    ],
    [400, 'AuthorizationHeaderMalformed', 'remote-unreachable', 'is not in eu-west-1', /aws-region/],
    [404, 'NoSuchBucket', 'remote-unreachable', 'The bucket bucket does not exist (NoSuchBucket).', /spelling/],
    [400, 'ExpiredToken', 'access-denied', 'S3 refused s3://bucket/key: 400 ExpiredToken.', /role-duration-seconds/],
    [403, 'InvalidAccessKeyId', 'access-denied', 'S3 refused', /AWS_ACCESS_KEY_ID/],
    [403, 'SignatureDoesNotMatch', 'access-denied', 'S3 refused', /AWS_SECRET_ACCESS_KEY/],
    [403, 'RequestTimeTooSkewed', 'access-denied', 'S3 refused s3://bucket/key: 403 RequestTimeTooSkewed.', /clock/],
    [403, 'AccessDenied', 'access-denied', 'S3 refused', /s3:PutObject/],
    [403, 'AccountProblem', 'access-denied', 'S3 refused s3://bucket/key: 403 AccountProblem.', /account/],
    [403, 'AllAccessDisabled', 'access-denied', 'S3 refused', /account/],
    [400, 'ObjectLocked', 'access-denied', 'S3 refused', /Object Lock/],
    [403, 'InvalidObjectState', 'object-archived', 's3://bucket/key is archived', /restore-object/],
    [403, 'ObjectNotInActiveTierError', 'object-archived', 's3://bucket/key is archived', /restore-object/],
    [
      400,
      'KMS.NotFoundException',
      'access-denied',
      'S3 refused s3://bucket/key: 400 KMS.NotFoundException.',
      /sse-kms-key-id/,
    ],
    [400, 'KMS.DisabledException', 'access-denied', '400 KMS.DisabledException', /sse-kms-key-id/],
    [404, 'kms:KeyNotFound', 'access-denied', 'S3 refused s3://bucket/key: 404 kms:KeyNotFound.', /sse-kms-key-id/],
    [405, 'MethodNotAllowed', 'remote-unreachable', 'S3 did not accept', /s3-servers/],
    [409, 'OperationAborted', 'remote-unreachable', 'S3 did not accept', /at the same time/],
    [400, 'KeyTooLongError', 'invalid-input', 'S3 did not accept', /1,024 bytes/],
    [501, 'NotImplemented', 'remote-unreachable', 'S3 failed at s3://bucket/key: 501 NotImplemented.', /s3-servers/],
    [503, 'SlowDown', 'remote-unreachable', 'S3 failed at s3://bucket/key: 503 SlowDown.', /fewer/],
    [507, 'XMinioStorageFull', 'remote-unreachable', 'S3 failed', /full/],
    [503, 'SomethingNew', 'remote-unreachable', 'S3 failed', /later/],
    [400, 'InvalidRequest', 'remote-unreachable', 'S3 did not accept s3://bucket/key: 400 InvalidRequest.', /report/],
  ])('chooses verdict and advice for %i %s', async (status, code, verdict, evidence, advice) => {
    await using server = await startWireServer((_, response) => sendError(response, status, code))
    const failing = await openTranslatingStore(server.endpoint)
    const failure = await catchFailure(failing.putIfAbsent('key', Buffer.from('x'), options))
    expect(failure.verdict).toBe(verdict)
    expect(failure.evidence).toContain(evidence)
    expect(failure.advice).toMatch(advice)
  })

  test('gives errors of the SDK the same words', async () => {
    await using server = await startWireServer((_, response) => sendError(response, 403, 'ObjectNotInActiveTierError'))
    const archived = await openTranslatingStore(server.endpoint)
    expect(await catchFailure(archived.copyIfAbsent('a', 'b', { ...options, size: 1 }))).toMatchObject({
      verdict: 'object-archived',
    })
  })

  test('says which encryption a server lacks', async () => {
    const message = 'Server side encryption specified but KMS is not configured'
    await using server = await startWireServer((_, response) => {
      response.writeHead(501).end(`<Error><Code>NotImplemented</Code><Message>${message}</Message></Error>`)
    })
    const plain = await openTranslatingStore(server.endpoint)
    const failure = await catchFailure(plain.putIfAbsent('key', Buffer.from('x'), options))
    expect(failure.verdict).toBe('invalid-input')
    expect(failure.evidence).toBe(`S3 cannot encrypt s3://bucket/key: 501 NotImplemented (${message}).`)
    expect(failure.advice).toContain('`sse: none`')
    expect(failure.advice).toContain('MINIO_KMS_SECRET_KEY')
  })

  test('names TLS, and NODE_EXTRA_CA_CERTS, for a certificate that signs itself', async () => {
    await using server = await startWireServer((_, response) => response.end())
    await using tls = await startTlsFront(server.endpoint)
    const store = await openTranslatingStore(tls.url)
    const expected = {
      verdict: 'remote-unreachable',
      evidence: expect.stringMatching(
        /^No TLS connection to S3 for s3:\/\/bucket\/b: .* \(DEPTH_ZERO_SELF_SIGNED_CERT\)\.$/,
      ),
      advice: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    }
    expect(await catchFailure(store.get('b', { ...options, maxBytes: 1 }))).toMatchObject(expected)
    expect(await catchFailure(store.copyIfAbsent('a', 'b', { ...options, size: 1 }))).toMatchObject(expected)
  })

  test('names a server without TLS behind an https address', async () => {
    await using server = await startWireServer((_, response) => response.end())
    const store = await openTranslatingStore(server.endpoint.replace('http:', 'https:'))
    const expected = {
      evidence: expect.stringContaining('it did not respond with TLS (ERR_SSL_WRONG_VERSION_NUMBER)'),
      advice: expect.stringContaining('http://'),
    }
    expect(await catchFailure(store.get('b', { ...options, maxBytes: 1 }))).toMatchObject(expected)
    expect(await catchFailure(store.copyIfAbsent('a', 'b', { ...options, size: 1 }))).toMatchObject(expected)
  })

  test('advises to set aws-region for a bucket whose region goes round in circles', async () => {
    await using server = await startWireServer(({ headers }, response) => {
      const region = headers.authorization?.includes('eu-west-1') ? 'eu-west-2' : 'eu-west-1'
      sendError(response, 301, 'PermanentRedirect', { 'x-amz-bucket-region': region })
    })
    const failure = await catchFailure(
      (await openTranslatingStore(server.endpoint)).get('key', { ...options, maxBytes: 9 }),
    )
    expect(failure.advice).toMatch(/^Set `aws-region: eu-west-[12]`\.$/)
  })

  test.each<[StoreErrorKind, string]>([
    ['invalid-endpoint', 'invalid-input'],
    ['invalid-region', 'invalid-input'],
    ['file-too-large', 'invalid-input'],
    ['file-changed', 'bundle-corrupt'],
    ['size-mismatch', 'bundle-corrupt'],
    ['checksum-mismatch', 'bundle-corrupt'],
    ['object-replaced', 'bundle-corrupt'],
    ['no-ranges', 'remote-unreachable'],
    ['endless-listing', 'remote-unreachable'],
  ])('turns a StoreError %s into %s', (kind, verdict) => {
    const error = new StoreError(kind, 'The evidence.')
    expect(translateS3Error(error, operation)).toMatchObject({ verdict, message: 'The evidence.', cause: error })
  })

  test.each([
    ['read', 's3:GetObject'],
    ['write', 's3:GetObject, s3:PutObject and s3:PutObjectAcl'],
  ] as const)('names the permissions that a step needs to %s', (access, actions) => {
    const refused = Object.assign(new Error('refused'), { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } })
    expect(translateS3Error(refused, operation, access)).toMatchObject({
      verdict: 'access-denied',
      advice: `Give the role in use s3:ListBucket on bucket, and ${actions} below the remote.`,
    })
  })

  test('turns an object that is too large into a BundleFormatError', () => {
    const error = translateS3Error(new StoreError('object-too-large', 'key has more than 9 bytes'), operation)
    expect(error).toBeInstanceOf(BundleFormatError)
    expect(error).toMatchObject({ message: 'key has more than 9 bytes' })
  })

  test('leaves a Failure and an error about a local file as they are', () => {
    const failure = new Failure('access-denied', 'No AWS credentials could be found.', 'Set some.')
    expect(translateS3Error(failure, operation)).toBe(failure)
    const fileError = Object.assign(new Error('no space left'), { code: 'ENOSPC' })
    expect(translateS3Error(fileError, operation)).toBe(fileError)
  })
})
