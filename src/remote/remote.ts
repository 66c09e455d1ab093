import type { Identity } from '../aws/identity.ts'
import { bundleUri, objectsUri } from '../disdat/bundle.ts'
import { Failure } from '../errors.ts'
import type { Environment } from '../lib/environment.ts'
import { openStore } from '../s3/open-store.ts'
import type { ObjectStore } from '../s3/store.ts'
import type { Tuning } from '../s3/transfer.ts'
import type { BundlePlace } from './bundle-reader.ts'
import { BundleIndex, type IndexOptions } from './index/bundle-index.ts'

/** One remote context: the bundles below `<url>/context/<context>/objects/`. */
export interface Remote extends BundlePlace {
  /** `s3://bucket/prefix`, no slash at the end. */
  readonly url: string
  readonly context: string
  readonly store: ObjectStore
  /** What is known of its bundles; kept on the remote where that is wished, else as long as this. */
  readonly index: BundleIndex
  /** What the keys of all bundles begin with, a slash at the end. */
  readonly objects: string
  /** The key of a bundle's object. */
  key(uuid: string, path: string): string
}

/** Where the index is, beside `objects/`. */
const indexName = 'run-action/index'

/** Bucket and prefix of `s3://bucket/prefix`; the prefix may be empty. Throws Failure `invalid-input`. */
export function parseRemoteUrl(url: string): { readonly bucket: string; readonly prefix: string } {
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*?))?\/?$/s.exec(url) ?? []
  const names = prefix.split('/')
  const isPlain = prefix === '' || !names.some((name) => name === '' || name === '.' || name === '..')
  if (bucket === undefined || !isPlain || /[\p{Cc}\\?#]/u.test(prefix)) {
    throw new Failure('invalid-input', `${JSON.stringify(url)} is not a remote.`, 'Write it as s3://bucket/prefix.')
  }
  return { bucket, prefix }
}

/** The remote context, as this identity sees it. Nothing is asked of it yet. Throws Failure `invalid-input`. */
export async function openRemote(options: {
  readonly url: string
  readonly context: string
  readonly identity: Identity
  readonly env: Environment
  readonly kmsKeyId?: string | undefined
  readonly tuning?: Partial<Tuning>
  readonly useIndex?: IndexOptions | undefined
}): Promise<Remote> {
  const { bucket } = parseRemoteUrl(options.url)
  return createRemote(await openStore({ ...options, bucket }), options)
}

/** Another context of the same remote, to be read: nothing is written there, its index neither. */
export function openBaseContext(remote: Remote, context: string, useIndex: IndexOptions | undefined): Remote {
  return createRemote(remote.store, { url: remote.url, context, useIndex: useIndex && { ...useIndex, readOnly: true } })
}

/** The remote context over a store, which must be that of the URL's bucket. */
export function createRemote(
  store: ObjectStore,
  where: { readonly url: string; readonly context: string; readonly useIndex?: IndexOptions | undefined },
): Remote {
  const { bucket, prefix } = parseRemoteUrl(where.url)
  const { context } = where
  const url = prefix === '' ? `s3://${bucket}` : `s3://${bucket}/${prefix}`
  const objects = `${objectsUri({ url, context }).slice(`s3://${bucket}/`.length)}/`
  const folder = objects.slice(0, -'objects/'.length)
  const key = (uuid: string, path: string) => `${objects}${uuid}/${path}`
  return {
    url,
    context,
    store,
    index: new BundleIndex(where.useIndex && { ...where.useIndex, store, key: `${folder}${indexName}` }),
    objects,
    key,
    uri: (uuid) => bundleUri({ url, context }, uuid),
    read: (uuid, path, options) => store.get(key(uuid, path), options),
    async sizes(uuid, options) {
      const folder = key(uuid, '')
      const sizes = new Map<string, number>()
      for await (const entry of store.list(folder, options)) {
        if (entry.kind === 'object') sizes.set(entry.key.slice(folder.length), entry.size)
      }
      return sizes
    },
  }
}
