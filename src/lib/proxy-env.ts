import { isIPv4 } from 'node:net'
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

/** A server that is reached directly, or through a proxy. */
interface Server {
  readonly isSecure: boolean
  readonly hostname: string
  /** Empty for the port of the scheme. */
  readonly port: string
}

/**
 * The proxy through which an environment reaches a server, and the value of its Proxy-Authorization header; undefined
 * for a direct connection. The rules are those of Node's agents:
 * https://nodejs.org/api/http.html#built-in-proxy-support
 */
export function selectProxy(
  env: Environment,
  server: Server,
): { readonly href: string; readonly authorization: string | undefined } | undefined {
  const { http_proxy, HTTP_PROXY, https_proxy, HTTPS_PROXY, no_proxy, NO_PROXY } = createProxyEnv(env)
  const address = server.isSecure ? https_proxy || HTTPS_PROXY : http_proxy || HTTP_PROXY
  const bypassed = (no_proxy || NO_PROXY || '').toLowerCase().split(',')
  if (!address || !/^https?:/i.test(address) || bypassed.some((entry) => isBypassed(server, entry.trim()))) {
    return undefined
  }
  const { href, username, password } = new URL(address)
  const userInfo = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { href, authorization: userInfo === ':' ? undefined : `Basic ${Buffer.from(userInfo).toString('base64')}` }
}

/** Whether an entry of NO_PROXY covers a server. */
function isBypassed({ isSecure, hostname, port }: Server, entry: string): boolean {
  const host = hostname.toLowerCase()
  if (entry === '*' || entry === host || entry === `${host}:${port || (isSecure ? 443 : 80)}`) return true
  if (entry.startsWith('.')) return `.${host}`.endsWith(entry)
  if (entry.startsWith('*.')) return host.endsWith(entry.slice(1))
  const [first = '', last = ''] = entry.split('-').map((end) => end.trim())
  if (![host, first, last].every(isIPv4)) return false
  return toNumber(first) <= toNumber(host) && toNumber(host) <= toNumber(last)
}

const toNumber = (address: string) => address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0)
