/** What a comment of ours says of itself, unseen by its reader. */
export interface CommentMarker {
  /** Tells the comments of one pull request apart: at most 64 letters and digits. */
  readonly key: string
  /** The head of the pull request that was told of. */
  readonly sha: string
  /** The workflow run that told it, and its attempt. */
  readonly run: number
  readonly attempt: number
  /** What was told, in a word of the teller's own. */
  readonly state: string
}

const version = 1
/** More than any marker has: room for it must be left in a comment. */
export const markerLimit = 400

const pattern = /^<!-- disdat-run-action (\{[^\r\n]{1,360}\}) -->/

/** The first line of a comment of ours. */
export function formatCommentMarker({ key, sha, run, attempt, state }: CommentMarker): string {
  const json = JSON.stringify({ v: version, key, sha, run, attempt, state })
  // Nothing in it can end the HTML comment that it stands in.
  return `<!-- disdat-run-action ${json.replace(/[<>-]/g, escaped)} -->`
}

const escaped = (c: string) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`

/** The marker that a comment begins with, of this version or a later one; undefined where there is none that can be read. */
export function parseCommentMarker(body: string): CommentMarker | undefined {
  const [, json = ''] = pattern.exec(body) ?? []
  const { v, key, sha, run, attempt, state } = parsed(json)
  const isOurs = typeof v === 'number' && typeof key === 'string' && typeof sha === 'string'
  if (!isOurs || typeof state !== 'string' || !isCount(run) || !isCount(attempt)) return undefined
  return { key, sha, run, attempt, state }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0

function parsed(json: string): Record<string, unknown> {
  try {
    return { ...JSON.parse(json) }
  } catch {
    return {}
  }
}

/** Whether a marker was written by a later run than another, or by a later attempt of the same. */
export function isNewer(one: CommentMarker, other: CommentMarker): boolean {
  return one.run === other.run ? one.attempt > other.attempt : one.run > other.run
}
