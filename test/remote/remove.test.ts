import http from 'node:http'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { formatHyperFrameName } from '../../src/disdat/bundle.ts'
import { createRemote, type Remote } from '../../src/remote/remote.ts'
import { deleteContext, listContextObjects } from '../../src/remote/remove.ts'
import { getMarkerKey, markSandbox } from '../../src/remote/sandbox.ts'
import type { ObjectStore } from '../../src/s3/store.ts'
import { type Moto, startMoto } from '../testbed/moto.ts'
import { putBundle } from './fixtures.ts'
import { collect, neverAborted, observeStore, openTestRemote, replaceMethods } from './helpers.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

const options = { signal: neverAborted }
const url = 's3://bucket/p'
let moto: Moto
let name: string
let remote: Remote

beforeAll(async () => {
  moto = await startMoto()
  await moto.createBucket('bucket')
})
beforeEach(async () => {
  name = `pr-${crypto.randomUUID()}`
  remote = await openTestRemote(url, moto.env, name)
})
afterAll(async () => {
  await moto[Symbol.asyncDispose]()
})

const openContext = (context: string) => createRemote(remote.store, { url, context })
const listKeys = async (where: Remote) => (await collect(listContextObjects(where, options))).map(({ key }) => key)

/** Puts two bundles with files, an index, and the marker of a sandbox. */
async function fill(where: Remote): Promise<readonly string[]> {
  await markSandbox(where, { repository: 'octo-org/pipelines', pullRequest: 7 }, options)
  const uuids = [
    await putBundle(where, { files: { 'a.txt': 'one', 'sub/b ü+&<>.txt': 'two' }, links: ['bundle://a.txt'] }),
    await putBundle(where, { data: new Uint8Array(10) }),
  ]
  await where.store.putIfAbsent(where.objects.replace('objects/', 'run-action/index/0'), Buffer.from('x'), options)
  return uuids
}

/** The remote with another way to delete. */
function replaceDelete(deleteObjects: ObjectStore['deleteObjects']): Remote {
  return createRemote(replaceMethods(remote, { deleteObjects }), { url, context: name })
}

