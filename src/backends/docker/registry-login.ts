import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What an engine needs to pull from a private registry. */
export interface RegistryLogin {
  readonly username: string
  readonly password: string
  readonly serveraddress: string
}

/** A credential helper that does not answer must not hold the run. */
const helperTimeoutMs = 20_000
const dockerHub = 'https://index.docker.io/v1/'

/** The registry host of a reference, by Docker's rule: the first part is a host if it has a dot, a colon, or is `localhost`. */
export function parseRegistryHost(reference: string): string {
  const [first = '', ...rest] = reference.split('/')
  return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? first : 'docker.io'
}

/**
 * The login that `docker login` (or docker/login-action) left in Docker's own configuration for the reference's registry; undefined
 * where there is none. Credential helpers are asked (https://github.com/docker/docker-credential-helpers). Never throws: a pull without
 * login then says what is wrong.
 */
export async function findRegistryLogin(reference: string, configFolder: string): Promise<RegistryLogin | undefined> {
  const config = await readJson(join(configFolder, 'config.json'))
  const registry = parseRegistryHost(reference)
  for (const server of registry === 'docker.io' ? [dockerHub, 'docker.io'] : [registry, `https://${registry}`]) {
    const helper = textAt(config, 'credHelpers', server) ?? textAt(config, 'credsStore')
    const login =
      (helper && (await askHelper(helper, server))) || fromAuth(textAt(config, 'auths', server, 'auth'), server)
    if (login) return login
  }
  return undefined
}

function fromAuth(auth: string | undefined, serveraddress: string): RegistryLogin | undefined {
  const [, username, password] = /^([^:]+):(.+)$/s.exec(Buffer.from(auth ?? '', 'base64').toString()) ?? []
  return username && password ? { username, password, serveraddress } : undefined
}

function askHelper(name: string, server: string): Promise<RegistryLogin | undefined> {
  if (!/^[\w.-]+$/.test(name)) return Promise.resolve(undefined)
  return new Promise((resolve) => {
    const child = execFile(`docker-credential-${name}`, ['get'], { timeout: helperTimeoutMs }, (error, stdout) => {
      const answer = error ? undefined : parse(stdout)
      const username = textAt(answer, 'Username')
      const password = textAt(answer, 'Secret')
      resolve(username && password ? { username, password, serveraddress: server } : undefined)
    })
    // A helper that is not installed fails the write too; the callback above already tells.
    child.stdin?.on('error', () => resolve(undefined))
    child.stdin?.end(server)
  })
}

async function readJson(path: string): Promise<unknown> {
  return parse(await readFile(path, 'utf8').catch(() => ''))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  let at = value
  for (const key of path)
    at = typeof at === 'object' && at !== null ? Object.entries(at).find(([name]) => name === key)?.[1] : undefined
  return typeof at === 'string' && at !== '' ? at : undefined
}
