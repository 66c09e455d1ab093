import { createReadStream, createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import http from 'node:http'
import https from 'node:https'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as delay } from 'node:timers/promises'
import type { PutObjectCommandInput, S3Client } from '@aws-sdk/client-s3'
import type { Environment, Identity } from '../aws/identity.ts'
import { BundleFormatError } from '../disdat/hyperframe.ts'
import { Failure } from '../errors.ts'
import { fileErrorCode } from './disk.ts'
import { maxInFlight } from './pool.ts'
import { type Access, copyObject, getVersion, putVersion, writing } from './s3-conditional.ts'
import { codeOf, isAbsent, s3Failure, statusOf } from './s3-errors.ts'
import type { Body, Heard, ListEntry, Store, Version } from './store.ts'

/** The SDK would print its warnings to the step's log; what matters comes as an error. */
const silent = { trace: () => {}, debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

const connectionTimeoutMs = 5_000
/** How long a connection may be silent, in the middle of a body too. */
const idleTimeoutMs = 60_000
const requestAttempts = 4
/** How often a body that broke off is asked for, or sent, again. */
const bodyAttempts = 3
/** Files up to so many bytes are sent from memory, where the SDK can retry them by itself. */
const inMemoryBytes = 2 * 1024 * 1024
/** The largest object of one PUT: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const maxPutBytes = 5 * 1024 ** 3

/**
 * The bucket, as this identity sees it; nothing is asked of it yet. AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL (with
 * path-style addresses) and the proxy variables of `env` are followed. The SDK is loaded here and not before.
 */
export async function openStore(options: {
  readonly bucket: string
  readonly identity: Identity
  readonly env: Environment
}): Promise<Store> {
  const { bucket, identity, env } = options
  const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL } = env
  const endpoint = AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL || undefined
  const sdk = await import('@aws-sdk/client-s3')
  const agentOptions = { keepAlive: true, maxSockets: maxInFlight, proxyEnv: env }
  const client = new sdk.S3Client({
    region: identity.region,
    credentials: () => identity.credentials(),
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    followRegionRedirects: true,
    logger: silent,
    maxAttempts: requestAttempts,
    // The handler would send such requests past our agents, and so past the proxy.
    expectContinueHeader: false,
    requestHandler: {
      httpAgent: new http.Agent(agentOptions),
      httpsAgent: new https.Agent(agentOptions),
      connectionTimeout: connectionTimeoutMs,
      socketTimeout: idleTimeoutMs,
    },
  })
  return new S3Store(sdk, client, bucket, identity.region)
}

class S3Store implements Store {
  readonly bucket: string
  readonly #sdk: typeof import('@aws-sdk/client-s3')
  readonly #client: S3Client
  readonly #region: string
  #acceptsAcl = true

  constructor(sdk: typeof import('@aws-sdk/client-s3'), client: S3Client, bucket: string, region: string) {
    this.#sdk = sdk
    this.#client = client
    this.bucket = bucket
    this.#region = region
  }

