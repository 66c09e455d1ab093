import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto'
import type { S3Credentials } from './credentials.ts'

/** Headers of a request; names in lower case. */
export type Headers = Readonly<Record<string, string>>

/** What the signature covers: path and query as they are sent, and the SHA-256 of the body or `unsignedPayload`. */
export interface Signable {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: Headers
  readonly payload: string
}

/** What the signature is made with. */
export interface SigningScope {
  readonly credentials: S3Credentials
  readonly region: string
  /** Unix time in milliseconds. */
  readonly atMs: number
}

/** The names of the headers of a request, sorted, and as the list that the signature names them with. */
interface SignedNames {
  readonly sorted: readonly string[]
  readonly list: string
}

/** Stands for the hash of a body that TLS protects, or whose signed checksum S3 compares. */
export const unsignedPayload = 'UNSIGNED-PAYLOAD'

/**
 * Signs requests to S3: all headers it is given, and those it adds. It keeps the key of one day, region and secret, and
 * the text of the last second.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export class Signer {
  #key: { readonly id: string; readonly object: KeyObject } | undefined
  #time: { readonly second: number; readonly text: string } | undefined
  /** By the unsorted names: requests have few different sets of them. */
  readonly #names = new Map<string, SignedNames>()

  /** Returns the headers of the signed request, in a new object. */
  sign(
    { method, path, query, headers, payload }: Signable,
    { credentials, region, atMs }: SigningScope,
  ): Record<string, string> {
    const { accessKeyId, secretAccessKey, sessionToken } = credentials
    const time = this.#formatTime(atMs)
    const signed: Record<string, string> = { ...headers, 'x-amz-content-sha256': payload, 'x-amz-date': time }
    if (sessionToken !== undefined) signed['x-amz-security-token'] = sessionToken

    const { sorted, list } = this.#sortNames(Object.keys(signed))
    const lines = sorted.map((name) => `${name}:${signed[name]?.trim().replace(/ +/g, ' ')}\n`).join('')
    const canonical = `${method}\n${path}\n${query}\n${lines}\n${list}\n${payload}`
    const day = time.slice(0, 8)
    const scope = `${day}/${region}/s3/aws4_request`
    const key = this.#deriveKey(secretAccessKey, day, region)
    const signature = createSignature(key, `AWS4-HMAC-SHA256\n${time}\n${scope}\n${hash('sha256', canonical)}`)
    const credential = `Credential=${accessKeyId}/${scope}`
    signed['authorization'] = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${list}, Signature=${signature}`
    return signed
  }

  #formatTime(atMs: number): string {
    const second = Math.floor(atMs / 1000)
    if (this.#time?.second !== second) {
      const text = new Date(second * 1000).toISOString().replace(/[-:]|\.\d{3}/g, '')
      this.#time = { second, text }
    }
    return this.#time.text
  }

  #sortNames(names: readonly string[]): SignedNames {
    const id = names.join()
    const known = this.#names.get(id)
    if (known !== undefined) return known
    const sorted = names.toSorted()
    const added = { sorted, list: sorted.join(';') }
    this.#names.set(id, added)
    return added
  }

  /** A KeyObject, because node takes several times as long to sign with bytes. */
  #deriveKey(secret: string, day: string, region: string): KeyObject {
    const id = `${day}/${region}/${secret}`
    if (this.#key?.id !== id) {
      const derive = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest()
      const bytes = [day, region, 's3', 'aws4_request'].reduce(derive, Buffer.from(`AWS4${secret}`))
      this.#key = { id, object: createSecretKey(bytes) }
    }
    return this.#key.object
  }
}

function createSignature(key: KeyObject, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex')
}

/** Encodes a key as the path of a request; slashes stay. */
export function encodePath(key: string): string {
  return key.split('/').map(encode).join('/')
}

/** Encodes parameters, sorted by their encoded names, as the signature needs them. */
export function encodeQuery(query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query).map(([name, value]) => [encode(name), encode(value)] as const)
  return pairs
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map((pair) => pair.join('='))
    .join('&')
}

/** Percent-encodes everything but A to Z, a to z, 0 to 9, `-`, `.`, `_` and `~`. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}
