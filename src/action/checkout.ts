import { execFile } from 'node:child_process'
import { access, readdir } from 'node:fs/promises'
import { userInfo } from 'node:os'
import path from 'node:path'
import type { Environment } from '../lib/environment.ts'

/** Repository, commit and branch of a checkout; each is empty when it is not known. */
export interface Checkout {
  readonly repo: string
  readonly hash: string
  readonly branch: string
}

const fullCommit = /^[0-9a-f]{40,64}$/
const unknownCheckout: Checkout = { repo: '', hash: '', branch: '' }
/** Limit of the folders of the workspace in which a checkout is searched. */
const maxSearchedFolders = 500
/** Git is stopped after this time: the disk of the repository probably does not respond. */
const gitTimeoutMs = 10_000
const maxAnswerBytes = 64 * 1024
/** The limit for a list of files: some hundred thousand names. */
const maxListBytes = 16 * 1024 * 1024

/**
 * Reads the checkout that contains a folder of the workspace. A repository above the workspace is ignored, because it
 * does not belong to the workflow. Credentials in the repository's URL are removed.
 */
export async function readCheckout(folder: string, workspace: string, env: Environment): Promise<Checkout> {
  const git = (...args: readonly string[]) => readGit(folder, workspace, env, args)
  const [hash = '', head = ''] = (await git('rev-parse', 'HEAD', '--abbrev-ref', 'HEAD')).split('\n')
  if (!fullCommit.test(hash)) return unknownCheckout
  const repo = removeCredentials((await git('config', '--get', 'remote.origin.url')).trim())
  return { repo, hash, branch: head === 'HEAD' ? findWorkflowBranch(hash, env) : head }
}

/**
 * The folder with the checkout of the workflow's repository: the workspace, or the folder in it that actions/checkout
 * filled because of its input `path`, at most two levels below. The workspace where none or several qualify.
 */
export async function findCheckoutFolder(workspace: string, env: Environment): Promise<string> {
  if (workspace === '' || (await isRepository(workspace))) return workspace
  const found: string[] = []
  for (const folder of await listRepositories(workspace))
    if (isWorkflowCheckout(await readCheckout(folder, workspace, env), env)) found.push(folder)
  const [only, ...others] = found
  return only === undefined || others.length > 0 ? workspace : only
}

async function listRepositories(workspace: string): Promise<readonly string[]> {
  const children = (await listFolders(workspace)).slice(0, maxSearchedFolders)
  const folders = [...children, ...(await Promise.all(children.map(listFolders))).flat()].slice(0, maxSearchedFolders)
  const areRepositories = await Promise.all(folders.map(isRepository))
  return folders.filter((_, index) => areRepositories[index])
}

/** The folders in a folder, without links and hidden folders; empty for a folder that cannot be read. */
async function listFolders(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
  return folders.map(({ name }) => path.join(folder, name))
}

/** `.git` is a file in a worktree. */
async function isRepository(folder: string): Promise<boolean> {
  return await access(path.join(folder, '.git')).then(
    () => true,
    () => false,
  )
}

function isWorkflowCheckout({ hash, repo }: Checkout, env: Environment): boolean {
  const name = env['GITHUB_REPOSITORY'] ?? ''
  if (name !== '' && repo !== '')
    return repo
      .replace(/\.git$/, '')
      .toLowerCase()
      .endsWith(`/${name.toLowerCase()}`)
  return hash !== '' && hash === env['GITHUB_SHA']
}

/** actions/checkout leaves a detached HEAD; the runner's variables name the branch of the workflow's own commit. */
function findWorkflowBranch(hash: string, env: Environment): string {
  if (env['GITHUB_SHA'] !== hash) return ''
  return env['GITHUB_HEAD_REF'] || (env['GITHUB_REF_TYPE'] === 'branch' ? (env['GITHUB_REF_NAME'] ?? '') : '')
}

/**
 * Removes user and password from a repository's URL; empty for a malformed URL that may have them. The user of an SSH
 * URL stays: it is not a credential.
 */
export function removeCredentials(repository: string): string {
  // A malformed URL may have a password anywhere.
  if (!URL.canParse(repository)) return /:\/\/.*@/s.test(repository) ? '' : repository
  const url = new URL(repository)
  if (url.password === '' && (url.username === '' || url.protocol === 'ssh:')) return repository
  url.password = ''
  if (url.protocol !== 'ssh:') url.username = ''
  return url.href
}

/**
 * Whether a commit is in the history of another commit, or is that commit. Undefined when the workspace's checkout
 * cannot decide: git is missing, a commit is missing, or the clone is shallow and its history ends too early to say no.
 */
export async function isAncestorInCheckout(
  workspace: string,
  env: Environment,
  { ancestor, descendant }: { readonly ancestor: string; readonly descendant: string },
): Promise<boolean | undefined> {
  if (workspace === '' || !fullCommit.test(ancestor) || !fullCommit.test(descendant)) return undefined
  const git = (...args: readonly string[]) => runGit(workspace, workspace, env, args)
  const { code } = await git('merge-base', '--is-ancestor', ancestor, descendant)
  if (code === 0) return true
  if (code !== 1) return undefined
  const isComplete = (await git('rev-parse', '--is-shallow-repository')).stdout.trim() === 'false'
  return isComplete ? false : undefined
}

/**
 * Lists the files of the workspace that git tracks and that match a pathspec; empty without a checkout, or above 16 MiB
 * of names.
 */
export async function listTrackedFiles(
  workspace: string,
  env: Environment,
  pattern: string,
): Promise<readonly string[]> {
  const { code, stdout } = await runGit(workspace, workspace, env, ['ls-files', '-z', '--', pattern], maxListBytes)
  return code === 0 ? stdout.split('\0').filter((name) => name !== '') : []
}

/** Returns what git prints; empty when git fails, is missing or times out. */
async function readGit(folder: string, workspace: string, env: Environment, args: readonly string[]): Promise<string> {
  const { code, stdout } = await runGit(folder, workspace, env, args)
  return code === 0 ? stdout : ''
}

/** Runs git. The code is undefined when git is missing or times out. */
async function runGit(
  folder: string,
  workspace: string,
  { PATH, HOME }: Environment,
  args: readonly string[],
  maxBytes = maxAnswerBytes,
): Promise<{ readonly code: number | undefined; readonly stdout: string }> {
  const { promise, resolve } = Promise.withResolvers<{ code: number | undefined; stdout: string }>()
  const env = { PATH, HOME, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_CEILING_DIRECTORIES: path.dirname(workspace) }
  // In a job container the workspace belongs to another user, and git would refuse the repository.
  const allArgs = ['-c', 'safe.directory=*', '-C', folder, ...args]
  const child = execFile('git', allArgs, { env, timeout: gitTimeoutMs, maxBuffer: maxBytes }, (error, stdout) => {
    resolve({ code: typeof error?.code === 'string' ? undefined : (child.exitCode ?? undefined), stdout })
  })
  return await promise
}

/** Returns the owner of new bundles, by the rules of Python's getpass.getuser(), which Disdat uses. */
export function getOwner(env: Environment): string {
  const name = ['LOGNAME', 'USER', 'LNAME', 'USERNAME'].map((variable) => env[variable]).find((value) => value)
  return name ?? readAccountName()
}

function readAccountName(): string {
  try {
    return userInfo().username
  } catch {
    // The user of a container may have an id without a name.
    return ''
  }
}
