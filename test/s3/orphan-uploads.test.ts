import { expect, test } from 'vitest'
import { BucketRegion } from '../../src/s3/bucket-region.ts'
import { CredentialCache } from '../../src/s3/credentials.ts'
import { abortOrphanUploads } from '../../src/s3/orphan-uploads.ts'
import { SdkClient } from '../../src/s3/sdk.ts'
import { createIdentity, options } from './helpers.ts'
import { sendError, startWireServer } from './wire-server.ts'

async function abortUploads(endpoint: string): Promise<void> {
  const env = { AWS_ENDPOINT_URL: endpoint }
  const credentials = new CredentialCache(createIdentity())
  const sdk = new SdkClient({ credentials, region: new BucketRegion('eu-west-1'), env, idleTimeoutMs: 1_000 })
  await abortOrphanUploads({ sdk, bucket: 'bucket' }, 'key', options.signal)
  sdk.close()
}

test('abortOrphanUploads aborts the uploads of the key, and of no key that begins like it', async () => {
  await using server = await startWireServer(({ method }, response) => {
    const uploads = ['key', 'key/other', 'key'].map(
      (key, index) => `<Upload><Key>${key}</Key><UploadId>id-${index}</UploadId></Upload>`,
    )
    response.end(method === 'GET' ? `<ListMultipartUploadsResult>${uploads.join('')}</ListMultipartUploadsResult>` : '')
  })
  await abortUploads(server.endpoint)
  const deletions = server.requests.filter(({ method }) => method === 'DELETE').map(({ url }) => url.split('&')[0])
  expect(deletions).toHaveLength(2)
  expect(server.requests.flatMap(({ url }) => /uploadId=([\w-]+)/.exec(url)?.[1] ?? [])).toStrictEqual(['id-0', 'id-2'])
})

test('abortOrphanUploads ignores a refusal', async () => {
  await using server = await startWireServer((_, response) => sendError(response, 403, 'AccessDenied'))
  await abortUploads(server.endpoint)
  expect(server.requests).toHaveLength(1)
})
