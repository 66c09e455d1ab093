import type { Access } from './conditional.ts'

/** How long the search for strays may take, in milliseconds: nothing depends on it. */
const timeoutMs = 4_000

/**
 * Aborts whatever upload in parts there still is for a key that is there: S3 had begun one whose answer was lost, and
 * nobody knows its id. Another runner that is at it finds its own gone and the key taken, as it would have in the end.
 * What fails here, for want of `s3:ListBucketMultipartUploads` for one, is left to a lifecycle rule.
 */
export async function abortOrphanUploads({ sdk, bucket }: Access, key: string, signal: AbortSignal): Promise<void> {
  const options = { abortSignal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) }
  await sdk
    .use(async (s3, { AbortMultipartUploadCommand, ListMultipartUploadsCommand }) => {
      const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: key }), options)
      for (const { Key, UploadId } of Uploads) {
        if (Key !== key) continue
        await s3.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }), options)
      }
    })
    .catch(() => {})
}
