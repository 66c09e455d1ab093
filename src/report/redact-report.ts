import type { Report } from './report.ts'

/** Redacts what may quote the pipe's own words: the evidence of a failure, and the last lines of the log. */
export function redactReport(report: Report, redact: (text: string) => string): Report {
  const { failure, log } = report
  return {
    ...report,
    ...(failure && {
      failure: { ...failure, evidence: redact(failure.evidence), advice: redact(failure.advice) },
    }),
    log: { ...log, tail: log.tail.map(redact) },
  }
}
