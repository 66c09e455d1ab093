import { describe, expect, test } from 'vitest'
import { GitHubError } from '../../src/github/errors.ts'
import { openGitHub } from '../../src/github/open-github.ts'
import { type GitHubDouble, type GitHubOptions, startGitHub } from '../testbed/github.ts'

const repository = 'octo-org/pipelines'
const merged = 'a'.repeat(40)
const head = 'b'.repeat(40)
const merge = { number: 7, commit: merged, head }
const signal = new AbortController().signal

const open = async ({ apiUrl }: GitHubDouble) =>
  (await openGitHub({ token: 'ghs_1', apiUrl, repository, signal })).merges

async function find(options: GitHubOptions, commit = merged, branch = 'main') {
  await using github = await startGitHub(options)
  return await (await open(github)).findMerged(commit, branch)
}

describe('findMerged', () => {
  test('finds the pull request that was merged as the commit', async () => {
    const other = { ...merge, number: 8, commit: 'c'.repeat(40), head: merged }
    expect(await find({ merges: [other, merge] })).toStrictEqual({ number: 7, head: { sha: head, repository } })
  })

  test.each<[string, GitHubOptions, string?, string?]>([
    ['no pull request has', {}],
    ['GitHub does not know', {}, '0'.repeat(40)],
    ['is the head of a merged pull request', { merges: [merge] }, head],
    ['is that of a pull request that is open', { merges: [{ ...merge, isMerged: false }] }],
    ['was merged into another branch', { merges: [{ ...merge, branch: 'next' }] }],
  ])('returns undefined for a commit that %s', async (_, options, commit, branch) => {
    expect(await find(options, commit, branch)).toBeUndefined()
  })

  test('names the repository of a fork, and none for a deleted fork', async () => {
    expect(await find({ merges: [{ ...merge, repository: 'somebody/pipelines' }] })).toMatchObject({
      head: { repository: 'somebody/pipelines' },
    })
    expect((await find({ merges: [{ ...merge, repository: null }] }))?.head.repository).toBeUndefined()
  })

  test('throws GitHubError when the token may not read pull requests', async () => {
    const refused = find({ merges: [merge], selectFault: () => ({ kind: 'refuse', status: 403 }) })
    await expect(refused).rejects.toBeInstanceOf(GitHubError)
  })

  test('asks again after an answer that is lost', async () => {
    let asked = 0
    expect(
      await find({ merges: [merge], selectFault: () => (asked++ === 0 ? { kind: 'lose' } : undefined) }),
    ).toMatchObject({ number: 7 })
    expect(asked).toBe(2)
  })
})

describe('readTree', () => {
  test('reads the hash of a folder and of the whole repository in a commit', async () => {
    await using github = await startGitHub({
      trees: { [`${head}:pipes`]: '1'.repeat(40), [`${head}:`]: '2'.repeat(40) },
    })
    const merges = await open(github)
    expect(await merges.readTree(head, 'pipes')).toBe('1'.repeat(40))
    expect(await merges.readTree(head, '')).toBe('2'.repeat(40))
    expect(await merges.readTree(merged, 'pipes')).toBeUndefined()
  })
})
