import type { Identity } from '../aws/identity.ts'
import { Failure } from '../errors.ts'
import type { Cancellable } from '../lib/cancellable.ts'
import type { Environment } from '../lib/environment.ts'
import { maxInFlight } from '../lib/for-each-bounded.ts'
import { S3Client } from './client.ts'
import { copyObject, getVersion, putVersion } from './conditional.ts'
import { deleteObjects } from './delete.ts'
import { downloadWhole, readObject } from './download.ts'
import { getErrorCode, S3Error, s3Failure } from './errors.ts'
import { Keys } from './keys.ts'
import { downloadInRanges } from './ranges.ts'
import type { S3Response } from './response.ts'
import { Sdk } from './sdk.ts'
import type { DeleteResult, ListEntry, ObjectBody, ObjectStore, ObjectVersion } from './store.ts'
import { createTransfers, defaultTuning, isFinal, type Transfers, type Tuning } from './transfer.ts'
import { maxObjectBytes, putWhole, uploadInParts, wholeFile } from './upload.ts'
import { InvalidXmlError, type ListPage, parseListPage } from './xml.ts'

/** Parts of large files go beside what else is in flight. */
const maxConnections = maxInFlight + 16
/** A thousand keys of the longest kind, with all that S3 says of them. */
const maxPageBytes = 64 * 1024 * 1024

/**
 * The bucket, as this identity sees it; nothing is asked of it yet. AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL (with
 * path-style addresses) and the proxy variables of `env` are followed. Throws Failure `invalid-input` for an endpoint that is none.
 */
export async function openStore(options: {
  readonly bucket: string
  readonly identity: Identity
  readonly env: Environment
  /** Id, ARN or alias of the KMS key that encrypts what is written; undefined for S3's own keys (AES256), as dsdt has it. */
  readonly kmsKeyId?: string | undefined
  readonly tuning?: Partial<Tuning>
}): Promise<ObjectStore> {
  const { bucket, identity, env, kmsKeyId } = options
  const tuning = { ...defaultTuning, ...options.tuning }
  const { region } = identity
  const { idleTimeoutMs } = tuning
  const keys = new Keys(identity)
  const client = new S3Client({ bucket, region, keys, env, idleTimeoutMs, maxConnections })
  const sdk = new Sdk({ keys, region, env, idleTimeoutMs })
  return new S3Store(createTransfers({ client, sdk, bucket, kmsKeyId }, tuning), region)
}

class S3Store implements ObjectStore {
  readonly bucket: string
  readonly #transfers: Transfers
  readonly #region: string
  #acceptsAcl = true

  constructor(transfers: Transfers, region: string) {
    this.#transfers = transfers
    this.bucket = transfers.bucket
    this.#region = region
  }

  async *list(
    prefix: string,
    { signal, delimiter }: Cancellable & { readonly delimiter?: '/' },
  ): AsyncGenerator<ListEntry> {
    const { client } = this.#transfers
    const query = { 'list-type': '2', prefix, ...(delimiter && { delimiter }) }
    let token: string | undefined
    do {
      const more = token === undefined ? {} : { 'continuation-token': token }
      const call = { method: 'GET', query: { ...query, ...more }, maxBytes: maxPageBytes, signal } as const
      const page = await this.#attempt(`${prefix}*`, signal, async () => pageIn(await client.send(call)))
      yield* page.entries
      const next = page.isTruncated ? page.next : undefined
      // A listing that is cut short unnoticed would be a lie about what is there.
      if (page.isTruncated && (!next || next === token)) throw endlessListing(`s3://${this.bucket}/${prefix}`)
      token = next
    } while (token !== undefined)
  }

  async get(
    key: string,
    { signal, maxBytes, firstBytes, lastBytes }: Parameters<ObjectStore['get']>[1],
  ): Promise<Uint8Array | undefined> {
    const first = firstBytes === undefined ? undefined : `bytes=0-${firstBytes - 1}`
    const range = lastBytes === undefined ? first : `bytes=-${lastBytes}`
    return await this.#attempt(key, signal, () => readObject(this.#transfers, key, { signal, maxBytes, range }))
  }

