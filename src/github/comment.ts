import {
  type CommentMarker,
  commentMarkerLimit,
  formatCommentMarker,
  isNewerMarker,
  parseCommentMarker,
} from './comment-marker.ts'
import type { Comment, GitHub } from './github.ts'
import { formatShownRules, keepShownTimes, type ShownRules } from './shown-rules.ts'

/** GitHub refuses comments of more than 65,536 characters; the marker takes some of them. */
const commentBodyLimit = 65_536 - commentMarkerLimit - 1

/** A comment to post on a pull request. */
export interface CommentRequest {
  readonly pullRequest: number
  readonly marker: CommentMarker
  /** Renders Markdown of at most so many characters. */
  readonly renderBody: (limit: number) => string
  /** The broken rules that the body shows, and the keys of those that are accepted; undefined to record none. */
  readonly shown?: { readonly rules: ShownRules['rules']; readonly accepted: ReadonlySet<string> }
  /** `recreate` posts a new comment and deletes the earlier one, so that the newest report is last. */
  readonly mode: 'update' | 'recreate'
  /** Decides by the state of the earlier comment; undefined when there is none. */
  readonly shouldPost: (earlierState: string | undefined) => boolean
}

/** `skipped`: `shouldPost` refused. `outdated`: the pull request has a newer head, or a newer run has commented. */
export type CommentResult =
  | { readonly kind: 'posted'; readonly how: 'created' | 'updated'; readonly url: string }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'outdated'; readonly by: 'head' | 'run' }

interface OwnComment {
  readonly comment: Comment
  readonly marker: CommentMarker
}

/**
 * Keeps one comment of a pull request up to date: the one by the token's account whose marker has the key. A comment of
 * a newer run stays, and nothing is posted when the pull request has a newer head. If concurrent runs post several, the
 * oldest comment stays, with the newest text. Throws GitHubError.
 */
export async function upsertComment(github: GitHub, request: CommentRequest): Promise<CommentResult> {
  const { marker, pullRequest, mode } = request
  const { head } = await github.getPullRequest(pullRequest)
  if (head.sha !== marker.sha) return { kind: 'outdated', by: 'head' }
  const author = await github.getLogin()
  const earlier = selectOwn(await github.listComments(pullRequest), author, marker.key)
  const newest = findNewest(earlier)
  if (newest !== undefined && isNewerMarker(newest.marker, marker)) return { kind: 'outdated', by: 'run' }
  if (!request.shouldPost(newest?.marker.state)) return { kind: 'skipped' }

  const text = formatText(request, newest?.comment)
  const [oldest, ...others] = earlier
  const updated = oldest && mode === 'update' ? await github.updateComment(oldest.comment.id, text) : undefined
  if (updated !== undefined) {
    for (const { comment } of others) await github.deleteComment(comment.id)
    return { kind: 'posted', how: 'updated', url: updated.url }
  }
  const { url } = await createComment(github, { request, text, author, earlier })
  return { kind: 'posted', how: 'created', url }
}

function formatText({ marker, renderBody, shown }: CommentRequest, earlier: Comment | undefined): string {
  const rules =
    shown === undefined
      ? ''
      : formatShownRules(keepShownTimes({ sha: marker.sha, rules: shown.rules }, shown.accepted, earlier))
  return `${formatCommentMarker(marker)}\n${rules}${renderBody(commentBodyLimit - rules.length)}`
}

/** The newest comment by the token's account whose marker has the key; undefined without one. Throws GitHubError. */
export async function findOwnComment(
  github: GitHub,
  comments: readonly Comment[],
  key: string,
): Promise<Comment | undefined> {
  return findNewest(selectOwn(comments, await github.getLogin(), key))?.comment
}

interface NewComment {
  readonly request: CommentRequest
  readonly text: string
  readonly author: string
  readonly earlier: readonly OwnComment[]
}

async function createComment(github: GitHub, { request, text, author, earlier }: NewComment): Promise<Comment> {
  const { pullRequest, marker } = request
  const earlierIds = new Set(earlier.map(({ comment }) => comment.id))
  const selectNew = (comments: readonly Comment[]) =>
    selectOwn(comments, author, marker.key).filter(({ comment }) => !earlierIds.has(comment.id))
  const created = await github.createComment(pullRequest, text, (comments) =>
    selectNew(comments)
      .map(({ comment }) => comment)
      .find(({ body }) => body.startsWith(formatCommentMarker(marker))),
  )
  for (const id of earlierIds) await github.deleteComment(id)
  return await mergeConcurrent(github, selectNew(await github.listComments(pullRequest)), created)
}

/** The account's comments with this key, the oldest first. */
function selectOwn(comments: readonly Comment[], author: string, key: string): readonly OwnComment[] {
  return comments
    .flatMap((comment) => {
      const marker = comment.author === author ? parseCommentMarker(comment.body) : undefined
      return marker?.key === key ? [{ comment, marker }] : []
    })
    .toSorted((a, b) => a.comment.id - b.comment.id)
}

const findNewest = (comments: readonly OwnComment[]) =>
  comments.reduce<OwnComment | undefined>(
    (newest, comment) => (newest && isNewerMarker(newest.marker, comment.marker) ? newest : comment),
    undefined,
  )

/** Leaves one of the comments that concurrent runs created. Every run that merges makes the same choice. */
async function mergeConcurrent(github: GitHub, comments: readonly OwnComment[], created: Comment): Promise<Comment> {
  const [oldest, ...others] = comments
  const newest = findNewest(comments)
  if (oldest === undefined || newest === undefined || others.length === 0) return created
  if (newest !== oldest && isNewerMarker(newest.marker, oldest.marker))
    await github.updateComment(oldest.comment.id, newest.comment.body)
  for (const { comment } of others) await github.deleteComment(comment.id)
  return oldest.comment
}
