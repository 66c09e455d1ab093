import http from 'node:http'
import https from 'node:https'
import type { Environment } from '../lib/environment.ts'
import { createProxyEnv } from '../lib/proxy-env.ts'
import type { Identity } from './credentials.ts'

/** The SDK would print warnings to the step's log; everything that matters is an error. */
const silentLogger = { trace: () => {}, debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

const connectionTimeoutMs = 5_000

/** The configuration of a client. */
export type ClientConfig = ReturnType<typeof createClientConfig> & {
  readonly endpoint?: string
  readonly useFipsEndpoint?: boolean
}

/**
 * The configuration of every AWS client except S3's: the renewing identity, the proxy variables of `env`, and a single
 * attempt, because AwsClient limits and repeats calls. The SDK itself follows AWS_ENDPOINT_URL and
 * AWS_ENDPOINT_URL_<SERVICE>.
 */
export function createClientConfig(identity: Identity, env: Environment, region = identity.region) {
  const agentOptions = { keepAlive: true, maxSockets: 16, proxyEnv: createProxyEnv(env) }
  return {
    region,
    credentials: () => identity.credentials(),
    logger: silentLogger,
    maxAttempts: 1,
    // Endpoints of a test double or a VPC have no separate host names for streams and data.
    disableHostPrefix: true,
    requestHandler: {
      httpAgent: new http.Agent(agentOptions),
      httpsAgent: new https.Agent(agentOptions),
      connectionTimeout: connectionTimeoutMs,
    },
  }
}
