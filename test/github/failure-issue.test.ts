import { describe, expect, test } from 'vitest'
import {
  type FailureRequest,
  issueBodyLimit,
  reportFailure,
  reportSuccess,
  type SuccessRequest,
} from '../../src/github/failure-issue.ts'
import { formatIssueBody, type IssueMarker, parseIssueMarker } from '../../src/github/issue-marker.ts'
import { openGitHub } from '../../src/github/open-github.ts'
import { failureLabel } from '../../src/github/own-issues.ts'
import { type GitHubDouble, type GitHubOptions, type GitHubRequest, startGitHub } from '../testbed/github.ts'

const key = 'k1'
const since = new Date('2026-08-01T02:00:00.000Z')
const now = new Date('2026-08-04T02:00:00.000Z')
const marker: IssueMarker = {
  ...{ key, run: 800, attempt: 1, state: 'failing', verdict: 'pipe-error', failures: 2, since },
  notifiedOn: '2026-08-03',
}
const createEarlier = (overrides: Partial<IssueMarker> = {}, addition = '') => ({
  body: formatIssueBody({ ...marker, ...overrides }, 'The earlier report.', addition),
})

const failure: FailureRequest = {
  ...{ key, run: 812, attempt: 1, now, verdict: 'timeout', title: 'Daily fails', labels: ['data'], assignees: ['ada'] },
  renderBody: ({ failures, closedByHand }) => `The new report of ${failures} failures after #${closedByHand}.`,
  renderComment: ({ failures }) => `Failed again: ${failures}.`,
}
const success: SuccessRequest = {
  ...{ key, run: 812, attempt: 1, now, isEndOf: () => true },
  renderComment: ({ failures, since: first }) => `Over after ${failures} since ${first.toISOString()}.`,
}

const open = ({ apiUrl }: GitHubDouble) =>
  openGitHub({ token: 'ghs_1', apiUrl, repository: 'octo-org/pipelines', signal: AbortSignal.timeout(30_000) })
const fail = async (double: GitHubDouble, overrides: Partial<FailureRequest> = {}) =>
  await reportFailure(await open(double), { ...failure, ...overrides })
const succeed = async (double: GitHubDouble, overrides: Partial<SuccessRequest> = {}) =>
  await reportSuccess(await open(double), { ...success, ...overrides })

const issuesPath = '/repos/octo-org/pipelines/issues'
const isCreate = ({ method, path }: GitHubRequest) => method === 'POST' && path === issuesPath
const isComment = ({ method, path }: GitHubRequest) => method === 'POST' && path.endsWith('/comments')
const readMarkers = (double: GitHubDouble) => double.issues.map(({ body }) => parseIssueMarker(body))

