import type { S3Identity } from '../../src/s3/credentials.ts'
import { openStore, type StoreOptions } from '../../src/s3/open-store.ts'
import type { ObjectStore } from '../../src/s3/store.ts'
import { defaultTuning, type Tuning } from '../../src/s3/transfer.ts'
import type { Moto } from '../testbed/moto.ts'

/** A signal that never aborts. */
export const options = { signal: new AbortController().signal }

export const emptyPage = '<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>'

/** Small numbers, so that tests of large files are fast. */
export const smallTuning: Tuning = {
  ...defaultTuning,
  idleTimeoutMs: 10_000,
  wholeBytes: 100 * 1024,
  partBytes: 64 * 1024,
}

/** An identity that always has the same key. */
export function createIdentity(accessKeyId = 'a', secretAccessKey = 'b'): S3Identity {
  return { region: 'eu-west-1', credentials: async () => ({ accessKeyId, secretAccessKey }) }
}

/** Opens the store of the bucket `bucket` on this server. */
export async function openTestStore(endpoint: string, more: Partial<StoreOptions> = {}): Promise<ObjectStore> {
  return await openStore({ bucket: 'bucket', identity: createIdentity(), env: { AWS_ENDPOINT_URL: endpoint }, ...more })
}

/** Opens a store of the emulated account. */
export async function openMotoStore({ endpoint }: Moto, more: Partial<StoreOptions> = {}): Promise<ObjectStore> {
  const identity = { ...createIdentity('test', 'test'), region: 'us-east-1' }
  return await openTestStore(endpoint, { identity, ...more })
}

/** Returns the error that an action rejects with. */
export async function catchError(action: Promise<unknown>): Promise<Error> {
  try {
    await action
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('it did not reject with an error')
}

export async function listAll<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  return await Array.fromAsync(items)
}
