import { execFile } from 'node:child_process'
import { userInfo } from 'node:os'
import path from 'node:path'
import type { Environment } from './reader.ts'

/** Where the code of a folder stands; empty where that is not known. */
export interface Checkout {
  readonly repo: string
  readonly hash: string
  readonly branch: string
}

const nothing: Checkout = { repo: '', hash: '', branch: '' }
/** A git that has not answered by then, of a repository on a dead disk most likely, does not hold the run up. */
const gitTimeoutMs = 10_000

/**
 * What git says of the checkout that a folder of the workspace is in. A repository above the workspace is none of the
 * workflow's, and says nothing. No credentials: those of the URL are left out.
 */
export async function checkoutOf(folder: string, workspace: string, env: Environment): Promise<Checkout> {
  const git = (...args: readonly string[]) => askGit(folder, workspace, env, args)
  const [hash = '', head = ''] = (await git('rev-parse', 'HEAD', '--abbrev-ref', 'HEAD')).split('\n')
  if (!/^[0-9a-f]{40,64}$/.test(hash)) return nothing
  const repo = withoutCredentials((await git('config', '--get', 'remote.origin.url')).trim())
  return { repo, hash, branch: head === 'HEAD' ? branchOfWorkflow(hash, env) : head }
}

/** actions/checkout leaves no branch behind; the workflow knows whose commit it runs for. */
function branchOfWorkflow(hash: string, env: Environment): string {
  if (env['GITHUB_SHA'] !== hash) return ''
  return env['GITHUB_HEAD_REF'] || (env['GITHUB_REF_TYPE'] === 'branch' ? (env['GITHUB_REF_NAME'] ?? '') : '')
}

function withoutCredentials(repository: string): string {
  if (!URL.canParse(repository)) return repository
  const url = new URL(repository)
  if (url.password === '' && (url.username === '' || url.protocol === 'ssh:')) return repository
  url.password = ''
  if (url.protocol !== 'ssh:') url.username = ''
  return url.href
}

/** What git prints; empty where there is no git, no repository, or no answer. */
async function askGit(
  folder: string,
  workspace: string,
  { PATH, HOME }: Environment,
  args: readonly string[],
): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  const env = { PATH, HOME, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_CEILING_DIRECTORIES: path.dirname(workspace) }
  // In a container of the job the workspace belongs to somebody else, whom git would not trust.
  const all = ['-c', 'safe.directory=*', '-C', folder, ...args]
  execFile('git', all, { env, timeout: gitTimeoutMs, maxBuffer: 64 * 1024 }, (error, stdout) => {
    resolve(error === null ? stdout : '')
  })
  return await promise
}

/** Who makes bundles here, as Python's getpass.getuser() has it. */
export function userOf(env: Environment): string {
  const named = ['LOGNAME', 'USER', 'LNAME', 'USERNAME'].map((name) => env[name]).find((name) => name)
  return named ?? nameOfAccount()
}

function nameOfAccount(): string {
  try {
    return userInfo().username
  } catch {
    // A container's user may have a number and no name.
    return ''
  }
}