describe('reportFailure without an open issue', () => {
  test('opens one with label, assignees and marker', async () => {
    await using double = await startGitHub()
    const url = 'https://github.com/octo-org/pipelines/issues/101'
    expect(await fail(double)).toEqual({ kind: 'opened', number: 101, url, history: { failures: 1, since: now } })
    expect(double.issues).toMatchObject([
      { title: 'Daily fails', labels: [failureLabel, 'data'], assignees: ['ada'], state: 'open' },
    ])
    expect(double.issues[0]?.body).toContain('The new report of 1 failures after #undefined.')
    expect(readMarkers(double)).toEqual([
      { ...marker, run: 812, verdict: 'timeout', failures: 1, since: now, notifiedOn: '2026-08-04' },
    ])
    expect(await fail(double, { run: 813 })).toMatchObject({ kind: 'updated' })
    expect(double.listTexts(101), 'no comment on the day of the issue').toEqual([])
  })

  test('refers to the issue that a person closed, and leaves it closed', async () => {
    await using double = await startGitHub({
      issues: [
        { ...createEarlier(), state: 'closed', reason: 'completed' },
        { ...createEarlier({ state: 'duplicate' }), state: 'closed' },
      ],
    })
    expect(await fail(double)).toMatchObject({ kind: 'opened', number: 103, history: { closedByHand: 101 } })
    expect(double.issues.map(({ state }) => state)).toEqual(['closed', 'closed', 'open'])
    expect(double.issues[2]?.body).toContain('after #101.')
    expect(double.writes()).toEqual([`POST ${issuesPath}`])
  })

  test.each([
    ['that a success closed', { state: 'succeeded' }],
    ['that was a duplicate', { state: 'duplicate' }],
  ] as const)('does not refer to an issue %s', async (_, overrides) => {
    await using double = await startGitHub({ issues: [{ ...createEarlier(overrides), state: 'closed' }] })
    expect(await fail(double)).toMatchObject({ kind: 'opened', history: { failures: 1, since: now } })
    expect(double.issues[1]?.body).toContain('after #undefined.')
  })

  test('opens none for an older run than the one whose success closed the last issue', async () => {
    await using double = await startGitHub({
      issues: [{ ...createEarlier({ state: 'succeeded', run: 813 }), state: 'closed' }],
    })
    expect(await fail(double)).toEqual({ kind: 'outdated', number: 101 })
    expect(double.writes()).toEqual([])
  })

  test('opens one without assignees when GitHub refuses them', async () => {
    await using double = await startGitHub({ assignable: ['bob'] })
    expect(await fail(double)).toMatchObject({ kind: 'opened', refused: 'assignees' })
    expect(double.issues).toMatchObject([{ assignees: [], labels: [failureLabel, 'data'] }])
  })

  test('adds the label again when GitHub drops it', async () => {
    await using double = await startGitHub({ dropsLabels: true })
    await fail(double)
    expect(double.issues).toMatchObject([{ labels: [failureLabel, 'data'] }])
    expect(await fail(double, { run: 813 })).toMatchObject({ kind: 'updated', number: 101 })
  })

  test('hides markers of the text', async () => {
    await using double = await startGitHub()
    const forged = formatIssueBody({ ...marker, key: 'k2' }, 'x')
    await fail(double, { renderBody: () => forged })
    expect(double.issues[0]?.body.match(/<!--/g)).toHaveLength(2)
    expect(double.issues[0]?.body.split('\n').slice(1, 2)[0]).toContain('<\u2060!-- disdat-run-action-failure')
  })

  test('fits the largest text and the text of a person into the limit of GitHub', async () => {
    await using double = await startGitHub({ issues: [createEarlier({}, 'x'.repeat(50_000))] })
    const renderBody = (_: unknown, limit: number) => 'y'.repeat(limit)
    expect(await fail(double, { renderBody })).toMatchObject({ kind: 'updated' })
    expect(double.issues[0]?.body).toContain('x'.repeat(40_000))
    await using empty = await startGitHub()
    expect(await fail(empty, { renderBody })).toMatchObject({ kind: 'opened' })
    expect(empty.issues[0]?.body).toContain('y'.repeat(issueBodyLimit))
  })
})

