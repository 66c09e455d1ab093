import type { Report } from './report.ts'

type Redact = (text: string) => string

/** Fields with words of the action, by which renderers decide, the id that joins a report with its log, and logins. */
const ownFields = new Set([
  ...['runId', 'status', 'backend', 'verdict', 'dialect', 'level', 'trigger', 'choice', 'state'],
  ...['kind', 'kinds', 'differs', 'format', 'quantity', 'how', 'worse', 'by'],
])

/**
 * Redacts each text of a report that can come from outside, keys of maps included. Only what this function returns may
 * be published: a pipe can write a secret into any name, value or message.
 */
export const redactReport = (report: Report, redact: Redact): Report => redactTexts(report, redact)

/** Redacts a part of a report as `redactReport` does, so that it can be compared with what was published. */
export function redactTexts<T>(value: T, redact: Redact): T
export function redactTexts(value: unknown, redact: Redact): unknown {
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) return value.map((item) => redactTexts(item, redact))
  if (value instanceof Map) return new Map([...value].map((entry) => redactTexts(entry, redact)))
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  const fields = Object.entries(value)
  return Object.fromEntries(fields.map(([name, of]) => [name, ownFields.has(name) ? of : redactTexts(of, redact)]))
}