  async getToFile(key: string, file: string, options: Cancellable & { readonly size: number }): Promise<boolean> {
    const download = options.size > this.#transfers.tuning.wholeBytes ? downloadInRanges : downloadWhole
    return await this.#attempt(key, options.signal, () => download(this.#transfers, key, file, options))
  }

  async putIfAbsent(key: string, body: ObjectBody, { signal }: Cancellable): Promise<'created' | 'exists'> {
    const transfers = this.#transfers
    return await this.#attempt(key, signal, async () => {
      if (body instanceof Uint8Array)
        return await this.#withAcl((acl) => putWhole(transfers, key, body, { signal, acl }))
      const { size } = body
      if (size > maxObjectBytes) throw tooLarge(key, size)
      if (size > transfers.tuning.wholeBytes) {
        return await this.#withAcl((acl) => uploadInParts(transfers, key, body, { signal, acl }))
      }
      return await transfers.sending.hold(size, signal, async () => {
        const bytes = await wholeFile(body)
        return await this.#withAcl((acl) => putWhole(transfers, key, bytes, { signal, acl }))
      })
    })
  }

  async copyIfAbsent(from: string, to: string, { signal }: Cancellable): Promise<'created' | 'exists' | 'absent'> {
    return await this.#attempt(to, signal, () =>
      this.#withAcl((acl) => copyObject(this.#transfers, from, to, { signal, acl })),
    )
  }

  async getVersion(
    key: string,
    options: Cancellable & { readonly maxBytes: number },
  ): Promise<ObjectVersion | undefined> {
    return await this.#attempt(key, options.signal, () => getVersion(this.#transfers, key, options))
  }

  async putVersion(
    key: string,
    bytes: Uint8Array,
    tag: string | undefined,
    { signal }: Cancellable,
  ): Promise<'stored' | 'changed'> {
    return await this.#attempt(key, signal, () =>
      this.#withAcl((acl) => putVersion(this.#transfers, key, bytes, { tag, signal, acl })),
    )
  }

  async remove(keys: readonly string[], { signal }: Cancellable): Promise<DeleteResult> {
    const [first = ''] = keys
    return await this.#attempt(first, signal, () => deleteObjects(this.#transfers, keys, { signal }))
  }

  close(): void {
    this.#transfers.client.close()
    this.#transfers.sdk.close()
  }

  /** Sends it with an ACL, or without one to a bucket that has none. */
  async #withAcl<T>(send: (acl: boolean) => Promise<T>): Promise<T> {
    const acl = this.#acceptsAcl
    try {
      return await send(acl)
    } catch (error) {
      if (getErrorCode(error) !== 'AccessControlListNotSupported' || !acl) throw error
      this.#acceptsAcl = false
      return await send(false)
    }
  }

  /** Runs it; what it throws becomes the signal's reason, an error of a file as it is, or a Failure. */
  async #attempt<T>(key: string, signal: AbortSignal, action: () => Promise<T>): Promise<T> {
    try {
      signal.throwIfAborted()
      return await action()
    } catch (error) {
      signal.throwIfAborted()
      if (isFinal(error)) throw error
      throw s3Failure(error, {
        bucket: this.bucket,
        target: `s3://${this.bucket}/${key}`,
        region: this.#region,
      })
    }
  }
}

/** Throws an S3Error, for whoever answers well and not as S3 does is no S3. */
function pageIn({ status, body, cutFrom }: S3Response): ListPage {
  if (cutFrom !== undefined) throw new S3Error(status, 'StrangeXml', 'the answer is too long')
  try {
    return parseListPage(body.toString())
  } catch (error) {
    if (error instanceof InvalidXmlError) throw new S3Error(status, error.name, error.message)
    throw error
  }
}

function endlessListing(prefix: string): Failure {
  const evidence = `The listing of ${prefix} goes on, and does not say where.`
  return new Failure('remote-unreachable', evidence, 'This is an error of the S3 server.')
}

function tooLarge(key: string, size: number): Failure {
  const evidence = `${key} has ${size} bytes; an object has at most ${maxObjectBytes}.`
  return new Failure('invalid-input', evidence, 'Split the file, and make the bundle again.')
}
