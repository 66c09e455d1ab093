/**
 * Checks the rules on names, language and layout that no linter knows:
 *
 *     node script/check-names.ts
 *
 * Prints a line for each finding, `file:line: what is wrong, what to do`, and exits with 1 when there are any.
 */
import { dirname } from 'node:path'
import { findBannedWords } from './check-names/banned-words.ts'
import { textExemptions, untestedFiles } from './check-names/exemptions.ts'
import { findDuplicateExports, findFunctionsNamedOf, findInlineImportTypes } from './check-names/exports.ts'
import { type Exemption, findLongComments, findLongHashComments, findMissingTests } from './check-names/layout.ts'
import { listParagraphs, listPassages } from './check-names/passages.ts'
import { type Finding, listFiles, readSource, readText } from './check-names/sources.ts'
import { findWallDifferences } from './check-names/walls.ts'

/** Everything with prose or names of ours. */
const places = [
  ...['src', 'test', 'script', 'bench', 'docs', 'examples', 'report', '.github', '.ci'],
  ...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CODE_OF_CONDUCT.md', 'AGENTS.md'],
  ...['action.yml', 'action-types.yml', '.gitattributes', '.editorconfig', 'vitest.config.mts'],
]

/** Written by protoc-gen-es. */
const generated = 'src/disdat/format/proto/'

const binary = /\.(png|svg|pb|gz|bin|parquet|csv)$/

export interface Exemptions {
  /** Files in which banned words may stand. */
  readonly texts: readonly Exemption[]
  /** Files of `src` that have no test file of the same name. */
  readonly untested: readonly Exemption[]
}

/** The findings of all rules for the repository at `root`, in order of files and lines. */
export function checkNames(root: string, exemptions: Exemptions): readonly Finding[] {
  const files = places.flatMap((place) => listFiles(root, place)).filter((file) => !file.startsWith(generated))
  const scripts = files.filter((file) => /\.m?ts$/.test(file))
  const sources = scripts.map((file) => readSource(root, file))
  const others = files
    .filter((file) => !scripts.includes(file) && !binary.test(file))
    .map((file) => ({ file, text: hidePythonNone(file, readText(root, file)) }))
  const src = sources.filter(({ path }) => path.startsWith('src/'))
  const banned = [
    ...sources.flatMap((source) => findBannedWords(source.path, listPassages(source))),
    ...others.flatMap(({ file, text }) => findBannedWords(file, listParagraphs(text))),
  ]
  return [
    ...findDuplicateExports(src),
    ...findFunctionsNamedOf(src),
    ...findInlineImportTypes(src),
    ...applyExemptions(banned, exemptions.texts),
    ...sources.flatMap(findLongComments),
    ...others.filter(({ file }) => !file.endsWith('.md')).flatMap(({ file, text }) => findLongHashComments(file, text)),
    ...findMissingTests(src, new Set(files), exemptions.untested),
    ...findWallDifferences(
      root,
      src.map(({ path }) => path),
    ),
  ].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line)
}

/** Replaces Python's `None`, because comparisons with it look like a banned phrase. */
function hidePythonNone(file: string, text: string): string {
  return file.endsWith('.py') ? text.replaceAll(/\bNone\b/g, 'null') : text
}

function applyExemptions(findings: readonly Finding[], exemptions: readonly Exemption[]): readonly Finding[] {
  const exempt = new Set(exemptions.map(({ file }) => file))
  const found = new Set(findings.map(({ file }) => file))
  const unneeded = exemptions
    .filter(({ file }) => !found.has(file))
    .map(({ file }) => ({ file, line: 1, problem: 'The file needs no exemption from banned words. Remove it.' }))
  return [...findings.filter(({ file }) => !exempt.has(file)), ...unneeded]
}

if (import.meta.main) {
  const findings = checkNames(dirname(import.meta.dirname), { texts: textExemptions, untested: untestedFiles })
  for (const { file, line, problem } of findings) console.error(`${file}:${line}: ${problem}`)
  if (findings.length > 0) {
    console.error(`${findings.length} findings.`)
    process.exitCode = 1
  }
}
