import { createPrivateKey, sign, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { registryUser } from './registry.ts'
import { createCertificate } from './tls.ts'

/** The refresh token that `az acr login` would save as `identitytoken`. */
export const identityToken = 'refresh-me-2718'

/** A token server of a registry (https://distribution.github.io/distribution/spec/auth/token/). */
export interface TokenServer extends AsyncDisposable {
  /** The part `auth` of the registry's configuration, as lines of YAML. */
  readonly auth: readonly string[]
  /** The grants of the issued tokens: `password`, `refresh_token`. */
  readonly grants: readonly string[]
}

const service = 'test-registry'

/** Starts the server. It accepts `identityToken` as a refresh token, and `registryUser` with the password. */
export async function startTokenServer(): Promise<TokenServer> {
  const { key, cert } = await createCertificate()
  const folder = await mkdtemp(join(tmpdir(), 'tokens-'))
  await writeFile(join(folder, 'cert.pem'), cert)
  const grants: string[] = []
  const basic = `Basic ${Buffer.from(`${registryUser.name}:${registryUser.password}`).toString('base64')}`

  const answer = async (request: http.IncomingMessage): Promise<object | undefined> => {
    const { searchParams } = new URL(request.url ?? '', 'http://tokens')
    const form = request.method === 'POST' ? new URLSearchParams(await text(request)) : searchParams
    const isRefresh = form.get('grant_type') === 'refresh_token' && form.get('refresh_token') === identityToken
    if (!isRefresh && request.headers.authorization !== basic) return undefined
    grants.push(isRefresh ? 'refresh_token' : 'password')
    const token = createToken(key, cert, form.getAll('scope'))
    return { token, access_token: token, expires_in: 300 }
  }
  const server = http.createServer((request, response) => {
    answer(request).then(
      (body) => response.writeHead(body ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      () => response.destroy(),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const realm = `http://127.0.0.1:${address.port}/token`
  return {
    auth: [
      'auth:',
      '  token:',
      `    realm: ${realm}`,
      `    service: ${service}`,
      '    issuer: test-issuer',
      `    rootcertbundle: ${folder}/cert.pem`,
    ],
    grants,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** https://distribution.github.io/distribution/spec/auth/jwt/ */
function createToken(key: string, cert: string, scopes: readonly string[]): string {
  const seconds = Math.floor(Date.now() / 1000)
  const access = scopes
    .flatMap((scope) => scope.split(' '))
    .map((scope) => {
      const [type, name, actions = ''] = scope.split(':')
      return { type, name, actions: actions.split(',') }
    })
  const times = { iat: seconds, nbf: seconds - 60, exp: seconds + 300 }
  const claims = { iss: 'test-issuer', sub: 'ci', aud: service, jti: crypto.randomUUID(), ...times, access }
  const header = { typ: 'JWT', alg: 'ES256', x5c: [new X509Certificate(cert).raw.toString('base64')] }
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const content = `${encode(header)}.${encode(claims)}`
  const signature = sign('sha256', Buffer.from(content), { key: createPrivateKey(key), dsaEncoding: 'ieee-p1363' })
  return `${content}.${signature.toString('base64url')}`
}
