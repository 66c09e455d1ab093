import type { Environment } from './environment.ts'

/** The proxy variables that Node's agents use. */
const proxyVariable = /^https?_proxy$/i

/**
 * The proxy variables of an environment, as Node's agents understand them. An address without a scheme is one of
 * `http`, as for curl and Python; Node would ignore it. An address that no program could use is left out, because
 * Node would throw it, with its password, from the constructor of an agent.
 */
export function createProxyEnv(env: Environment): Environment {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value = '']) => {
      if (/^no_proxy$/i.test(name)) return [[name, value]]
      const address = proxyVariable.test(name) ? normalizeProxyAddress(value) : undefined
      return address === undefined ? [] : [[name, address]]
    }),
  )
}

/** The names of the proxy variables with an address that no program could use. */
export function findUnusableProxies(env: Environment): readonly string[] {
  return Object.entries(env).flatMap(([name, value = '']) =>
    proxyVariable.test(name) && value.trim() !== '' && normalizeProxyAddress(value) === undefined ? [name] : [],
  )
}

function normalizeProxyAddress(text: string): string | undefined {
  const trimmed = text.trim()
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`
  // A `%` that begins no code stands for itself.
  const encoded = address.replace(/%(?![0-9a-f]{2})/gi, '%25')
  if (!URL.canParse(encoded)) return undefined
  const { hostname, username, password } = new URL(encoded)
  return hostname !== '' && [username, password].every(canDecode) ? encoded : undefined
}

function canDecode(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