describe('reportFailure with an open issue', () => {
  test('updates it, counts the failure, and comments once a day', async () => {
    await using double = await startGitHub({ issues: [createEarlier()] })
    expect(await fail(double)).toMatchObject({ kind: 'updated', number: 101, history: { failures: 3, since } })
    expect(readMarkers(double)).toEqual([
      { ...marker, run: 812, verdict: 'timeout', failures: 3, notifiedOn: '2026-08-04' },
    ])
    await fail(double, { run: 813 })
    expect(readMarkers(double)).toMatchObject([{ run: 813, failures: 4 }])
    expect(double.listTexts(101)).toEqual([expect.stringMatching(/^<!-- .+ -->\nFailed again: 3\.$/)])
    await fail(double, { run: 814, now: new Date('2026-08-05T02:00:00Z') })
    expect(double.listTexts(101)).toHaveLength(2)
  })

  test('counts the attempts of a run once', async () => {
    await using double = await startGitHub({ issues: [createEarlier({ run: 812 })] })
    expect(await fail(double, { attempt: 2 })).toMatchObject({ history: { failures: 2 } })
    expect(readMarkers(double)).toMatchObject([{ run: 812, attempt: 2 }])
  })

  test('finds it behind 250 others and pull requests', async () => {
    const others = Array.from({ length: 250 }, (_, at) =>
      at % 2 === 0 ? createEarlier({ key: `other-${at}` }) : { body: createEarlier().body, isPullRequest: true },
    )
    await using double = await startGitHub({ issues: [...others, createEarlier()] })
    expect(await fail(double)).toMatchObject({ kind: 'updated', number: 351 })
    expect(double.issues).toHaveLength(251)
    expect(double.asked.filter(({ path }) => path.startsWith(`${issuesPath}?`))).toHaveLength(3)
    expect(double.asked.some(({ path }) => path.includes('/search'))).toBe(false)
  })

  test.each([
    ['by another account, with a marker', { ...createEarlier(), author: 'mallory' }],
    ['by a deleted account', { ...createEarlier(), author: '' }],
    ['with another key', createEarlier({ key: 'k2' })],
    ['without the label', { ...createEarlier(), labels: ['data'] }],
    ['whose marker a person removed', { body: 'The earlier report.' }],
    ['that quotes a marker', { body: `> ${createEarlier().body}` }],
    ['that was transferred', { ...createEarlier(), isTransferred: true }],
  ])('ignores one %s', async (_, issue) => {
    await using double = await startGitHub({ issues: [issue] })
    const before = { ...double.issues[0] }
    expect(await fail(double)).toMatchObject({ kind: 'opened', number: 102 })
    expect(double.issues[0]).toEqual(before)
  })

  test('opens a new one when it is transferred meanwhile', async () => {
    await using double = await startGitHub({
      issues: [createEarlier()],
      selectFault: ({ method }) => {
        for (const issue of double.issues) if (method === 'PATCH') issue.isTransferred = true
        return undefined
      },
    })
    expect(await fail(double)).toMatchObject({ kind: 'opened', number: 102 })
  })

  test('opens a new one when it is deleted meanwhile', async () => {
    await using double = await startGitHub({
      issues: [createEarlier()],
      selectFault: ({ method }) => (method === 'PATCH' ? { kind: 'refuse', status: 410 } : undefined),
    })
    expect(await fail(double)).toMatchObject({ kind: 'opened', number: 102 })
  })

  test('keeps what a person changed: title, labels, assignees, and the text below', async () => {
    const edited = { title: 'Orders are late', labels: [failureLabel, 'urgent'], assignees: ['bob'] }
    await using double = await startGitHub({
      issues: [{ ...createEarlier({}, '\r\n\r\nAsk Ada.'), ...edited }],
    })
    await fail(double)
    expect(double.issues).toMatchObject([edited])
    expect(double.issues[0]?.body).toMatch(/The new report of 3 [\s\S]+\r\n\r\nAsk Ada\.$/)
    expect(double.issues[0]?.body).not.toContain('The earlier report.')
  })

  test('updates a locked one without a comment', async () => {
    await using double = await startGitHub({ issues: [{ ...createEarlier(), isLocked: true }] })
    expect(await fail(double)).toMatchObject({ kind: 'updated', refused: 'comment' })
    expect(readMarkers(double)).toMatchObject([{ failures: 3 }])
  })

  test('starts to count again in an issue that a person opened again', async () => {
    await using double = await startGitHub({ issues: [createEarlier({ state: 'succeeded' })] })
    expect(await fail(double)).toMatchObject({ kind: 'updated', history: { failures: 1, since: now } })
    expect(readMarkers(double)).toMatchObject([{ state: 'failing' }])
  })

  test.each([
    ['a newer run', { run: 813 }],
    ['a later attempt of this run', { run: 812, attempt: 2 }],
  ])('keeps the report of %s', async (_, overrides) => {
    await using double = await startGitHub({ issues: [createEarlier(overrides)] })
    expect(await fail(double)).toEqual({ kind: 'outdated', number: 101 })
    expect(double.writes()).toEqual([])
  })

  test('keeps only the oldest of several, with the failures of all', async () => {
    await using double = await startGitHub({
      issues: [createEarlier(), createEarlier({ run: 801, failures: 1, since: now })],
    })
    expect(await fail(double)).toMatchObject({ kind: 'updated', number: 101, history: { failures: 4, since } })
    expect(double.issues).toMatchObject([
      { state: 'open' },
      { state: 'closed', reason: 'not_planned', body: expect.stringContaining('Duplicate of #101') },
    ])
  })
})

