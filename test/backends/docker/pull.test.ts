import { copyFile, mkdir, rm } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import { describe, expect, onTestFinished, test } from 'vitest'
import { connectEngine } from '../../../src/backends/docker/engine.ts'
import { explainPullFailure, pullImage, readProgress } from '../../../src/backends/docker/pull.ts'
import type { ImageRequest } from '../../../src/backends/image.ts'
import { TimeLimitError } from '../../../src/lib/abort.ts'
import { type Clock, systemClock } from '../../../src/lib/clock.ts'
import { runDocker } from '../../testbed/docker.ts'
import { configuration, makeEmptyImage } from '../../testbed/images.ts'
import { startRegistry } from '../../testbed/registry.ts'
import { startTlsFront } from '../../testbed/tls.ts'
import { type EngineResponse, startEngineWire } from './engine-wire.ts'

const never = new AbortController().signal
const request: ImageRequest = {
  reference: 'ghcr.io/acme/orders:1',
  pullPolicy: 'missing',
  platform: undefined,
  dialect: undefined,
  needsVersion: false,
  runId: 'run-1',
}
const explain = (message: string, hasLogin = false) =>
  explainPullFailure(request.reference, { status: 500, code: undefined, message }, hasLogin)

describe('readProgress', () => {
  test('reads a pull to its end', async () => {
    const read = async function* () {
      yield '{"status":"Downloading"}\n{"sta'
      yield Buffer.from('tus":"Pull complete"}\n')
    }
    await expect(readProgress(read())).resolves.toBeUndefined()
  })

  test('throws the failure of a pull that fails midway', async () => {
    const read = async function* () {
      yield '{"errorDetail":{"message":"no space left on device"}}\n'
    }
    await expect(readProgress(read())).rejects.toThrow('no space left on device')
  })

  test('throws TimeLimitError when the engine reports no progress any longer', async () => {
    const read = async function* () {
      yield '{"status":"Downloading"}\n'
      await new Promise(() => undefined)
    }
    await expect(readProgress(read(), { idleMs: 10 })).rejects.toBeInstanceOf(TimeLimitError)
  })
})

/** Docker does not check the certificate of a registry on 127.0.0.1. */
const [ownAddress] = Object.values(networkInterfaces())
  .flatMap((each) => each ?? [])
  .filter(({ family, internal }) => family === 'IPv4' && !internal)
  .map(({ address }) => address)

describe.skipIf(ownAddress === undefined)('pullImage from a registry with TLS', () => {
  test.for([
    ['an authority that the engine does not know', {}, /x509: certificate signed by unknown authority/],
    ['a certificate that has expired', { hours: -1 }, /x509: certificate has expired/],
    ['a certificate of another host', { address: '192.0.2.77' }, /x509: certificate is valid for 192\.0\.2\.77/],
  ] as const)('names TLS for %s, after one attempt', async ([_, certificate, reason]) => {
    await using registry = await startRegistry({ isPrivate: false })
    const options = { address: ownAddress ?? '', listenAt: ownAddress ?? '', ...certificate }
    await using front = await startTlsFront(`http://${registry.host}`, options)
    const reference = `${front.url.slice('https://'.length)}/acme/orders:1`
    const docker = await connectEngine()
    const noWait: Clock = { ...systemClock, sleep: () => Promise.reject(new Error('a second attempt')) }
    const pulling = pullImage(docker, { ...request, reference }, async () => undefined, never, { clock: noWait })
    await expect(pulling).rejects.toMatchObject({
      verdict: 'remote-unreachable',
      message: expect.stringMatching(reason),
      advice: expect.stringContaining('certs.d'),
    })
  })

  // Only root can write where the engine looks for certificates.
  test.skipIf(process.getuid?.() !== 0)('trusts an authority whose certificate is in certs.d', async () => {
    await using registry = await startRegistry({ isPrivate: false })
    await using image = await makeEmptyImage(configuration.luigi)
    const digest = await registry.push(image.name, 'acme/orders:1')
    const options = { address: ownAddress ?? '', listenAt: ownAddress ?? '' }
    await using front = await startTlsFront(`http://${registry.host}`, options)
    const host = front.url.slice('https://'.length)
    const folder = `/etc/docker/certs.d/${host}`
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    await mkdir(folder, { recursive: true })
    await copyFile(front.certificate, `${folder}/ca.crt`)
    const reference = `${host}/acme/orders:1`
    await pullImage(await connectEngine(), { ...request, reference }, async () => undefined, never)
    const { stdout } = await runDocker(['image', 'inspect', '--format', '{{.RepoDigests}}', reference])
    await runDocker(['rmi', reference])
    expect(stdout).toContain(`${host}/acme/orders@${digest}`)
  })
})

