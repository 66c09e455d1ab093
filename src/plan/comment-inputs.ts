import type { InputReader } from '../action/input-reader.ts'

/** When a comment is posted: never, when the data differs, when the run failed, or always. */
export const commentConditions = ['never', 'changes', 'failures', 'always'] as const

/** Whether an earlier comment is edited in place, or deleted and posted again. */
export const commentModes = ['update', 'recreate'] as const

/** The one comment of a pull request that is kept up to date. */
export interface CommentInputs {
  readonly comment: (typeof commentConditions)[number]
  /** Any text. A JSON object or `null`, which is a matrix leg, is only part of the key. */
  readonly commentKey: string | undefined
  readonly commentMode: (typeof commentModes)[number]
  /** A secret. */
  readonly githubToken: string | undefined
}

/**
 * Reads the inputs of the comment; invalid values become problems of `read`. `fallback` is the default of
 * `comment`.
 */
export function readCommentInputs(read: InputReader, fallback: CommentInputs['comment'] = 'never'): CommentInputs {
  return {
    comment: read.choice('comment', fallback, commentConditions),
    commentKey: read.text('comment-key'),
    commentMode: read.choice('comment-mode', 'update', commentModes),
    githubToken: read.text('github-token'),
  }
}
