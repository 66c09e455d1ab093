/**
 * A proxy in front of moto for checks that moto lacks: GitHub's tokens against the trust policy of a role, as STS does,
 * the policy of a session on each request to S3, and the policies of a role on each request of its sessions. It also
 * issues the tokens, as GitHub's runner does. All other requests pass through to moto unchanged.
 */
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import http from 'node:http'
import { buffer } from 'node:stream/consumers'
import { createPolicyRequests } from './iam-requests.ts'
import { createS3Requests, isAllowed, matchesPattern, type PolicyRequest } from './session-policies.ts'

/** One pair for all gates of a process, because it takes a tenth of a second. */
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

const issuer = 'https://token.actions.githubusercontent.com'

/** Who may assume a role, and for how long. */
export interface Trust {
  /** Patterns of the token's `sub`. */
  readonly subjects: readonly string[]
  readonly audience: string
  /** The maximum duration of a session, in seconds. */
  readonly maxSessionSeconds: number
}

export interface Gate extends AsyncDisposable {
  readonly endpoint: string
  /** The variables of a job with `permissions: id-token: write`, and the endpoint. No AWS credentials. */
  readonly env: Readonly<Record<string, string>>
  /** Creates a role that GitHub may assume, and returns its ARN. */
  trust(role: string, trust?: Partial<Trust>): string
  /** Allows the sessions of a role, from now on, only what these policies allow. */
  enforce(role: string, policies: readonly string[]): void
  /** Sets claims of the tokens issued from now on, in addition to or instead of the default ones. */
  claim(claims: Readonly<Record<string, unknown>>): void
  /** Refuses tokens from now on, as GitHub does for a job that is too old; `false` ends it. */
  refuseTokens(refuse: boolean): void
  /** Makes sessions from now on expire after so many seconds, regardless of the requested duration. */
  shortenSessions(seconds: number): void
  /** Answers the next so many requests to STS with an error of this code. */
  failSts(times: number, code: string, status: number): void
  /** The number of requests for each action of STS and for tokens; and the denied requests. */
  readonly calls: ReadonlyMap<string, number>
  readonly denied: readonly string[]
  /** The external ids of the requests to STS. */
  readonly externalIds: readonly string[]
}

