import { describe, expect, test } from 'vitest'
import { openLog } from '../../src/action/log.ts'
import type { CommentInputs } from '../../src/plan/comment-inputs.ts'
import type { Report } from '../../src/report/report.ts'
import type { CommentTarget } from '../../src/run/comment-target.ts'
import { publishComment } from '../../src/run/publish-comment.ts'
import { states } from '../report/fixtures/states.ts'
import { type GitHubDouble, type GitHubOptions, startGitHub } from '../testbed/github.ts'
import { createLog } from './fixtures.ts'

const sha = '1'.repeat(40)
const cancelled = new AbortController().signal

const createTarget = (inputs: Partial<CommentInputs>, runId: number): CommentTarget => ({
  ...{ pullRequest: 7, sha, runId, attempt: 1, url: 'https://github.com/o/p/actions/runs/1', key: 'k', remark: '' },
  inputs: { comment: 'changes', commentKey: undefined, commentMode: 'update', githubToken: 't', ...inputs },
  refusalAdvice: 'Ask for it.',
})

/** Publishes the reports of runs in these states one after the other, and resolves with the number of posts. */
async function publish(double: GitHubDouble, inputs: Partial<CommentInputs>, ...names: readonly string[]) {
  return await publishReports(double, inputs, ...names.map((name) => states[name] ?? []))
}

async function publishReports(
  double: GitHubDouble,
  inputs: Partial<CommentInputs>,
  ...all: readonly (readonly Report[])[]
) {
  const log = { ...openLog({ write: () => true, once: () => undefined }, false), secret: async () => undefined }
  const env = { GITHUB_API_URL: double.apiUrl, GITHUB_REPOSITORY: 'octo-org/pipelines' }
  const urls: string[] = []
  const outputs = { set: async (values: ReadonlyMap<string, string>) => void urls.push(...values.values()) }
  for (const [at, reports] of all.entries()) {
    const sinks = { token: 't', env, log, outputs, cancelled, recordsRules: false }
    await publishComment(reports, createTarget(inputs, at + 1), sinks)
  }
  return urls.length
}

const start = () => startGitHub({ pullRequests: [{ number: 7, sha }] })

describe('publishComment posts a first comment', () => {
  test.each([
    ['never', []],
    ['failures', ['breach', 'pipe-error', 'cancelled']],
    ['changes', ['breach', 'pipe-error', 'cancelled', 'data-changed', 'schema-changed', 'first-version', 'unknown']],
  ] as const)('with `comment: %s` for %j', async (comment, expected) => {
    const all = ['same', 'reused', 'skipped', 'submitted', 'detached', 'data-changed', 'schema-changed']
    const posted: string[] = []
    for (const name of [...all, 'first-version', 'unknown', 'breach', 'pipe-error', 'cancelled']) {
      await using double = await start()
      if ((await publish(double, { comment }, name)) > 0) posted.push(name)
    }
    expect(posted.toSorted()).toEqual([...expected].toSorted())
  })

  test('with `comment: always` for every state, and with `changes` for an output that was not compared', async () => {
    await using double = await start()
    expect(await publish(double, { comment: 'always' }, 'skipped')).toBe(1)
    await using other = await start()
    expect(await publish(other, {}, 'not-compared')).toBe(1)
  })
})

describe('publishComment with `comment: changes`', () => {
  test.each([
    ['many-redo', 1],
    ['many-redo-nothing', 0],
  ])('and a forecast %s posts %i times, where no run changed data', async (state, count) => {
    const redo = states[state]?.[0]?.redo
    if (redo === undefined) throw new Error(`The state ${state} has no forecast.`)
    await using double = await start()
    const reports = (states['same'] ?? []).map((report) => ({ ...report, redo }))
    expect(await publishReports(double, {}, reports)).toBe(count)
  })
})

describe('publishComment with an existing comment', () => {
  test('updates it in every state', async () => {
    await using double = await start()
    expect(await publish(double, { comment: 'failures' }, 'pipe-error', 'same', 'same')).toBe(3)
    expect(double.comments.map(({ body }) => /"run":(\d+),"attempt":1,"state":"(\w+)"/.exec(body)?.slice(1))).toEqual([
      ['3', 'fine'],
    ])
  })

  test('posts it again only when its state changes, with `recreate`', async () => {
    await using double = await start()
    const inputs = { commentMode: 'recreate' } as const
    expect(await publish(double, inputs, 'pipe-error', 'same', 'same', 'data-changed', 'data-changed')).toBe(4)
    expect(double.comments).toHaveLength(1)
  })
})

interface Published {
  readonly github?: GitHubOptions
  readonly inputs?: Partial<CommentInputs>
  /** The second run that publishes; the first one is run 2. */
  readonly runId?: number
  readonly hasToken?: boolean
}

describe('publishComment logs', () => {
  test.each<[string, Published, string, number]>([
    ['where it commented', { runId: 3 }, 'Commented on pull request #7: https://github.com/', 1],
    [
      'that `comment` asks for nothing',
      { inputs: { comment: 'never' } },
      'No comment on pull request #7: nothing happened that `comment` asks for.',
      0,
    ],
    [
      'that the pull request has a newer commit',
      { github: { pullRequests: [{ number: 7, sha: '2'.repeat(40) }] } },
      'No comment on pull request #7: it has a newer commit.',
      0,
    ],
    [
      'that a newer run has commented',
      { runId: 1 },
      'No comment on pull request #7: a newer run has commented already.',
      1,
    ],
    ['that it has no token', { hasToken: false }, 'notice: `comment` needs `github-token`. No comment was posted.', 0],
    [
      'that the token may not comment, as a notice',
      { github: { selectFault: () => ({ kind: 'refuse', status: 403 }) } },
      'notice: GitHub does not let this token comment: ',
      0,
    ],
  ])('%s', async (_, { github = {}, inputs = {}, runId = 1, hasToken = true }, start, posted) => {
    await using double = await startGitHub({ pullRequests: [{ number: 7, sha }], ...github })
    const log = createLog()
    const env = { GITHUB_API_URL: double.apiUrl, GITHUB_REPOSITORY: 'octo-org/pipelines' }
    const outputs = { set: async () => undefined }
    const sinks = { token: hasToken ? 't' : undefined, env, log, outputs, cancelled, recordsRules: false }
    for (const id of [2, runId]) await publishComment(states['pipe-error'] ?? [], createTarget(inputs, id), sinks)
    expect(log.lines.at(-1)?.slice(0, start.length)).toBe(start)
    expect(double.comments).toHaveLength(posted)
  })

  test('a warning when GitHub does not answer soon after a cancellation', async () => {
    const held = Promise.withResolvers<void>()
    await using double = await startGitHub({ selectFault: () => ({ kind: 'hold', until: held.promise }) })
    const log = createLog()
    const env = { GITHUB_API_URL: double.apiUrl, GITHUB_REPOSITORY: 'octo-org/pipelines' }
    const outputs = { set: async () => undefined }
    const aborted = AbortSignal.abort(new Error('SIGINT'))
    const sinks = { token: 't', env, log, outputs, cancelled: aborted, recordsRules: false }
    await publishComment(states['pipe-error'] ?? [], createTarget({}, 1), sinks)
    held.resolve()
    expect(log.lines.at(-1)).toMatch(/^warning: The comment could not be posted: /)
  })
})
