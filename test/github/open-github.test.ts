import { describe, expect, test } from 'vitest'
import type { GitHub } from '../../src/github/github.ts'
import { openGitHub } from '../../src/github/open-github.ts'
import { type GitHubDouble, startGitHub } from '../testbed/github.ts'
import { startTlsFront } from '../testbed/tls.ts'

const open = ({ apiUrl }: GitHubDouble) =>
  openGitHub({ token: 't', apiUrl, repository: 'octo-org/pipelines', signal: AbortSignal.timeout(30_000) })

describe('isAncestor', () => {
  test.each([
    ['ahead', true],
    ['identical', true],
    ['behind', false],
    ['diverged', false],
    [undefined, undefined],
  ])('%s: %s', async (status, isAncestor) => {
    await using double = await startGitHub({
      compared: (base, head) => (base === 'aaa' && head === 'bbb' ? status : 'wrong'),
    })
    expect(await (await open(double)).isAncestor('aaa', 'bbb')).toBe(isAncestor)
  })
})

describe('listPullRequests', () => {
  test('returns the open ones of exactly this repository, the newest first', async () => {
    const from = { branch: 'feature', repository: 'mallory/pipelines', sha: 'a' }
    await using double = await startGitHub({
      pullRequests: [
        { ...from, number: 7 },
        { ...from, number: 8, isClosed: true },
        { ...from, number: 9, repository: 'mallory/pipelines-2' },
        { ...from, number: 10, branch: 'other' },
        { ...from, number: 11, repository: null },
        { ...from, number: 12 },
      ],
    })
    const pullRequests = await (await open(double)).listPullRequests('mallory/pipelines', 'feature')
    expect(pullRequests.map(({ number }) => number)).toEqual([12, 7])
  })
})

describe('getLogin', () => {
  test('returns the account of the token', async () => {
    await using double = await startGitHub({ login: 'acme-bot[bot]' })
    expect(await (await open(double)).getLogin()).toBe('acme-bot[bot]')
  })

  test('returns github-actions[bot] when GitHub refuses the query', async () => {
    await using double = await startGitHub({ selectFault: () => ({ kind: 'refuse', status: 403 }) })
    expect(await (await open(double)).getLogin()).toBe('github-actions[bot]')
  })
})

/** JSON with status 200 that has none of the fields of the response. */
const unreadable = { kind: 'refuse', status: 200 } as const

describe('a call is repeated after an unreadable response, which says nothing about', () => {
  const calls: readonly (readonly [string, (github: GitHub) => Promise<unknown>, unknown])[] = [
    ['the account of the token', (github) => github.getLogin(), 'acme-bot[bot]'],
    ['the history of a commit', (github) => github.isAncestor('aaa', 'bbb'), true],
    ['comments', async (github) => (await github.listComments(7)).length, 1],
    ['pull requests', async (github) => (await github.listPullRequests('octo-org/pipelines', 'feature')).length, 1],
  ]

  test.each(calls)('%s', async (_, call, result) => {
    await using double = await startGitHub({
      login: 'acme-bot[bot]',
      compared: () => 'ahead',
      comments: [{ author: 'ada', body: 'hello' }],
      pullRequests: [{ number: 7, sha: 'a', branch: 'feature', repository: 'octo-org/pipelines' }],
      selectFault: () => (double.asked.length === 1 ? unreadable : undefined),
    })
    expect(await call(await open(double))).toBe(result)
    expect(double.asked).toHaveLength(2)
  })
})

describe('deleteComment', () => {
  test('accepts a comment that does not exist', async () => {
    await using double = await startGitHub({ selectFault: () => ({ kind: 'refuse', status: 404 }) })
    await expect((await open(double)).deleteComment(1)).resolves.toBeUndefined()
  })

  test('throws other refusals', async () => {
    await using double = await startGitHub({ selectFault: () => ({ kind: 'refuse', status: 403 }) })
    await expect((await open(double)).deleteComment(1)).rejects.toMatchObject({ kind: 'refused', status: 403 })
  })
})

test('getPullRequest retries broken connections until the signal aborts', async () => {
  await using double = await startGitHub({ selectFault: () => ({ kind: 'break' }) })
  const github = await openGitHub({
    token: 't',
    apiUrl: double.apiUrl,
    repository: 'octo-org/pipelines',
    signal: AbortSignal.timeout(2_000),
  })
  await expect(github.getPullRequest(7)).rejects.toMatchObject({ name: 'GitHubError', kind: 'unclear' })
  expect(double.asked.length).toBeGreaterThan(1)
})

describe('a GitHub server whose certificate is not trusted', () => {
  test('is named with NODE_EXTRA_CA_CERTS, after one attempt', async () => {
    await using double = await startGitHub({})
    await using front = await startTlsFront(double.apiUrl)
    const github = await open({ ...double, apiUrl: front.url })
    const started = performance.now()
    await expect(github.listComments(1)).rejects.toThrow(
      /^No TLS connection to GitHub: its certificate is self-signed \(DEPTH_ZERO_SELF_SIGNED_CERT\)\. .*NODE_EXTRA_CA_CERTS/,
    )
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})
