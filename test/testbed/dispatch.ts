import { generateKeyPairSync, verify } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { getNumber, getString, parseJson } from '../../src/lib/json.ts'
import type { Moto } from './moto.ts'
import { inheritEnv, root, runCommand } from './process.ts'

const appId = '424242'
const installationToken = 'ghs_installation0123456789abcdefghijkl'
const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
})

/** An event that a repository received. */
export interface Dispatch {
  readonly repository: string
  readonly type: string
  readonly clientPayload: object
}

/** GitHub's API at the wire, for an app that is installed in `octo-org/pipelines`. */
export interface GitHubApp extends AsyncDisposable {
  readonly apiUrl: string
  readonly dispatches: readonly Dispatch[]
  /** What the app requested for its token: repositories and permissions. */
  readonly requested: readonly unknown[]
  /** Breaks the connection after the next dispatch, so that its response is lost. */
  loseNextResponse(): void
}

/** Starts the double on a free port of 127.0.0.1. It checks tokens as GitHub does. */
export async function startGitHubApp(): Promise<GitHubApp> {
  const dispatches: Dispatch[] = []
  const requested: unknown[] = []
  let losesNext = false
  const server = createServer((incoming, response) => {
    answer(incoming)
      .then(({ status, body }) => {
        if (losesNext && status === 204) {
          losesNext = false
          incoming.socket.resetAndDestroy()
          return
        }
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(body && JSON.stringify(body))
      })
      .catch(() => response.destroy())
  })
  const answer = async (incoming: IncomingMessage) => {
    const { method = '', url = '', headers } = incoming
    const body: unknown = method === 'POST' ? await json(incoming) : undefined
    const token = headers.authorization?.replace('Bearer ', '') ?? ''
    const isApp = isAppToken(token)
    if (url === '/repos/octo-org/pipelines/installation' && isApp) return { status: 200, body: { id: 7 } }
    if (url === '/app/installations/7/access_tokens' && isApp) {
      requested.push(body)
      return { status: 201, body: { token: installationToken } }
    }
    if (url === '/repos/octo-org/pipelines/dispatches' && token === installationToken) {
      const { event_type: type, client_payload: clientPayload } = Object(body)
      dispatches.push({ repository: 'octo-org/pipelines', type, clientPayload })
      return { status: 204 }
    }
    return { status: 404, body: { message: 'Not Found' } }
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    apiUrl: `http://127.0.0.1:${address.port}`,
    dispatches,
    requested,
    loseNextResponse: () => {
      losesNext = true
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app */
function isAppToken(token: string): boolean {
  const [header = '', claims = '', signature = ''] = token.split('.')
  const read = (part: string) => parseJson(Buffer.from(part, 'base64url').toString())
  const now = Date.now() / 1000
  const [issued = now, expires = 0] = [getNumber(read(claims), 'iat'), getNumber(read(claims), 'exp')]
  return (
    verify('RSA-SHA256', Buffer.from(`${header}.${claims}`), publicKey, Buffer.from(signature, 'base64url')) &&
    getString(read(header), 'alg') === 'RS256' &&
    getString(read(claims), 'iss') === appId &&
    issued < now &&
    expires > now &&
    expires < now + 600
  )
}

/** Keeps the key of the app in Secrets Manager, and returns the ARN of the secret. */
export async function createAppSecret(moto: Moto): Promise<string> {
  const response = await fetch(moto.endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'secretsmanager.CreateSecret',
      authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/secretsmanager/aws4_request',
    },
    body: JSON.stringify({
      Name: 'disdat-github-app',
      ClientRequestToken: '2b1c0f5e-6a1d-4d3e-8f57-0c9a4e1b7d22',
      SecretString: JSON.stringify({ appId, privateKey }),
    }),
  })
  return getString(await response.json(), 'ARN') ?? ''
}

/** What an invocation of the function returned. Throws with its error. */
export async function invokeFunction(
  event: object,
  { moto, apiUrl, secretArn }: { readonly moto: Moto; readonly apiUrl: string; readonly secretArn: string },
): Promise<string> {
  const program = `require(${JSON.stringify(join(root, 'examples/aws/terraform/disdat-dispatch/index.js'))})
    .handler(${JSON.stringify(event)}).then((result) => process.stdout.write(result))`
  const ran = await runCommand(process.execPath, ['--input-type=commonjs', '--eval', program], {
    env: {
      ...inheritEnv('PATH', 'HOME'),
      ...moto.env,
      AWS_ENDPOINT_URL: moto.endpoint,
      GITHUB_API_URL: apiUrl,
      GITHUB_APP_SECRET_ARN: secretArn,
      GITHUB_REPOSITORIES: 'octo-org/warehouse,octo-org/pipelines',
      NO_PROXY: '127.0.0.1,localhost',
    },
  })
  if (ran.code !== 0) throw new Error(ran.stderr)
  return ran.stdout
}

/**
 * The event of AWS Batch about a job that has ended, with the fields of DescribeJobs that its documentation shows.
 * https://docs.aws.amazon.com/batch/latest/userguide/batch_job_events.html
 */
export const createEndedEvent = (detail: object): object => ({
  version: '0',
  id: '6f1f7b0e-4f0b-7f2e-5a43-3c1d2a5b9e77',
  'detail-type': 'Batch Job State Change',
  source: 'aws.batch',
  account: '123456789012',
  time: '2026-01-06T02:17:45Z',
  region: 'us-east-1',
  resources: [getString(detail, 'jobArn') ?? ''],
  detail,
})
