import type { Cancellable } from '../lib/cancellable.ts'
import type { Environment } from '../lib/environment.ts'
import { maxInFlight } from '../lib/for-each-bounded.ts'
import { BucketRegion } from './bucket-region.ts'
import { S3HttpClient } from './client.ts'
import { type ConditionalWrite, ConditionProbe } from './condition-probe.ts'
import { copyObject, getVersion, putVersion } from './conditional.ts'
import { copyInParts } from './copy-in-parts.ts'
import { CredentialCache, type S3Identity } from './credentials.ts'
import { deleteObjects } from './delete-objects.ts'
import { downloadInRanges } from './download-in-ranges.ts'
import { hasCustomEndpoint } from './endpoint.ts'
import { getErrorCode, S3Error, StoreError } from './errors.ts'
import { downloadWhole, getObject } from './get-object.ts'
import { readWholeFile } from './local-file.ts'
import { putObject } from './put-object.ts'
import type { S3Response } from './request.ts'
import { SdkClient } from './sdk.ts'
import type { DeleteResult, ListEntry, ObjectBody, ObjectStore, ObjectVersion, TransferOptions } from './store.ts'
import { createTransferContext, defaultTuning, type TransferContext, type Tuning } from './transfer.ts'
import { maxObjectBytes, uploadInParts } from './upload-in-parts.ts'
import type { Encryption } from './write-headers.ts'
import { InvalidXmlError, type ListPage, parseListPage } from './xml.ts'

/** Parts of large files use connections beside all other requests in flight. */
const maxConnections = maxInFlight + 16
/** Limit of one listing, in pages: ten million objects. A server that always names another page is given up there. */
const maxPages = 10_000
/** Limit of a page of a listing: a thousand keys of the longest kind, with all their fields. */
const maxPageBytes = 64 * 1024 * 1024

/** The bucket, the object (`s3://bucket/key`, or `s3://bucket/prefix*` for a listing) and the region of a call. */
export type S3Operation = { readonly bucket: string; readonly target: string; readonly region: string }

/** How a store is opened. */
export interface StoreOptions {
  readonly bucket: string
  readonly identity: S3Identity
  /** AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL (both with path-style addresses) and the proxy variables apply. */
  readonly env: Environment
  /** Undefined for keys of S3 (AES256). */
  readonly encryption?: Encryption | undefined
  /** Names the caller in the logs of S3. */
  readonly userAgent?: string
  readonly tuning?: Partial<Tuning>
  /**
   * Called when the server ignores the condition of a write, at most once for each kind of write. S3 of AWS honours all
   * conditions, so only a server that AWS_ENDPOINT_URL names is checked: `ConditionProbe` says at which cost.
   */
  readonly onConditionIgnored?: ((write: ConditionalWrite) => void) | undefined
  /** Returns what a call throws in place of an error. */
  readonly translateError?: (error: unknown, operation: S3Operation) => unknown
}

/** Opens the store of a bucket without a request. Throws StoreError `invalid-endpoint`. */
export async function openStore(options: StoreOptions): Promise<ObjectStore> {
  const { bucket, identity, env, userAgent = 'object-store', translateError = (error) => error } = options
  const { region } = identity
  const encryption = options.encryption ?? { kind: 'AES256' }
  const tuning = { ...defaultTuning, ...options.tuning }
  const credentials = new CredentialCache(identity)
  const clientOptions = { credentials, region: new BucketRegion(region), env, idleTimeoutMs: tuning.idleTimeoutMs }
  try {
    const client = new S3HttpClient({ ...clientOptions, bucket, userAgent, maxConnections })
    const sdk = new SdkClient(clientOptions)
    const translate = (error: unknown, target: string) => translateError(error, { bucket, target, region })
    const probe = new ConditionProbe(hasCustomEndpoint(env) ? options.onConditionIgnored : undefined)
    return new S3Store(createTransferContext({ client, sdk, bucket, encryption }, tuning), probe, translate)
  } catch (error) {
    throw translateError(error, { bucket, target: `s3://${bucket}`, region })
  }
}

class S3Store implements ObjectStore {
  readonly bucket: string
  readonly #context: TransferContext
  readonly #probe: ConditionProbe
  readonly #translate: (error: unknown, target: string) => unknown
  #acceptsAcl = true

  constructor(context: TransferContext, probe: ConditionProbe, translate: (error: unknown, target: string) => unknown) {
    this.#context = context
    this.#probe = probe
    this.#translate = translate
    this.bucket = context.bucket
  }

