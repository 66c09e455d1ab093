import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Clock } from '../../src/lib/clock.ts'
import { CredentialCache, type S3Identity } from '../../src/s3/credentials.ts'
import { catchError, emptyPage, listAll, openTestStore, options } from './helpers.ts'
import { type ReceivedRequest, sendError, startWireServer } from './wire-server.ts'

/** An identity with other credentials at each call: the keys 1, 2 and so on. */
function createChangingIdentity(): S3Identity & { readonly refusedKeys: (string | undefined)[] } {
  const refusedKeys: (string | undefined)[] = []
  return {
    region: 'eu-west-1',
    refusedKeys,
    async credentials(refused) {
      refusedKeys.push(refused?.accessKeyId)
      const expiration = new Date(Date.now() + 3600_000)
      return { accessKeyId: String(refusedKeys.length), secretAccessKey: 'b', sessionToken: 'token', expiration }
    },
  }
}
const parseKey = ({ headers }: ReceivedRequest) => /Credential=(\w+)\//.exec(headers.authorization ?? '')?.[1]

describe('CredentialCache', () => {
  test('asks the identity once for all requests', async () => {
    await using server = await startWireServer((_, response) => response.end(emptyPage))
    const identity = createChangingIdentity()
    const store = await openTestStore(server.endpoint, { identity })
    await Promise.all([listAll(store.list('', options)), listAll(store.list('', options))])
    await listAll(store.list('', options))
    expect(identity.refusedKeys).toStrictEqual([undefined])
    expect(server.requests.map(parseKey)).toStrictEqual(['1', '1', '1'])
  })

  test('asks the identity again after an error, and replaces refused credentials once', async () => {
    const failure = new Error('no credentials')
    let calls = 0
    const cache = new CredentialCache({
      region: 'eu-west-1',
      async credentials() {
        calls += 1
        if (calls === 1) throw failure
        return { accessKeyId: String(calls), secretAccessKey: 'b' }
      },
    })
    await expect(cache.get()).rejects.toBe(failure)
    const first = await cache.get()
    expect(first.accessKeyId).toBe('2')
    expect(await Promise.all([cache.replace(first), cache.replace(first)])).toStrictEqual([true, true])
    expect((await cache.get()).accessKeyId).toBe('3')
    expect(calls).toBe(3)
  })

  test('asks no more than once a second for credentials that expire soon', async () => {
    let calls = 0
    const cache = new CredentialCache({
      region: 'eu-west-1',
      async credentials() {
        calls += 1
        return { accessKeyId: 'a', secretAccessKey: 'b', expiration: new Date(Date.now() + 60_000) }
      },
    })
    await cache.get()
    await cache.get()
    expect(calls).toBe(1)
  })

  describe('when the time of day is set', () => {
    const hourMs = 3_600_000

    /** A cache of credentials that last an hour, by the time of day of their creation. */
    function createCache(skewMs = 0) {
      let [nowMs, shiftMs, calls] = [0, skewMs, 0]
      const clock: Clock = {
        now: () => nowMs,
        date: () => new Date(1e12 + nowMs + shiftMs),
        sleep: async () => undefined,
        random: () => 0.5,
      }
      const cache = new CredentialCache(
        {
          region: 'eu-west-1',
          async credentials() {
            calls += 1
            return { accessKeyId: 'a', secretAccessKey: 'b', expiration: new Date(1e12 + nowMs + hourMs) }
          },
        },
        clock,
      )
      return {
        /** How often the identity is asked while so much time passes, in steps of a second. */
        async countCalls(ms: number) {
          const before = calls
          for (const end = nowMs + ms; nowMs < end; nowMs += 1_000) await cache.get()
          return calls - before
        },
        change(ms: number) {
          shiftMs += ms
        },
      }
    }

    test.each([
      ['three hours ahead', 3 * hourMs],
      ['three hours back', -3 * hourMs],
      ['a year ahead', 365 * 24 * hourMs],
    ])('renews when it would have renewed, and does not loop, after a change of %s', async (_, ms) => {
      const { countCalls, change } = createCache()
      expect(await countCalls(60_000)).toBe(1)
      change(ms)
      expect(await countCalls(53 * 60_000)).toBe(0)
      expect(await countCalls(120_000)).toBe(1)
      expect(await countCalls(hourMs)).toBeLessThan(13)
    })

    test('asks every five minutes on a machine whose time is hours ahead', async () => {
      expect(await createCache(3 * hourMs).countCalls(hourMs)).toBe(12)
    })
  })

  test.each(['ExpiredToken', 'ExpiredTokenException'])('replaces credentials that S3 answers %s to', async (code) => {
    await using server = await startWireServer((request, response) => {
      if (parseKey(request) === '1') sendError(response, 400, code)
      else response.end('content')
    })
    const identity = createChangingIdentity()
    const store = await openTestStore(server.endpoint, { identity })
    const get = () => store.get('key', { ...options, maxBytes: 99 })
    expect(await Promise.all([get(), get(), get()])).toHaveLength(3)
    expect(identity.refusedKeys).toStrictEqual([undefined, '1'])
    expect(server.requests.map(parseKey).toSorted()).toStrictEqual(['1', '1', '1', '2', '2', '2'])
  })

  test('replaces credentials once a request', async () => {
    await using server = await startWireServer((_, response) => sendError(response, 400, 'ExpiredToken'))
    const store = await openTestStore(server.endpoint, { identity: createChangingIdentity() })
    const error = await catchError(store.get('key', { ...options, maxBytes: 9 }))
    expect(error).toMatchObject({ status: 400, name: 'ExpiredToken' })
    expect(server.requests.map(parseKey)).toStrictEqual(['1', '2'])
  })

  test('does not repeat a request when the identity has no other credentials', async () => {
    await using server = await startWireServer((_, response) => sendError(response, 400, 'ExpiredToken'))
    await catchError((await openTestStore(server.endpoint)).get('key', { ...options, maxBytes: 9 }))
    expect(server.requests).toHaveLength(1)
  })

  test('replaces credentials in each request of an upload in parts', async () => {
    let refusals = 0
    const refusedSteps = new Set<string>()
    await using server = await startWireServer((request, response) => {
      const { method, url } = request
      const step = method + url.replace(/\?.*/, (query) => query.replaceAll(/=[^&]*/g, ''))
      if (!refusedSteps.has(step)) {
        refusedSteps.add(step)
        refusals += 1
        sendError(response, 400, 'ExpiredToken')
      } else if (url.includes('uploads')) response.end('<R><UploadId>id</UploadId></R>')
      else response.setHeader('etag', '"tag"').end(method === 'POST' ? '<R><ETag>"tag"</ETag></R>' : '')
    })
    const identity = createChangingIdentity()
    const store = await openTestStore(server.endpoint, { identity, tuning: { wholeBytes: 3, partBytes: 3 } })
    const file = join(await mkdtemp(join(tmpdir(), 's3-credentials-')), 'file')
    onTestFinished(() => rm(dirname(file), { recursive: true }))
    await writeFile(file, '1234')
    expect(await store.putIfAbsent('key', { file, size: 4 }, options)).toBe('created')
    expect(refusals).toBe(3)
    expect(identity.refusedKeys).toStrictEqual([undefined, '1', '2', '3'])
  })
})
