import { getField, getString } from '../lib/json.ts'
import type { RunAttempt } from './comment-marker.ts'
import { formatHiddenJson, hiddenJsonLimit, isCount, parseHiddenJson } from './hidden-json.ts'

/** The hidden data in the first line of an issue of this action. */
export interface IssueMarker extends RunAttempt {
  /** Distinguishes the issues of one repository: at most 64 letters and digits. */
  readonly key: string
  /** `failing` until a success closes the issue. `duplicate`: another issue is about the same failure. */
  readonly state: 'failing' | 'succeeded' | 'duplicate'
  /** Why the last run failed, in a word of the caller: at most 24 small letters and hyphens. */
  readonly verdict: string
  /** How many runs have failed in a row. */
  readonly failures: number
  /** When the first of them failed. */
  readonly since: Date
  /** The day in UTC of the last news that GitHub sent to the subscribers, such as `2026-08-02`. */
  readonly notifiedOn: string
}

const version = 1
const name = 'disdat-run-action-failure'
const states = ['failing', 'succeeded', 'duplicate'] as const
/** The longest verdict, so that every marker is shorter than its limit. */
const verdictLimit = 24

/** Ends the part of an issue's body that the action writes. */
const endMark = '<!-- disdat-run-action-end -->'

/** What the body of an issue has beside its text, at most, in UTF-16 units. */
export const issueMarkerLimit = hiddenJsonLimit + endMark.length + 4

/** The body of an issue: the marker, the text, and what a person wrote below. */
export function formatIssueBody(marker: IssueMarker, text: string, addition = ''): string {
  return `${formatIssueMarker(marker)}\n${text.trimEnd()}\n\n${endMark}${addition}`
}

/** Replaces the marker in the body of an issue, and nothing else. */
export function replaceIssueMarker(body: string, marker: IssueMarker): string {
  return body.replace(/^[^\r\n]*/, () => formatIssueMarker(marker))
}

function formatIssueMarker({ verdict, since, ...marker }: IssueMarker): string {
  const value = {
    v: version,
    ...marker,
    verdict: verdict.replace(/[^a-z-]/g, '').slice(0, verdictLimit),
    since: since.toISOString(),
  }
  return formatHiddenJson(name, value)
}

/** The marker of an issue, of this version or a later one; undefined without a valid marker. */
export function parseIssueMarker(body: string): IssueMarker | undefined {
  const value = parseHiddenJson(name, body)
  const [run, attempt, failures] = ['run', 'attempt', 'failures'].map((field) => getField(value, field))
  const since = new Date(getString(value, 'since') ?? '')
  const state = states.find((each) => each === getField(value, 'state'))
  const [key, verdict, notifiedOn] = ['key', 'verdict', 'notifiedOn'].map((field) => getString(value, field))
  if (!isCount(run) || !isCount(attempt) || !isCount(failures) || Number.isNaN(since.getTime())) return undefined
  if (state === undefined || key === undefined || verdict === undefined || notifiedOn === undefined) return undefined
  if (typeof getField(value, 'v') !== 'number') return undefined
  return { key, run, attempt, state, verdict, failures, since, notifiedOn }
}

/** What a person wrote below the action's part of an issue's body. */
export function readAddition(body: string): string {
  const at = body.lastIndexOf(endMark)
  return at < 0 ? '' : body.slice(at + endMark.length)
}

/** Breaks up what GitHub would hide in a text, so that no text from outside can be a marker. */
export const showHidden = (text: string): string => text.replaceAll('<!--', '<\u2060!--')
