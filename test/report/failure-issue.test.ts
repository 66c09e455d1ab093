import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import { parseIssueMarker, showHidden } from '../../src/github/issue-marker.ts'
import { renderComment } from '../../src/report/comment.ts'
import {
  type FailureFacts,
  renderEndComment,
  renderFailureComment,
  renderIssueNote,
  renderIssueText,
  renderIssueTitle,
} from '../../src/report/failure-issue.ts'
import { createHostileReport } from './fixtures/hostile-report.ts'
import { hostileText } from './fixtures/hostile-text.ts'
import { states } from './fixtures/states.ts'

const markdown = new MarkdownIt({ html: true, linkify: true })

const first: FailureFacts = {
  ...{ failures: 1, since: new Date('2026-08-01T02:14:00Z') },
  runUrl: 'https://github.com/acme/pipelines/actions/runs/812',
}
const later: FailureFacts = { ...first, failures: 4, runUrl: 'https://github.com/acme/pipelines/actions/runs/815' }
const now = new Date('2026-08-05T04:30:00Z')
const options = {
  runUrl: first.runUrl,
  commit: '4f1c2ab1c6fd5a1d3c0b7a3c9ab52b7be1a6e001',
  updatedAt: new Date('2026-08-01T02:14:00Z'),
}
const render = (name: string) => (limit: number) => renderComment(states[name] ?? [], { ...options, limit })

// `npm run pictures issue` draws each file for a review. `npx vitest run test/report -u` updates the files.
test.each([
  ['issue-opened', renderIssueText(first, render('pipe-error'), 60_000)],
  ['issue-updated', renderIssueText({ ...later, closedByHand: 12 }, render('many-calendar'), 60_000)],
  ['issue-updated-news', `${renderFailureComment(later, 'pipe-error')}\n`],
  ['issue-closed', `${renderEndComment(later, now)}\n`],
  ['issue-refused', renderIssueText(first, render('refused'), 60_000)],
])('%s renders as it was reviewed', async (name, text) => {
  await expect(text).toMatchFileSnapshot(`golden/${name}.comment.md`)
})

describe('renderIssueTitle', () => {
  test('names what fails and where', () => {
    expect(renderIssueTitle('shop.orders.Daily', 'nightly')).toBe('shop.orders.Daily failed in nightly')
    expect(renderIssueTitle('shop.orders.Daily', '')).toBe('shop.orders.Daily failed')
  })

  test('is one line of at most 256 characters without code, mentions, references and emoji, for any names', () => {
    fc.assert(
      fc.property(hostileText, hostileText, fc.nat(40), (subject, workflow, times) => {
        const title = renderIssueTitle(subject.repeat(times + 1), workflow)
        expect(title.length).toBeLessThanOrEqual(256)
        expect(title).not.toMatch(/[\p{Cc}`]|@\w|#\w|:\w+:|https?:\/\/|\bGH-\d/iu)
        expect(title.isWellFormed()).toBe(true)
      }),
    )
  })
})

/** The texts of Markdown in which GitHub looks for mentions: not those of code. */
function listProse(text: string): readonly string[] {
  return markdown
    .parse(text, {})
    .flatMap(({ children }) => children ?? [])
    .filter(({ type }) => type === 'text')
    .map(({ content }) => content)
}

test('the text of an issue has no marker and no mention, for any report', () => {
  fc.assert(
    fc.property(hostileText, hostileText, (text, evidence) => {
      const report = createHostileReport(text)
      const failed = {
        ...{ ...report, status: 'failed' as const },
        failure: { verdict: 'pipe-error' as const, evidence, advice: text },
        log: { lines: 2, tail: [`<!-- disdat-run-action-end -->${evidence}`, text] },
      }
      const rendered = renderIssueText(first, (limit) => renderComment([failed], { ...options, limit }), 60_000)
      const shown = showHidden(rendered)
      expect(shown).not.toContain('<!--')
      expect(parseIssueMarker(shown)).toBeUndefined()
      expect(listProse(shown).filter((prose) => /@\w/.test(prose))).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('renderIssueText leaves room for its first line', () => {
  const text = renderIssueText(first, (limit) => 'x'.repeat(limit), 1000)
  expect(text).toHaveLength(1000)
})

describe('renderEndComment', () => {
  test('says how long it took, also when a clock was wrong', () => {
    expect(renderEndComment(later, now)).toContain('succeeded 4 days 2 h after the first failure')
    expect(renderEndComment(later, new Date(0))).toContain('succeeded 0.0 s after')
  })
})

test.each([
  ['opened', 'opened: Failed at 2026-08-01 02:14 UTC.'],
  ['updated', 'updated: Failed at 2026-08-01 02:14 UTC.'],
  ['closed', 'closed, 4 days 2 h after the first of 1 failure in a row.'],
] as const)('renderIssueNote says that the issue was %s', (kind, text) => {
  const url = 'https://github.com/acme/pipelines/issues/9'
  expect(renderIssueNote({ ...first, kind, number: 9, url }, now)).toBe(`[Issue #9](${url}) ${text}\n\n`)
})
