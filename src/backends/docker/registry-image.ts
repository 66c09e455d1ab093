import { createHash } from 'node:crypto'
import { isIP } from 'node:net'
import { describeError } from '../../errors.ts'
import type { Environment } from '../../lib/environment.ts'
import { getText, type HttpResponse } from '../../lib/http.ts'
import { dockerHub, manifestTypes, parseImageReference } from '../../lib/image-reference.ts'
import { getList, getString, parseJson } from '../../lib/json.ts'

/** The platform of an image: `linux` and `amd64`. */
export interface ImagePlatform {
  readonly os: string
  readonly architecture: string
}

/** A user name and a password for a registry. */
export interface BasicLogin {
  readonly username: string
  readonly password: string
}

/** What a request to a registry needs. */
export interface RegistryAccess {
  readonly env: Environment
  readonly signal: AbortSignal
  readonly platform: ImagePlatform
  readonly login?: BasicLogin | undefined
}

/** An image in a registry, as its manifest and its configuration describe it. */
export interface RegistryImage {
  /** The digest of the manifest, or of the list of manifests, that the reference names. */
  readonly digest: string
  /** https://github.com/opencontainers/image-spec/blob/main/config.md */
  readonly content: unknown
}

/** One response, and the longest document, which has a few KiB. */
const timeoutMs = 10_000
const limitBytes = 4 << 20
const maxRedirects = 3

const accept = manifestTypes.join(', ')

/**
 * Reads what an image is from its registry, without a layer: two to five requests. Every document is checked against
 * its digest. Throws an Error with a clause that says why the image cannot be read.
 * https://distribution.github.io/distribution/spec/api/
 */
export async function readRegistryImage(reference: string, access: RegistryAccess): Promise<RegistryImage> {
  const { host, path, tag = 'latest', digest } = parseImageReference(reference) ?? {}
  if (!host || !path) throw new Error('its name has no registry')
  const registry = new Registry(host, path, access)
  const top = digest === undefined ? await registry.readTag(tag) : await registry.readManifest(digest)
  const entries = getList(top.value, 'manifests')
  const own = entries.length === 0 ? undefined : findPlatform(entries, access.platform)
  const manifest = own === undefined ? top : await registry.readManifest(own)
  const config = getString(manifest.value, 'config', 'digest')
  if (config === undefined) throw new Error('its manifest names no configuration')
  return { digest: top.digest, content: await registry.readConfig(config) }
}

function findPlatform(entries: readonly unknown[], { os, architecture }: ImagePlatform): string {
  const entry = entries.find(
    (each) => getString(each, 'platform', 'os') === os && getString(each, 'platform', 'architecture') === architecture,
  )
  const digest = getString(entry, 'digest')
  if (digest === undefined) throw new Error(`it has no image for ${os}/${architecture}`)
  return digest
}

class Registry {
  readonly #origin: string
  readonly #path: string
  readonly #access: RegistryAccess
  #authorization: string | undefined

  constructor(host: string, path: string, access: RegistryAccess) {
    // The engine, too, connects to its own machine without TLS.
    const name = host === dockerHub ? 'registry-1.docker.io' : host
    this.#origin = `${isLoopback(host) ? 'http' : 'https'}://${name}`
    this.#path = path
    this.#access = access
  }

  async readTag(tag: string): Promise<{ readonly digest: string; readonly value: unknown }> {
    const text = await this.#read(`manifests/${tag}`, { accept })
    return { digest: computeDigest(text), value: parseJson(text) }
  }

  async readManifest(digest: string): Promise<{ readonly digest: string; readonly value: unknown }> {
    return { digest, value: await this.#readByDigest('manifests', digest, { accept }) }
  }

  async readConfig(digest: string): Promise<unknown> {
    return await this.#readByDigest('blobs', digest, {})
  }

  async #readByDigest(
    folder: 'manifests' | 'blobs',
    digest: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<unknown> {
    if (!/^sha256:[0-9a-f]{64}$/.test(digest)) throw new Error('one of its digests is not a SHA-256')
    const text = await this.#read(`${folder}/${digest}`, headers)
    if (computeDigest(text) !== digest)
      throw new Error(`its ${folder === 'blobs' ? 'configuration' : 'manifest'} has another digest`)
    return parseJson(text)
  }

  async #read(path: string, headers: Readonly<Record<string, string>>): Promise<string> {
    const url = `${this.#origin}/v2/${this.#path}/${path}`
    let response = await this.#get(url, headers)
    if (response.status === 401) {
      this.#authorization = await this.#authorize(response.headers['www-authenticate'] ?? '')
      response = await this.#get(url, headers)
    }
    for (let count = 0; isRedirect(response) && count < maxRedirects; count++) {
      const next = new URL(response.headers.location ?? '', url)
      if (next.protocol !== 'https:' && !isLoopback(next.host)) throw new Error('its registry redirects to plain HTTP')
      // Storage gets no login.
      response = await this.#request(next.href, {})
    }
    if (response.status !== 200) throw new Error(`its registry answered with status ${response.status}`)
    return response.text
  }

  async #get(url: string, headers: Readonly<Record<string, string>>): Promise<HttpResponse> {
    return await this.#request(url, { ...headers, ...(this.#authorization && { authorization: this.#authorization }) })
  }

  async #request(url: string, headers: Readonly<Record<string, string>>): Promise<HttpResponse> {
    const { env, signal } = this.#access
    try {
      return await getText(url, { env, signal, headers, timeoutMs, limitBytes })
    } catch (error) {
      signal.throwIfAborted()
      throw new Error(`its registry cannot be reached: ${describeError(error)}`, { cause: error })
    }
  }

  /** https://distribution.github.io/distribution/spec/auth/token/ */
  async #authorize(challenge: string): Promise<string> {
    const { login } = this.#access
    const basic = login && `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`
    if (/^basic\b/i.test(challenge)) {
      if (basic === undefined) throw new Error('its registry needs a login')
      return basic
    }
    const realm = readParameter(challenge, 'realm')
    if (!/^bearer\b/i.test(challenge) || realm === undefined) throw new Error('its registry asks for an unknown login')
    const url = new URL(realm)
    if (url.protocol !== 'https:' && !isLoopback(url.host))
      throw new Error('its registry asks for a login by plain HTTP')
    url.searchParams.set('service', readParameter(challenge, 'service') ?? '')
    url.searchParams.set('scope', `repository:${this.#path}:pull`)
    const { status, text } = await this.#request(url.href, basic ? { authorization: basic } : {})
    const body = parseJson(text)
    const token = getString(body, 'token') ?? getString(body, 'access_token')
    if (status !== 200 || token === undefined) throw new Error('its registry refused the login')
    return `Bearer ${token}`
  }
}

const isRedirect = ({ status, headers }: HttpResponse) =>
  [301, 302, 303, 307, 308].includes(status) && headers.location !== undefined

const readParameter = (challenge: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(challenge)?.[1]

const computeDigest = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`

/** Whether a host, with or without a port, is this machine. */
function isLoopback(host: string): boolean {
  const name = host.replace(/:\d+$/, '')
  return name === 'localhost' || name === '[::1]' || (isIP(name) === 4 && name.startsWith('127.'))
}
