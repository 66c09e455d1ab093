import { lstat, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Environment } from '../lib/environment.ts'
import { trackedFiles } from './checkout.ts'

/** Larger source files than this are not looked into. */
const maxSourceBytes = 4 * 1024 * 1024

/** So much of a line tells it from others, in UTF-16 units. */
const shownLength = 200

/** A line of a tracked file, the path relative to the workspace. */
export interface SourceLine {
  readonly file: string
  readonly line: number
}

/** The Python files of the workspace's checkout, and what stands in them. */
export class SourceLines {
  readonly #workspace: string
  readonly #files: readonly string[]
  readonly #read = new Map<string, Promise<readonly string[]>>()

  private constructor(workspace: string, files: readonly string[]) {
    this.#workspace = workspace
    this.#files = files
  }

  /** Those that git tracks; none where there is no checkout. */
  static async open(workspace: string, env: Environment): Promise<SourceLines> {
    return new SourceLines(workspace, await trackedFiles(workspace, env, '*.py'))
  }

  /**
   * A line of a file as Python in a container named it, as a line of the checkout; undefined where that is not certain. Where the text of the line is
   * known it must be the same: the image may be of another commit.
   */
  async find(named: { readonly file: string; readonly line: number; readonly code: string | undefined }) {
    const file = findMatchingFile(named.file, this.#files)
    if (file === undefined) return undefined
    const text = (await this.#lines(file))[named.line - 1]
    if (text === undefined || (named.code !== undefined && !isSame(text, named.code))) return undefined
    return { file, line: named.line }
  }

  /** The line of a module's file where a class of it begins. */
  async findClass(module: readonly string[], name: string): Promise<SourceLine | undefined> {
    const paths = [`${module.join('/')}.py`, `${module.join('/')}/__init__.py`]
    const [file, ...others] = paths.flatMap((each) => findMatchingFile(each, this.#files) ?? [])
    if (file === undefined || others.length > 0) return undefined
    const lines = await this.#lines(file)
    const at = lines.findIndex((line) => /^class\s+([^\s(:]+)/.exec(line)?.[1] === name)
    return at < 0 ? undefined : { file, line: at + 1 }
  }

  async #lines(file: string): Promise<readonly string[]> {
    const reading = this.#read.get(file) ?? linesOf(path.join(this.#workspace, file))
    this.#read.set(file, reading)
    return await reading
  }
}

/** Whether a line of a file is the one that Python shows, which may be cut. */
const isSame = (text: string, shown: string) => text.trim().slice(0, shownLength) === shown.slice(0, shownLength)

/** None of a link, which may lead anywhere, and of what cannot be read. */
async function linesOf(file: string): Promise<readonly string[]> {
  try {
    const status = await lstat(file)
    if (!status.isFile() || status.size > maxSourceBytes) return []
    const text = await readFile(file, 'utf8')
    return text.replace(/\r?\n$/, '').split(/\r?\n/)
  } catch {
    return []
  }
}

/**
 * The one tracked file that a path in a container can be: of an installed package (a relative path) the one that ends in the whole of it; else the one
 * whose end is the same over most folders, one at least, or that is the end of the path itself. Undefined where there is none, or more than one.
 */
export function findMatchingFile(named: string, files: readonly string[]): string | undefined {
  const parts = named.split('/').filter((part) => part !== '')
  const isInstalled = !named.startsWith('/')
  const lengths = files.map((file) => ({ file, names: file.split('/') }))
  const fits = lengths.flatMap(({ file, names }) => {
    const same = sameEnd(parts, names)
    const isEnough = isInstalled ? same === parts.length && same > 1 : same > 1
    return isEnough || (same === 1 && names.length === 1) ? [{ file, same }] : []
  })
  const most = Math.max(...fits.map(({ same }) => same))
  const [best, ...others] = fits.filter(({ same }) => same === most)
  return others.length > 0 ? undefined : best?.file
}

function sameEnd(a: readonly string[], b: readonly string[]): number {
  let same = 0
  while (same < a.length && same < b.length && a.at(-1 - same) === b.at(-1 - same)) same += 1
  return same
}
