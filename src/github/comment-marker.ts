import { getField, getString } from '../lib/json.ts'
import { formatHiddenJson, hiddenJsonLimit, isCount, parseHiddenJson } from './hidden-json.ts'

/** The hidden data in the first line of a comment of this action. */
export interface CommentMarker {
  /** Distinguishes the comments of one pull request: at most 64 letters and digits. */
  readonly key: string
  /** The head of the pull request that the comment is about. */
  readonly sha: string
  /** The workflow run that wrote the comment, and its attempt. */
  readonly run: number
  readonly attempt: number
  /** The reported state, in a word of the caller. */
  readonly state: string
}

const version = 1
const name = 'disdat-run-action'
/** The longest marker, which a comment's body must leave room for. */
export const commentMarkerLimit = hiddenJsonLimit

/** The first line of a comment of this action. */
export function formatCommentMarker({ key, sha, run, attempt, state }: CommentMarker): string {
  return formatHiddenJson(name, { v: version, key, sha, run, attempt, state })
}

/** The marker in the first line of a comment, of this version or a later one; undefined without a valid marker. */
export function parseCommentMarker(body: string): CommentMarker | undefined {
  const value = parseHiddenJson(name, body)
  const [key, sha, state] = [getString(value, 'key'), getString(value, 'sha'), getString(value, 'state')]
  const [run, attempt] = [getField(value, 'run'), getField(value, 'attempt')]
  if (typeof getField(value, 'v') !== 'number' || key === undefined || sha === undefined || state === undefined)
    return undefined
  return isCount(run) && isCount(attempt) ? { key, sha, run, attempt, state } : undefined
}

/** A workflow run and its attempt. */
export type RunAttempt = Pick<CommentMarker, 'run' | 'attempt'>

/** Whether a later run, or a later attempt of the same run, wrote the first marker. */
export function isNewerMarker(marker: RunAttempt, other: RunAttempt): boolean {
  return marker.run === other.run ? marker.attempt > other.attempt : marker.run > other.run
}
