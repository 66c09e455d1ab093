import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { ReleaseContext } from '../../script/release/check.ts'
import { runGit } from '../../script/release/git.ts'
import { GitHubClient } from '../../script/release/github.ts'
import { readPackageVersion } from '../../script/release/prepare.ts'
import { inheritEnv, root, runCommand } from './process.ts'
import { type ReleasesDouble, releasesRepository, startReleases } from './releases.ts'

/** What a release reads of this repository. */
const copied = [
  'package-lock.json',
  'CHANGELOG.md',
  'README.md',
  ...['', 'report/', 'plan/', 'freshness/'].flatMap((folder) => [`${folder}action.yml`, `${folder}action-types.yml`]),
  'script/release',
]
const copiedToo = [
  'script/release.ts',
  'docs/contract.json',
  'docs/result.schema.json',
  'docs/runs.schema.json',
  'src/lib',
]

/** A repository to release: what a release reads here, with a small dist/, and its bare remote. */
export interface ReleaseSource extends AsyncDisposable {
  /** The checkout, at the head of main. */
  readonly path: string
  readonly remote: string
  readonly version: string
  /** The head of main. */
  readonly sha: string
}

/** Creates the repository, with the real version and the real notes. */
export async function createReleaseSource(): Promise<ReleaseSource> {
  const folder = await mkdtemp(join(tmpdir(), 'release-'))
  const [path, remote] = [join(folder, 'checkout'), join(folder, 'remote.git')]
  for (const file of [...copied, ...copiedToo]) {
    await mkdir(dirname(join(path, file)), { recursive: true })
    await cp(join(root, file), join(path, file), { recursive: true })
  }
  await writeFile(join(path, '.gitignore'), '/release/\n/node_modules/\n')
  await mkdir(join(path, 'dist'))
  await writeFile(join(path, 'dist/main.js'), 'console.log(1)\n')
  await replacePackageScripts(path)
  await runGit(folder, 'init', '--quiet', '--initial-branch', 'main', path)
  await runGit(folder, 'init', '--quiet', '--bare', '--initial-branch', 'main', remote)
  await runGit(path, 'remote', 'add', 'origin', remote)
  const sha = await commitAll(path, 'Release')
  await runGit(path, 'push', '--quiet', 'origin', 'main')
  const version = await readPackageVersion(path)
  const dispose = () => rm(folder, { recursive: true, force: true })
  return { path, remote, version, sha, [Symbol.asyncDispose]: dispose }
}

/** The job `check` gets only the package `yaml`, and builds nothing. The other jobs get no packages. */
async function replacePackageScripts(path: string): Promise<void> {
  const text = await readFile(join(root, 'package.json'), 'utf8')
  const replaced = text.replace(/("check-dist": )"[^"]*"/, '$1"test -f dist/main.js"')
  if (replaced === text) throw new Error('package.json has no script check-dist')
  await writeFile(join(path, 'package.json'), replaced)
  const install = `#!/bin/sh\nmkdir -p node_modules && ln -s ${join(root, 'node_modules/yaml')} node_modules/yaml\n`
  await writeFile(join(path, 'script/install-packages'), install, { mode: 0o755 })
}

/** Options of git: the author of commits, because a machine may not have one. */
export const author = ['-c', 'user.name=octocat', '-c', 'user.email=octocat@example.org']

/** Commits everything in a checkout. */
export async function commitAll(path: string, message: string): Promise<string> {
  await runGit(path, 'add', '--all')
  await runGit(path, ...author, 'commit', '--quiet', '--allow-empty', '-m', message)
  return await runGit(path, 'rev-parse', 'HEAD')
}

/** GitHub with the repository, before its release. */
export interface ReleaseWorld extends AsyncDisposable {
  readonly github: ReleasesDouble
  /** The bare repository on GitHub: a copy for this world. */
  readonly remote: string
  /** What the steps of a release get, in the shared checkout. */
  readonly context: ReleaseContext
  readonly logged: string[]
}

/** Opens a world with its own remote and its own GitHub. */
export async function openReleaseWorld(source: ReleaseSource): Promise<ReleaseWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'release-remote-'))
  const remote = join(folder, 'remote.git')
  await cp(source.remote, remote, { recursive: true })
  const github = await startReleases({ remote })
  const logged: string[] = []
  const client = new GitHubClient({ apiUrl: github.apiUrl, repository: releasesRepository, token: 'ghs_1' })
  const { path, version, sha } = source
  return {
    github,
    remote,
    logged,
    context: { root: path, github: client, version, sha, log: (line) => logged.push(line) },
    async [Symbol.asyncDispose]() {
      await github[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Runs `npm run release` in a checkout with the variables of a workflow. */
export async function runReleaseCommand(world: ReleaseWorld, ...args: readonly string[]) {
  const { root: cwd, sha } = world.context
  const env = {
    ...inheritEnv('PATH', 'HOME'),
    GITHUB_API_URL: world.github.apiUrl,
    GITHUB_REPOSITORY: releasesRepository,
    GITHUB_SHA: sha,
    GITHUB_TOKEN: 'ghs_1',
  }
  return await runCommand('npm', ['run', '--silent', 'release', '--', ...args], { cwd, env })
}
