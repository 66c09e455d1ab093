import type { InputReader, Parsed } from '../action/input-reader.ts'
import type { CommentInputs } from './comment-inputs.ts'

/** How a person accepts an expected change. */
const acceptanceWays = ['label', 'comment'] as const
/** Who may accept: everyone with write access, or everyone of them but the author of the pull request. */
const acceptors = ['writer', 'other'] as const

/** Whether broken rules of `fail-on` can be accepted, how, and by whom. */
export interface AcceptanceInputs {
  /** Empty: broken rules cannot be accepted. */
  readonly ways: readonly (typeof acceptanceWays)[number][]
  readonly label: string
  readonly acceptBy: (typeof acceptors)[number]
}

const defaultLabel = 'disdat: accepted'
/** GitHub's own limit. */
const labelLimit = 50

/** Reads the inputs of the acceptance; invalid values become problems of `read`. */
export function readAcceptanceInputs(read: InputReader, { comment }: CommentInputs): AcceptanceInputs {
  const ways = read.list('accept', parseWays)
  if (ways.length > 0 && comment === 'never') read.missing('comment', neededComment)
  const label = read.parsed('accept-label', parseLabel, labelAdvice) ?? defaultLabel
  return { ways, label, acceptBy: read.choice('accept-by', 'writer', acceptors) }
}

const neededComment =
  '`accept` needs it, because a person accepts what the comment shows. Give `failures`, `changes` or `always`.'
const labelAdvice = `Give the name of a label: at most ${labelLimit} characters, no comma and no control characters.`

/** One or both of the words, separated by commas or line breaks; `never` alone stands for neither. */
function parseWays(text: string): Parsed<AcceptanceInputs['ways']> {
  const words = text
    .split(/[,\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
  if (words.length === 1 && words[0]?.toLowerCase() === 'never') return { value: [], faults: [] }
  const value = acceptanceWays.filter((way) => words.some((word) => word.toLowerCase() === way))
  const isKnown = (word: string) => acceptanceWays.some((way) => way === word.toLowerCase())
  const expected = 'Allowed: never, or one or both of label and comment.'
  const faults = words.filter((word) => !isKnown(word)).map((given) => ({ given, expected, allowed: acceptanceWays }))
  return { value, faults }
}

const parseLabel = (text: string) =>
  text.length <= labelLimit && !/[\p{Cc},]/u.test(text) && text.isWellFormed() ? text : undefined