describe('explainPullFailure', () => {
  // Messages of Docker 20.10 to 28 and of containerd, with other names.
  test.each([
    [
      "pull access denied for acme/orders, repository does not exist or may require 'docker login'",
      'image-pull-denied',
      'Log in',
    ],
    ['Head "https://r.io/v2/x/manifests/1": unauthorized: authentication required', 'image-pull-denied', 'Log in'],
    ['Head "https://r.io/v2/x/manifests/1": no basic auth credentials', 'image-pull-denied', 'Log in'],
    ['error from registry: denied', 'image-pull-denied', 'Log in'],
    ['manifest for ghcr.io/acme/orders:1 not found: manifest unknown: manifest unknown', 'image-not-found', 'Build'],
    ['manifest unknown', 'image-not-found', 'Build'],
    ['toomanyrequests: You have reached your pull rate limit. You may increase the limit', 'throttled', 'Log in'],
    ['toomanyrequests: You have reached your unauthenticated pull rate limit.', 'throttled', 'Log in'],
    ['toomanyrequests: retry-after: 1.2s, allowed: 44000/minute', 'throttled', 'later'],
    ['received unexpected HTTP status: 429 Too Many Requests', 'throttled', 'later'],
    ['failed to register layer: write /usr/lib/x.so: no space left on device', 'disk-full', 'docker image prune'],
    ['write /var/lib/docker/tmp/GetImageBlob1: no space left on device', 'disk-full', 'docker image prune'],
    ['received unexpected HTTP status: 503 Service Unavailable', 'remote-unreachable', 'later'],
    ['error parsing HTTP 502 response body: invalid character', 'remote-unreachable', 'later'],
    [
      'unexpected status from HEAD request to https://r.io/v2/x/manifests/1: 500 Internal Server Error',
      'remote-unreachable',
      'later',
    ],
    ['Get "https://r.io/v2/": x509: certificate signed by unknown authority', 'remote-unreachable', 'ca.crt'],
    [
      'Get "https://r.io/v2/": tls: failed to verify certificate: x509: certificate has expired',
      'remote-unreachable',
      'ca.crt',
    ],
    ['Get "https://r.io/v2/": remote error: tls: handshake failure', 'remote-unreachable', 'ca.crt'],
    [
      'Get "https://r.io/v2/": http: server gave HTTP response to HTTPS client',
      'remote-unreachable',
      'insecure-registries',
    ],
    ['Get "https://r.io/v2/": net/http: TLS handshake timeout', 'remote-unreachable', 'reach the registry'],
    ['Get "https://r.io/v2/": dial tcp 10.0.0.1:443: i/o timeout', 'remote-unreachable', 'reach the registry'],
    [
      'Get "https://r.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
      'remote-unreachable',
      'reach the registry',
    ],
    ['read tcp 10.0.0.2:5->10.0.0.1:443: read: connection reset by peer', 'remote-unreachable', 'reach the registry'],
    ['unexpected EOF', 'remote-unreachable', 'reach the registry'],
    ['Get "https://r.io/v2/": EOF', 'remote-unreachable', 'reach the registry'],
    ['dial tcp: lookup r.io on 127.0.0.53:53: no such host', 'remote-unreachable', 'reach the registry'],
    ['dial tcp: lookup r.io: Temporary failure in name resolution', 'remote-unreachable', 'reach the registry'],
    [
      'Get "http://127.0.0.1:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused',
      'remote-unreachable',
      'reach the registry',
    ],
    ['filesystem layer verification failed for digest sha256:1', 'remote-unreachable', 'Run the step again'],
    ['no matching manifest for linux/arm64/v8 in the manifest list entries', 'image-architecture', '`platform`'],
    ['image operating system "windows" cannot be used on this platform', 'image-architecture', '`platform`'],
    [
      'image with reference x was found but does not match the specified platform: wanted linux/arm64',
      'image-architecture',
      '`platform`',
    ],
    ['something new', 'docker-unavailable', 'docker pull'],
  ])('%s: %s', (message, verdict, advice) => {
    const failure = explain(message)
    expect(failure).toMatchObject({ verdict, advice: expect.stringContaining(advice) })
    expect(failure.message).toMatch(/^The image ghcr\.io\/acme\/orders:1 could not be pulled/)
    expect(failure.message).toContain(`: ${message}.`)
  })

  test('says whether there was a login', () => {
    expect(explain('denied').advice).toContain('There is no login for ghcr.io on this runner.')
    expect(explain('denied', true).advice).toContain('The login for ghcr.io was refused or may not pull this image.')
  })

  test('does not take the name of an image for a reason', () => {
    const error = {
      status: 404,
      code: undefined,
      message: 'manifest for r.io/acme/denied:429 not found: manifest unknown',
    }
    expect(explainPullFailure('r.io/acme/denied:429', error, false)).toMatchObject({ verdict: 'image-not-found' })
  })
})

