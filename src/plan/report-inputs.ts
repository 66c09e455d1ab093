import type { InputReader } from '../action/input-reader.ts'
import { parseRules, type Rule } from '../compare/rules/rules.ts'
import { isUuid } from '../disdat/bundle.ts'
import { findBundleNameFault, isContextName } from '../disdat/names.ts'
import { type CommentInputs, readCommentInputs } from './comment-inputs.ts'

/** What the output is compared with. `automatic`: the bundle that the run itself finds to be its base. */
export type CompareWith =
  | { readonly kind: 'automatic' | 'nothing' }
  | {
      readonly kind: 'name' | 'uuid'
      /** The remote context that it is in; undefined is the base context. */
      readonly context: string | undefined
      readonly which: string
    }

/** What the inputs say about the report. */
export interface ReportInputs extends CommentInputs {
  readonly compareWith: CompareWith
  readonly failOn: readonly Rule[]
  /** Values of a frame are looked at up to this size. */
  readonly diffMaxBytes: number
  /** Whether a value of the data may be shown. */
  readonly diffSamples: boolean
  /** Whether lines of the checkout are annotated. */
  readonly annotations: boolean
}

/** More than this belongs to a pipe that compares, not to a report; the values are held in memory. */
const largestDiffBytes = 1024 ** 3
const defaultDiffBytes = 8 * 1024 ** 2

const bundleAdvice =
  'Give a bundle name or a uuid, `context/name` or `context/uuid` for one of another remote context, or `-` for nothing.'

/** Reads what the report is to hold; whatever is wrong becomes a problem of `read`'s. */
export function readReportInputs(read: InputReader): ReportInputs {
  return {
    compareWith: read.parsed('compare-with', parseCompareWith, bundleAdvice) ?? { kind: 'automatic' },
    failOn: read.list('fail-on', parseRules),
    diffMaxBytes:
      read.parsed('diff-max-bytes', parseBytes, 'Give bytes up to 1 GiB, such as `8MiB`.') ?? defaultDiffBytes,
    diffSamples: read.flag('diff-samples', false),
    ...readCommentInputs(read),
    annotations: read.flag('annotations', true),
  }
}

function parseCompareWith(text: string): CompareWith | undefined {
  if (text === '-' || text.toLowerCase() === 'none') return { kind: 'nothing' }
  const at = text.indexOf('/')
  const context = at < 0 ? undefined : text.slice(0, at)
  const which = text.slice(at + 1)
  if (context !== undefined && !isContextName(context)) return undefined
  if (isUuid(which)) return { kind: 'uuid', context, which }
  return findBundleNameFault(which) === undefined ? { kind: 'name', context, which } : undefined
}

/** As the input is written. */
export function compareWithText(compareWith: CompareWith): string {
  if (!('which' in compareWith)) return compareWith.kind === 'nothing' ? '-' : ''
  const { context, which } = compareWith
  return context === undefined ? which : `${context}/${which}`
}

const units = { B: 1, KIB: 1024, MIB: 1024 ** 2, GIB: 1024 ** 3 } as const

/** Bytes, or a number of KiB, MiB or GiB. */
function parseBytes(text: string): number | undefined {
  const [, number, unit = 'B'] = /^(\d{1,12}(?:\.\d{1,6})?) ?(B|[KMG]iB)?$/i.exec(text) ?? []
  const [, factor] = Object.entries(units).find(([name]) => name === unit.toUpperCase()) ?? []
  const bytes = Math.round(Number(number) * (factor ?? Number.NaN))
  return bytes <= largestDiffBytes ? bytes : undefined
}
