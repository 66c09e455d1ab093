/**
 * Builds `dist/`, the folder that the runner executes: `tsc` compiles src/ to JavaScript, `@vercel/ncc` bundles it.
 *
 *     node script/build.ts           writes dist/
 *     node script/build.ts --check   builds into a temporary folder and fails, naming the files, when dist/ differs
 *
 * The entries are bundled as one graph, so that dist/ contains their common code once: `bundle.js` contains the loader,
 * `import()` loads the numbered `*.bundle.js`, and `main.js` and the files of the other entries are one line each.
 *
 * The same sources and the same node_modules give the same bytes in every checkout: ncc runs in a folder two levels
 * below the root, because its module numbers are hashes of paths relative to its current folder.
 */
import { spawnSync } from 'node:child_process'
import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import ncc from '@vercel/ncc'

const root = dirname(import.meta.dirname)
const entries = ['main', 'post', 'report', 'plan', 'freshness', 'rows'] as const

/** Files that ncc copies and that the action does not open: dockerode's BuildKit protocol. */
const unwanted = /\.proto$/

/** Files that dist/ must not contain: native code for one platform. */
const forbidden = /\.(node|exe|dll|so|dylib|wasm)$/

/**
 * Builds the action's files into `outDir`, which is emptied first.
 *
 * @returns the source file of each module, by the number that the module has in the bundle
 * @throws for a type error, a bundling error, a native file, or a path of this machine in the output.
 */
export async function build(outDir: string): Promise<ReadonlyMap<string, string>> {
  await mkdir(join(root, 'lib'), { recursive: true })
  const work = await mkdtemp(join(root, 'lib', 'build-'))
  const before = process.cwd()
  try {
    compile(work)
    await embedPrograms(work)
    await embedRowsEntry(work)
    const loaders = entries.map((name) => `export const ${name} = () => import('./src/${name}.js')\n`)
    await writeFile(join(work, 'bundle.js'), loaders.join(''))
    process.chdir(work)
    const { files, modules } = await bundle(join(work, 'bundle.js'))
    for (const name of entries) files.set(`${name}.js`, `require('./bundle.js').${name}()\n`)
    checkFiles(files)
    await rm(outDir, { recursive: true, force: true })
    await mkdir(outDir, { recursive: true })
    for (const [name, content] of files) {
      await mkdir(dirname(join(outDir, name)), { recursive: true })
      await writeFile(join(outDir, name), content)
    }
    return modules
  } finally {
    process.chdir(before)
    await rm(work, { recursive: true, force: true })
  }
}

function compile(outDir: string): void {
  const tsc = createRequire(import.meta.url).resolve('typescript/package.json')
  const args = [join(dirname(tsc), 'bin', 'tsc'), '-p', join(root, 'tsconfig.build.json'), '--outDir', outDir]
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
  if (status !== 0) throw new Error('tsc found errors: dist/ was not built')
}

/** Replaces the modules that read a program in Python from its file: the bundle contains the text. */
async function embedPrograms(work: string): Promise<void> {
  const backends = join('src', 'backends')
  for (const { folder, program, module, name } of [
    {
      folder: join(backends, 'batch', 'launcher'),
      program: 'launcher.py',
      module: 'launcher-text.js',
      name: 'launcherText',
    },
    {
      ...{ folder: join(backends, 'docker', 'unpacker'), program: 'unpack_seed.py' },
      ...{ module: 'unpacker-text.js', name: 'unpackerText' },
    },
  ]) {
    const text = await readFile(join(root, folder, program), 'utf8')
    await access(join(work, folder, module))
    await writeFile(join(work, folder, module), `export const ${name} = ${JSON.stringify(text)}\n`)
  }
}

/** Replaces the module that has the path of a thread's entry: all entries are in one folder. */
async function embedRowsEntry(work: string): Promise<void> {
  const module = join(work, 'src', 'compare', 'rows', 'rows-entry.js')
  await access(module)
  // biome-ignore lint/suspicious/noTemplateCurlyInString: The bundle evaluates it.
  await writeFile(module, 'export const rowsEntry = `${__dirname}/rows.js`\n')
}

async function bundle(entry: string) {
  const { code, assets, stats } = await ncc(entry, {
    filename: 'bundle.js',
    cache: false,
    quiet: true,
    license: 'licenses.txt',
    target: 'es2024',
    mainFields: ['module', 'main'],
  })
  const files = new Map<string, string | Buffer>([['bundle.js', code]])
  for (const [name, { source }] of Object.entries(assets)) if (!unwanted.test(name)) files.set(name, source)
  const { modules } = stats.toJson({ all: false, modules: true, ids: true, modulesSpace: Number.POSITIVE_INFINITY })
  return { files, modules: new Map(modules.map((module) => [String(module.id), module.nameForCondition ?? ''])) }
}

function checkFiles(files: ReadonlyMap<string, string | Buffer>): void {
  for (const [name, content] of files) {
    if (forbidden.test(name)) throw new Error(`${name} is native code for one platform, which dist/ must not contain.`)
    if (content.includes(root)) throw new Error(`${name} holds a path of this machine: ${root}`)
  }
}

/**
 * Lists the files that differ between two folders: changed, missing in the first, or missing in the second. Empty when
 * both contain the same bytes.
 */
export async function listDifferences(expected: string, actual: string): Promise<readonly string[]> {
  const [expectedFiles, actualFiles] = await Promise.all([listFiles(expected), listFiles(actual)])
  const names = [...new Set([...expectedFiles, ...actualFiles])].sort()
  const lines = names.map(async (name) => {
    if (!expectedFiles.has(name)) return `${name} (not a product of the build)`
    if (!actualFiles.has(name)) return `${name} (missing)`
    const [one, other] = await Promise.all([readFile(join(expected, name)), readFile(join(actual, name))])
    return one.equals(other) ? undefined : `${name} (changed)`
  })
  return (await Promise.all(lines)).filter((line) => line !== undefined)
}

async function listFiles(folder: string): Promise<Set<string>> {
  const items = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return new Set(
    items.filter((item) => item.isFile()).map((item) => relative(folder, join(item.parentPath, item.name))),
  )
}

/** Builds into a temporary folder, and lists the files of `dist` that differ. Empty when `dist` is up to date. */
export async function checkDist(dist: string): Promise<readonly string[]> {
  const fresh = await mkdtemp(join(tmpdir(), 'dist-check-'))
  try {
    await build(fresh)
    return await listDifferences(fresh, dist)
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
  const dist = join(root, 'dist')
  process.noDeprecation = true // the warnings come from ncc
  if (values.check) {
    const differing = await checkDist(dist)
    if (differing.length > 0) {
      console.error(`dist/ is not what src/ builds. Run "npm run build" and commit dist/.\n  ${differing.join('\n  ')}`)
      process.exitCode = 1
    }
  } else {
    await build(dist)
    console.log(`dist/ built: ${(await listFiles(dist)).size} files`)
  }
}
