import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Comment, type Program, parseSync } from 'oxc-parser'

/** A place in a file that breaks a rule: `problem` says what is wrong and what to do. */
export interface Finding {
  readonly file: string
  readonly line: number
  readonly problem: string
}

/** A parsed TypeScript file. */
export interface Source {
  /** Relative to the root of the repository. */
  readonly path: string
  readonly text: string
  readonly program: Program
  readonly comments: readonly Comment[]
  /** The line, from 1, of an offset in the text. */
  lineAt(offset: number): number
}

/** The files below a file or folder of `root`, as sorted paths relative to `root`; none where nothing is there. */
export function listFiles(root: string, path: string): readonly string[] {
  const full = join(root, path)
  if (!existsSync(full)) return []
  if (statSync(full).isFile()) return [path]
  return readdirSync(full, { withFileTypes: true })
    .filter((entry) => entry.name !== '__pycache__')
    .flatMap((entry) => listFiles(root, `${path}/${entry.name}`))
    .sort()
}

export function readText(root: string, path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** @throws when the file is not TypeScript that can be parsed. */
export function readSource(root: string, path: string): Source {
  const text = readText(root, path)
  const { program, comments, errors } = parseSync(path, text)
  if (errors[0] !== undefined) throw new Error(`${path} cannot be parsed: ${errors[0].message}`)
  const starts = findLineStarts(text)
  return { path, text, program, comments, lineAt: (offset) => starts.findLastIndex((start) => start <= offset) + 1 }
}

function findLineStarts(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)]
}
