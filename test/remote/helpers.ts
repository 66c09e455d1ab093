import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { createAmbientIdentity } from '../../src/aws/ambient-identity.ts'
import { Failure, type Verdict } from '../../src/errors.ts'
import type { Environment } from '../../src/lib/environment.ts'
import { openRemote, type Remote } from '../../src/remote/remote.ts'
import { translateS3Error } from '../../src/remote/translate-s3-error.ts'
import { openStore } from '../../src/s3/open-store.ts'
import type { ObjectStore } from '../../src/s3/store.ts'
import { defaultTuning, type Tuning } from '../../src/s3/transfer.ts'
import type { Moto } from '../testbed/moto.ts'

/** A signal that never aborts. */
export const neverAborted: AbortSignal = new AbortController().signal

/** Small sizes, so that small files are transferred as large ones are. */
export const smallTuning: Tuning = {
  ...defaultTuning,
  idleTimeoutMs: 10_000,
  wholeBytes: 100 * 1024,
  partBytes: 64 * 1024,
}

/** The store of a bucket in this environment. Its errors are those of a remote. */
export async function openTestStore(bucket: string, env: Environment): Promise<ObjectStore> {
  const identity = await createAmbientIdentity({ env })
  return await openStore({ bucket, env, identity, translateError: translateS3Error })
}

/** A remote context, `shop` by default, in this environment. */
export async function openTestRemote(url: string, env: Environment, context = 'shop'): Promise<Remote> {
  return await openRemote({ url, context, env, identity: await createAmbientIdentity({ env }) })
}

/** The remote context `shop` with `smallTuning`. */
export async function openTunedRemote(url: string, env: Environment, more: Partial<Tuning> = {}): Promise<Remote> {
  const identity = await createAmbientIdentity({ env })
  return await openRemote({ url, context: 'shop', env, identity, tuning: { ...smallTuning, ...more } })
}

/** The Failure that an action ends with. Throws any other error, and when the action succeeds. */
export async function catchFailure(
  action: Promise<unknown>,
): Promise<{ verdict: Verdict; evidence: string; advice: string }> {
  try {
    await action
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { verdict: error.verdict, evidence: error.message, advice: error.advice }
  }
  throw new Error('The action did not fail.')
}

/** All items of an iteration. */
export async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  return await Array.fromAsync(items)
}

/** A store that reports each call before it is made: the method, and the key or prefix. */
export function observeStore(store: ObjectStore, onCall: (method: string, key: string) => void): ObjectStore {
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target)
      if (typeof member !== 'function') return member
      return (...args: readonly unknown[]) => {
        onCall(String(name), String(args[0]))
        return member.apply(target, args)
      }
    },
  })
}

/** The store of a remote, with some of its methods replaced. */
export function replaceMethods(remote: Remote, methods: Partial<ObjectStore>): ObjectStore {
  return new Proxy(remote.store, {
    get(target, name) {
      const replaced: unknown = Reflect.get(methods, name)
      if (replaced !== undefined) return replaced
      const member: unknown = Reflect.get(target, name, target)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
}

/** Deletes the folder of a bundle, or one object in it, on this account. No code of the action does that. */
export async function removeBundle(account: Moto, remote: Remote, uuid: string, path = ''): Promise<void> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const client = new S3Client({ region: 'us-east-1', endpoint: account.endpoint, forcePathStyle: true, credentials })
  for await (const entry of remote.store.list(remote.getKey(uuid, path), { signal: neverAborted })) {
    if (entry.kind !== 'object') continue
    await client.send(new DeleteObjectCommand({ Bucket: remote.store.bucket, Key: entry.key }))
  }
  client.destroy()
}
