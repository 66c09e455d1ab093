import { describe, expect, test } from 'vitest'
import { openGitHub } from '../../src/github/open-github.ts'
import { actionsBot, type GitHubDouble, startGitHub } from '../testbed/github.ts'

const label = 'disdat-failure'

async function openIssues({ apiUrl }: GitHubDouble) {
  const options = { token: 't', apiUrl, repository: 'octo-org/pipelines', signal: AbortSignal.timeout(30_000) }
  return (await openGitHub(options)).issues
}

describe('the issues of a repository', () => {
  test('are listed by label and state, without pull requests', async () => {
    await using double = await startGitHub({
      issues: [
        { body: 'a' },
        { body: 'b', isPullRequest: true },
        { body: 'c', labels: ['other'] },
        { body: 'd', state: 'closed' },
        { body: 'e', labels: ['Disdat-Failure'] },
      ],
    })
    const issues = await openIssues(double)
    expect((await issues.listOpen(label)).map(({ body }) => body)).toEqual(['a', 'e'])
    expect(await issues.listClosed(label)).toEqual([
      { number: 104, author: actionsBot, body: 'd', labels: [label], url: expect.stringMatching(/issues\/104$/) },
    ])
  })

  test('are listed closed at most 100, those that changed last', async () => {
    const all = Array.from({ length: 130 }, (_, at) => ({ body: `${at}`, state: 'closed' as const }))
    await using double = await startGitHub({ issues: all })
    const closed = await (await openIssues(double)).listClosed(label)
    expect(closed).toHaveLength(100)
    expect(closed[0]?.body).toBe('129')
    expect(double.asked[0]?.path).toContain('sort=updated&direction=desc')
  })

  test('can have no author and no text', async () => {
    await using double = await startGitHub({ issues: [{ body: '', author: '' }] })
    expect(await (await openIssues(double)).listOpen(label)).toMatchObject([{ author: '', body: '' }])
  })

  test('change, close, and get labels', async () => {
    await using double = await startGitHub({ issues: [{ body: 'a' }, { body: 'b' }] })
    const issues = await openIssues(double)
    expect(await issues.update(101, { body: 'new' })).toMatchObject({ number: 101, body: 'new' })
    await issues.update(102, { body: 'b', closeAs: 'completed' })
    await issues.addLabels(101, ['x'])
    expect(double.issues).toMatchObject([
      { state: 'open', labels: [label, 'x'] },
      { state: 'closed', reason: 'completed' },
    ])
    expect(await issues.update(999, { body: 'c' })).toBeUndefined()
  })

  test('are read again after an unreadable response', async () => {
    await using double = await startGitHub({
      issues: [{ body: 'a' }],
      selectFault: () => (double.asked.length === 1 ? { kind: 'refuse', status: 200 } : undefined),
    })
    expect(await (await openIssues(double)).listOpen(label)).toHaveLength(1)
    expect(double.asked).toHaveLength(2)
  })
})
