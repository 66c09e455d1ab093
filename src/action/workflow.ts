import { readFile } from 'node:fs/promises'
import type { Environment } from './reader.ts'

/**
 * The commits that this workflow runs for: the one that was checked out, and in a pull request also its head, since what is checked out there is
 * a merge that nobody has built an image from (https://docs.github.com/en/actions/reference/events-that-trigger-workflows#pull_request).
 */
export async function workflowCommits(env: Environment): Promise<readonly string[]> {
  const { GITHUB_SHA: sha, GITHUB_EVENT_PATH: path } = env
  const event = path ? await readFile(path, 'utf8').catch(() => '') : ''
  const head = headOf(event)
  return [sha, head].filter((commit) => commit !== undefined && commit !== '').map(String)
}

function headOf(event: string): string | undefined {
  try {
    const payload: unknown = JSON.parse(event)
    const sha = at(at(at(payload, 'pull_request'), 'head'), 'sha')
    return typeof sha === 'string' ? sha : undefined
  } catch {
    return undefined
  }
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined
}

const passedOn = /^(AWS_ENDPOINT_URL(_[A-Z0-9_]+)?|(https?|no|all)_proxy)$/i

/** The variables that say how this runner reaches the world, for a container that must reach it too. */
export function surroundingsOf(env: Environment): ReadonlyMap<string, string> {
  return new Map(Object.entries(env).flatMap(([name, value]) => (value && passedOn.test(name) ? [[name, value]] : [])))
}

/** The passwords in proxy URLs. */
export function proxySecrets(surroundings: ReadonlyMap<string, string>): readonly string[] {
  return [...surroundings.values()].flatMap((value) => {
    const password = URL.canParse(value) ? new URL(value).password : ''
    return password === '' ? [] : [password, decodeURIComponent(password)]
  })
}
