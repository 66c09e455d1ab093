import type { InputReader, Parsed } from '../action/input-reader.ts'

/** The issue that a failure of an unattended run opens. */
export interface FailureIssueInputs {
  readonly isEnabled: boolean
  /** Any text. A JSON object or `null`, which is a matrix leg, is only part of the key. */
  readonly key: string | undefined
  /** Labels beside the one of the action. */
  readonly labels: readonly string[]
  /** Logins. */
  readonly assignees: readonly string[]
}

/** GitHub's own limits: https://docs.github.com/en/rest/issues */
const maxAssignees = 10
const labelLimit = 50
/** GitHub accepts 100 on an issue; the action has one of its own. */
const maxLabels = 20

/** Logins of people, of enterprise accounts and of apps. */
const login = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\[bot\])?$/

/** Reads the inputs of the issue; invalid values become problems of `read`. */
export function readFailureIssueInputs(read: InputReader): FailureIssueInputs {
  return {
    isEnabled: read.flag('failure-issue', false),
    key: read.text('failure-issue-key'),
    labels: read.list('failure-issue-labels', parseLabels),
    assignees: read.list('failure-issue-assignees', parseAssignees),
  }
}

function parseLabels(text: string): Parsed<readonly string[]> {
  const isLabel = (word: string) => word.length <= labelLimit && !/\p{Cc}/u.test(word) && word.isWellFormed()
  return parseWords(text, maxLabels, (word) =>
    isLabel(word) ? undefined : `A label has at most ${labelLimit} characters and no control characters.`,
  )
}

function parseAssignees(text: string): Parsed<readonly string[]> {
  return parseWords(text, maxAssignees, (word) =>
    login.test(word) ? undefined : 'Give logins of GitHub without `@`, separated by commas or line breaks.',
  )
}

/** Words separated by commas or line breaks. A repeated word counts once. */
function parseWords(
  text: string,
  max: number,
  findProblem: (word: string) => string | undefined,
): Parsed<readonly string[]> {
  const words = [...new Set(text.split(/[,\n]/).map((word) => word.trim()))].filter((word) => word !== '')
  const faults = words.flatMap((given) => {
    const expected = findProblem(given)
    return expected === undefined ? [] : [{ given, expected }]
  })
  const excess = words.length > max ? [{ given: `${words.length} words`, expected: `Give at most ${max}.` }] : []
  return { value: words, faults: [...faults, ...excess] }
}
