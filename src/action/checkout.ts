import { execFile } from 'node:child_process'
import { userInfo } from 'node:os'
import path from 'node:path'
import type { Environment } from '../lib/environment.ts'

/** Where the code of a folder stands; empty where that is not known. */
export interface Checkout {
  readonly repo: string
  readonly hash: string
  readonly branch: string
}

const fullCommit = /^[0-9a-f]{40,64}$/
const nothing: Checkout = { repo: '', hash: '', branch: '' }
/** A git that has not answered by then, of a repository on a dead disk most likely, does not hold the run up. */
const gitTimeoutMs = 10_000
const maxAnswerBytes = 64 * 1024
/** Of a list of files: some hundred thousand names. */
const maxListBytes = 16 * 1024 * 1024

/**
 * What git says of the checkout that a folder of the workspace is in. A repository above the workspace is none of the
 * workflow's, and says nothing. No credentials: those of the URL are left out.
 */
export async function readCheckout(folder: string, workspace: string, env: Environment): Promise<Checkout> {
  const git = (...args: readonly string[]) => askGit(folder, workspace, env, args)
  const [hash = '', head = ''] = (await git('rev-parse', 'HEAD', '--abbrev-ref', 'HEAD')).split('\n')
  if (!fullCommit.test(hash)) return nothing
  const repo = withoutCredentials((await git('config', '--get', 'remote.origin.url')).trim())
  return { repo, hash, branch: head === 'HEAD' ? branchOfWorkflow(hash, env) : head }
}

/** actions/checkout leaves no branch behind; the workflow knows whose commit it runs for. */
function branchOfWorkflow(hash: string, env: Environment): string {
  if (env['GITHUB_SHA'] !== hash) return ''
  return env['GITHUB_HEAD_REF'] || (env['GITHUB_REF_TYPE'] === 'branch' ? (env['GITHUB_REF_NAME'] ?? '') : '')
}

/** The address of a repository, without user and password where they let somebody in. */
export function withoutCredentials(repository: string): string {
  if (!URL.canParse(repository)) return repository
  const url = new URL(repository)
  if (url.password === '' && (url.username === '' || url.protocol === 'ssh:')) return repository
  url.password = ''
  if (url.protocol !== 'ssh:') url.username = ''
  return url.href
}

/**
 * Whether a commit is in the history of another one, which counts as a part of its own. Undefined where the workspace's
 * checkout does not tell: no git, a commit that it lacks, a shallow clone, whose history ends too early for a no.
 */
export async function isAncestorInCheckout(
  workspace: string,
  env: Environment,
  { commit, of }: { readonly commit: string; readonly of: string },
): Promise<boolean | undefined> {
  if (workspace === '' || !fullCommit.test(commit) || !fullCommit.test(of)) return undefined
  const git = (...args: readonly string[]) => runGit(workspace, workspace, env, args)
  const { code } = await git('merge-base', '--is-ancestor', commit, of)
  if (code === 0) return true
  if (code !== 1) return undefined
  const isWhole = (await git('rev-parse', '--is-shallow-repository')).stdout.trim() === 'false'
  return isWhole ? false : undefined
}

/** The files of the workspace that git tracks and that have such names; none where there is no checkout, or more of them than anybody has. */
export async function trackedFiles(workspace: string, env: Environment, pattern: string): Promise<readonly string[]> {
  const { code, stdout } = await runGit(workspace, workspace, env, ['ls-files', '-z', '--', pattern], maxListBytes)
  return code === 0 ? stdout.split('\0').filter((name) => name !== '') : []
}

/** What git prints; empty where there is no git, no repository, or no answer. */
async function askGit(folder: string, workspace: string, env: Environment, args: readonly string[]): Promise<string> {
  const { code, stdout } = await runGit(folder, workspace, env, args)
  return code === 0 ? stdout : ''
}

/** How git ended and what it printed; no code where there is no git, or no answer. */
async function runGit(
  folder: string,
  workspace: string,
  { PATH, HOME }: Environment,
  args: readonly string[],
  maxBytes = maxAnswerBytes,
): Promise<{ readonly code: number | undefined; readonly stdout: string }> {
  const { promise, resolve } = Promise.withResolvers<{ code: number | undefined; stdout: string }>()
  const env = { PATH, HOME, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_CEILING_DIRECTORIES: path.dirname(workspace) }
  // In a container of the job the workspace belongs to somebody else, whom git would not trust.
  const all = ['-c', 'safe.directory=*', '-C', folder, ...args]
  const child = execFile('git', all, { env, timeout: gitTimeoutMs, maxBuffer: maxBytes }, (error, stdout) => {
    resolve({ code: typeof error?.code === 'string' ? undefined : (child.exitCode ?? undefined), stdout })
  })
  return await promise
}

/** Who makes bundles here, as Python's getpass.getuser() has it. */
export function getOwner(env: Environment): string {
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
