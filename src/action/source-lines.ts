import path from 'node:path'
import type { Environment } from '../lib/environment.ts'
import { readOptionalText } from '../lib/regular-file.ts'
import { listTrackedFiles } from './checkout.ts'

/** Larger source files are not read. */
const maxSourceBytes = 4 * 1024 * 1024

/** The part of a line that is compared, in UTF-16 units: tracebacks shorten lines. */
const comparedLength = 200

/** A line of a tracked file, the path relative to the workspace. */
export interface SourceLine {
  readonly file: string
  readonly line: number
}

/** The Python files of the workspace's checkout and their lines. */
export class SourceLines {
  readonly #workspace: string
  readonly #files: readonly string[]
  readonly #read = new Map<string, Promise<readonly string[]>>()

  private constructor(workspace: string, files: readonly string[]) {
    this.#workspace = workspace
    this.#files = files
  }

  /** Lists the files that git tracks; none without a checkout. */
  static async open(workspace: string, env: Environment): Promise<SourceLines> {
    return new SourceLines(workspace, await listTrackedFiles(workspace, env, '*.py'))
  }

  /**
   * Finds the line of the checkout for a frame of a Python traceback from a container; undefined when it is not
   * certain. The text of the line, if the frame has it, must be the same, because the image may come from another
   * commit.
   */
  async find(frame: { readonly file: string; readonly line: number; readonly code: string | undefined }) {
    const file = findMatchingFile(frame.file, this.#files)
    if (file === undefined) return undefined
    const text = (await this.#lines(file))[frame.line - 1]
    if (text === undefined || (frame.code !== undefined && !isSameLine(text, frame.code))) return undefined
    return { file, line: frame.line }
  }

  /** Finds the line of a module's file where a class begins. */
  async findClass(module: readonly string[], name: string): Promise<SourceLine | undefined> {
    const paths = [`${module.join('/')}.py`, `${module.join('/')}/__init__.py`]
    const [file, ...others] = paths.flatMap((each) => findMatchingFile(each, this.#files) ?? [])
    if (file === undefined || others.length > 0) return undefined
    const lines = await this.#lines(file)
    const at = lines.findIndex((line) => /^class\s+([^\s(:]+)/.exec(line)?.[1] === name)
    return at < 0 ? undefined : { file, line: at + 1 }
  }

  async #lines(file: string): Promise<readonly string[]> {
    const reading = this.#read.get(file) ?? readLines(path.join(this.#workspace, file))
    this.#read.set(file, reading)
    return await reading
  }
}

const isSameLine = (text: string, shown: string) =>
  text.trim().slice(0, comparedLength) === shown.slice(0, comparedLength)

/** Empty for a symbolic link, which may lead out of the workspace, and for a file that cannot be read. */
async function readLines(file: string): Promise<readonly string[]> {
  const text = await readOptionalText(file, { maxBytes: maxSourceBytes, followsLink: false })
  return text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/)
}

/**
 * Finds the tracked file that a path in a container stands for. The relative path of an installed package must be the
 * whole end of the file's path. For an absolute path, the file name and at least one folder must agree, and the file
 * with most folders in common is chosen; a file in the root of the checkout needs only its name. Undefined when no file
 * or more than one file qualifies.
 */
export function findMatchingFile(containerPath: string, files: readonly string[]): string | undefined {
  const parts = containerPath.split('/').filter((part) => part !== '')
  const isInstalled = !containerPath.startsWith('/')
  const candidates = files.flatMap((file) => {
    const names = file.split('/')
    const common = countCommonNames(parts, names)
    const isEnough = isInstalled ? common === parts.length && common > 1 : common > 1
    return isEnough || (common === 1 && names.length === 1) ? [{ file, common }] : []
  })
  const most = Math.max(...candidates.map(({ common }) => common))
  const [best, ...others] = candidates.filter(({ common }) => common === most)
  return others.length > 0 ? undefined : best?.file
}

/** How many names at the end of two paths are the same. */
function countCommonNames(a: readonly string[], b: readonly string[]): number {
  let common = 0
  while (common < a.length && common < b.length && a.at(-1 - common) === b.at(-1 - common)) common += 1
  return common
}
