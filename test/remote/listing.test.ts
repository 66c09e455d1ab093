import { randomUUID } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { listBundleUuids } from '../../src/remote/listing.ts'
import { openRemote, type Remote } from '../../src/remote/remote.ts'
import { sendError, startWireServer, type WireServer } from '../s3/wire-server.ts'
import { catchFailure, neverAborted } from './helpers.ts'

const options = { signal: neverAborted }

/** An S3 that lists these folders, so many with an answer, but for those that are asked for with the refused prefix. */
async function listing(
  uuids: readonly string[],
  pageSize: number,
  refused?: string,
): Promise<{ wire: WireServer; remote: Remote }> {
  const sorted = uuids.toSorted()
  const wire = await startWireServer(({ url }, response) => {
    const { searchParams } = new URL(url, 'http://s3')
    const prefix = searchParams.get('prefix') ?? ''
    if (prefix === `context/big/objects/${refused}`) return sendError(response, 403, 'AccessDenied')
    const after = searchParams.get('continuation-token') ?? ''
    const left = sorted.filter((uuid) => `context/big/objects/${uuid}`.startsWith(prefix) && uuid > after)
    const page = left.slice(0, pageSize)
    const more = left.length > page.length
    response.end(
      `<ListBucketResult><IsTruncated>${more}</IsTruncated>${
        more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : ''
      }${page.map((uuid) => `<CommonPrefixes><Prefix>context/big/objects/${uuid}/</Prefix></CommonPrefixes>`).join('')}</ListBucketResult>`,
    )
  })
  onTestFinished(() => wire[Symbol.asyncDispose]())
  const identity = { region: 'eu-west-1', credentials: async () => ({ accessKeyId: 'a', secretAccessKey: 'b' }) }
  const env = { AWS_ENDPOINT_URL: wire.endpoint }
  return { wire, remote: await openRemote({ url: 's3://bucket', context: 'big', identity, env }) }
}

const uuids = (count: number) => Array.from({ length: count }, () => randomUUID())

test('a small context is listed with one request after the other', async () => {
  const some = uuids(2500)
  const { wire, remote } = await listing(some, 1000)
  expect(await listBundleUuids(remote, options)).toStrictEqual(new Set(some.toSorted()))
  expect(wire.requests).toHaveLength(3)
})

test('a large context is listed side by side, and nothing is left out', async () => {
  const many = uuids(12_000)
  const { wire, remote } = await listing(many, 1000)
  expect([...(await listBundleUuids(remote, options))].toSorted()).toStrictEqual(many.toSorted())
  // The first page, and one page for each digit that it did not reach the end of.
  expect(wire.requests.length).toBeGreaterThanOrEqual(12 + 1)
  expect(wire.requests.length).toBeLessThanOrEqual(16 + 1)
})

test('a part of a context that is itself large is split once more, and no further', async () => {
  const many = [
    ...uuids(2000),
    ...uuids(9000).map((uuid) => `77${uuid.slice(2)}`),
    ...uuids(9000).map((uuid) => `a${uuid.slice(1)}`),
  ]
  const { wire, remote } = await listing(many, 1000)
  expect([...(await listBundleUuids(remote, options))].toSorted()).toStrictEqual(many.toSorted())
  const prefixes = wire.requests.map(({ url }) =>
    new URL(url, 'http://s3').searchParams.get('prefix')?.slice('context/big/objects/'.length),
  )
  expect(prefixes).toContain('a3')
  expect(prefixes).toContain('77')
  expect(prefixes.filter((prefix) => prefix === undefined || prefix.length > 2)).toStrictEqual([])
})

test('folders that are no bundles are not listed', async () => {
  const [one = ''] = uuids(1)
  const { remote } = await listing([one, one.toUpperCase(), 'x', '00000000-0000'], 1000)
  expect([...(await listBundleUuids(remote, options))]).toStrictEqual([one])
})

test('a server that gives one key a page is followed to the end', async () => {
  const some = uuids(40)
  const { wire, remote } = await listing(some, 1)
  expect([...(await listBundleUuids(remote, options))]).toStrictEqual(some.toSorted())
  expect(wire.requests).toHaveLength(40)
})

test('a listing that is refused in one of its parts is refused', async () => {
  const { remote } = await listing(uuids(6000), 1000, '9')
  expect((await catchFailure(listBundleUuids(remote, options))).verdict).toBe('access-denied')
})
