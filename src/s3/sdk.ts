import http from 'node:http'
import https from 'node:https'
import type * as Sdk from '@aws-sdk/client-s3'
import type { Environment } from '../lib/environment.ts'
import { createProxyEnv } from '../lib/proxy-env.ts'
import type { BucketRegion } from './bucket-region.ts'
import type { CredentialCache } from './credentials.ts'
import { isExpiredCredentials } from './errors.ts'

/** The SDK would print its warnings to the log of the process; errors reach the caller anyway. */
const silentLogger = { trace: () => {}, debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

const connectionTimeoutMs = 5_000
const maxAttempts = 4

interface SdkOptions {
  readonly credentials: CredentialCache
  readonly region: BucketRegion
  readonly env: Environment
  readonly idleTimeoutMs: number
}

/**
 * The SDK's client, for requests that are rare: start and end of an upload in parts, copies, deletions. Loading it
 * takes about 0.3 s, so that happens at the first use.
 */
export class SdkClient {
  readonly #options: SdkOptions
  #client: Sdk.S3Client | undefined

  constructor(options: SdkOptions) {
    this.#options = options
  }

  /**
   * Calls `action`, and again after a response that corrects the region or says that the credentials have expired, once
   * for each. Throws errors of the SDK.
   */
  async use<T>(action: (client: Sdk.S3Client, sdk: typeof Sdk) => Promise<T>): Promise<T> {
    const sdk = await import('@aws-sdk/client-s3')
    const client = this.#client ?? this.#create(sdk)
    this.#client = client
    return await this.#callAdjusted(async () => await action(client, sdk), new Set())
  }

  async #callAdjusted<T>(call: () => Promise<T>, adjusted: Set<'region' | 'credentials'>): Promise<T> {
    const { credentials, region } = this.#options
    const used = { credentials: await credentials.get(), region: region.current }
    try {
      return await call()
    } catch (error) {
      const part = isExpiredCredentials(error) ? 'credentials' : 'region'
      if (adjusted.has(part)) throw error
      const canRepeat =
        part === 'credentials' ? await credentials.replace(used.credentials) : region.correct(error, used.region)
      if (!canRepeat) throw error
      return await this.#callAdjusted(call, adjusted.add(part))
    }
  }

  close(): void {
    this.#client?.destroy()
    this.#client = undefined
  }

  #create(sdk: typeof Sdk): Sdk.S3Client {
    const { credentials, region, env, idleTimeoutMs } = this.#options
    const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL } = env
    const endpoint = AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL || undefined
    const agentOptions = { keepAlive: true, proxyEnv: createProxyEnv(env) }
    return new sdk.S3Client({
      region: async () => region.current,
      // The SDK keeps credentials without an expiration for ever; the cache decides when to renew them.
      credentials: async () => ({ ...(await credentials.get()), expiration: new Date() }),
      ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
      logger: silentLogger,
      maxAttempts,
      // The handler would send requests with this header without our agents, and so without the proxy.
      expectContinueHeader: false,
      requestHandler: {
        httpAgent: new http.Agent(agentOptions),
        httpsAgent: new https.Agent(agentOptions),
        connectionTimeout: connectionTimeoutMs,
        socketTimeout: idleTimeoutMs,
      },
    })
  }
}
