import { describe, expect, test } from 'vitest'
import { addIssueComment, type IssueComment } from '../../src/github/issue-comment.ts'
import { openGitHub } from '../../src/github/open-github.ts'
import { actionsBot, type GitHubDouble, type GitHubOptions, startGitHub } from '../testbed/github.ts'

const comment: IssueComment = {
  ...{ number: 101, author: actionsBot, run: 812, attempt: 1, kind: 'failure', day: '2026-08-04', text: 'It fails.' },
}

async function add(double: GitHubDouble, overrides: Partial<IssueComment> = {}) {
  const options = { token: 't', apiUrl: double.apiUrl, repository: 'octo-org/pipelines' }
  const github = await openGitHub({ ...options, signal: AbortSignal.timeout(30_000) })
  return await addIssueComment(github, { ...comment, ...overrides })
}

const start = (options: GitHubOptions = {}) => startGitHub({ issues: [{ body: '' }], ...options })

describe('addIssueComment', () => {
  test('posts a comment, and one a day', async () => {
    await using double = await start()
    expect(await add(double)).toBe(true)
    expect(await add(double, { run: 813 })).toBe(true)
    expect(double.listTexts(101)).toEqual([expect.stringMatching(/^<!-- .+"run":812.+ -->\nIt fails\.$/)])
    await add(double, { run: 814, day: '2026-08-05' })
    expect(double.listTexts(101)).toHaveLength(2)
  })

  test('is not silenced by another account that writes the same', async () => {
    await using first = await start()
    await add(first)
    const [body = ''] = first.listTexts(101)
    await using double = await startGitHub({
      issues: [{ body: '', number: 7 }],
      comments: [{ author: 'mallory', body }],
      selectFault: ({ method }) =>
        method === 'POST' && double.asked.length === 1 ? { kind: 'refuse', status: 502 } : undefined,
    })
    await add(double, { number: 7 })
    expect(double.comments.map(({ author }) => author)).toEqual(['mallory', actionsBot])
  })

  test('hides markers of the text', async () => {
    await using double = await start()
    await add(double, { text: '<!-- disdat-run-action {} -->' })
    expect(double.listTexts(101)[0]?.match(/<!--/g)).toHaveLength(1)
  })

  test('resolves with false on a locked issue, and throws when GitHub is down', async () => {
    await using locked = await start({ issues: [{ body: '', isLocked: true }] })
    expect(await add(locked)).toBe(false)
    const selectFault = () => ({ kind: 'refuse', status: 503, headers: { 'retry-after': '300' } }) as const
    await using down = await start({ selectFault })
    await expect(add(down)).rejects.toMatchObject({ kind: 'unclear' })
  })
})