  async *list(prefix: string, { signal, delimiter }: Heard & { readonly delimiter?: '/' }): AsyncGenerator<ListEntry> {
    let token: string | undefined
    do {
      const page = await this.#attempt(`${prefix}*`, signal, () =>
        this.#client.send(
          new this.#sdk.ListObjectsV2Command({
            Bucket: this.bucket,
            Prefix: prefix,
            Delimiter: delimiter,
            ContinuationToken: token,
          }),
          { abortSignal: signal },
        ),
      )
      for (const { Prefix } of page.CommonPrefixes ?? []) if (Prefix) yield { kind: 'folder', prefix: Prefix }
      for (const { Key, Size } of page.Contents ?? []) if (Key) yield { kind: 'object', key: Key, size: Size ?? 0 }
      const next = page.IsTruncated ? page.NextContinuationToken : undefined
      // A listing that is cut short unnoticed would be a lie about what is there.
      if (page.IsTruncated && (!next || next === token)) throw endlessListing(`s3://${this.bucket}/${prefix}`)
      token = next
    } while (token !== undefined)
  }

  async get(
    key: string,
    { signal, maxBytes, firstBytes }: Heard & { readonly maxBytes: number; readonly firstBytes?: number },
  ): Promise<Uint8Array | undefined> {
    // A range of an empty object cannot be satisfied, and S3 says so.
    const range = firstBytes === undefined ? undefined : `bytes=0-${firstBytes - 1}`
    return await this.#body(key, signal, range, async (body) => {
      const chunks: Uint8Array[] = []
      let length = 0
      for await (const chunk of body) {
        const bytes: Uint8Array = chunk
        length += bytes.length
        if (length > maxBytes) throw new BundleFormatError(`${key} has more than ${maxBytes} bytes`)
        chunks.push(bytes)
      }
      return new Uint8Array(Buffer.concat(chunks))
    })
  }

  async getToFile(key: string, file: string, { signal, size }: Heard & { readonly size: number }): Promise<boolean> {
    const written = await this.#body(key, signal, undefined, async (body) => {
      const target = createWriteStream(file, { flags: 'w' })
      await pipeline(body, target, { signal })
      return target.bytesWritten
    })
    if (written === undefined) return false
    if (written !== size) {
      const evidence = `s3://${this.bucket}/${key} came as ${written} bytes; the listing said ${size}.`
      throw new Failure('bundle-corrupt', evidence, 'Something changed it meanwhile: run again.')
    }
    return true
  }

  async putIfAbsent(key: string, body: Body, { signal }: Heard): Promise<'created' | 'exists'> {
    const size = body instanceof Uint8Array ? body.length : body.size
    if (size > maxPutBytes) {
      const evidence = `${key} has ${size} bytes; a file of more than ${maxPutBytes} cannot be pushed yet.`
      throw new Failure('invalid-input', evidence, 'Push this bundle with `dsdt push`, and set `push-input: false`.')
    }
    const kept = body instanceof Uint8Array || size > inMemoryBytes ? body : await readFile(body.file, { signal })
    return await this.#attempt(key, signal, async () => {
      for (let attempt = 1; ; attempt++) {
        const outcome = await this.#put(key, kept, size, { signal, isLast: attempt >= bodyAttempts })
        if (outcome !== 'again') return outcome
      }
    })
  }

  async copyIfAbsent(from: string, to: string, { signal }: Heard): Promise<'created' | 'exists' | 'absent'> {
    return await this.#attempt(to, signal, () =>
      this.#withAcl((acl) => copyObject(this.#access, from, to, { signal, acl })),
    )
  }

  async getVersion(key: string, options: Heard & { readonly maxBytes: number }): Promise<Version | undefined> {
    return await this.#attempt(key, options.signal, () => getVersion(this.#access, key, options))
  }

  async putVersion(
    key: string,
    bytes: Uint8Array,
    tag: string | undefined,
    { signal }: Heard,
  ): Promise<'stored' | 'changed'> {
    return await this.#attempt(key, signal, () =>
      this.#withAcl((acl) => putVersion(this.#access, key, bytes, { tag, signal, acl })),
    )
  }

  close(): void {
    this.#client.destroy()
  }

  get #access(): Access {
    return { sdk: this.#sdk, client: this.#client, bucket: this.bucket }
  }

  /** Sends it with an ACL, or without one to a bucket that has none. */
  async #withAcl<T>(send: (acl: boolean) => Promise<T>): Promise<T> {
    try {
      return await send(this.#acceptsAcl)
    } catch (error) {
      if (codeOf(error) !== 'AccessControlListNotSupported' || !this.#acceptsAcl) throw error
      this.#acceptsAcl = false
      return await send(false)
    }
  }

  async #put(
    key: string,
    body: Body,
    size: number,
    { signal, isLast }: Heard & { readonly isLast: boolean },
  ): Promise<'created' | 'exists' | 'again'> {
    const input: PutObjectCommandInput = {
      Bucket: this.bucket,
      Key: key,
      Body: body instanceof Uint8Array ? body : createReadStream(body.file),
      ContentLength: size,
      IfNoneMatch: '*',
      ...writing(this.#acceptsAcl),
    }
    try {
      await this.#client.send(new this.#sdk.PutObjectCommand(input), { abortSignal: signal })
      return 'created'
    } catch (error) {
      if (statusOf(error) === 412) return 'exists'
      if (codeOf(error) === 'AccessControlListNotSupported' && this.#acceptsAcl) {
        this.#acceptsAcl = false
        return 'again'
      }
      // Somebody else is writing this very key: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
      const isRace = statusOf(error) === 409
      const isBrokenStream = input.Body instanceof Readable && (statusOf(error) ?? 500) >= 500 && !fileErrorCode(error)
      if (isLast || signal.aborted || !(isRace || isBrokenStream)) throw error
      await delay(Math.random() * 500, undefined, { signal })
      return 'again'
    }
  }

  async #body<T>(
    key: string,
    signal: AbortSignal,
    range: string | undefined,
    consume: (body: Readable) => Promise<T>,
  ): Promise<T | undefined> {
    return await this.#attempt(key, signal, async () => {
      for (let attempt = 1; ; attempt++) {
        const body = await this.#open(key, signal, range)
        if (body === undefined) return undefined
        try {
          return await consume(body)
        } catch (error) {
          body.destroy()
          if (attempt >= bodyAttempts || signal.aborted || isFinal(error)) throw error
        }
      }
    })
  }

  async #open(key: string, signal: AbortSignal, range: string | undefined): Promise<Readable | undefined> {
    try {
      const command = new this.#sdk.GetObjectCommand({ Bucket: this.bucket, Key: key, Range: range })
      const { Body } = await this.#client.send(command, { abortSignal: signal })
      if (Body instanceof Readable) return Body
      throw new Error(`no body for ${key}`)
    } catch (error) {
      if (isAbsent(error)) return undefined
      if (statusOf(error) === 416) return Readable.from([])
      throw error
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

function endlessListing(prefix: string): Failure {
  const evidence = `The listing of ${prefix} goes on, and does not say where.`
  return new Failure('remote-unreachable', evidence, 'This is an error of the S3 server.')
}

/** What no retry mends, and what is no trouble with S3. */
function isFinal(error: unknown): boolean {
  return error instanceof Failure || error instanceof BundleFormatError || fileErrorCode(error) !== undefined
}
