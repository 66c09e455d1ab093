import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderComment } from '../../src/report/comment.ts'
import { renderIssueText, renderIssueTitle } from '../../src/report/failure-issue.ts'
import { renderPage } from '../../src/report/page/page.ts'
import { PageLogs } from '../../src/report/page/page-log.ts'
import { readResultFile } from '../../src/report/read-result-file.ts'
import { redactReport } from '../../src/report/redact-report.ts'
import { type Report, statuses } from '../../src/report/report.ts'
import { renderResultFile } from '../../src/report/result-file.ts'
import { renderSummary } from '../../src/report/summary.ts'
import { arbitraryReport } from './fixtures/arbitrary-report.ts'
import { createFullReport } from './fixtures/full-report.ts'
import { completeReport, remote, uuid } from './fixtures/reports.ts'
import { states } from './fixtures/states.ts'

type Redact = (text: string) => string

const secret = 'hunter2hunter2'
const redact = (text: string) => text.replaceAll(secret, '***')
const docsUrl = 'https://github.com/disdat/run-action/blob/v1/docs'
const runUrl = 'https://github.com/acme/pipelines/actions/runs/812'
const time = new Date('2026-08-02T14:01:12Z')
const history = { since: time, failures: 2, runUrl }

/** Renders a report for each place where the action publishes it. */
const renderers: Readonly<Record<string, (report: Report) => string>> = {
  page: (report) => renderPage([report], { docsUrl, runUrl, logs: new PageLogs(redact) }).join(''),
  comment: (report) => renderBody(report),
  summary: (report) => renderSummary([report], { docsUrl }),
  'result file': (report) => renderResultFile([report]),
  issue: (report) =>
    renderIssueTitle(report.pipeClass, 'nightly') +
    renderIssueText(history, (limit) => renderBody(report, limit), 60_000),
}
const renderBody = (report: Report, limit = 60_000) =>
  renderComment([report], { limit, runUrl, commit: 'c'.repeat(40), updatedAt: time, docsUrl })

/** Words that the action or a check of its own chooses, which no text from outside can be. */
const ownWords = new Set(
  ['runId', 'status', 'backend', 'verdict', 'dialect', 'level', 'trigger', 'choice', 'state', 'kind', 'kinds'].concat([
    ...['differs', 'format', 'quantity', 'by', 'how', 'worse'],
  ]),
)

/** Puts the secret into the texts of a report for which `shouldPlant` says so, and into no others. */
function plant<T>(value: T, shouldPlant: () => boolean): T
function plant(value: unknown, shouldPlant: () => boolean): unknown {
  if (typeof value === 'string') return shouldPlant() ? `${value}${secret}` : value
  if (Array.isArray(value)) return value.map((item) => plant(item, shouldPlant))
  if (value instanceof Map) return new Map([...value].map((entry) => plant(entry, shouldPlant)))
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, of]) => [name, ownWords.has(name) ? of : plant(of, shouldPlant)]),
  )
}

/** Any report, with the fields that only some ends of a run have. */
const anyReport = fc.tuple(arbitraryReport, fc.constantFrom(...statuses), fc.boolean(), fc.boolean()).map(
  ([{ failure, ...report }, status, isFailed, isLabelled]): Report => ({
    ...{ ...report, status, notRunReason: 'It needs clean.' },
    ...(isFailed && failure && { failure }),
    ...(isLabelled && { label: { name: 'daily', values: new Map([['day', '2026-07-01']]) } }),
    skip: { trigger: 'image', why: 'The image changed.', was: 'a', now: 'b' },
  }),
)

describe('redactReport', () => {
  test.each(Object.entries(renderers))('leaves no secret in the %s, whichever text of a report has it', (_, render) => {
    fc.assert(
      fc.property(anyReport, fc.infiniteStream(fc.boolean()), (report, choices) => {
        const planted = plant(report, () => choices.next().value)
        expect(render(redactReport(planted, redact))).not.toContain(secret)
      }),
      { numRuns: 60 },
    )
  })

  test.each(Object.entries(renderers))('hides what the %s would show', (_, render) => {
    expect(render(createFullReport(secret, 2))).toContain(secret)
    expect(render(redactReport(createFullReport(secret, 2), redact))).not.toContain(secret)
  })

  test.each(Object.entries(states))('keeps a report without a secret, in the state %s', (_, reports) => {
    expect(reports.map((report) => redactReport(report, redact))).toEqual(reports)
  })

  test('keeps the words by which renderers decide, also where a secret is one of them', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        const redacted = redactReport(report, () => '***')
        expect(collectOwnWords(redacted)).toEqual(collectOwnWords(report))
        for (const render of Object.values(renderers)) render(redacted)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a result file of redacted reports', () => {
  const hidings: Readonly<Record<string, Redact>> = {
    'every text of 8 characters': (text) => (text.length < 8 ? text : '***'),
    'the remote': (text) => text.replaceAll(remote, '***'),
    'the context': (text) => text.replaceAll('pr-57/local', '***'),
    'a uuid': (text) => text.replaceAll(uuid, '***'),
    'a part of a uuid': (text) => text.replaceAll(uuid.slice(0, 8), '***'),
  }

  test.each(Object.entries(hidings))('can be read without %s, in any state', (_, hide) => {
    for (const reports of Object.values(states)) {
      const [first, ...others] = reports.map((report) => redactReport(completeReport(report), hide))
      if (first === undefined) throw new Error('no report')
      const read = readResultFile(Buffer.from(renderResultFile([first, ...others])), 'file')
      expect(read.map(({ context }) => context)).toEqual([first, ...others].map(({ context }) => context))
    }
  })
})

function collectOwnWords(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof Map) return []
  return Object.entries(value).flatMap(([name, of]) => (ownWords.has(name) ? [of] : collectOwnWords(of)))
}
