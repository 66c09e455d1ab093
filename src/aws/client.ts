import http from 'node:http'
import https from 'node:https'
import type { Environment } from '../lib/environment.ts'
import type { Identity } from './identity.ts'

/** The SDK would print its warnings to the step's log; what matters comes as an error. */
const silent = { trace: () => {}, debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

const connectionTimeoutMs = 5_000
const requestTimeoutMs = 20_000
/** With the SDK's own full jitter between them: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html */
const attempts = 6

/**
 * What every client of an AWS service but S3 is made with: the identity that renews itself, bounded waits, the proxy variables of `env`, and retries
 * of throttling, 5xx and broken connections, not of refusals. AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_<SERVICE> are followed by the SDK itself.
 */
export function createClientConfig(identity: Identity, env: Environment, region = identity.region) {
  const agentOptions = { keepAlive: true, maxSockets: 16, proxyEnv: env }
  return {
    region,
    credentials: () => identity.credentials(),
    logger: silent,
    maxAttempts: attempts,
    // Endpoints of a test-bed or a VPC have no host names of their own for streams and data.
    disableHostPrefix: true,
    requestHandler: {
      httpAgent: new http.Agent(agentOptions),
      httpsAgent: new https.Agent(agentOptions),
      connectionTimeout: connectionTimeoutMs,
      requestTimeout: requestTimeoutMs,
    },
  }
}
