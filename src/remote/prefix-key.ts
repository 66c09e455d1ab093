import { describeError, Failure } from '../errors.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import { type Remote, requireRemoteUrl } from './remote.ts'

/**
 * Creates the object without bytes whose key is the prefix of the remote and a slash, unless it exists. Disdat before
 * 0.9.14 binds a remote only if it does (`s3_path_exists` in disdat/utility/aws_s3.py). A remote without a prefix needs
 * none. Throws Failure; `access-denied` has the command that creates the object.
 */
export async function createPrefixKey(remote: Remote, options: Cancellable): Promise<'created' | 'exists'> {
  const { bucket, prefix } = requireRemoteUrl(remote.url)
  if (prefix === '') return 'exists'
  const key = `${prefix}/`
  try {
    const existing = await remote.store.getVersion(key, { ...options, maxBytes: 0 }).catch(ignoreDenied)
    if (existing !== undefined) return 'exists'
    return await remote.store.putIfAbsent(key, new Uint8Array(), options)
  } catch (error) {
    if (!isDenied(error)) throw error
    throw new Failure(
      'access-denied',
      `The image needs the object s3://${bucket}/${key} to bind the remote, and the step may not create it: ${describeError(error)}`,
      `Allow s3:GetObject, s3:PutObject and s3:PutObjectAcl on this key, or create it once: aws s3api put-object --bucket ${quote(bucket)} --key ${quote(key)}`,
      { cause: error },
    )
  }
}

const isDenied = (error: unknown) => error instanceof Failure && error.verdict === 'access-denied'

/** The right to write is enough. */
function ignoreDenied(error: unknown): undefined {
  if (!isDenied(error)) throw error
}

/** As a word of a shell. */
const quote = (word: string) => (/^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)
