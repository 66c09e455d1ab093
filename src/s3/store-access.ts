import type { S3HttpClient } from './client.ts'
import type { SdkClient } from './sdk.ts'
import type { Encryption } from './write-headers.ts'

/** The clients of a store, and its bucket. */
export type StoreAccess = {
  readonly client: S3HttpClient
  /** For rare requests. */
  readonly sdk: SdkClient
  readonly bucket: string
  readonly encryption: Encryption
}
