import type { S3HttpClient } from './client.ts'
import type { SdkClient } from './sdk.ts'

/** The clients of a store, and its bucket. */
export type StoreAccess = {
  readonly client: S3HttpClient
  /** For rare requests. */
  readonly sdk: SdkClient
  readonly bucket: string
  /** The KMS key that encrypts new objects; undefined for keys of S3. */
  readonly kmsKeyId: string | undefined
}
