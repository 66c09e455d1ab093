import { describe, expect, test } from 'vitest'
import { openGitHub } from '../../src/github/open-github.ts'
import { type GitHubDouble, startGitHub } from '../testbed/github.ts'

const open = ({ apiUrl }: GitHubDouble) =>
  openGitHub({ token: 't', apiUrl, repository: 'octo-org/pipelines', signal: AbortSignal.timeout(30_000) })

describe('whether a commit is in the history of another', () => {
  test.each([
    ['ahead', true],
    ['identical', true],
    ['behind', false],
    ['diverged', false],
    [undefined, undefined],
  ])('%s: %s', async (status, is) => {
    await using double = await startGitHub({
      compared: (base, head) => (base === 'aaa' && head === 'bbb' ? status : 'wrong'),
    })
    expect(await (await open(double)).isAncestor('aaa', 'bbb')).toBe(is)
  })
})

describe('pull requests from a branch', () => {
  test('are the open ones of that very repository, the newest first', async () => {
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
    const found = await (await open(double)).listPullRequests('mallory/pipelines', 'feature')
    expect(found.map(({ number }) => number)).toEqual([12, 7])
  })
})

test('a broken connection is tried again, and given up in the end', async () => {
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
