import { expect, test } from 'vitest'
import { redactReport } from '../../src/report/redact-report.ts'
import { createFailed } from './fixtures/reports.ts'

test('redactReport redacts evidence, advice and log, and keeps the rest', () => {
  const failure = { verdict: 'pipe-error', evidence: 'No hunter2.', advice: 'Change hunter2.' } as const
  const report = createFailed(failure, { log: { lines: 9, tail: ['a hunter2', 'b'] } })
  expect(redactReport(report, (text) => text.replaceAll('hunter2', '***'))).toEqual({
    ...report,
    failure: { verdict: 'pipe-error', evidence: 'No ***.', advice: 'Change ***.' },
    log: { lines: 9, tail: ['a ***', 'b'] },
  })
})
