import { execFile } from 'node:child_process'
import { dockerHub } from '../../lib/image-reference.ts'
import { getField, getString, isObject, parseJson } from '../../lib/json.ts'
import { readDockerConfig } from './docker-config.ts'

/** The login that an engine needs to pull from a private registry: a password, or a token. */
export interface RegistryLogin {
  readonly username?: string
  readonly password?: string
  /** A refresh token, which the engine exchanges at the registry's token server. */
  readonly identitytoken?: string
  /** A bearer token, which the engine sends to the registry as it is. */
  readonly registrytoken?: string
  readonly serveraddress: string
}

/** A credential helper that hangs must not hold up the run. */
const helperTimeoutMs = 20_000
const dockerHubKey = 'https://index.docker.io/v1/'
const dockerHubHosts: readonly string[] = [dockerHub, 'index.docker.io', 'registry-1.docker.io']
/** The user name with which a helper marks an identity token. */
const tokenUsername = '<token>'

/**
 * The login for a registry that `docker login` (or docker/login-action) left in Docker's configuration, as the docker
 * command finds it; undefined without one. `host` is that of a parsed image reference. The variable DOCKER_AUTH_CONFIG,
 * which docker reads since version 28, comes first, then a helper for the registry, the helper for all, and the file.
 * Never throws: a pull without a login reports the problem.
 * https://github.com/docker/cli/tree/master/cli/config/credentials,
 * https://github.com/docker/docker-credential-helpers
 */
export async function findRegistryLogin(
  host: string,
  { configFolder, authConfig = '' }: { readonly configFolder: string; readonly authConfig?: string | undefined },
): Promise<RegistryLogin | undefined> {
  const config = await readDockerConfig(configFolder)
  const names = host === dockerHub ? [dockerHubKey, dockerHub] : [host, `https://${host}`]
  const serveraddress = names[0] ?? host
  const variable = findSavedLogin(getField(parseJson(authConfig), 'auths'), host, serveraddress)
  if (variable) return { ...variable, serveraddress }
  const [ownHelper] = names.flatMap((name) => getString(config, 'credHelpers', name) ?? [])
  const helper = ownHelper ?? getString(config, 'credsStore') ?? ''
  for (const name of helper === '' ? [] : names) {
    const login = await runHelper(helper, name)
    if (login) return { ...login, serveraddress }
  }
  const login = findSavedLogin(getField(config, 'auths'), host, serveraddress)
  return login && { ...login, serveraddress }
}

type Secret = Omit<RegistryLogin, 'serveraddress'>

/** Old versions of docker saved logins under URLs: `https://host/v1/`. */
function findSavedLogin(auths: unknown, host: string, key: string): Secret | undefined {
  if (!isObject(auths)) return undefined
  const hosts = host === dockerHub ? dockerHubHosts : [host]
  const entries = Object.entries(auths).filter(([name]) =>
    hosts.includes(name.replace(/^https?:\/\//, '').replace(/\/.*$/s, '')),
  )
  const exactFirst = entries.toSorted(([a], [b]) => Number(b === key) - Number(a === key))
  for (const [, entry] of exactFirst) {
    const secret = parseSavedLogin(entry)
    if (secret) return secret
  }
  return undefined
}

function parseSavedLogin(entry: unknown): Secret | undefined {
  const [, user, word] = /^([^:]+):(.*)$/s.exec(Buffer.from(getText(entry, 'auth') ?? '', 'base64').toString()) ?? []
  const username = user ?? getText(entry, 'username')
  const password = user === undefined ? getText(entry, 'password') : word?.replace(/^\0+|\0+$/g, '')
  const identitytoken = getText(entry, 'identitytoken')
  const registrytoken = getText(entry, 'registrytoken')
  if (identitytoken !== undefined || registrytoken !== undefined)
    return { ...(identitytoken && { identitytoken }), ...(registrytoken && { registrytoken }) }
  return username && password ? { username, password } : undefined
}

function runHelper(name: string, serverUrl: string): Promise<Secret | undefined> {
  if (!/^[\w.-]+$/.test(name)) return Promise.resolve(undefined)
  return new Promise((resolve) => {
    const child = execFile(`docker-credential-${name}`, ['get'], { timeout: helperTimeoutMs }, (error, stdout) => {
      const output = error ? undefined : parseJson(stdout)
      const username = getText(output, 'Username')
      const password = getText(output, 'Secret')
      if (username === undefined || password === undefined) resolve(undefined)
      else resolve(username === tokenUsername ? { identitytoken: password } : { username, password })
    })
    // The write fails for a helper that is not installed, and for a helper that ends without reading it, which may have
    // printed a login. The callback above handles both.
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(serverUrl)
  })
}

/** The text at the path; undefined where it is empty. */
const getText = (value: unknown, ...path: readonly string[]) => getString(value, ...path) || undefined
