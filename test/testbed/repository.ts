import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deriveImage, type OwnImage, sitePackages, tagImage } from './images.ts'
import { inheritEnv, root, runCommand } from './process.ts'

/**
 * The example pipeline in a git repository, with a changed branch `feature` beside `main`, and an image of each commit.
 */
export interface PipelineRepository extends AsyncDisposable {
  /** The checkout, at `feature`. */
  readonly path: string
  /** The commit of `main`. */
  readonly base: string
  /** The commit of `feature`. */
  readonly head: string
  /** The repository of the images, whose tags are the commits. */
  readonly images: string
  /** Copies the repository to an empty folder, like actions/checkout with `fetch-depth: 0`. */
  checkOut(folder: string, commit?: string): Promise<void>
}

/** A line of the pipeline's source, and its text in the pull request; an empty text removes the line. */
export interface Edit {
  readonly file: string
  readonly line: RegExp
  readonly becomes: string
}

/** The pull request of the examples and the demo: it drops a column and narrows the type of another. */
export const columnDropEdits: readonly Edit[] = [
  { file: 'pipelines/orders.py', line: /^ *"largest": .*\n/m, becomes: '' },
  { file: 'pipelines/orders.py', line: /(by_customer\.sum\(\)\.astype\()np\.float64/, becomes: '$1np.float32' },
]

/** Creates both commits and both images, with the commit in each image as `dsdt dockerize` writes it. */
export async function makeRepository(edits: readonly Edit[] = columnDropEdits): Promise<PipelineRepository> {
  const own = new AsyncDisposableStack()
  const path = await mkdtemp(join(tmpdir(), 'repository-'))
  own.defer(() => rm(path, { recursive: true, force: true }))
  const images = `disdat-run-action-test/orders-${crypto.randomUUID().slice(0, 8)}`
  try {
    await git(path, 'init', '--quiet', '--initial-branch', 'main')
    await git(path, 'remote', 'add', 'origin', 'https://github.com/octo-org/pipelines.git')
    await cp(join(root, 'examples/pipeline'), path, { recursive: true })
    const base = await commit(path, 'The pipeline')
    await git(path, 'checkout', '--quiet', '-b', 'feature')
    for (const { file, line, becomes } of edits) {
      const text = await readFile(join(path, file), 'utf8')
      const edited = text.replace(line, becomes)
      if (edited === text) throw new Error(`${file} does not contain ${line}`)
      await writeFile(join(path, file), edited)
    }
    const head = await commit(path, 'Remove the largest order')
    const building = [base, head].map((each) => buildImage(path, each, `${images}:${each}`))
    for (const image of await Promise.all(building)) own.use(image)
    return {
      path,
      base,
      head,
      images,
      async checkOut(folder, wanted = head) {
        await git(path, 'clone', '--quiet', '--no-hardlinks', path, folder)
        await git(folder, 'checkout', '--quiet', '--detach', wanted)
      },
      [Symbol.asyncDispose]: () => own.disposeAsync(),
    }
  } catch (error) {
    await own.disposeAsync()
    throw error
  }
}

/** Builds the test-bed's pipeline image with the sources of a commit. */
async function buildImage(path: string, sha: string, name: string): Promise<OwnImage> {
  const files = (await git(path, 'ls-tree', '-r', '--name-only', sha, 'pipelines')).trim().split('\n')
  const reading = files.map(async (file) => [`${sitePackages}/${file}`, await git(path, 'show', `${sha}:${file}`)])
  const sources: Readonly<Record<string, string>> = Object.fromEntries(await Promise.all(reading))
  await using derived = await deriveImage([`ENV PIPELINE_GIT_HASH="b${sha}\\\\n"`], sources)
  return await tagImage(derived.name, name)
}

async function commit(path: string, message: string): Promise<string> {
  await git(path, 'add', '--all')
  await git(path, '-c', 'user.name=octocat', '-c', 'user.email=octocat@example.org', 'commit', '--quiet', '-m', message)
  return (await git(path, 'rev-parse', 'HEAD')).trim()
}

async function git(folder: string, ...args: readonly string[]): Promise<string> {
  const env = { ...inheritEnv('PATH'), HOME: folder, LC_ALL: 'C', GIT_CONFIG_NOSYSTEM: '1' }
  const ran = await runCommand('git', ['-C', folder, ...args], { env })
  if (ran.code !== 0) throw new Error(`git ${args.join(' ')} failed: ${ran.stderr}`)
  return ran.stdout
}
