import { describe, expect, test } from 'vitest'
import { openLog } from '../../src/action/log.ts'
import type { CommentInputs } from '../../src/plan/comment-inputs.ts'
import { type CommentTarget, createCommentKey, publishComment } from '../../src/run/publish-comment.ts'
import { states } from '../report/report-fixtures.ts'
import { type GitHubDouble, startGitHub } from '../testbed/github.ts'

const sha = '1'.repeat(40)
const cancelled = new AbortController().signal

const occasion = (inputs: Partial<CommentInputs>, runId: number): CommentTarget => ({
  ...{ pullRequest: 7, sha, runId, attempt: 1, url: 'https://github.com/o/p/actions/runs/1', key: 'k', remark: '' },
  inputs: { comment: 'changes', commentKey: undefined, commentMode: 'update', githubToken: 't', ...inputs },
  adviceOfRefusal: 'Ask for it.',
})

/** Tells of runs in these states, one after the other, and resolves with how often something was posted. */
async function tell(double: GitHubDouble, inputs: Partial<CommentInputs>, ...told: readonly string[]) {
  const log = { ...openLog({ write: () => true, once: () => undefined }, false), secret: async () => undefined }
  const env = { GITHUB_API_URL: double.apiUrl, GITHUB_REPOSITORY: 'octo-org/pipelines' }
  const urls: string[] = []
  const outputs = { set: async (news: ReadonlyMap<string, string>) => void urls.push(...news.values()) }
  for (const [at, state] of told.entries()) {
    const audience = { token: 't', env, log, outputs, cancelled }
    await publishComment(states[state] ?? [], occasion(inputs, at + 1), audience)
  }
  return urls.length
}

const start = () => startGitHub({ pullRequests: [{ number: 7, sha }] })

describe('a first comment', () => {
  test.each([
    ['never', []],
    ['failures', ['breach', 'pipe-error', 'cancelled']],
    ['changes', ['breach', 'pipe-error', 'cancelled', 'data-changed', 'schema-changed', 'first-version', 'unknown']],
  ] as const)('with `comment: %s` is of %j', async (comment, wanted) => {
    const all = ['same', 'reused', 'skipped', 'submitted', 'detached', 'data-changed', 'schema-changed']
    const told: string[] = []
    for (const state of [...all, 'first-version', 'unknown', 'breach', 'pipe-error', 'cancelled']) {
      await using double = await start()
      if ((await tell(double, { comment }, state)) > 0) told.push(state)
    }
    expect(told.toSorted()).toEqual([...wanted].toSorted())
  })

  test('with `comment: always` is of anything, and of what was not compared with `changes`', async () => {
    await using double = await start()
    expect(await tell(double, { comment: 'always' }, 'skipped')).toBe(1)
    await using other = await start()
    expect(await tell(other, {}, 'not-compared')).toBe(1)
  })
})

describe('a comment that is there', () => {
  test('is brought up to date whatever the news are', async () => {
    await using double = await start()
    expect(await tell(double, { comment: 'failures' }, 'pipe-error', 'same', 'same')).toBe(3)
    expect(double.comments.map(({ body }) => /"run":(\d+),"attempt":1,"state":"(\w+)"/.exec(body)?.slice(1))).toEqual([
      ['3', 'fine'],
    ])
  })

  test('is posted anew only with news, with `recreate`', async () => {
    await using double = await start()
    const inputs = { commentMode: 'recreate' } as const
    expect(await tell(double, inputs, 'pipe-error', 'same', 'same', 'data-changed', 'data-changed')).toBe(4)
    expect(double.comments).toHaveLength(1)
  })
})

describe('the key', () => {
  test('is the text that was given, wherever; a leg of the matrix only at its place', () => {
    expect(createCommentKey('orders', ['a'])).toBe(createCommentKey('orders', ['b']))
    for (const leg of [undefined, 'null', '{"day":"monday"}', '[1]'])
      expect(createCommentKey(leg, ['a'])).not.toBe(createCommentKey(leg, ['b']))
    expect(createCommentKey('{"day":"monday"}', ['a'])).not.toBe(createCommentKey('{"day":"tuesday"}', ['a']))
    expect(createCommentKey('x'.repeat(10_000), [])).toMatch(/^[0-9a-f]{32}$/)
  })
})
