import { retry } from '../lib/retry.ts'
import { isConditionFailed, isConflict } from './conditional.ts'
import { isDamaged, repeatOperation } from './retry-policy.ts'
import type { StoreAccess } from './store-access.ts'
import type { WriteOptions } from './transfer.ts'
import { createWriteHeaders } from './write-headers.ts'

/**
 * Stores bytes unless the key exists; sends them again when they were damaged or another client writes the same key.
 */
export async function putObject(
  { client, encryption }: StoreAccess,
  key: string,
  body: Uint8Array,
  { signal, acl }: WriteOptions,
): Promise<'created' | 'exists'> {
  const headers = { 'if-none-match': '*', ...createWriteHeaders(body, acl, encryption) }
  const put = () => client.send({ method: 'PUT', key, body, headers, signal })
  try {
    await retry(
      put,
      repeatOperation((error) => isConflict(error) || isDamaged(error), signal),
    )
    return 'created'
  } catch (error) {
    if (isConditionFailed(error)) return 'exists'
    throw error
  }
}
