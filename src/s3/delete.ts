import type { Cancellable } from '../lib/cancellable.ts'
import type { Access } from './conditional.ts'
import type { DeleteFailure, DeleteResult } from './store.ts'
import { pause } from './transfer.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export const maxRemoved = 1000

/** S3's own trouble with a key, which may pass. */
const passing = /^(?:InternalError|SlowDown|ServiceUnavailable)$/
const attempts = 4

/** `remove` of a store. */
export async function deleteObjects(
  { sdk, bucket }: Access,
  keys: readonly string[],
  { signal }: Cancellable,
): Promise<DeleteResult> {
  const refused: DeleteFailure[] = []
  let left = keys
  let isVersioned = false
  for (let attempt = 1; ; attempt++) {
    const input = { Bucket: bucket, Delete: { Objects: left.map((Key) => ({ Key })) } }
    const { Deleted = [], Errors = [] } = await sdk.use((s3, { DeleteObjectsCommand }) =>
      s3.send(new DeleteObjectsCommand(input), { abortSignal: signal }),
    )
    isVersioned ||= Deleted.some(({ DeleteMarker }) => DeleteMarker === true)
    const failed = Errors.map(({ Key = '', Code = '', Message = '' }) => ({ key: Key, code: Code, message: Message }))
    // Nothing is deleted that only an answer names.
    const asked = new Set(left)
    const again = attempt < attempts ? failed.filter(({ key, code }) => passing.test(code) && asked.has(key)) : []
    refused.push(...failed.filter((each) => !again.includes(each)))
    if (again.length === 0) return { failed: refused, isVersioned }
    left = again.map(({ key }) => key)
    await pause(signal)
  }
}
