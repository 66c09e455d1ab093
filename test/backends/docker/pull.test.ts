import { describe, expect, test } from 'vitest'
import type { ImageRequest } from '../../../src/backends/backend.ts'
import { explainPullFailure, pullImage } from '../../../src/backends/docker/pull.ts'
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

describe('explainPullFailure', () => {
  test.each([
    ['pull access denied for orders', 'image-pull-denied'],
    ['unauthorized: authentication required', 'image-pull-denied'],
    ['manifest unknown', 'image-not-found'],
    ['no matching manifest for linux/arm64/v8 in the manifest list entries', 'image-not-found'],
    ['dial tcp: lookup ghcr.io: no such host', 'image-not-found'],
  ])('%s: %s', (message, verdict) => {
    expect(explain(message)).toMatchObject({
      verdict,
      message: `The image ghcr.io/acme/orders:1 could not be pulled: ${message}.`,
    })
  })

  test('says whether there was a login', () => {
    expect(explain('denied').advice).toContain('There is no login for ghcr.io on this runner.')
    expect(explain('denied', true).advice).toContain('The login for ghcr.io was refused or may not pull this image.')
  })

  test('names the registry that cannot be reached', () => {
    expect(explain('i/o timeout').advice).toContain('Check that the runner can reach ghcr.io')
  })
})

describe('pullImage', () => {
  const pull = async (response: EngineResponse) => {
    await using wire = await startEngineWire(() => response)
    const references: string[] = []
    const findLogin = async (reference: string) => {
      references.push(reference)
      return undefined
    }
    const error = await pullImage(wire.docker, request, findLogin, never).catch((reason: unknown) => reason)
    return { error, references, calls: wire.calls }
  }

  test('pulls the reference after it has looked for a login', async () => {
    expect(await pull({ status: 200, body: { status: 'Pull complete' } })).toStrictEqual({
      error: undefined,
      references: ['ghcr.io/acme/orders:1'],
      calls: ['POST /images/create'],
    })
  })

  test('throws for an error response', async () => {
    const { error } = await pull({ status: 404, body: { message: 'manifest unknown' } })
    expect(error).toMatchObject({ verdict: 'image-not-found', message: expect.stringContaining('manifest unknown') })
  })
})