  async *list(
    prefix: string,
    { signal, delimiter }: Cancellable & { readonly delimiter?: '/' },
  ): AsyncGenerator<ListEntry> {
    const { client } = this.#context
    const query = { 'list-type': '2', prefix, ...(delimiter && { delimiter }) }
    let token: string | undefined
    let pages = 0
    do {
      if (pages === maxPages) throw createTooLongError(`s3://${this.bucket}/${prefix}`)
      pages += 1
      const position = token === undefined ? {} : { 'continuation-token': token }
      const call = { method: 'GET', query: { ...query, ...position }, maxBytes: maxPageBytes, signal } as const
      const page = await this.#run(`${prefix}*`, signal, async () => {
        const { next, ...rest } = parsePage(await client.send(call))
        // A listing that ends early and unnoticed would hide objects.
        if (rest.isTruncated && (!next || next === token)) throw createEndlessError(`s3://${this.bucket}/${prefix}`)
        return { ...rest, next: rest.isTruncated ? next : undefined }
      })
      yield* page.entries
      token = page.next
    } while (token !== undefined)
  }

  async get(key: string, options: Parameters<ObjectStore['get']>[1]): Promise<Uint8Array | undefined> {
    return await this.#run(key, options.signal, () => getObject(this.#context, key, options))
  }

  async getToFile(key: string, file: string, options: TransferOptions & { readonly size: number }): Promise<boolean> {
    const download = options.size > this.#context.tuning.wholeBytes ? downloadInRanges : downloadWhole
    return await this.#run(key, options.signal, () => download(this.#context, key, file, options))
  }

  async putIfAbsent(
    key: string,
    body: ObjectBody,
    { signal, onBytes }: TransferOptions,
  ): Promise<'created' | 'exists'> {
    const context = this.#context
    return await this.#run(key, signal, async () => {
      if (body instanceof Uint8Array) return await this.#putBytes(key, body, signal)
      const { size } = body
      if (size > maxObjectBytes) {
        throw new StoreError('file-too-large', `${key} has ${size} bytes; an object has at most ${maxObjectBytes}.`)
      }
      if (size > context.tuning.wholeBytes) {
        return await this.#withAcl((acl) => uploadInParts(context, key, body, { signal, acl, onBytes }))
      }
      return await context.sending.hold(size, signal, async () => {
        const bytes = await readWholeFile(body)
        return await this.#putBytes(key, bytes, signal)
      })
    })
  }

  async copyIfAbsent(
    from: string,
    to: string,
    { signal, size }: Cancellable & { readonly size: number },
  ): Promise<'created' | 'exists' | 'absent'> {
    const context = this.#context
    const copy = () =>
      this.#withAcl((acl) =>
        size > context.tuning.wholeCopyBytes
          ? copyInParts(context, from, to, { signal, acl, size })
          : copyObject(context, from, to, { signal, acl }),
      )
    return await this.#run(to, signal, () => this.#probe.write('CopyObject', size, copy))
  }

  async getVersion(
    key: string,
    options: Cancellable & { readonly maxBytes: number },
  ): Promise<ObjectVersion | undefined> {
    return await this.#run(key, options.signal, () => getVersion(this.#context, key, options))
  }

  async putVersion(
    key: string,
    bytes: Uint8Array,
    etag: string | undefined,
    { signal }: Cancellable,
  ): Promise<'stored' | 'changed'> {
    const put = (acl: boolean) => putVersion(this.#context, key, bytes, { etag, signal, acl })
    return await this.#run(key, signal, () => this.#withAcl(put))
  }

  async deleteObjects(keys: readonly string[], { signal }: Cancellable): Promise<DeleteResult> {
    const [first = ''] = keys
    return await this.#run(first, signal, () => deleteObjects(this.#context, keys, { signal }))
  }

  close(): void {
    this.#context.client.close()
    this.#context.sdk.close()
  }

  async #putBytes(key: string, bytes: Uint8Array, signal: AbortSignal): Promise<'created' | 'exists'> {
    const put = () => this.#withAcl((acl) => putObject(this.#context, key, bytes, { signal, acl }))
    return await this.#probe.write('PutObject', bytes.length, put)
  }

  /** Calls `write` with an ACL, or without one once the bucket has refused it. */
  async #withAcl<T>(write: (acl: boolean) => Promise<T>): Promise<T> {
    const acl = this.#acceptsAcl
    try {
      return await write(acl)
    } catch (error) {
      if (getErrorCode(error) !== 'AccessControlListNotSupported' || !acl) throw error
      this.#acceptsAcl = false
      return await write(false)
    }
  }

  /** Throws the reason of the signal when it aborts, and all other errors translated. */
  async #run<T>(key: string, signal: AbortSignal, action: () => Promise<T>): Promise<T> {
    try {
      signal.throwIfAborted()
      return await action()
    } catch (error) {
      signal.throwIfAborted()
      throw this.#translate(error, `s3://${this.bucket}/${key}`)
    }
  }
}

/** Throws S3Error: a success with a body that S3 would not send comes from another server. */
function parsePage({ status, body, cutFrom }: S3Response): ListPage {
  if (cutFrom !== undefined) throw new S3Error(status, 'InvalidXmlError', 'the response is too long')
  try {
    return parseListPage(body.toString())
  } catch (error) {
    if (error instanceof InvalidXmlError) throw new S3Error(status, error.name, error.message)
    throw error
  }
}

function createTooLongError(prefix: string): StoreError {
  return new StoreError('endless-listing', `The listing of ${prefix} has more than ${maxPages} pages.`)
}

function createEndlessError(prefix: string): StoreError {
  return new StoreError('endless-listing', `The listing of ${prefix} is truncated, but names no next page.`)
}
