import type { Comment, GitHub } from './github.ts'
import { type CommentMarker, formatCommentMarker, isNewer, markerLimit, parseCommentMarker } from './marker.ts'

/** GitHub refuses a comment of more characters than 65,536; some of them are the marker's. */
export const bodyLimit = 65_536 - markerLimit - 1

/** What a pull request is to be told. */
export interface CommentRequest {
  readonly pullRequest: number
  readonly marker: CommentMarker
  /** Markdown of at most `bodyLimit` characters. */
  readonly body: string
  /** `recreate`: anew, and the earlier one is deleted, so that what is new stands last. */
  readonly mode: 'update' | 'recreate'
  /** Whether to tell it at all, knowing the state of what was told before; undefined: nothing was. */
  readonly isWanted: (before: string | undefined) => boolean
}

/** What became of it. `overtaken`: a reader would be told what is no longer so, and is not. */
export type CommentResult =
  | { readonly kind: 'posted'; readonly how: 'created' | 'updated'; readonly url: string }
  | { readonly kind: 'not-wanted' }
  | { readonly kind: 'overtaken'; readonly by: 'head' | 'run' }

interface Ours {
  readonly comment: Comment
  readonly marker: CommentMarker
}

/**
 * Keeps one comment of a pull request up to date: the one whose author is the token's own, and whose marker has the key. It is never overwritten with
 * what is older than what it says, or than the head of the pull request. Of several, as two runs at once may make, the oldest stays, with the
 * newest of the texts. Throws GitHubError.
 */
export async function upsertComment(github: GitHub, telling: CommentRequest): Promise<CommentResult> {
  const { marker, pullRequest, mode } = telling
  const { head } = await github.pullRequest(pullRequest)
  if (head.sha !== marker.sha) return { kind: 'overtaken', by: 'head' }
  const author = await github.login()
  const select = (comments: readonly Comment[]) => oursOf(comments, author, marker.key)
  const before = select(await github.comments(pullRequest))
  const last = newestOf(before)
  if (last !== undefined && isNewer(last.marker, marker)) return { kind: 'overtaken', by: 'run' }
  if (!telling.isWanted(last?.marker.state)) return { kind: 'not-wanted' }

  const text = `${formatCommentMarker(marker)}\n${telling.body}`
  const [oldest, ...others] = before
  const updated = oldest && mode === 'update' ? await github.update(oldest.comment.id, text) : undefined
  if (updated !== undefined) {
    for (const { comment } of others) await github.delete(comment.id)
    return { kind: 'posted', how: 'updated', url: updated.url }
  }
  const known = new Set(before.map(({ comment }) => comment.id))
  const news = (comments: readonly Comment[]) => select(comments).filter(({ comment }) => !known.has(comment.id))
  const created = await github.create(pullRequest, text, (comments) =>
    news(comments)
      .map(({ comment }) => comment)
      .find(({ body }) => body.startsWith(formatCommentMarker(marker))),
  )
  for (const id of known) await github.delete(id)
  const { url } = await settle(github, news(await github.comments(pullRequest)), created)
  return { kind: 'posted', how: 'created', url }
}

/** The oldest first. */
function oursOf(comments: readonly Comment[], author: string, key: string): readonly Ours[] {
  return comments
    .flatMap((comment) => {
      const marker = comment.author === author ? parseCommentMarker(comment.body) : undefined
      return marker?.key === key ? [{ comment, marker }] : []
    })
    .toSorted((one, other) => one.comment.id - other.comment.id)
}

const newestOf = (ours: readonly Ours[]) =>
  ours.reduce<Ours | undefined>((last, one) => (last && isNewer(last.marker, one.marker) ? last : one), undefined)

/** Leaves one of those that were made at the same time: whoever comes to do this does the same. */
async function settle(github: GitHub, ours: readonly Ours[], created: Comment): Promise<Comment> {
  const [oldest, ...others] = ours
  const newest = newestOf(ours)
  if (oldest === undefined || newest === undefined || others.length === 0) return created
  if (newest !== oldest && isNewer(newest.marker, oldest.marker))
    await github.update(oldest.comment.id, newest.comment.body)
  for (const { comment } of others) await github.delete(comment.id)
  return oldest.comment
}