describe('reportFailure in two concurrent runs', () => {
  /** Neither run sees the other's request of a kind before it has sent its own. */
  const meet = (isMet: (request: GitHubRequest) => boolean): Pick<GitHubOptions, 'selectFault'> => {
    const both = Promise.withResolvers<void>()
    let count = 0
    return {
      selectFault: (asked) => {
        if (!isMet(asked) || count === 2) return undefined
        count += 1
        if (count === 2) both.resolve()
        return { kind: 'hold', until: both.promise }
      },
    }
  }

  test('leaves one open issue, with the newer report', async () => {
    await using double = await startGitHub(meet(isCreate))
    await Promise.all([fail(double), fail(double, { run: 813, title: 'newer' })])
    const openIssues = double.issues.filter(({ state }) => state === 'open')
    expect(double.issues).toHaveLength(2)
    expect(openIssues.map(({ number }) => number)).toEqual([101])
    expect(parseIssueMarker(openIssues[0]?.body ?? '')).toMatchObject({ run: 813 })
    expect(double.issues[1]).toMatchObject({
      reason: 'not_planned',
      body: expect.stringContaining('Duplicate of #101'),
    })
  })

  test('leaves one comment', async () => {
    await using double = await startGitHub({ ...meet(isComment), issues: [createEarlier()] })
    await Promise.all([fail(double), fail(double, { run: 813 })])
    expect(double.listTexts(101)).toHaveLength(1)
  })
})

describe('reportSuccess', () => {
  test('closes the issue, keeps its report, and comments', async () => {
    await using double = await startGitHub({ issues: [createEarlier({}, '\n\nAsk Ada.')] })
    expect(await succeed(double)).toMatchObject({ kind: 'closed', number: 101, history: { failures: 2, since } })
    expect(double.issues).toMatchObject([{ state: 'closed', reason: 'completed' }])
    expect(double.issues[0]?.body).toMatch(/The earlier report\.[\s\S]+Ask Ada\.$/)
    expect(readMarkers(double)).toMatchObject([{ state: 'succeeded', run: 812, failures: 2 }])
    expect(double.listTexts(101)).toEqual([
      expect.stringMatching(/^<!-- .+ -->\nOver after 2 since 2026-08-01T02:00:00\.000Z\.$/),
    ])
  })

  test.each([
    ['there is no issue', []],
    ['the issue has another key', [createEarlier({ key: 'k2' })]],
    ['another account wrote the marker', [{ ...createEarlier(), author: 'mallory' }]],
    ['a person closed it', [{ ...createEarlier(), state: 'closed' }]],
    ['a person opened it again after a success', [createEarlier({ state: 'succeeded' })]],
  ] as const)('changes nothing when %s', async (_, issues) => {
    await using double = await startGitHub({ issues })
    expect(await succeed(double)).toEqual({ kind: 'unchanged' })
    expect(double.writes()).toEqual([])
  })

  test('changes nothing when it is not the end of that failure', async () => {
    await using double = await startGitHub({ issues: [createEarlier({ verdict: 'rule-broken' })] })
    expect(await succeed(double, { isEndOf: (verdict) => verdict !== 'rule-broken' })).toEqual({ kind: 'unchanged' })
    expect(double.writes()).toEqual([])
  })

  test.each([
    ['an older run', { run: 813 }],
    ['an earlier attempt of its run', { run: 812, attempt: 2 }],
    ['the same attempt', { run: 812, attempt: 1 }],
  ])('does not close an issue when the success is of %s', async (_, overrides) => {
    await using double = await startGitHub({ issues: [createEarlier(overrides)] })
    expect(await succeed(double)).toEqual({ kind: 'outdated', number: 101 })
    expect(double.writes()).toEqual([])
  })

  test('compares numbers, not texts', async () => {
    await using double = await startGitHub({ issues: [createEarlier({ run: 99 })] })
    expect(await succeed(double, { run: 100 })).toMatchObject({ kind: 'closed' })
    await using other = await startGitHub({ issues: [createEarlier({ run: 812, attempt: 9 })] })
    expect(await succeed(other, { attempt: 10 })).toMatchObject({ kind: 'closed' })
  })

  test('changes nothing more when it is transferred meanwhile', async () => {
    await using double = await startGitHub({
      issues: [createEarlier()],
      selectFault: ({ method }) => {
        for (const issue of double.issues) if (method === 'PATCH') issue.isTransferred = true
        return undefined
      },
    })
    expect(await succeed(double)).toEqual({ kind: 'unchanged' })
    expect(double.writes().filter((write) => write.startsWith('POST'))).toEqual([])
  })

  test('closes duplicates too', async () => {
    await using double = await startGitHub({ issues: [createEarlier(), createEarlier({ run: 801, failures: 1 })] })
    expect(await succeed(double)).toMatchObject({ kind: 'closed', history: { failures: 3 } })
    expect(double.issues.map(({ reason }) => reason)).toEqual(['completed', 'not_planned'])
  })

  test('closes a locked issue without a comment', async () => {
    await using double = await startGitHub({ issues: [{ ...createEarlier(), isLocked: true }] })
    expect(await succeed(double)).toMatchObject({ kind: 'closed', refused: 'comment' })
  })
})

