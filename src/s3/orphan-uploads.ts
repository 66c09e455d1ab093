import type { StoreAccess } from './store-access.ts'

/** Limit of the search, in milliseconds: no result depends on it. */
const timeoutMs = 4_000

/**
 * Aborts all uploads in parts of a key that exists: S3 may have started one whose id was lost with the response. A
 * client that still sends parts loses its upload and finds that the key exists, as it would in the end. Errors are
 * ignored, for example without `s3:ListBucketMultipartUploads`: a lifecycle rule can remove such uploads.
 */
export async function abortOrphanUploads(
  { sdk, bucket }: Pick<StoreAccess, 'sdk' | 'bucket'>,
  key: string,
  signal: AbortSignal,
): Promise<void> {
  const options = { abortSignal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) }
  await sdk
    .use(async (client, { AbortMultipartUploadCommand, ListMultipartUploadsCommand }) => {
      const { Uploads = [] } = await client.send(
        new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: key }),
        options,
      )
      for (const { Key, UploadId } of Uploads) {
        if (Key !== key) continue
        await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }), options)
      }
    })
    .catch(() => {})
}
