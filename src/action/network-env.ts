import type { Environment } from '../lib/environment.ts'

const networkVariable = /^(AWS_ENDPOINT_URL(_[A-Z0-9_]+)?|(https?|no|all)_proxy)$/i

/** Returns the runner's variables for endpoints and proxies. A container on this runner needs them too. */
export function readNetworkEnv(env: Environment): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(env).flatMap(([name, value]) => (value && networkVariable.test(name) ? [[name, value]] : [])),
  )
}

/** Finds the passwords in proxy URLs, as they are written and decoded. */
export function findProxySecrets(networkEnv: ReadonlyMap<string, string>): readonly string[] {
  return [...networkEnv.values()].flatMap((value) => {
    const password = URL.canParse(value) ? new URL(value).password : ''
    return password === '' ? [] : [password, decodeURIComponent(password)]
  })
}
