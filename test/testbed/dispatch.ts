import { generateKeyPairSync, verify } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { getNumber, getString, parseJson } from '../../src/lib/json.ts'
import jobEvent from './batch-job-state-change.json' with { type: 'json' }
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

/** Calls an operation of a service of the emulated account whose protocol is JSON. */
export async function callService(moto: Moto, service: string, target: string, body: object): Promise<unknown> {
  const response = await fetch(moto.endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': target,
      authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request`,
    },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${target}: ${response.status} ${text}`)
  return text === '' ? undefined : parseJson(text)
}

/** Keeps the key of the app in Secrets Manager, and returns the ARN of the secret. */
export async function createAppSecret(moto: Moto): Promise<string> {
  const created = await callService(moto, 'secretsmanager', 'secretsmanager.CreateSecret', {
    Name: 'disdat-github-app',
    ClientRequestToken: '2b1c0f5e-6a1d-4d3e-8f57-0c9a4e1b7d22',
    SecretString: JSON.stringify({ appId, privateKey }),
  })
  return getString(created, 'ARN') ?? ''
}

/** What an invocation of the function returned. Throws with its error. */
export async function invokeFunction(
  event: object,
  { moto, apiUrl, secretArn }: { readonly moto: Moto; readonly apiUrl: string; readonly secretArn: string },
): Promise<string> {
  const program = `require(${JSON.stringify(join(root, 'examples/aws/terraform/batch-dispatch/index.js'))})
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
 * The event of AWS Batch about a job, with these fields of DescribeJobs. The others are those of the example in the
 * documentation: https://docs.aws.amazon.com/batch/latest/userguide/batch_job_events.html
 */
export const createJobEvent = (detail: object): typeof jobEvent => ({
  ...jobEvent,
  resources: [getString(detail, 'jobArn') ?? jobEvent.detail.jobArn],
  detail: { ...jobEvent.detail, ...detail },
})
