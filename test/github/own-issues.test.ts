import { describe, expect, test } from 'vitest'
import { formatIssueBody, type IssueMarker } from '../../src/github/issue-marker.ts'
import { combineMarkers, type OwnIssue, selectOwnIssues } from '../../src/github/own-issues.ts'

const marker: IssueMarker = {
  ...{ key: 'k1', run: 800, attempt: 1, state: 'failing', verdict: 'pipe-error', failures: 2 },
  ...{ since: new Date('2026-08-01T02:00:00.000Z'), notifiedOn: '2026-08-03' },
}
const createIssue = (number: number, overrides: Partial<IssueMarker> = {}, author = 'bot'): OwnIssue => {
  const own = { ...marker, ...overrides }
  return { marker: own, issue: { number, author, body: formatIssueBody(own, 'x'), labels: [], url: '' } }
}

describe('selectOwnIssues', () => {
  test('selects by key and author, the oldest first', async () => {
    const all = [createIssue(9), createIssue(2), createIssue(3, { key: 'k2' }), createIssue(4, {}, 'mallory')]
    const issues = all.map(({ issue }) => issue)
    const own = await selectOwnIssues({ getLogin: async () => 'bot' }, issues, 'k1')
    expect(own.map(({ issue }) => issue.number)).toEqual([2, 9])
  })

  test('does not ask for the account when no issue has the key', async () => {
    const getLogin = async () => await Promise.reject(new Error('a request'))
    expect(await selectOwnIssues({ getLogin }, [createIssue(1).issue], 'k2')).toEqual([])
  })
})

describe('combineMarkers', () => {
  test('returns the newest, with the first time, the last notification and the failures of all runs', () => {
    const since = new Date('2026-07-30T00:00:00Z')
    const [first, second] = [createIssue(1, { since }), createIssue(2, { run: 801, notifiedOn: '2026-08-04' })]
    const combined = { ...marker, run: 801, since, notifiedOn: '2026-08-04', failures: 4 }
    expect(combineMarkers([first, second])).toEqual(combined)
    expect(combineMarkers([second, first])).toEqual(combined)
  })

  test('counts the failures of one run once', () => {
    expect(combineMarkers([createIssue(1), createIssue(2, { attempt: 2 })])).toEqual({ ...marker, attempt: 2 })
  })
})
