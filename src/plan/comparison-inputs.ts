import type { InputReader, Parsed } from '../action/input-reader.ts'
import { parseRules, type Rule } from '../compare/rules/rules.ts'
import { isUuid } from '../disdat/bundle.ts'
import { findBundleNameProblem, isContextName } from '../disdat/names.ts'
import { parseJson } from '../lib/json.ts'
import { parseBytes } from '../lib/units.ts'

/** What the output is compared with. `automatic`: the run finds the base. */
export type CompareWith =
  | { readonly kind: 'automatic' | 'nothing' }
  | {
      readonly kind: 'name' | 'uuid'
      /** The remote context of the base; undefined is the base context. */
      readonly context: string | undefined
      readonly which: string
    }

/** How the output is compared and which rules it must keep. */
export interface ComparisonInputs {
  readonly compareWith: CompareWith
  readonly failOn: readonly Rule[]
  /** Values of frames up to this size are compared. */
  readonly diffMaxBytes: number
  /** Values of the data may be shown; examples of rows only in the summary, or also in the comment. */
  readonly diffSamples: 'never' | 'summary' | 'comment'
  /** The columns that identify a row, for a comparison by row; `auto`: to be found; undefined: no such comparison. */
  readonly diffKey: readonly string[] | 'auto' | undefined
  /** The rows of a table beyond which a sample is compared. */
  readonly diffMaxRows: number
}

/** The values are held in memory: a larger comparison is the task of a pipe. */
const maxDiffBytes = 1024 ** 3
const defaultDiffBytes = 8 * 1024 ** 2
/** Temporary files grow with the rows. */
const diffRows = { default: 20_000_000, min: 1000, max: 1_000_000_000 } as const
const maxKeyColumns = 16

const bundleAdvice =
  'Give a bundle name or a uuid, `context/name` or `context/uuid` for a bundle of another remote context, `-` for no comparison, or `auto`.'

/** Reads the inputs of the comparison; invalid values become problems of `read`. */
export function readComparisonInputs(read: InputReader): ComparisonInputs {
  const failOn = read.list('fail-on', parseRules)
  const diffKey = readDiffKey(read)
  if (diffKey === undefined && failOn.some(({ kind }) => kind === 'row-limit')) read.missing('diff-key', neededKey)
  return {
    compareWith: readCompareWith(read),
    failOn,
    diffMaxBytes:
      read.parsed('diff-max-bytes', parseDiffBytes, 'Give bytes up to 1 GiB, such as `8MiB`.') ?? defaultDiffBytes,
    diffSamples: readDiffSamples(read),
    diffKey,
    diffMaxRows:
      read.number('diff-max-rows', { min: diffRows.min, max: diffRows.max, isInteger: true }) ?? diffRows.default,
  }
}

function readDiffSamples(read: InputReader): ComparisonInputs['diffSamples'] {
  const chosen = read.choice('diff-samples', 'false', ['true', 'false', 'comment'])
  if (chosen === 'comment') return chosen
  return chosen === 'true' ? 'summary' : 'never'
}

function readDiffKey(read: InputReader): ComparisonInputs['diffKey'] {
  const columns = read.list('diff-key', parseColumns)
  if (columns.length === 0) return undefined
  return columns.length === 1 && columns[0] === 'auto' ? 'auto' : columns
}

/** Parses the names of columns, separated by commas or line breaks; a name with these as a JSON text. */
function parseColumns(text: string): Parsed<readonly string[]> {
  const given = text.match(/[^\S\n]*(?:"(?:[^"\\\n]|\\.)*"[^,\n]*|[^,\n]+)/g) ?? []
  const names = given.map((part) => part.trim()).filter((part) => part !== '')
  const value: string[] = []
  const faults: { readonly given: string; readonly expected: string }[] = []
  for (const name of names) {
    const column = name.startsWith('"') ? parseJson(name) : name
    if (typeof column !== 'string') faults.push({ given: name, expected: keyAdvice })
    else if (!value.includes(column)) value.push(column)
  }
  const isTooLong = value.length > maxKeyColumns
  return {
    value,
    faults: isTooLong ? [...faults, { given: text, expected: `Give at most ${maxKeyColumns} columns.` }] : faults,
  }
}

const neededKey =
  'Rules about single rows, such as `rows-removed>0`, need it: the columns that identify a row, or `auto`.'
const keyAdvice =
  'Give the names of columns, separated by commas or line breaks, or `auto`. Write a name with a comma or a quote as a JSON text.'

/** An empty text is like `-`; without action.yml there may be no text at all, which is like its default. */
function readCompareWith(read: InputReader): CompareWith {
  if (read.isEmpty('compare-with')) return { kind: 'nothing' }
  return read.parsed('compare-with', parseCompareWith, bundleAdvice) ?? { kind: 'automatic' }
}

function parseCompareWith(text: string): CompareWith | undefined {
  if (text.toLowerCase() === 'auto') return { kind: 'automatic' }
  if (text === '-' || text.toLowerCase() === 'none') return { kind: 'nothing' }
  const at = text.indexOf('/')
  const context = at < 0 ? undefined : text.slice(0, at)
  const which = text.slice(at + 1)
  if (context !== undefined && !isContextName(context)) return undefined
  if (isUuid(which)) return { kind: 'uuid', context, which }
  return findBundleNameProblem(which) === undefined ? { kind: 'name', context, which } : undefined
}

/** Formats a comparison as the input `compare-with` spells it. */
export function formatCompareWith(compareWith: CompareWith): string {
  if (!('which' in compareWith)) return compareWith.kind === 'nothing' ? '-' : 'auto'
  const { context, which } = compareWith
  return context === undefined ? which : `${context}/${which}`
}

function parseDiffBytes(text: string): number | undefined {
  const bytes = parseBytes(text)
  return bytes !== undefined && bytes <= maxDiffBytes ? bytes : undefined
}
