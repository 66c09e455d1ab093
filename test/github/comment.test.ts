import { describe, expect, test } from 'vitest'
import { type CommentRequest, upsertComment } from '../../src/github/comment.ts'
import { openGitHub } from '../../src/github/open-github.ts'
import { type CommentMarker, formatCommentMarker, parseCommentMarker } from '../../src/github/comment-marker.ts'
import { actionsBot, type GitHubDouble, type GitHubOptions, startGitHub } from '../testbed/github.ts'

const sha = 'a'.repeat(40)
const marker: CommentMarker = { key: 'k1', sha, run: 812, attempt: 1, state: 'changed' }
const telling: CommentRequest = { pullRequest: 7, marker, body: 'What is new.', mode: 'update', shouldPost: () => true }
const text = `${formatCommentMarker(marker)}\nWhat is new.`
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

const keep = async (double: GitHubDouble, news: Partial<CommentRequest> = {}) =>
  await upsertComment(await open(double), { ...telling, ...news })

const earlier = (news: Partial<CommentMarker> = {}, author = actionsBot) => ({
  author,
  body: `${formatCommentMarker({ ...marker, run: 800, ...news })}\nWhat was new.`,
})

describe('a first comment', () => {
  test('is created, with the marker before all else', async () => {
    await using double = await start()
    const url = 'https://github.com/octo-org/pipelines/pull/7#issuecomment-2000'
    expect(await keep(double)).toEqual({ kind: 'posted', how: 'created', url })
    expect(double.comments).toEqual([{ id: 2000, author: actionsBot, body: text }])
    expect(new Set(double.asked.map(({ token }) => token))).toEqual(new Set(['ghs_1']))
  })

  test('is none where it is not wanted', async () => {
    await using double = await start()
    expect(await keep(double, { shouldPost: (before) => before !== undefined })).toEqual({ kind: 'not-wanted' })
    expect(double.writes()).toEqual([])
  })
})

describe('an earlier comment', () => {
  test('is edited in place, and found behind 250 others', async () => {
    const others = Array.from({ length: 250 }, (_, at) => ({ author: 'octocat', body: `No. ${at}` }))
    await using double = await start({ comments: [...others, earlier()] })
    expect(await keep(double)).toMatchObject({ kind: 'posted', how: 'updated' })
    expect(double.comments).toHaveLength(251)
    expect(double.comments.at(-1)?.body).toBe(text)
    expect(double.writes()).toEqual(['PATCH /repos/octo-org/pipelines/issues/comments/1250'])
    expect(double.asked.filter(({ path }) => path.startsWith(commentsPath))).toHaveLength(3)
  })

  test('tells its state to whoever decides', async () => {
    await using double = await start({ comments: [earlier({ state: 'failed' }), earlier({ run: 801, state: 'fine' })] })
    const asked: unknown[] = []
    await keep(double, { shouldPost: (before) => asked.push(before) > 5 })
    expect(asked).toEqual(['fine'])
  })

  test('is deleted when the new one is there, with `recreate`', async () => {
    await using double = await start({ comments: [earlier(), { author: 'octocat', body: 'Well done.' }] })
    expect(await keep(double, { mode: 'recreate' })).toMatchObject({ kind: 'posted', how: 'created' })
    expect(double.comments.map(({ body }) => body)).toEqual(['Well done.', text])
    expect(double.writes()).toEqual([`POST ${commentsPath}`, 'DELETE /repos/octo-org/pipelines/issues/comments/1000'])
  })

  test('that vanishes meanwhile is posted anew', async () => {
    await using double = await start({
      comments: [earlier()],
      selectFault: ({ method }) => (method === 'PATCH' ? { kind: 'refuse', status: 404 } : undefined),
    })
    expect(await keep(double)).toMatchObject({ kind: 'posted', how: 'created' })
    expect(double.comments.map(({ body }) => body)).toEqual([text])
  })

  test.each([
    ['of somebody else, marker and all', earlier({}, 'mallory')],
    ['of an account that is gone', earlier({}, '')],
    ['under another key', earlier({ key: 'k2' })],
    ['that quotes a marker', { author: actionsBot, body: `> ${earlier().body}` }],
  ])('%s is not ours', async (_, comment) => {
    await using double = await start({ comments: [comment] })
    await keep(double)
    expect(double.comments).toEqual([
      { id: 1000, ...comment },
      { id: 2000, author: actionsBot, body: text },
    ])
  })

  test('is known under GitHub’s own account where nobody says whose token it is', async () => {
    await using double = await start({
      comments: [earlier()],
      selectFault: ({ path }) => (path === '/graphql' ? { kind: 'refuse', status: 403 } : undefined),
    })
    expect(await keep(double)).toMatchObject({ how: 'updated' })
  })

  test('is known under the account of any token', async () => {
    await using double = await start({ login: 'acme-bot[bot]', comments: [earlier({}, 'acme-bot[bot]')] })
    expect(await keep(double)).toMatchObject({ how: 'updated' })
  })

  test('leaves nothing beside itself: the oldest stays', async () => {
    await using double = await start({ comments: [earlier(), earlier({ run: 801 })] })
    await keep(double)
    expect(double.comments).toEqual([{ id: 1000, author: actionsBot, body: text }])
  })
})

