import { hasLogic } from './exports.ts'
import type { Finding, Source } from './sources.ts'

const maxColumns = 120

/** A file that a rule leaves out, and why. */
export interface Exemption {
  readonly file: string
  readonly reason: string
}

/** Lines of comments that are longer than 120 columns. */
export function findLongComments({ path, text, comments, lineAt }: Source): readonly Finding[] {
  const lines = text.split('\n')
  const numbers = comments.flatMap(({ start, end }) => {
    const first = lineAt(start)
    return Array.from({ length: lineAt(end) - first + 1 }, (_, index) => first + index)
  })
  return [...new Set(numbers)].flatMap((number) => findLongLine(path, number, lines[number - 1]))
}

/** The same for the `#` comments of shell scripts and Python files. */
export function findLongHashComments(path: string, text: string): readonly Finding[] {
  return text.split('\n').flatMap((line, index) => (/^\s*#/.test(line) ? findLongLine(path, index + 1, line) : []))
}

function findLongLine(file: string, line: number, text: string | undefined): readonly Finding[] {
  if (text === undefined || text.length <= maxColumns) return []
  return [{ file, line, problem: `The comment has ${text.length} columns. Wrap it at ${maxColumns}.` }]
}

/** Files of `src` with logic and without a test file of the same name, and exemptions that are not needed. */
export function findMissingTests(
  sources: readonly Source[],
  files: ReadonlySet<string>,
  exemptions: readonly Exemption[],
): readonly Finding[] {
  const untested = sources.filter((source) => hasLogic(source) && !files.has(getTestPath(source.path)))
  const exempt = new Set(exemptions.map(({ file }) => file))
  const missing = untested
    .filter(({ path }) => !exempt.has(path))
    .map(({ path }) => {
      const problem = `The file has no test. Write ${getTestPath(path)}, or exempt the file with a reason.`
      return { file: path, line: 1, problem }
    })
  const paths = new Set(untested.map(({ path }) => path))
  const unneeded = exemptions
    .filter(({ file }) => !paths.has(file))
    .map(({ file }) => ({ file, line: 1, problem: 'The file needs no exemption from having a test. Remove it.' }))
  return [...missing, ...unneeded]
}

function getTestPath(source: string): string {
  return source.replace(/^src\//, 'test/').replace(/\.ts$/, '.test.ts')
}
