import { describe, expect, test } from 'vitest'
import { readCommentInputs } from '../../src/plan/comment-inputs.ts'
import { readWith } from './input-fixtures.ts'

describe('readCommentInputs', () => {
  test('posts no comment by default, or as the fallback says', () => {
    const expected = { commentKey: undefined, commentMode: 'update', githubToken: undefined }
    expect(readWith(readCommentInputs, {}).values).toStrictEqual({ comment: 'never', ...expected })
    const { values } = readWith((read) => readCommentInputs(read, 'changes'), {})
    expect(values).toStrictEqual({ comment: 'changes', ...expected })
  })

  test('returns what is given', () => {
    const inputs = { comment: 'failures', 'comment-key': '{"a":1}', 'comment-mode': 'recreate', 'github-token': 't' }
    expect(readWith(readCommentInputs, inputs)).toStrictEqual({
      values: { comment: 'failures', commentKey: '{"a":1}', commentMode: 'recreate', githubToken: 't' },
      invalid: [],
    })
  })

  test('refuses other words', () => {
    const { invalid } = readWith(readCommentInputs, { comment: 'sometimes', 'comment-mode': 'edit' })
    expect(invalid).toStrictEqual(['comment', 'comment-mode'])
  })
})