describe('what is newer is not overwritten', () => {
  test('a head that has moved', async () => {
    await using double = await start({ pullRequests: [{ number: 7, sha: 'b'.repeat(40) }] })
    expect(await keep(double)).toEqual({ kind: 'overtaken', by: 'head' })
    expect(double.writes()).toEqual([])
  })

  test.each([
    ['a newer run', { run: 813 }],
    ['a later attempt of this run', { run: 812, attempt: 2 }],
  ])('%s', async (_, news) => {
    await using double = await start({ comments: [earlier(news), earlier()] })
    expect(await keep(double)).toEqual({ kind: 'overtaken', by: 'run' })
    expect(double.writes()).toEqual([])
  })

  test('but its own run and attempt are', async () => {
    await using double = await start({ comments: [earlier({ run: 812 })] })
    expect(await keep(double)).toMatchObject({ how: 'updated' })
  })
})

describe('two runs at once', () => {
  test('leave one comment, and it holds what is newer', async () => {
    // Neither sees the other's comment before it has posted its own.
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
    await Promise.all([keep(double), keep(double, { marker: newer })])
    expect(double.comments.map(({ body }) => body)).toEqual([`${formatCommentMarker(newer)}\nWhat is new.`])
  })
})

describe('GitHub in trouble', () => {
  const once = (fault: ReturnType<NonNullable<GitHubOptions['selectFault']>>, which = isCreate) => {
    let left = 1
    return (asked: Parameters<NonNullable<GitHubOptions['selectFault']>>[0]) =>
      which(asked) && left-- > 0 ? fault : undefined
  }

  test.each([
    ['whose answer got lost', { kind: 'lose' }, 1],
    ['that it never heard of', { kind: 'break' }, 2],
    ['that a server in trouble refused', { kind: 'refuse', status: 502 }, 2],
    ['at odds with another request', { kind: 'refuse', status: 409 }, 2],
    ['too many of them', { kind: 'refuse', status: 429, headers: { 'retry-after': '0' } }, 2],
    [
      'too fast',
      {
        kind: 'refuse',
        status: 403,
        message: 'You have exceeded a secondary rate limit',
        headers: { 'retry-after': '1' },
      },
      2,
    ],
  ] as const)('a comment %s is there once', async (_, fault, posts) => {
    await using double = await start({ selectFault: once(fault) })
    expect(await keep(double)).toMatchObject({ kind: 'posted' })
    expect(double.comments.map(({ body }) => body)).toEqual([text])
    expect(double.asked.filter(isCreate)).toHaveLength(posts)
  })

  test('a pause that GitHub asks for is kept', async () => {
    await using double = await start({
      selectFault: once({ kind: 'refuse', status: 429, headers: { 'retry-after': '1' } }),
    })
    const started = performance.now()
    await keep(double)
    expect(performance.now() - started).toBeGreaterThan(990)
  })

  test('one that is too long is not waited for', async () => {
    await using double = await start({
      selectFault: () => ({ kind: 'refuse', status: 429, headers: { 'retry-after': '3600' } }),
    })
    await expect(keep(double)).rejects.toMatchObject({ name: 'GitHubError', kind: 'busy', status: 429 })
    expect(double.asked).toHaveLength(1)
  })

  test.each([401, 403, 404, 422])('a refusal (%i) is not asked again', async (status) => {
    await using double = await start({
      selectFault: (asked) => (isCreate(asked) ? { kind: 'refuse', status } : undefined),
    })
    await expect(keep(double)).rejects.toMatchObject({ kind: 'refused', status })
    expect(double.asked.filter(isCreate)).toHaveLength(1)
  })
})

describe('a marker', () => {
  test('is read as it was written, whatever is in it', () => {
    const odd = { ...marker, key: '--><b>', state: '<!-- \\"' }
    expect(formatCommentMarker(odd)).toMatch(/^<!-- disdat-run-action [^<>]+ -->$/)
    expect(formatCommentMarker(odd).slice(4, -3)).not.toContain('--')
    expect(parseCommentMarker(`${formatCommentMarker(odd)}\r\nMore.`)).toEqual(odd)
  })

  test.each([
    ['no marker', 'Well done.'],
    ['one of no object', '<!-- disdat-run-action [1] -->'],
    ['one that is cut', '<!-- disdat-run-action {"v":1, -->'],
    ['one of no run', formatCommentMarker({ ...marker, run: -1 })],
    ['one of half a run', formatCommentMarker({ ...marker, run: 0.5 })],
  ])('%s is none', (_, body) => {
    expect(parseCommentMarker(body)).toBeUndefined()
  })

  test('of a later version is read', () => {
    const later = formatCommentMarker(marker).replace('"v":1', '"v":2,"more":[]')
    expect(parseCommentMarker(later)).toEqual(marker)
  })
})
