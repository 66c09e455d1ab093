import type { BundlePlace } from '../bundles/bundle-place.ts'
import { formatBundleUri, formatObjectsUri } from '../disdat/bundle.ts'
import { BundleFormatError } from '../disdat/format/format-error.ts'
import { parseRemoteUrl, type RemoteUrl } from '../disdat/names.ts'
import { Failure } from '../errors.ts'
import type { ConditionalWrite } from '../s3/condition-probe.ts'
import { openStore, type S3Operation, type StoreOptions } from '../s3/open-store.ts'
import type { ObjectStore } from '../s3/store.ts'
import { BundleIndex, type IndexOptions } from './index/bundle-index.ts'
import { ContextPacks } from './packs/context-packs.ts'
import { ContextReceipts } from './receipts/context-receipts.ts'
import { translateS3Error } from './translate-s3-error.ts'

/** One remote context: the bundles below `<url>/context/<context>/objects/`. */
export interface Remote extends BundlePlace {
  /** `s3://bucket/prefix`, without a trailing slash. */
  readonly url: string
  readonly context: string
  readonly store: ObjectStore
  /** The index of its bundles: on the remote when it was opened with `useIndex`, otherwise in memory only. */
  readonly index: BundleIndex
  /** Its small objects in packs; none unless it was opened with `useIndex`. */
  readonly packs: ContextPacks
  /** What runs recorded about their outputs; nothing unless it was opened with `useIndex`. */
  readonly receipts: ContextReceipts
  /** The common prefix of the keys of all bundles, with a trailing slash. */
  readonly objects: string
  /** The key of an object of a bundle. */
  getKey(uuid: string, path: string): string
}

/** The names of the index and of the packs, beside `objects/`. */
const cacheNames = { index: 'run-action/index', packs: 'run-action/pack' } as const

/** Names the action in the logs of S3. */
const userAgent = 'disdat-run-action'

/** Parses the URL of a remote. Throws Failure `invalid-input` for any other text. */
export function requireRemoteUrl(url: string): RemoteUrl {
  const parsed = parseRemoteUrl(url)
  if (parsed !== undefined) return parsed
  const evidence = `${JSON.stringify(url)} is not the URL of a remote.`
  throw new Failure('invalid-input', evidence, 'Write it as `s3://bucket/prefix`.')
}

/** Opens a remote context. Sends no request yet. Throws Failure `invalid-input` for a URL that is not a remote's. */
export async function openRemote(
  options: Omit<StoreOptions, 'bucket' | 'userAgent' | 'translateError' | 'onConditionIgnored'> & {
    readonly url: string
    readonly context: string
    readonly useIndex?: IndexOptions | undefined
    /** Receives a sentence about a server that protects objects less than S3 does. */
    readonly warn?: ((text: string) => void) | undefined
  },
): Promise<Remote> {
  const { url, context, useIndex, identity, env, encryption, tuning, warn } = options
  const { bucket } = requireRemoteUrl(url)
  const access = useIndex?.isReadOnly === true ? 'read' : 'write'
  const translateError = (error: unknown, operation: S3Operation) => translateS3Error(error, operation, access)
  const onConditionIgnored = warn && ((write: ConditionalWrite) => warn(describeIgnoredCondition(bucket, write)))
  const settings = { encryption, onConditionIgnored, userAgent, translateError, ...(tuning && { tuning }) }
  const store = await openStore({ bucket, identity, env, ...settings })
  return createRemote(store, { url, context, useIndex })
}

function describeIgnoredCondition(bucket: string, write: ConditionalWrite): string {
  return `The S3 server of s3://${bucket} ignores the condition of ${write}: steps that write the same object at the same time can overwrite each other's. docs/s3-servers.md lists what holds on which server.`
}

/** Another context of the same remote, for reading: neither it nor its index is written. */
export function openBaseContext(remote: Remote, context: string, useIndex: IndexOptions | undefined): Remote {
  const { store, url } = remote
  return createRemote(store, { url, context, useIndex: useIndex && { ...useIndex, isReadOnly: true } })
}

/** A remote context over a store, which must be the store of the URL's bucket. Throws Failure `invalid-input`. */
export function createRemote(
  store: ObjectStore,
  options: { readonly url: string; readonly context: string; readonly useIndex?: IndexOptions | undefined },
): Remote {
  const { bucket, url } = requireRemoteUrl(options.url)
  const { context, useIndex } = options
  const objects = `${formatObjectsUri({ url, context }).slice(`s3://${bucket}/`.length)}/`
  const folder = objects.slice(0, -'objects/'.length)
  const getKey = (uuid: string, path: string) => `${objects}${uuid}/${path}`
  return {
    url,
    context,
    store,
    index: new BundleIndex(useIndex && { ...useIndex, store, key: folder + cacheNames.index }),
    packs: new ContextPacks(useIndex && { ...useIndex, store, context, key: folder + cacheNames.packs }),
    receipts: new ContextReceipts(useIndex && { ...useIndex, store, context, objects }),
    objects,
    getKey,
    getUri: (uuid) => formatBundleUri({ url, context }, uuid),
    read: (uuid, path, readOptions) => store.get(getKey(uuid, path), readOptions),
    async listSizes(uuid, { signal, limit = Number.POSITIVE_INFINITY }) {
      const prefix = getKey(uuid, '')
      const sizes = new Map<string, number>()
      for await (const entry of store.list(prefix, { signal })) {
        if (sizes.size >= limit) throw new BundleFormatError(`its folder has more than ${limit} objects`)
        if (entry.kind === 'object') sizes.set(entry.key.slice(prefix.length), entry.size)
      }
      return sizes
    },
  }
}
