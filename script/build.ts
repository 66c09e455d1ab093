/**
 * Builds `dist/`, the folder that the runner executes: `tsc` compiles src/ to JavaScript, `@vercel/ncc` bundles it.
 *
 *     node script/build.ts           writes dist/
 *     node script/build.ts --check   builds into a temporary folder and fails, naming the files, when dist/ differs
 *
 * main, post and report are bundled as one graph, so that what they share is in dist/ once: `bundle.js` holds the loader, the
 * numbered `*.bundle.js` are what an `import()` loads when it is reached, and `main.js`, `post.js` and `report.js` are one line
 * each.
 *
 * The same sources and the same node_modules give the same bytes, wherever the checkout is: ncc runs in a folder two
 * levels below the root, because the numbers of its modules are hashes of paths relative to the folder it runs in.
 */
import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import ncc from '@vercel/ncc'

const root = dirname(import.meta.dirname)
const entries = ['main', 'post', 'report'] as const

/** Files that ncc copies beside the bundle and that nothing of ours opens: dockerode's BuildKit protocol. */
const unwanted = /\.proto$/

/** What must never be in dist/: programs for one machine only, and anything that betrays where it was built. */
const forbidden = /\.(node|exe|dll|so|dylib|wasm)$/

/**
 * Builds the action's files into `outDir`, which is emptied first.
 *
 * @throws when a type error, a bundling error, a native file or a path of this machine stands in the way.
 */
export async function build(outDir: string): Promise<void> {
  await mkdir(join(root, 'lib'), { recursive: true })
  const work = await mkdtemp(join(root, 'lib', 'build-'))
  const before = process.cwd()
  try {
    compile(work)
    const loaders = entries.map((name) => `export const ${name} = () => import('./src/${name}.js')\n`)
    await writeFile(join(work, 'bundle.js'), loaders.join(''))
    process.chdir(work)
    const files = await bundle(join(work, 'bundle.js'))
    for (const name of entries) files.set(`${name}.js`, `require('./bundle.js').${name}()\n`)
    inspect(files)
    await rm(outDir, { recursive: true, force: true })
    await mkdir(outDir, { recursive: true })
    for (const [name, content] of files) {
      await mkdir(dirname(join(outDir, name)), { recursive: true })
      await writeFile(join(outDir, name), content)
    }
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

async function bundle(entry: string): Promise<Map<string, string | Buffer>> {
  const { code, assets } = await ncc(entry, {
    filename: 'bundle.js',
    cache: false,
    quiet: true,
    license: 'licenses.txt',
    target: 'es2024',
    mainFields: ['module', 'main'],
  })
  const files = new Map<string, string | Buffer>([['bundle.js', code]])
  for (const [name, { source }] of Object.entries(assets)) if (!unwanted.test(name)) files.set(name, source)
  return files
}

function inspect(files: ReadonlyMap<string, string | Buffer>): void {
  for (const [name, content] of files) {
    if (forbidden.test(name)) throw new Error(`${name} is native: it would run on this machine only`)
    if (content.includes(root)) throw new Error(`${name} holds a path of this machine: ${root}`)
  }
}

/**
 * The names of the files that differ between two folders: changed, missing in the first, or missing in the second.
 * Empty when both hold the same bytes.
 */
export async function differences(expected: string, actual: string): Promise<readonly string[]> {
  const [wanted, found] = await Promise.all([listFiles(expected), listFiles(actual)])
  const named = [...new Set([...wanted, ...found])].sort()
  const told = named.map(async (name) => {
    if (!wanted.has(name)) return `${name} (not a product of the build)`
    if (!found.has(name)) return `${name} (missing)`
    const [one, other] = await Promise.all([readFile(join(expected, name)), readFile(join(actual, name))])
    return one.equals(other) ? undefined : `${name} (changed)`
  })
  return (await Promise.all(told)).filter((line) => line !== undefined)
}

async function listFiles(folder: string): Promise<Set<string>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return new Set(
    found.filter((item) => item.isFile()).map((item) => relative(folder, join(item.parentPath, item.name))),
  )
}

/** Rebuilds into a temporary folder; the lines name each file in which `dist` differs, none when it is up to date. */
export async function checkDist(dist: string): Promise<readonly string[]> {
  const fresh = await mkdtemp(join(tmpdir(), 'dist-check-'))
  try {
    await build(fresh)
    return await differences(fresh, dist)
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
  const dist = join(root, 'dist')
  process.noDeprecation = true // ncc's own, not ours to mend
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
