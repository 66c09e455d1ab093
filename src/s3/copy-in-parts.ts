import { forEachBounded } from '../lib/for-each-bounded.ts'
import { retry } from '../lib/retry.ts'
import { formatCopySource, isConditionFailed, isEmptyResult, requireETag } from './conditional.ts'
import { isAbsent } from './errors.ts'
import { writeInParts } from './multipart-upload.ts'
import { getHeader } from './request.ts'
import { repeatOperation } from './retry-policy.ts'
import type { StoreAccess } from './store-access.ts'
import { choosePartSize, type Tuning, type WriteOptions } from './transfer.ts'

/** Parts of one object that S3 copies at the same time. The bytes do not pass through this machine. */
const maxCopies = 16

/** The source of a copy. */
type CopySource = { readonly key: string; readonly size: number; readonly etag: string | undefined }

/**
 * Copies an object of `size` bytes in parts, unless the key exists; `absent` when there is nothing to copy. All parts
 * are of one version of the object: with another one, S3 refuses them, and the copy counts as absent.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html
 */
export async function copyInParts(
  access: StoreAccess & { readonly tuning: Tuning },
  from: string,
  to: string,
  options: WriteOptions & { readonly size: number },
): Promise<'created' | 'exists' | 'absent'> {
  try {
    const { signal, size } = options
    const response = await access.client.send({ method: 'HEAD', key: from, signal })
    const source = { key: from, size, etag: getHeader(response, 'etag') }
    return await writeInParts(access, to, options, async (uploadId) => {
      const copied = await copyParts(access, source, { key: to, uploadId }, signal).catch((error: unknown) => {
        // Without this, a source that is not there any more would look like a key that exists.
        throw isGone(error) ? new SourceGoneError('the source of the copy is gone', { cause: error }) : error
      })
      return { MultipartUpload: { Parts: [...copied] } }
    })
  } catch (error) {
    if (isAbsent(error) || error instanceof SourceGoneError) return 'absent'
    throw error
  }
}

/** The source was deleted or replaced during the copy. */
class SourceGoneError extends Error {
  override readonly name = 'SourceGoneError'
}

const isGone = (error: unknown) => isAbsent(error) || isConditionFailed(error)

async function copyParts(
  { sdk, bucket, tuning }: StoreAccess & { readonly tuning: Tuning },
  { key: from, size, etag }: CopySource,
  { key, uploadId }: { readonly key: string; readonly uploadId: string },
  signal: AbortSignal,
) {
  const partBytes = choosePartSize(size, { ...tuning, partBytes: tuning.copyPartBytes })
  const parts: { PartNumber: number; ETag: string; ChecksumCRC32: string | undefined }[] = []
  const source = { CopySource: formatCopySource(bucket, from), CopySourceIfMatch: etag }
  const copyNth = async (nth: number, ended: AbortSignal) => {
    const [first, last] = [nth * partBytes, Math.min((nth + 1) * partBytes, size) - 1]
    const part = { PartNumber: nth + 1, CopySourceRange: `bytes=${first}-${last}` }
    const target = { Bucket: bucket, Key: key, UploadId: uploadId }
    const copyPart = async () => {
      const { CopyPartResult: copied } = await sdk.use((client, { UploadPartCopyCommand }) =>
        client.send(new UploadPartCopyCommand({ ...target, ...source, ...part }), { abortSignal: ended }),
      )
      return { PartNumber: nth + 1, ETag: requireETag(copied, key), ChecksumCRC32: copied?.ChecksumCRC32 }
    }
    parts[nth] = await retry(copyPart, repeatOperation(isEmptyResult, ended))
  }
  const numbers = Array.from({ length: Math.ceil(size / partBytes) }).keys()
  await forEachBounded(numbers, copyNth, { signal, limit: maxCopies })
  return parts
}
