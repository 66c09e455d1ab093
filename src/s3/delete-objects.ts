import type { Cancellable } from '../lib/cancellable.ts'
import { retry } from '../lib/retry.ts'
import { repeatOperation } from './retry-policy.ts'
import type { DeleteFailure, DeleteResult } from './store.ts'
import type { StoreAccess } from './store-access.ts'

/** The code of a key that S3 could not delete, where a retry may succeed. */
const transientCode = /^(?:InternalError|SlowDown|ServiceUnavailable)$/
const maxAttempts = 4

/** `deleteObjects` of a store. */
export async function deleteObjects(
  { sdk, bucket }: StoreAccess,
  keys: readonly string[],
  { signal }: Cancellable,
): Promise<DeleteResult> {
  const failed: DeleteFailure[] = []
  let remaining = keys
  let isVersioned = false
  const deleteRemaining = async (attempt: number) => {
    const input = { Bucket: bucket, Delete: { Objects: remaining.map((Key) => ({ Key })) } }
    const response = await sdk.use((client, { DeleteObjectsCommand }) =>
      client.send(new DeleteObjectsCommand(input), { abortSignal: signal }),
    )
    const { Deleted = [], Errors = [] } = response
    if (response.Deleted === undefined && response.Errors === undefined && remaining.length > 0)
      throw new UndeletedKeysError('the response names no key')
    isVersioned ||= Deleted.some(({ DeleteMarker }) => DeleteMarker === true)
    const failures = Errors.map(({ Key = '', Code = '', Message = '' }) => ({ key: Key, code: Code, message: Message }))
    // A key that only the response names is not deleted.
    const requested = new Set(remaining)
    const shouldRetry = ({ key, code }: DeleteFailure) =>
      attempt < maxAttempts && transientCode.test(code) && requested.has(key)
    failed.push(...failures.filter((failure) => !shouldRetry(failure)))
    remaining = failures.filter(shouldRetry).map(({ key }) => key)
    if (remaining.length > 0) throw new UndeletedKeysError()
  }
  const isUndeleted = (error: unknown) => error instanceof UndeletedKeysError
  await retry(deleteRemaining, repeatOperation(isUndeleted, signal, maxAttempts))
  return { failed, isVersioned }
}

/** Some keys are to be deleted again. */
class UndeletedKeysError extends Error {}
