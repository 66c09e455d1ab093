import { describe, expect, test } from 'vitest'
import type { Report } from '../../../src/report/report.ts'
import { createDetachedSection, createFailureSection } from '../../../src/report/sections/failure.ts'
import { renderSection } from '../fixtures/render-section.ts'
import { batch, started } from '../fixtures/reports.ts'

const docsUrl = 'https://github.com/acme/run-action/blob/v1/docs'

const render = (failure: Report['failure'] & object, report: Partial<Report> = {}) =>
  renderSection(createFailureSection({ ...started, ...report, failure }, docsUrl))

describe('createFailureSection', () => {
  test('quotes the evidence, the line and the advice', () => {
    const where = { file: 'pipelines/orders.py', line: 88 }
    expect(render({ verdict: 'pipe-error', evidence: 'One.\nTwo.', advice: 'Fix the pipe.', where })).toBe(
      [
        '> One\\.  ',
        '> Two\\.  ',
        '> At `pipelines/orders.py:88`  ',
        '>  ',
        '> **What to do:** Fix the pipe\\. [More](https://github.com/acme/run-action/blob/v1/docs/troubleshooting.md#pipe-error)',
      ].join('\n'),
    )
  })

  test('recommends a retry for a failure that the run did not cause', () => {
    expect(render({ verdict: 'host-lost', evidence: 'x', advice: 'x' })).toContain('A retry may succeed\\.')
    expect(render({ verdict: 'invalid-input', evidence: 'x', advice: 'x' })).not.toContain('retry')
  })

  test('does not repeat advice to run it again', () => {
    const advice = 'Run the workflow again.'
    expect(render({ verdict: 'cancelled', evidence: 'x', advice })).not.toContain('retry')
  })

  test('lists several problems, and links the pages that they name', () => {
    const evidence = '2 problems:\n- job-queue: missing.\n- job-role-arn: name one (docs/iam.md).'
    expect(render({ verdict: 'invalid-input', evidence, advice: 'Fix each of them.' })).toBe(
      [
        '> 2 problems\\:  ',
        '> - job\\-queue\\: missing\\.  ',
        '> - job\\-role\\-arn\\: name one \\([`docs/iam.md`](https://github.com/acme/run-action/blob/v1/docs/iam.md)\\)\\.  ',
        '>  ',
        '> **What to do:** Fix each of them\\. [More](https://github.com/acme/run-action/blob/v1/docs/troubleshooting.md#invalid-input)',
      ].join('\n'),
    )
  })

  test('leaves the evidence of a broken rule to the rules section', () => {
    const failure = { verdict: 'rule-broken', evidence: 'No rows.', advice: 'Fix it.' } as const
    const breaches = [{ rule: 'empty', evidence: 'No rows.' }]
    expect(render(failure, { rules: { checked: [], breaches, undecided: [] } })).not.toContain('No rows')
    expect(render(failure, { rules: { checked: [], breaches: [], undecided: [] } })).toContain('No rows')
  })

  test('shrinks to its advice', () => {
    const failure = { verdict: 'pipe-error', evidence: 'x\n'.repeat(70), advice: 'Fix it.' } as const
    const lines = createFailureSection({ ...started, failure }, docsUrl).variants.map(
      (render) => render().split('\n').length,
    )
    expect(lines).toStrictEqual([62, 7, 1])
  })

  test('is empty without a failure', () => {
    expect(renderSection(createFailureSection(started, docsUrl))).toBe('')
  })
})

describe('createDetachedSection', () => {
  test('shows the step that attaches to the job', () => {
    const left = { why: '`wait: false` is set.', snippet: '- uses: x\n  with:' }
    const text = renderSection(createDetachedSection({ ...batch, left }))
    expect(text).toContain(
      '`wait: false` is set\\. Job `0d3f6a52-1c2d-4e5f-8a9b-0c1d2e3f4a5b` is charged until it ends.',
    )
    expect(text).toContain('```yaml\n- uses: x\n  with:\n```')
  })

  test('is empty for a job that has ended', () => {
    expect(renderSection(createDetachedSection(batch))).toBe('')
  })
})
