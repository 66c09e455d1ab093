import http from 'node:http'
import https from 'node:https'
import type { S3Client } from '@aws-sdk/client-s3'
import type { Environment } from '../lib/environment.ts'
import { isExpiredCredentials } from './errors.ts'
import type { Keys } from './keys.ts'

type Module = typeof import('@aws-sdk/client-s3')

/** The SDK would print its warnings to the step's log; what matters comes as an error. */
const silent = { trace: () => {}, debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

const connectionTimeoutMs = 5_000
const requestAttempts = 4

/**
 * The SDK's client, for what is asked for a few times in a run at most: the frame of an upload in parts, and copies. It
 * takes some 0.3 s to load, which is done at its first use. What is thrown is the SDK's own error.
 */
export class Sdk {
  readonly #options: {
    readonly keys: Keys
    readonly region: string
    readonly env: Environment
    readonly idleTimeoutMs: number
  }
  #client: S3Client | undefined

  constructor(options: {
    readonly keys: Keys
    readonly region: string
    readonly env: Environment
    readonly idleTimeoutMs: number
  }) {
    this.#options = options
  }

  /** Does something with it; again, with new credentials, when S3 says that those in use have ended. */
  async use<T>(action: (client: S3Client, sdk: Module) => Promise<T>): Promise<T> {
    const { keys } = this.#options
    const [sdk, used] = await Promise.all([import('@aws-sdk/client-s3'), keys.current()])
    this.#client ??= this.#make(sdk)
    try {
      return await action(this.#client, sdk)
    } catch (error) {
      if (!isExpiredCredentials(error) || !(await keys.replace(used))) throw error
      return await action(this.#client, sdk)
    }
  }

  close(): void {
    this.#client?.destroy()
    this.#client = undefined
  }

  #make(sdk: Module): S3Client {
    const { keys, region, env, idleTimeoutMs } = this.#options
    const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL } = env
    const endpoint = AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL || undefined
    const agentOptions = { keepAlive: true, proxyEnv: env }
    return new sdk.S3Client({
      region,
      // What never ends the SDK would ask for only once; `keys` know better when to ask.
      credentials: async () => ({ ...(await keys.current()), expiration: new Date() }),
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
  }
}
