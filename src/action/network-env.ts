import type { Environment } from '../lib/environment.ts'
import { findUnusableProxies } from '../lib/proxy-env.ts'
import { findUserInfoSecrets, redactUserInfo } from '../lib/user-info.ts'
import type { InputProblem } from './input-problems.ts'

const networkVariable = /^(AWS_ENDPOINT_URL(_[A-Z0-9_]+)?|(https?|no|all)_proxy)$/i

/** Returns the runner's variables for endpoints and proxies. A container on this runner needs them too. */
export function readNetworkEnv(env: Environment): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(env).flatMap(([name, value]) => (value && networkVariable.test(name) ? [[name, value]] : [])),
  )
}

/** Finds the secrets in the addresses of proxies and endpoints, in every spelling that a program may print. */
export function findNetworkSecrets(networkEnv: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...networkEnv.values()].flatMap(findUserInfoSecrets))]
}

/** Finds the proxies with an address that no program could use. */
export function findProxyProblems(env: Environment): readonly InputProblem[] {
  return findUnusableProxies(env).map((name) => ({
    where: `the variable ${name}`,
    given: redactUserInfo(env[name] ?? ''),
    expected:
      'Write `http://user:password@host:port`, and encode special characters of the password: `/` is `%2F`, `#` is `%23`.',
  }))
}
