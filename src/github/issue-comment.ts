import { getString } from '../lib/json.ts'
import type { RunAttempt } from './comment-marker.ts'
import { GitHubError } from './errors.ts'
import type { Comment, GitHub } from './github.ts'
import { formatHiddenJson, parseHiddenJson } from './hidden-json.ts'
import { showHidden } from './issue-marker.ts'

/** A comment on an issue of this action: of a day on which runs still failed, or of the end of the failure. */
export interface IssueComment extends RunAttempt {
  readonly number: number
  /** The account of the token. */
  readonly author: string
  readonly kind: 'failure' | 'end'
  /** The day in UTC: there is one comment of kind `failure` for each. */
  readonly day?: string
  /** Markdown. */
  readonly text: string
}

const name = 'disdat-run-action-news'

/**
 * Posts a comment on an issue, once for a run and its attempt, and for a day if it has one. Resolves with false when
 * GitHub refuses comments on this issue, because it is locked. Throws other GitHubErrors.
 */
export async function addIssueComment(github: GitHub, comment: IssueComment): Promise<boolean> {
  const { number, author: own, run, attempt, kind, day = '', text } = comment
  const mark = formatHiddenJson(name, { kind, run, attempt, day })
  try {
    const isSame = ({ author, body }: Comment) => author === own && body.split('\n', 1)[0] === mark
    const created = await github.createComment(number, `${mark}\n${showHidden(text)}`, (all) => all.find(isSame))
    if (day !== '') await removeLater(github, created, { number, day })
    return true
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'refused') return false
    throw error
  }
}

/** Concurrent runs may both comment: the first comment of a day stays. Every run that removes makes the same choice. */
async function removeLater(
  github: GitHub,
  created: Comment,
  { number, day }: { readonly number: number; readonly day: string },
): Promise<void> {
  const comments = await github.listComments(number)
  const isEarlier = ({ id, author, body }: Comment) =>
    id < created.id && author === created.author && getString(parseHiddenJson(name, body), 'day') === day
  if (comments.some(isEarlier)) await github.deleteComment(created.id)
}
