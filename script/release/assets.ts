import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { runGit } from './git.ts'

/** The folder of a checkout that passes the files of a release from job to job. */
export const assetsFolder = 'release'

/** The text of the release. It is not attached. */
const notesFile = 'notes.md'

const sbomFile = 'sbom.cdx.json'
const checksumsFile = 'checksums.txt'

/** The files that the runner reads. */
const shippedPaths = ['action.yml', 'report/action.yml', 'plan/action.yml', 'freshness/action.yml', 'dist']

export interface AssetFile {
  readonly name: string
  readonly content: Buffer
  /** As GitHub shows it: `sha256:…`. */
  readonly digest: string
}

/**
 * Writes the files of a release: the bill of materials of the packages in `dist/`, the checksums of what the runner
 * reads, in the form of `sha256sum`, and the notes.
 */
export async function writeAssets(root: string, notes: string): Promise<void> {
  const folder = join(root, assetsFolder)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder)
  const options = ['--omit', 'dev', '--package-lock-only', '--sbom-format', 'cyclonedx', '--sbom-type', 'application']
  const sbom = await promisify(execFile)('npm', ['sbom', ...options], { cwd: root, maxBuffer: 64 << 20 })
  await writeFile(join(folder, sbomFile), sbom.stdout)
  const files = (await runGit(root, 'ls-files', '-z', '--', ...shippedPaths)).split('\0').filter((file) => file !== '')
  const lines = files.map(async (file) => `${hash(await readFile(join(root, file)))}  ${file}\n`)
  await writeFile(join(folder, checksumsFile), (await Promise.all(lines)).join(''))
  await writeFile(join(folder, notesFile), `${notes}\n`)
}

/** Reads the files to attach. @throws when the folder lacks one of them, or has a file that is not expected. */
export async function readAssets(root: string): Promise<readonly AssetFile[]> {
  const found = (await readdir(join(root, assetsFolder))).sort()
  const expected = [checksumsFile, notesFile, sbomFile]
  if (found.join() !== expected.join())
    throw new Error(`${assetsFolder}/ has the files ${found.join(', ')} instead of ${expected.join(', ')}.`)
  const attached = [checksumsFile, sbomFile].map(async (name) => {
    const content = await readFile(join(root, assetsFolder, name))
    return { name, content, digest: `sha256:${hash(content)}` }
  })
  return await Promise.all(attached)
}

/** Reads the text of the release. */
export async function readNotes(root: string): Promise<string> {
  return await readFile(join(root, assetsFolder, notesFile), 'utf8')
}

const hash = (content: Buffer): string => createHash('sha256').update(content).digest('hex')