describe('pullImage', () => {
  const clock = { now: () => 0, date: () => new Date(0), random: () => 0, sleep: async () => undefined }
  const pull = async (responses: readonly EngineResponse[]) => {
    await using wire = await startEngineWire((_, count) => responses[Math.min(count, responses.length) - 1] ?? 'cut')
    const references: string[] = []
    const findLogin = async (reference: string) => {
      references.push(reference)
      return undefined
    }
    const error = await pullImage(wire.docker, request, findLogin, never, { clock }).catch((reason: unknown) => reason)
    return { error, references, calls: wire.calls }
  }
  const complete: EngineResponse = { status: 200, body: { status: 'Pull complete' } }
  const failure = (message: string): EngineResponse => ({ status: 500, body: { message } })

  test('pulls the reference after it has looked for a login', async () => {
    expect(await pull([complete])).toStrictEqual({
      error: undefined,
      references: ['ghcr.io/acme/orders:1'],
      calls: ['POST /images/create'],
    })
  })

  test('throws for an error response', async () => {
    const { error } = await pull([{ status: 404, body: { message: 'manifest unknown' } }])
    expect(error).toMatchObject({ verdict: 'image-not-found', message: expect.stringContaining('manifest unknown') })
  })

  test.each([
    [{ error: 'no space left on device' }],
    [{ errorDetail: { message: 'no space left on device' }, error: 'short' }],
  ])('throws for a pull that fails midway with %j', async (body) => {
    const { error, calls } = await pull([{ status: 200, body }])
    expect(error).toMatchObject({
      verdict: 'disk-full',
      message: expect.stringContaining(': no space left on device.'),
    })
    expect(calls).toHaveLength(1)
  })

  test.each([
    ['an error response', failure('received unexpected HTTP status: 503 Service Unavailable')],
    ['a pull that fails midway', { status: 200, body: { error: 'unexpected EOF' } }],
  ] as const)('tries again after %s', async (_, first) => {
    expect(await pull([first, complete])).toMatchObject({ error: undefined, calls: { length: 2 } })
  })

  test('gives up after three attempts', async () => {
    const { error, calls } = await pull([failure('toomanyrequests: Rate exceeded')])
    expect(error).toMatchObject({ verdict: 'throttled' })
    expect(calls).toHaveLength(3)
  })

  test.each([
    'toomanyrequests: You have reached your pull rate limit.',
    'x509: certificate signed by unknown authority',
    'dial tcp: lookup r.io: no such host',
    'something new',
  ])('does not try again after: %s', async (message) => {
    expect((await pull([failure(message)])).calls).toHaveLength(1)
  })

  test('reports an engine that is lost, and does not try again', async () => {
    const { error, calls } = await pull(['cut'])
    expect(error).toMatchObject({ verdict: 'docker-unavailable', message: expect.stringContaining('does not respond') })
    expect(calls).toHaveLength(1)
  })
})
