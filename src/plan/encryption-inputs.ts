import type { InputReader } from '../action/input-reader.ts'

/**
 * How the objects are encrypted that the action writes: with keys of S3, with a key of KMS (undefined: the account's
 * default key for S3), or as the store decides.
 */
export type EncryptionInputs =
  | { readonly kind: 'AES256' | 'none' }
  | { readonly kind: 'aws:kms'; readonly keyId: string | undefined }

const modes = ['AES256', 'aws:kms', 'none'] as const

/** https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id */
const kmsKeyId =
  /^(?:arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(?:key\/[a-z0-9-]{36}|alias\/[\w/-]{1,250})|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}|alias\/[\w/-]{1,250})$/

const keyAdvice =
  'Give a KMS key: its id, `alias/name`, or the ARN of either (an alias of another account needs the ARN).'

/** Reads how new objects are encrypted. A key without a mode means `aws:kms`; a key with another mode is a problem. */
export function readEncryptionInputs(read: InputReader): EncryptionInputs {
  const hasMode = read.text('sse') !== undefined
  const kind = read.choice('sse', 'AES256', modes)
  if (hasMode && kind !== 'aws:kms') {
    read.parsed(
      'sse-kms-key-id',
      () => undefined,
      `A key needs \`sse: aws:kms\`, not \`sse: ${kind}\`. Remove one of the two.`,
    )
    return { kind }
  }
  const keyId = read.parsed('sse-kms-key-id', (text) => (kmsKeyId.test(text) ? text : undefined), keyAdvice)
  return kind === 'aws:kms' || keyId !== undefined ? { kind: 'aws:kms', keyId } : { kind: 'AES256' }
}
