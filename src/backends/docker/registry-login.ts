import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getString, parseJson } from '../../lib/json.ts'

/** The login that an engine needs to pull from a private registry. */
export interface RegistryLogin {
  readonly username: string
  readonly password: string
  readonly serveraddress: string
}

/** A credential helper that hangs must not hold up the run. */
const helperTimeoutMs = 20_000
const dockerHub = 'https://index.docker.io/v1/'

/** The registry host of a reference. Docker's rule: a first part with a dot or a colon, or `localhost`, is a host. */
export function parseRegistryHost(reference: string): string {
  const [first = '', ...rest] = reference.split('/')
  return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? first : 'docker.io'
}

/**
 * The login for the reference's registry that `docker login` (or docker/login-action) left in Docker's configuration;
 * undefined without one. Runs credential helpers (https://github.com/docker/docker-credential-helpers). Never throws:
 * a pull without a login reports the problem.
 */
export async function findRegistryLogin(reference: string, configFolder: string): Promise<RegistryLogin | undefined> {
  const config = parseJson(await readFile(join(configFolder, 'config.json'), 'utf8').catch(() => ''))
  const registry = parseRegistryHost(reference)
  for (const server of registry === 'docker.io' ? [dockerHub, 'docker.io'] : [registry, `https://${registry}`]) {
    const helper = getText(config, 'credHelpers', server) ?? getText(config, 'credsStore')
    const login =
      (helper && (await runHelper(helper, server))) || parseAuth(getText(config, 'auths', server, 'auth'), server)
    if (login) return login
  }
  return undefined
}

function parseAuth(auth: string | undefined, serveraddress: string): RegistryLogin | undefined {
  const [, username, password] = /^([^:]+):(.+)$/s.exec(Buffer.from(auth ?? '', 'base64').toString()) ?? []
  return username && password ? { username, password, serveraddress } : undefined
}

function runHelper(name: string, serveraddress: string): Promise<RegistryLogin | undefined> {
  if (!/^[\w.-]+$/.test(name)) return Promise.resolve(undefined)
  return new Promise((resolve) => {
    const child = execFile(`docker-credential-${name}`, ['get'], { timeout: helperTimeoutMs }, (error, stdout) => {
      const output = error ? undefined : parseJson(stdout)
      const username = getText(output, 'Username')
      const password = getText(output, 'Secret')
      resolve(username && password ? { username, password, serveraddress } : undefined)
    })
    // The write also fails for a helper that is not installed; the callback above handles that.
    child.stdin?.on('error', () => resolve(undefined))
    child.stdin?.end(serveraddress)
  })
}

/** The text at the path; undefined where it is empty. */
const getText = (value: unknown, ...path: readonly string[]) => getString(value, ...path) || undefined
