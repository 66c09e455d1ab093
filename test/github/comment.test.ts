import { describe, expect, test } from 'vitest'
import { type CommentRequest, upsertComment } from '../../src/github/comment.ts'
import { type CommentMarker, formatCommentMarker } from '../../src/github/comment-marker.ts'
import { openGitHub } from '../../src/github/open-github.ts'
import { actionsBot, type GitHubDouble, type GitHubOptions, startGitHub } from '../testbed/github.ts'

const sha = 'a'.repeat(40)
const marker: CommentMarker = { key: 'k1', sha, run: 812, attempt: 1, state: 'changed' }
const request: CommentRequest = {
  pullRequest: 7,
  marker,
  renderBody: () => 'The new report.',
  mode: 'update',
  shouldPost: () => true,
}
const text = `${formatCommentMarker(marker)}\nThe new report.`
const commentsPath = '/repos/octo-org/pipelines/issues/7/comments'
const isCreate = ({ method, path }: { readonly method: string; readonly path: string }) =>
  method === 'POST' && path === commentsPath

const start = (options: GitHubOptions = {}) => startGitHub({ pullRequests: [{ number: 7, sha }], ...options })

const open = ({ apiUrl }: GitHubDouble) =>
  openGitHub({
    token: 'ghs_1',
    apiUrl,
    repository: 'octo-org/pipelines',
    signal: AbortSignal.timeout(30_000),
  })

const post = async (double: GitHubDouble, overrides: Partial<CommentRequest> = {}) =>
  await upsertComment(await open(double), { ...request, ...overrides })

const createEarlier = (overrides: Partial<CommentMarker> = {}, author = actionsBot) => ({
  author,
  body: `${formatCommentMarker({ ...marker, run: 800, ...overrides })}\nThe earlier report.`,
})

describe('upsertComment without an earlier comment', () => {
  test('creates a comment that begins with the marker', async () => {
    await using double = await start()
    const url = 'https://github.com/octo-org/pipelines/pull/7#issuecomment-2000'
    expect(await post(double)).toEqual({ kind: 'posted', how: 'created', url })
    expect(double.comments).toEqual([{ id: 2000, author: actionsBot, body: text }])
    expect(new Set(double.asked.map(({ token }) => token))).toEqual(new Set(['ghs_1']))
  })

  test('posts nothing when shouldPost refuses', async () => {
    await using double = await start()
    expect(await post(double, { shouldPost: (before) => before !== undefined })).toEqual({ kind: 'skipped' })
    expect(double.writes()).toEqual([])
  })
})

describe('upsertComment with an earlier comment', () => {
  test('edits it in place, and finds it behind 250 others', async () => {
    const others = Array.from({ length: 250 }, (_, at) => ({ author: 'octocat', body: `No. ${at}` }))
    await using double = await start({ comments: [...others, createEarlier()] })
    expect(await post(double)).toMatchObject({ kind: 'posted', how: 'updated' })
    expect(double.comments).toHaveLength(251)
    expect(double.comments.at(-1)?.body).toBe(text)
    expect(double.writes()).toEqual(['PATCH /repos/octo-org/pipelines/issues/comments/1250'])
    expect(double.asked.filter(({ path }) => path.startsWith(commentsPath))).toHaveLength(3)
  })

  test('passes the state of the newest comment to shouldPost', async () => {
    await using double = await start({
      comments: [createEarlier({ state: 'failed' }), createEarlier({ run: 801, state: 'fine' })],
    })
    const asked: unknown[] = []
    await post(double, { shouldPost: (before) => asked.push(before) > 5 })
    expect(asked).toEqual(['fine'])
  })

  test('posts a new comment and then deletes it, with `recreate`', async () => {
    await using double = await start({ comments: [createEarlier(), { author: 'octocat', body: 'Well done.' }] })
    expect(await post(double, { mode: 'recreate' })).toMatchObject({ kind: 'posted', how: 'created' })
    expect(double.comments.map(({ body }) => body)).toEqual(['Well done.', text])
    expect(double.writes()).toEqual([`POST ${commentsPath}`, 'DELETE /repos/octo-org/pipelines/issues/comments/1000'])
  })

  test('posts a new comment when the earlier one was deleted meanwhile', async () => {
    await using double = await start({
      comments: [createEarlier()],
      selectFault: ({ method }) => (method === 'PATCH' ? { kind: 'refuse', status: 404 } : undefined),
    })
    expect(await post(double)).toMatchObject({ kind: 'posted', how: 'created' })
    expect(double.comments.map(({ body }) => body)).toEqual([text])
  })

  test.each([
    ['by another account, with a marker', createEarlier({}, 'mallory')],
    ['by a deleted account', createEarlier({}, '')],
    ['with another key', createEarlier({ key: 'k2' })],
    ['that quotes a marker', { author: actionsBot, body: `> ${createEarlier().body}` }],
  ])('ignores a comment %s', async (_, comment) => {
    await using double = await start({ comments: [comment] })
    await post(double)
    expect(double.comments).toEqual([
      { id: 1000, ...comment },
      { id: 2000, author: actionsBot, body: text },
    ])
  })

  test('assumes github-actions[bot] when the token’s account is unknown', async () => {
    await using double = await start({
      comments: [createEarlier()],
      selectFault: ({ path }) => (path === '/graphql' ? { kind: 'refuse', status: 403 } : undefined),
    })
    expect(await post(double)).toMatchObject({ how: 'updated' })
  })

  test('finds it by the account of the token', async () => {
    await using double = await start({ login: 'acme-bot[bot]', comments: [createEarlier({}, 'acme-bot[bot]')] })
    expect(await post(double)).toMatchObject({ how: 'updated' })
  })

  test('keeps only the oldest of several comments', async () => {
    await using double = await start({ comments: [createEarlier(), createEarlier({ run: 801 })] })
    await post(double)
    expect(double.comments).toEqual([{ id: 1000, author: actionsBot, body: text }])
  })
})

