import type { InputReader } from '../action/input-reader.ts'
import { parseRules, type Rule } from '../compare/rules/rules.ts'
import { isUuid } from '../disdat/bundle.ts'
import { findBundleNameProblem, isContextName } from '../disdat/names.ts'
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
  /** Values of the data may be shown. */
  readonly diffSamples: boolean
}

/** The values are held in memory: a larger comparison is the task of a pipe. */
const maxDiffBytes = 1024 ** 3
const defaultDiffBytes = 8 * 1024 ** 2

const bundleAdvice =
  'Give a bundle name or a uuid, `context/name` or `context/uuid` for a bundle of another remote context, `-` for no comparison, or `auto`.'

/** Reads the inputs of the comparison; invalid values become problems of `read`. */
export function readComparisonInputs(read: InputReader): ComparisonInputs {
  return {
    compareWith: readCompareWith(read),
    failOn: read.list('fail-on', parseRules),
    diffMaxBytes:
      read.parsed('diff-max-bytes', parseDiffBytes, 'Give bytes up to 1 GiB, such as `8MiB`.') ?? defaultDiffBytes,
    diffSamples: read.flag('diff-samples', false),
  }
}

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
