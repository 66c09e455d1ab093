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
  readonly at: Date
}

/** Stands for the hash of a body that TLS protects, or whose signed checksum S3 compares. */
export const unsignedPayload = 'UNSIGNED-PAYLOAD'

/**
 * Signs requests to S3: all headers it is given, and those it adds. It keeps the key of one day, region and secret.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export class Signer {
  #key: { readonly id: string; readonly object: KeyObject } | undefined

  /** Returns the headers of the signed request. */
  sign({ method, path, query, headers, payload }: Signable, { credentials, region, at }: SigningScope): Headers {
    const { accessKeyId, secretAccessKey, sessionToken } = credentials
    const time = at.toISOString().replace(/[-:]|\.\d{3}/g, '')
    const signed: Record<string, string> = { ...headers, 'x-amz-content-sha256': payload, 'x-amz-date': time }
    if (sessionToken !== undefined) signed['x-amz-security-token'] = sessionToken

    const names = Object.keys(signed).sort()
    const lines = names.map((name) => `${name}:${signed[name]?.trim().replace(/ +/g, ' ')}\n`).join('')
    const canonical = `${method}\n${path}\n${query}\n${lines}\n${names.join(';')}\n${payload}`
    const day = time.slice(0, 8)
    const scope = `${day}/${region}/s3/aws4_request`
    const key = this.#deriveKey(secretAccessKey, day, region)
    const signature = hmac(key, `AWS4-HMAC-SHA256\n${time}\n${scope}\n${hash('sha256', canonical)}`).toString('hex')
    const credential = `Credential=${accessKeyId}/${scope}`
    signed['authorization'] = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`
    return signed
  }

  /** A KeyObject, because node takes several times as long to sign with bytes. */
  #deriveKey(secret: string, day: string, region: string): KeyObject {
    const id = `${day}/${region}/${secret}`
    if (this.#key?.id !== id) {
      const bytes = [day, region, 's3', 'aws4_request'].reduce<Buffer>(hmac, Buffer.from(`AWS4${secret}`))
      this.#key = { id, object: createSecretKey(bytes) }
    }
    return this.#key.object
  }
}

function hmac(key: Buffer | KeyObject, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
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