describe('upsertComment, overtaken by a newer report,', () => {
  test('posts nothing for an old head', async () => {
    await using double = await start({ pullRequests: [{ number: 7, sha: 'b'.repeat(40) }] })
    expect(await post(double)).toEqual({ kind: 'outdated', by: 'head' })
    expect(double.writes()).toEqual([])
  })

  test.each([
    ['a newer run', { run: 813 }],
    ['a later attempt of this run', { run: 812, attempt: 2 }],
  ])('keeps the comment of %s', async (_, overrides) => {
    await using double = await start({ comments: [createEarlier(overrides), createEarlier()] })
    expect(await post(double)).toEqual({ kind: 'outdated', by: 'run' })
    expect(double.writes()).toEqual([])
  })

  test('updates the comment of its own run and attempt', async () => {
    await using double = await start({ comments: [createEarlier({ run: 812 })] })
    expect(await post(double)).toMatchObject({ how: 'updated' })
  })
})

describe('upsertComment in two concurrent runs', () => {
  test('leaves one comment with the newer report', async () => {
    // Neither run sees the other's comment before it has posted its own.
    const both = Promise.withResolvers<void>()
    let posts = 0
    await using double = await start({
      selectFault: (asked) => {
        if (!isCreate(asked)) return undefined
        if (++posts === 2) both.resolve()
        return { kind: 'hold', until: both.promise }
      },
    })
    const newer = { ...marker, run: 813 }
    await Promise.all([post(double), post(double, { marker: newer })])
    expect(double.comments.map(({ body }) => body)).toEqual([`${formatCommentMarker(newer)}\nThe new report.`])
  })
})

describe('upsertComment during an outage of GitHub', () => {
  const once = (fault: ReturnType<NonNullable<GitHubOptions['selectFault']>>, which = isCreate) => {
    let left = 1
    return (asked: Parameters<NonNullable<GitHubOptions['selectFault']>>[0]) =>
      which(asked) && left-- > 0 ? fault : undefined
  }

  test.each([
    ['after a lost response', { kind: 'lose' }, 1],
    ['after a broken connection', { kind: 'break' }, 2],
    ['after a server error', { kind: 'refuse', status: 502 }, 2],
    ['after a conflict', { kind: 'refuse', status: 409 }, 2],
    ['after too many requests', { kind: 'refuse', status: 429, headers: { 'retry-after': '0' } }, 2],
    [
      'after a secondary rate limit',
      {
        kind: 'refuse',
        status: 403,
        message: 'You have exceeded a secondary rate limit',
        headers: { 'retry-after': '1' },
      },
      2,
    ],
  ] as const)('posts exactly one comment %s', async (_, fault, posts) => {
    await using double = await start({ selectFault: once(fault) })
    expect(await post(double)).toMatchObject({ kind: 'posted' })
    expect(double.comments.map(({ body }) => body)).toEqual([text])
    expect(double.asked.filter(isCreate)).toHaveLength(posts)
  })

  test('waits as long as GitHub asks', async () => {
    await using double = await start({
      selectFault: once({ kind: 'refuse', status: 429, headers: { 'retry-after': '1' } }),
    })
    const started = performance.now()
    await post(double)
    expect(performance.now() - started).toBeGreaterThan(990)
  })

  test('fails when GitHub asks for a pause of more than a minute', async () => {
    await using double = await start({
      selectFault: () => ({ kind: 'refuse', status: 429, headers: { 'retry-after': '3600' } }),
    })
    await expect(post(double)).rejects.toMatchObject({ name: 'GitHubError', kind: 'busy', status: 429 })
    expect(double.asked).toHaveLength(1)
  })

  test.each([401, 403, 404, 422])('does not retry a refusal (%i)', async (status) => {
    await using double = await start({
      selectFault: (asked) => (isCreate(asked) ? { kind: 'refuse', status } : undefined),
    })
    await expect(post(double)).rejects.toMatchObject({ kind: 'refused', status })
    expect(double.asked.filter(isCreate)).toHaveLength(1)
  })
})
