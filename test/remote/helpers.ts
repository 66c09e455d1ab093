import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3'
import type { Identity } from '../../src/aws/identity.ts'
import { ambientIdentity } from '../../src/aws/identity.ts'
import { Failure, type Verdict } from '../../src/errors.ts'
import type { Environment } from '../../src/lib/environment.ts'
import { openRemote, type Remote } from '../../src/remote/remote.ts'
import { openStore } from '../../src/s3/open-store.ts'
import type { ObjectStore } from '../../src/s3/store.ts'
import type { Moto } from '../testbed/moto.ts'

/** A signal that never aborts. */
export const never: AbortSignal = new AbortController().signal

/** The store of a bucket, as the environment has it. */
export async function storeAt(bucket: string, env: Environment, identity?: Identity): Promise<ObjectStore> {
  return await openStore({ bucket, env, identity: identity ?? (await ambientIdentity({ env })) })
}

/** The remote context `shop` of this URL, as the environment has it. */
export async function remoteOf(url: string, env: Environment, context = 'shop'): Promise<Remote> {
  return await openRemote({ url, context, env, identity: await ambientIdentity({ env }) })
}

/** What it fails with, which must be a Failure. */
export async function failureOf(
  action: Promise<unknown>,
): Promise<{ verdict: Verdict; evidence: string; advice: string }> {
  try {
    await action
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { verdict: error.verdict, evidence: error.message, advice: error.advice }
  }
  throw new Error('it did not fail')
}

/** All that an iteration gives. */
export async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  return await Array.fromAsync(items)
}

/** The store, with somebody who sees each call before it is made: the method, and the key or prefix that it is about. */
export function observed(store: ObjectStore, saw: (method: string, key: string) => void): ObjectStore {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target)
      if (typeof member !== 'function') return member
      return (...args: readonly unknown[]) => {
        saw(String(name), String(args[0]))
        return member.apply(target, args)
      }
    },
  })
}

/** Deletes what lies in a bundle's folder on this account, or one object of it: nothing of ours ever does that. */
export async function removeBundle(account: Moto, remote: Remote, uuid: string, path = ''): Promise<void> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const client = new S3Client({ region: 'us-east-1', endpoint: account.endpoint, forcePathStyle: true, credentials })
  for await (const entry of remote.store.list(remote.key(uuid, path), { signal: never })) {
    if (entry.kind !== 'object') continue
    await client.send(new DeleteObjectCommand({ Bucket: remote.store.bucket, Key: entry.key }))
  }
  client.destroy()
}
