import { randomUUID } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { listBundleUuids } from '../../src/remote/listing.ts'
import { openRemote, type Remote } from '../../src/remote/remote.ts'
import { sendError, startWireServer, type WireServer } from '../s3/wire-server.ts'
import { catchFailure, neverAborted } from './helpers.ts'

const options = { signal: neverAborted }

/** An S3 server that lists these folders in pages of `pageSize`, and refuses a listing with the prefix `refused`. */
async function startListing(
  uuids: readonly string[],
  pageSize: number,
  refused?: string,
): Promise<{ server: WireServer; remote: Remote }> {
  const sorted = uuids.toSorted()
  const server = await startWireServer(({ url }, response) => {
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
  onTestFinished(() => server[Symbol.asyncDispose]())
  const identity = { region: 'eu-west-1', credentials: async () => ({ accessKeyId: 'a', secretAccessKey: 'b' }) }
  const env = { AWS_ENDPOINT_URL: server.endpoint }
  return { server, remote: await openRemote({ url: 's3://bucket', context: 'big', identity, env }) }
}

const createUuids = (count: number) => Array.from({ length: count }, () => randomUUID())

test('listBundleUuids lists a small context page by page', async () => {
  const some = createUuids(2500)
  const { server, remote } = await startListing(some, 1000)
  expect(await listBundleUuids(remote, options)).toStrictEqual(new Set(some.toSorted()))
  expect(server.requests).toHaveLength(3)
})

test('listBundleUuids lists a large context with concurrent requests, completely', async () => {
  const many = createUuids(12_000)
  const { server, remote } = await startListing(many, 1000)
  expect([...(await listBundleUuids(remote, options))].toSorted()).toStrictEqual(many.toSorted())
  // The first page, and one page for each digit that it did not complete.
  expect(server.requests.length).toBeGreaterThanOrEqual(12 + 1)
  expect(server.requests.length).toBeLessThanOrEqual(16 + 1)
})

test('listBundleUuids splits a large prefix once more, and no further', async () => {
  const many = [
    ...createUuids(2000),
    ...createUuids(9000).map((uuid) => `77${uuid.slice(2)}`),
    ...createUuids(9000).map((uuid) => `a${uuid.slice(1)}`),
  ]
  const { server, remote } = await startListing(many, 1000)
  expect([...(await listBundleUuids(remote, options))].toSorted()).toStrictEqual(many.toSorted())
  const prefixes = server.requests.map(({ url }) =>
    new URL(url, 'http://s3').searchParams.get('prefix')?.slice('context/big/objects/'.length),
  )
  expect(prefixes).toContain('a3')
  expect(prefixes).toContain('77')
  expect(prefixes.filter((prefix) => prefix === undefined || prefix.length > 2)).toStrictEqual([])
})

test('listBundleUuids ignores folders that are not named by a uuid', async () => {
  const [one = ''] = createUuids(1)
  const { remote } = await startListing([one, one.toUpperCase(), 'x', '00000000-0000'], 1000)
  expect([...(await listBundleUuids(remote, options))]).toStrictEqual([one])
})

test('listBundleUuids follows a server with one entry a page to the end', async () => {
  const some = createUuids(40)
  const { server, remote } = await startListing(some, 1)
  expect([...(await listBundleUuids(remote, options))]).toStrictEqual(some.toSorted())
  expect(server.requests).toHaveLength(40)
})

test('listBundleUuids fails when one of its listings is refused', async () => {
  const { remote } = await startListing(createUuids(6000), 1000, '9')
  expect((await catchFailure(listBundleUuids(remote, options))).verdict).toBe('access-denied')
})
