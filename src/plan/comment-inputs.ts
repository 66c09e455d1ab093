import type { InputReader } from '../action/input-reader.ts'

/** When a pull request is told: what differs, what failed, or whatever came of it. */
export const commentWhens = ['never', 'changes', 'failures', 'always'] as const

/** Whether an earlier comment is edited in place, or deleted and posted anew. */
export const commentModes = ['update', 'recreate'] as const

/** The one comment of a pull request that is kept up to date. */
export interface CommentInputs {
  readonly comment: (typeof commentWhens)[number]
  /** Any text; of a JSON object or `null`, the matrix leg, the key is a part only. */
  readonly commentKey: string | undefined
  readonly commentMode: (typeof commentModes)[number]
  /** A secret. */
  readonly githubToken: string | undefined
}

/** Reads what matters to the comment; whatever is wrong becomes a problem of `read`'s. `unsaid`: when to tell where nothing is said. */
export function readCommentInputs(read: InputReader, unsaid: CommentInputs['comment'] = 'never'): CommentInputs {
  return {
    comment: read.choice('comment', unsaid, commentWhens),
    commentKey: read.text('comment-key'),
    commentMode: read.choice('comment-mode', 'update', commentModes),
    githubToken: read.text('github-token'),
  }
}
