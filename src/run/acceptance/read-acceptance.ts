import type { Actor } from '../../github/acceptance-events.ts'
import { findOwnComment } from '../../github/comment.ts'
import type { Comment, GitHub, PullRequest } from '../../github/github.ts'
import { listShownRules, type ShownRule } from '../../github/shown-rules.ts'
import type { AcceptanceInputs } from '../../plan/acceptance-inputs.ts'
import { parseAcceptCommand } from './accept-command.ts'

/** A label or a comment that accepts rules, before anything is asked about the person. */
export interface Grant {
  readonly how: 'label' | 'comment'
  readonly by: Actor
  /** By GitHub's clock. */
  readonly at: Date
  /** The rules that it names; undefined: all. */
  readonly rules: ReadonlySet<string> | undefined
  /** Why it counts for nothing, one sentence. */
  readonly refusal?: string
}

/** What GitHub knows about the acceptance of a change. */
export interface AcceptanceFacts {
  /** The broken rules that the comment showed for this head, by their keys. */
  readonly shown: ReadonlyMap<string, ShownRule>
  /** The newest first. */
  readonly grants: readonly Grant[]
  readonly author: string
}

/** The pull request, the head that the run is for, and the key of the comment. */
export interface AcceptancePlace {
  readonly pullRequest: number
  readonly sha: string
  readonly key: string
}

/**
 * Reads from GitHub which broken rules the comment showed, and who accepted them. The times of all are GitHub's. A
 * text: why nothing can be accepted. Throws GitHubError.
 */
export async function readAcceptance(
  github: GitHub,
  { pullRequest: number, sha, key }: AcceptancePlace,
  { ways, label }: AcceptanceInputs,
): Promise<AcceptanceFacts | string> {
  const pullRequest = await github.getPullRequest(number)
  if (pullRequest.head.sha !== sha) return 'The pull request has a newer commit.'
  const comments = await github.listComments(number)
  const own = await findOwnComment(github, comments, key)
  const shown = own ? listShownRules(own, sha) : []
  const grants = [
    ...(ways.includes('label') ? await readLabelGrants(github, pullRequest, label) : []),
    ...(ways.includes('comment') ? comments.flatMap(readCommentGrant) : []),
  ]
  return {
    shown: new Map(shown.map((rule) => [rule.key, rule])),
    grants: grants.toSorted((one, other) => other.at.getTime() - one.at.getTime()),
    author: pullRequest.author,
  }
}

/** Names of labels are equal in any case. A label that was renamed or deleted is on the pull request no more. */
async function readLabelGrants(
  github: GitHub,
  { number, labels }: PullRequest,
  label: string,
): Promise<readonly Grant[]> {
  const isLabel = (name: string) => name.toLowerCase() === label.toLowerCase()
  if (!labels.some(isLabel)) return []
  const events = await github.acceptanceEvents.listLabelEvents(number)
  const last = events.findLast((event) => isLabel(event.label))
  return last?.kind === 'labeled' ? [{ how: 'label', by: last.actor, at: last.at, rules: undefined }] : []
}

function readCommentGrant({ body, by, createdAt, updatedAt }: Comment): readonly Grant[] {
  const command = parseAcceptCommand(body)
  if (command === undefined) return []
  const grant = { how: 'comment', by, at: createdAt, rules: undefined } as const
  const comment = `The comment of ${by.login === '' ? 'an unknown account' : `@${by.login}`}`
  if (createdAt.getTime() !== updatedAt.getTime())
    return [{ ...grant, refusal: `${comment} was edited. Write a new one.` }]
  if ('unknown' in command)
    return [{ ...grant, refusal: `${comment} names \`${command.unknown}\`, which is not a rule of \`fail-on\`.` }]
  return command.rules.size === 0
    ? [{ ...grant, refusal: `${comment} names no rule.` }]
    : [{ ...grant, rules: command.rules }]
}