/** Starts a proxy that can answer each DeleteObjects request on its own, and forwards all other requests. */
async function startProxy(answer: (keys: readonly string[], body: string) => string | undefined) {
  const { hostname, port } = new URL(moto.endpoint)
  const server = http.createServer(async (request, response) => {
    const body = await buffer(request)
    const isDelete = request.method === 'POST' && new URL(request.url ?? '', 'http://s3').searchParams.has('delete')
    const keys = [...body.toString().matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key = '']) => key)
    const text = isDelete ? answer(keys, body.toString()) : undefined
    if (text !== undefined) {
      response.writeHead(200, { 'content-type': 'application/xml' }).end(text)
      return
    }
    const { method, url: path, headers } = request
    const forward = http.request({ hostname, port, method, path, headers }, (forwarded) => {
      response.writeHead(forwarded.statusCode ?? 502, forwarded.headers)
      forwarded.pipe(response)
    })
    forward.on('error', () => response.destroy())
    forward.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  return {
    remote: await openTestRemote(url, { ...moto.env, AWS_ENDPOINT_URL: endpoint }, name),
    [Symbol.dispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}

const formatAnswer = (items: readonly string[]) =>
  `<?xml version="1.0"?><DeleteResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${items.join('')}</DeleteResult>`
const formatRefusal = (key: string, code: string) =>
  `<Error><Key>${key}</Key><Code>${code}</Code><Message>not this</Message></Error>`

describe('deleteContext', () => {
  test('deletes the whole context, and nothing of contexts with similar names', async () => {
    const others = [openContext(`${name}0`), openContext(`${name}-x`), openContext(`x${name}`)]
    for (const other of others) await fill(other)
    const before = await Promise.all(others.map(listKeys))
    await fill(remote)
    const there = await collect(listContextObjects(remote, options))
    const deletion = await deleteContext(remote, options)
    expect(deletion).toStrictEqual({
      bundles: 2,
      // The marker is not counted.
      objects: there.length - 1,
      bytes: there.filter(({ key }) => key !== getMarkerKey(remote)).reduce((sum, { size }) => sum + size, 0),
      failed: [],
      failures: 0,
      isVersioned: false,
      isWrittenTo: false,
    })
    expect(await listKeys(remote)).toStrictEqual([])
    expect(await Promise.all(others.map(listKeys))).toStrictEqual(before)
  })

  test('deletes HyperFrames first and the marker last', async () => {
    const uuids = await fill(remote)
    const removed: (readonly string[])[] = []
    const where = replaceDelete((keys, more) => {
      removed.push(keys)
      return remote.store.deleteObjects(keys, more)
    })
    await deleteContext(where, options)
    expect(removed[0]?.toSorted()).toStrictEqual(
      uuids.map((uuid) => remote.getKey(uuid, formatHyperFrameName(uuid))).toSorted(),
    )
    expect(removed.at(-1)).toStrictEqual([getMarkerKey(remote)])
    expect(removed.slice(0, -1).flat()).not.toContain(getMarkerKey(remote))
  })

  test('deletes many pages, 1,000 keys a request', async () => {
    const keys = Array.from({ length: 1100 }, (_, at) => remote.getKey(crypto.randomUUID(), `f${at}`))
    for (let at = 0; at < keys.length; at += 100) {
      const some = keys.slice(at, at + 100)
      await Promise.all(some.map((key) => remote.store.putIfAbsent(key, new Uint8Array(1), options)))
    }
    const calls: string[] = []
    const store = observeStore(remote.store, (method) => calls.push(method))
    const { objects, bytes } = await deleteContext(createRemote(store, { url, context: name }), options)
    expect({ objects, bytes }).toStrictEqual({ objects: 1100, bytes: 1100 })
    expect(calls.filter((method) => method === 'deleteObjects')).toHaveLength(3)
    expect(await listKeys(remote)).toStrictEqual([])
  })

  test('finishes a deletion that was interrupted', async () => {
    await fill(remote)
    const stop = new AbortController()
    using s3 = await startProxy((keys) => {
      if (keys.some((key) => key.endsWith('a.txt'))) stop.abort(new Error('interrupted'))
      return undefined
    })
    await expect(deleteContext(s3.remote, { signal: stop.signal })).rejects.toThrow('interrupted')
    expect(await listKeys(remote)).toContain(getMarkerKey(remote))
    expect(await deleteContext(remote, options)).toMatchObject({ failures: 0 })
    expect(await listKeys(remote)).toStrictEqual([])
  })

  test('reports keys that S3 refuses to delete, and keeps the marker', async () => {
    await fill(remote)
    using s3 = await startProxy((keys) => {
      const some = keys.find((key) => key.endsWith('a.txt'))
      return some === undefined ? undefined : formatAnswer([formatRefusal(some, 'AccessDenied')])
    })
    const { failed, failures } = await deleteContext(s3.remote, options)
    expect(failed).toStrictEqual([{ key: expect.stringMatching(/a\.txt$/), code: 'AccessDenied', message: 'not this' }])
    expect(failures).toBe(1)
    expect(await listKeys(remote)).toContain(getMarkerKey(remote))
  })

  test('deletes nothing when S3 refuses the HyperFrames', async () => {
    await fill(remote)
    const before = await listKeys(remote)
    using s3 = await startProxy((keys) => formatAnswer(keys.map((key) => formatRefusal(key, 'AccessDenied'))))
    expect(await deleteContext(s3.remote, options)).toMatchObject({ objects: 0, bundles: 0, failures: 2 })
    expect(await listKeys(remote)).toStrictEqual(before)
  })

  test('deletes keys again for which S3 reports a fault', async () => {
    await fill(remote)
    let requests = 0
    using s3 = await startProxy((keys) =>
      requests++ === 0 ? formatAnswer(keys.map((key) => formatRefusal(key, 'InternalError'))) : undefined,
    )
    expect(await deleteContext(s3.remote, options)).toMatchObject({ bundles: 2, failures: 0 })
    expect(await listKeys(remote)).toStrictEqual([])
  })

  test('never deletes a key that only an answer names', async () => {
    await fill(remote)
    const foreign = `${remote.objects.replace(remote.context, 'elsewhere')}precious`
    const requests: string[] = []
    using s3 = await startProxy((keys) => {
      requests.push(...keys)
      return requests.length === keys.length ? formatAnswer([formatRefusal(foreign, 'InternalError')]) : undefined
    })
    await deleteContext(s3.remote, options)
    expect(requests).not.toContain(foreign)
  })

  test('reports a bucket that keeps versions', async () => {
    await fetch(`${moto.endpoint}/bucket?versioning`, {
      method: 'PUT',
      body: '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>',
    })
    await fill(remote)
    expect(await deleteContext(remote, options)).toMatchObject({ isVersioned: true, failures: 0 })
    await fetch(`${moto.endpoint}/bucket?versioning`, {
      method: 'PUT',
      body: '<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>',
    })
  })

  test('deletes what is written meanwhile, in a limited number of passes', async () => {
    await fill(remote)
    let written = 0
    const writing = (most: number) => async () => {
      if (written >= most) return
      written += 1
      await remote.store.putIfAbsent(remote.getKey(crypto.randomUUID(), 'late'), new Uint8Array(1), options)
    }
    const openWhileWriting = (most: number) =>
      replaceDelete(async (keys, more) => {
        const removal = await remote.store.deleteObjects(keys, more)
        await writing(most)()
        return removal
      })
    expect(await deleteContext(openWhileWriting(1), options)).toMatchObject({ isWrittenTo: false, failures: 0 })
    expect(await listKeys(remote)).toStrictEqual([])
    await fill(remote)
    expect(await deleteContext(openWhileWriting(99), options)).toMatchObject({ isWrittenTo: true })
    expect(await listKeys(remote)).toContain(getMarkerKey(remote))
  })
})
