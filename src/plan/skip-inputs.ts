import type { InputReader, Parsed } from '../action/input-reader.ts'
import { timeUnits } from '../compare/rules/rules.ts'

/** What can have changed since an output was made, in the order in which it is checked. */
export const skipTriggers = ['params', 'input', 'image', 'code', 'upstream'] as const
export type SkipTrigger = (typeof skipTriggers)[number]

/** When a run is skipped because its output is up to date. */
export interface SkipInputs {
  /** The changes that make the run necessary. */
  readonly triggers: ReadonlySet<SkipTrigger>
  /** An older output is always made again; undefined: an output of any age can be up to date. */
  readonly maxAgeMs: number | undefined
}

const longestMaxAgeMs = 3650 * timeUnits.d

/** Undefined: the run is never skipped. */
export function readSkipInputs(read: InputReader): SkipInputs | undefined {
  const triggers = read.list('skip-unchanged', parseTriggers)
  const maxAgeMs = read.parsed('max-age', parseMaxAge, 'Give a time from 1m to 3650d, such as `24h`, `90m` or `7d`.')
  return triggers.size === 0 ? undefined : { triggers, maxAgeMs }
}

/** `true` stands for all triggers, and `false` for no skipping. */
function parseTriggers(text: string): Parsed<ReadonlySet<SkipTrigger>> {
  const words = text.split(/[\s,]+/).filter((word) => word !== '')
  if (words.length === 1 && /^(true|True|TRUE)$/.test(words[0] ?? ''))
    return { value: new Set(skipTriggers), faults: [] }
  if (words.length === 1 && /^(false|False|FALSE)$/.test(words[0] ?? '')) return { value: new Set(), faults: [] }
  const isKnown = (word: string): word is SkipTrigger => skipTriggers.some((trigger) => trigger === word)
  const expected = `Allowed: true, false, or some of ${skipTriggers.join(', ')}.`
  const faults = words.filter((word) => !isKnown(word)).map((given) => ({ given, expected, allowed: skipTriggers }))
  return { value: new Set(words.filter(isKnown)), faults }
}

function parseMaxAge(text: string): number | undefined {
  const [, amount = '', unit = ''] = /^(\d{1,7})([dhm])$/.exec(text) ?? []
  const [, unitMs = 0] = Object.entries(timeUnits).find(([name]) => name === unit) ?? []
  const ms = Number(amount) * unitMs
  return ms > 0 && ms <= longestMaxAgeMs ? ms : undefined
}