/** Starts the gate in front of a moto server. */
export async function startGate(upstream: string): Promise<Gate> {
  const requestToken = crypto.randomUUID()
  const calls = new Map<string, number>()
  const count = (name: string) => calls.set(name, (calls.get(name) ?? 0) + 1)
  const roles = new Map<string, Trust>()
  const policies = new Map<string, string>()
  const rolePolicies = new Map<string, readonly string[]>()
  const rolesByKey = new Map<string, string>()
  const denied: string[] = []
  const externalIds: string[] = []
  let claims: Readonly<Record<string, unknown>> = {}
  let isRefusing = false
  let sessionSeconds: number | undefined
  let failing = { times: 0, code: '', status: 0 }

  const mint = (audience: string): string => {
    const now = Math.floor(Date.now() / 1000)
    const usual = {
      iss: issuer,
      aud: audience,
      sub: 'repo:octo-org/pipelines:ref:refs/heads/main',
      iat: now,
      nbf: now - 5,
      exp: now + 300,
    }
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const signed = `${encode({ alg: 'RS256', typ: 'JWT', kid: 'test' })}.${encode({ ...usual, ...claims })}`
    return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`
  }

  /** Returns the error that STS would return; undefined when STS would return a session. */
  const refusal = (form: URLSearchParams): readonly [string, string] | undefined => {
    const [head = '', body = '', signature = ''] = (form.get('WebIdentityToken') ?? '').split('.')
    const key = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }))
    if (!verify('RSA-SHA256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url')))
      return ['InvalidIdentityToken', 'The ID Token provided is not a valid JWT.']
    const token: Record<string, unknown> = JSON.parse(Buffer.from(body, 'base64url').toString())
    const now = Date.now() / 1000
    if (Number(token['exp']) < now || Number(token['nbf']) > now)
      return ['ExpiredTokenException', 'Token expired: current date/time must be before the expiration date/time']
    const trust = roles.get(form.get('RoleArn') ?? '')
    const subject = String(token['sub'])
    const isTrusted =
      trust?.audience === token['aud'] &&
      token['iss'] === issuer &&
      trust?.subjects.some((pattern) => matchesPattern(pattern, subject))
    if (trust === undefined || !isTrusted)
      return ['AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity']
    const duration = Number(form.get('DurationSeconds') ?? 3600)
    if (duration < 900 || duration > trust.maxSessionSeconds)
      return ['ValidationError', 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.']
    const policy = form.get('Policy')
    if (policy !== null && policy.length > 2048) return ['PackedPolicyTooLarge', 'The policy is too long.']
    // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
    if (policy !== null && !/^[\t\n\r\u0020-\u00ff]+$/.test(policy))
      return ['ValidationError', 'Value at policy failed to satisfy constraint: Member must satisfy regular expression']
    return undefined
  }

  const sts = async (request: http.IncomingMessage, body: Buffer, response: http.ServerResponse) => {
    const form = new URLSearchParams(body.toString())
    count(form.get('Action') ?? '')
    externalIds.push(...form.getAll('ExternalId'))
    if (failing.times > 0) {
      failing = { ...failing, times: failing.times - 1 }
      return stsError(response, failing.code, 'as the test wants it', failing.status)
    }
    const refused = form.get('Action') === 'AssumeRoleWithWebIdentity' ? refusal(form) : undefined
    if (refused !== undefined)
      return stsError(response, refused[0], refused[1], refused[0] === 'AccessDenied' ? 403 : 400)
    const answer = await pass(upstream, request, body)
    let text = (await answer.text()).toString()
    const accessKey = /<AccessKeyId>([^<]+)</.exec(text)?.[1]
    const policy = form.get('Policy')
    if (accessKey !== undefined && policy !== null) policies.set(accessKey, policy)
    if (sessionSeconds !== undefined) {
      const end = new Date(Date.now() + sessionSeconds * 1000).toISOString()
      text = text.replace(/<Expiration>[^<]*</, `<Expiration>${end}<`)
    }
    response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(text)
  }

  /** Returns the first permission of a request that the role of its session lacks. */
  const findDenied = async (request: http.IncomingMessage, url: URL, body: Buffer) => {
    const signature = /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? '')
    const [, key = '', service = ''] = signature ?? []
    if (!rolesByKey.has(key)) rolesByKey.set(key, await readRoleName(upstream, request))
    const allowed = rolePolicies.get(rolesByKey.get(key) ?? '')
    if (allowed === undefined) return undefined
    const target = String(request.headers['x-amz-target'] ?? '')
    const needed = createPolicyRequests({ service, method: request.method ?? 'GET', url, target, body })
    return needed.find((permission) => !allowed.some((policy) => isAllowed(policy, permission)))
  }

  const server = http.createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', 'http://gate')
      if (url.pathname === '/github/token') {
        count('token')
        const isKnown = request.headers.authorization === `Bearer ${requestToken}`
        if (!isKnown || isRefusing) return response.writeHead(isKnown ? 403 : 401).end('{}')
        const value = mint(url.searchParams.get('audience') ?? 'https://github.com/octo-org')
        return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ count: 1, value }))
      }
      const body = await buffer(request)
      if (isForm(request)) return await sts(request, body, response)
      const policy = policies.get(/Credential=([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '')
      if (policy !== undefined && (request.headers.authorization ?? '').includes('/s3/aws4_request')) {
        const needed = createS3Requests(request.method ?? 'GET', url, body)
        const permission = needed.find((each) => !isAllowed(policy, each))
        if (permission !== undefined) {
          denied.push(`${permission.action} ${permission.resource}`)
          return deny(request, response, permission)
        }
      }
      const permission = rolePolicies.size === 0 ? undefined : await findDenied(request, url, body)
      if (permission !== undefined) {
        denied.push(`${permission.action} ${permission.resource}`)
        return deny(request, response, permission)
      }
      const answer = await pass(upstream, request, body)
      const headers = Object.fromEntries([...answer.headers].filter(([name]) => !hopByHop.has(name)))
      if (request.method === 'HEAD') return response.writeHead(answer.status, { ...headers, ...length(answer) }).end()
      response.writeHead(answer.status, headers).end(Buffer.from(await answer.arrayBuffer()))
    })().catch((error: unknown) => response.destroy(error instanceof Error ? error : new Error(String(error))))
  })
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  const endpoint = `http://127.0.0.1:${port}`
  return {
    endpoint,
    calls,
    denied,
    externalIds,
    env: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      NO_PROXY: '127.0.0.1,localhost',
      ACTIONS_ID_TOKEN_REQUEST_URL: `${endpoint}/github/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
    },
    trust(role, trust = {}) {
      const arn = `arn:aws:iam::123456789012:role/${role}`
      roles.set(arn, {
        subjects: ['repo:octo-org/pipelines:*'],
        audience: 'sts.amazonaws.com',
        maxSessionSeconds: 3600,
        ...trust,
      })
      return arn
    },
    enforce(role, documents) {
      rolePolicies.set(role, documents)
    },
    claim(more) {
      claims = more
    },
    refuseTokens(refuse) {
      isRefusing = refuse
    },
    shortenSessions(seconds) {
      sessionSeconds = seconds
    },
    failSts(times, code, status) {
      failing = { times, code, status }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The name of the role of a session, or an empty text for other keys. */
async function readRoleName(upstream: string, { headers }: http.IncomingMessage): Promise<string> {
  const authorization = String(headers.authorization).replace(/\/[^/]+\/aws4_request/, '/sts/aws4_request')
  const body = new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' })
  const answer = await fetch(upstream, { method: 'POST', headers: { authorization }, body })
  return /:assumed-role\/([^/]+)\//.exec(await answer.text())?.[1] ?? ''
}

function deny(request: http.IncomingMessage, response: http.ServerResponse, { action }: PolicyRequest): void {
  const message = `no policy allows ${action}`
  if (action.startsWith('s3:')) {
    const text = `<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`
    response.writeHead(403, { 'content-type': 'application/xml' }).end(request.method === 'HEAD' ? undefined : text)
    return
  }
  const headers = { 'content-type': 'application/json', 'x-amzn-errortype': 'AccessDeniedException' }
  response.writeHead(403, headers).end(JSON.stringify({ __type: 'AccessDeniedException', message }))
}

const isForm = ({ headers }: http.IncomingMessage) =>
  (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')

const hopByHop = new Set(['connection', 'transfer-encoding', 'content-length', 'content-encoding', 'keep-alive'])
const length = (answer: Response) => ({ 'content-length': answer.headers.get('content-length') ?? '0' })

/** Sends the same request to moto. The Host header stays, for signatures and so that a Batch job uses the gate too. */
async function pass(upstream: string, { method = 'GET', url = '/', headers }: http.IncomingMessage, body: Buffer) {
  const { hostname, port } = new URL(upstream)
  return await new Promise<Response>((resolve, reject) => {
    const request = http.request({ hostname, port, method, path: url, headers }, (answer) => {
      buffer(answer)
        .then((bytes) => {
          const passed = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
            value === undefined ? [] : [[name, String(value)]],
          )
          const hasBody = method !== 'HEAD' && ![204, 304].includes(answer.statusCode ?? 200)
          resolve(
            new Response(hasBody ? new Uint8Array(bytes) : null, { status: answer.statusCode ?? 502, headers: passed }),
          )
        })
        .catch(reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}

function stsError(response: http.ServerResponse, code: string, message: string, status: number): void {
  const text = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`
  response.writeHead(status, { 'content-type': 'text/xml' }).end(text)
}
