import { describeError } from '../../src/errors.ts'
import { inheritEnv, root } from './process.ts'
import { startPython } from './python.ts'

/** Credentials of a user of the emulated AWS account. */
export type Keys = { readonly accessKeyId: string; readonly secretAccessKey: string }

/**
 * An AWS account on this machine: S3, STS, IAM and more, at one URL for the host and for containers on the host
 * network.
 */
export interface Moto extends AsyncDisposable {
  readonly endpoint: string
  /** The variables that connect an AWS SDK to this account, with keys of all permissions. */
  readonly env: Readonly<Record<string, string>>
  createBucket(name: string): Promise<void>
  /** Creates an IAM user with these actions on all resources. Effective after `enforceIam`. */
  createUser(name: string, actions: readonly string[]): Promise<Keys>
  /** Checks signatures and policies from now on, also for the keys of `env`. `reset` ends it. */
  enforceIam(): Promise<void>
  /** Deletes everything: buckets, users, enforcement. */
  reset(): Promise<void>
  /** Sends a JSON request to a service of the account. */
  call(service: string, path: string, body: object): Promise<unknown>
  /** Creates an IAM role, and returns its ARN. */
  createRole(name: string): Promise<string>
  /** The last lines of the server's log: one line for each request. */
  log(): string
}

const startMs = 60_000
const maxLogLength = 4 << 20

interface MotoOptions {
  readonly leastPartBytes?: number
  /** `host:port` of the registry that serves as the data plane of ECR. */
  readonly registry?: string
}

/**
 * Starts a moto server on a free port of 127.0.0.1. The minimum size of upload parts is 5 MiB, as in S3, by default.
 */
export async function startMoto({ leastPartBytes, registry }: MotoOptions = {}): Promise<Moto> {
  const args = [`${root}test/testbed/moto_server.py`, '-H', '127.0.0.1', '-p', '0']
  const env = {
    ...inheritEnv('PATH', 'HOME', 'DOCKER_HOST'),
    PYTHONUNBUFFERED: '1',
    ...(leastPartBytes === undefined ? {} : { S3_UPLOAD_PART_MIN_SIZE: String(leastPartBytes) }),
    ...(registry === undefined ? {} : { TESTBED_REGISTRY: registry }),
    // Its Batch jobs reach it on the host network, like the containers of the action.
    MOTO_DOCKER_NETWORK_MODE: 'host',
  }
  const printed: string[] = []
  let printedLength = 0
  let isListening = false
  const listening = Promise.withResolvers<string>()
  // moto reads the minimum size when it is imported.
  const server = await startPython(leastPartBytes === undefined ? 'moto' : undefined, args, env, (_, output) => {
    // The server prints a line for each request: looking through all of them each time would take seconds of a run.
    printed.push(output)
    printedLength += output.length
    while (printedLength > maxLogLength) printedLength -= printed.shift()?.length ?? 0
    if (isListening) return
    const address = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(printed.join(''))?.[1]
    if (address === undefined) return
    isListening = true
    listening.resolve(address)
  })
  const fail = (why: string) => listening.reject(new Error(`moto ${why}:\n${printed.join('')}`))
  server.ended.then(
    (code) => fail(`ended with ${code}`),
    (error) => fail(`could not be started, has script/bootstrap been run? ${describeError(error)}`),
  )
  const deadline = setTimeout(fail, startMs, `was not ready within ${startMs / 1000} s`)
  const endpoint = await listening.promise.catch(async (error) => {
    await server.kill()
    throw error
  })
  clearTimeout(deadline)
  const { request, iam, ...administrator } = createAdministrator(endpoint)
  return {
    endpoint,
    env: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY',
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      NO_PROXY: '127.0.0.1,localhost',
    },
    async createBucket(name) {
      await request(`/${name}`, { method: 'PUT' })
    },
    async createUser(name, actions) {
      const Statement = [{ Effect: 'Allow', Action: actions, Resource: '*' }]
      await iam({ Action: 'CreateUser', UserName: name })
      await iam({
        Action: 'PutUserPolicy',
        UserName: name,
        PolicyName: 'allowed',
        PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
      })
      const made = await iam({ Action: 'CreateAccessKey', UserName: name })
      return { accessKeyId: element('AccessKeyId', made), secretAccessKey: element('SecretAccessKey', made) }
    },
    async enforceIam() {
      await request('/moto-api/reset-auth', { method: 'POST', body: '0' })
    },
    async reset() {
      await request('/moto-api/reset-auth', { method: 'POST', body: 'inf' })
      await request('/moto-api/reset', { method: 'POST' })
    },
    ...administrator,
    log: () => printed.join(''),
    [Symbol.asyncDispose]: () => server.kill(),
  }
}

/** Opens an account as its administrator, who has all permissions. */
export function createAdministrator(endpoint: string) {
  const request = async (path: string, init: RequestInit) => {
    const answer = await fetch(`${endpoint}${path}`, { ...init, signal: AbortSignal.timeout(10_000) })
    const body = await answer.text()
    if (!answer.ok) throw new Error(`moto answered ${answer.status} to ${init.method} ${path}: ${body}`)
    return body
  }
  const query = (service: string, parameters: Readonly<Record<string, string>>) =>
    request('/', {
      method: 'POST',
      // moto reads the service from the scope of the signature, and checks the rest only after `enforceIam`.
      headers: { authorization: `AWS4-HMAC-SHA256 ${credentialScope(service)}, SignedHeaders=host, Signature=0` },
      body: new URLSearchParams(parameters),
    })
  const iam = (parameters: Readonly<Record<string, string>>) => query('iam', { Version: '2010-05-08', ...parameters })
  return {
    request,
    /** Sends a form to a service with the query protocol, and returns the XML. */
    query,
    iam,
    /** Sends a JSON request to a service of the account. */
    async call(service: string, path: string, body: object): Promise<unknown> {
      const text = await request(path, {
        method: 'POST',
        headers: {
          authorization: `AWS4-HMAC-SHA256 ${credentialScope(service)}, SignedHeaders=host, Signature=0`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
      })
      // Some calls have an empty response.
      return text === '' ? {} : JSON.parse(text)
    },
    /** Creates an IAM role, and returns its ARN. */
    async createRole(name: string): Promise<string> {
      const trust = JSON.stringify({ Version: '2012-10-17', Statement: [] })
      return element('Arn', await iam({ Action: 'CreateRole', RoleName: name, AssumeRolePolicyDocument: trust }))
    },
  }
}

function credentialScope(service: string): string {
  return `Credential=test/20260101/us-east-1/${service}/aws4_request`
}

function element(name: string, xml: string): string {
  const text = new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1]
  if (text === undefined) throw new Error(`no ${name} in ${xml}`)
  return text
}