describe('an outage of GitHub', () => {
  const once = (fault: ReturnType<NonNullable<GitHubOptions['selectFault']>>, isHit: typeof isCreate) => {
    let left = 1
    return (asked: GitHubRequest) => (isHit(asked) && left-- > 0 ? fault : undefined)
  }
  const faults = [
    ['a lost response', { kind: 'lose' }],
    ['a broken connection', { kind: 'break' }],
    ['a server error', { kind: 'refuse', status: 502 }],
    ['too many requests', { kind: 'refuse', status: 429, headers: { 'retry-after': '0' } }],
    [
      'a secondary rate limit',
      { kind: 'refuse', status: 403, message: 'secondary rate limit', headers: { 'retry-after': '0' } },
    ],
  ] as const

  test.each(faults)('leaves exactly one issue after %s', async (_, fault) => {
    await using double = await startGitHub({ selectFault: once(fault, isCreate) })
    expect(await fail(double)).toMatchObject({ kind: 'opened', number: 101 })
    expect(double.issues).toHaveLength(1)
  })

  test.each(faults)('leaves exactly one comment after %s', async (_, fault) => {
    await using double = await startGitHub({ issues: [createEarlier()], selectFault: once(fault, isComment) })
    expect(await fail(double)).toMatchObject({ kind: 'updated' })
    expect(double.listTexts(101)).toHaveLength(1)
  })

  test.each(faults)('closes the issue after %s', async (_, fault) => {
    const isPatch = ({ method }: GitHubRequest) => method === 'PATCH'
    await using double = await startGitHub({ issues: [createEarlier()], selectFault: once(fault, isPatch) })
    expect(await succeed(double)).toMatchObject({ kind: 'closed' })
    expect(double.listTexts(101)).toHaveLength(1)
  })

  test.each([401, 403, 404, 410])('does not retry a refusal (%i)', async (status) => {
    await using double = await startGitHub({ selectFault: () => ({ kind: 'refuse', status }) })
    await expect(fail(double)).rejects.toMatchObject({ kind: 'refused', status })
    expect(double.asked).toHaveLength(1)
  })
})
