import type { ChangeKind } from '../../compare/comparison.ts'
import { count, duration, size } from '../../lib/units.ts'
import { code } from '../markdown.ts'
import type { CleanupReport, Report } from '../report.ts'

/** Of a name in a headline, which always stands, in UTF-16 units. */
const nameLimit = 100

const kinds: Readonly<Record<ChangeKind, { readonly icon: string; readonly words: string }>> = {
  none: { icon: '✅', words: 'same data' },
  data: { icon: '⚠️', words: 'data changed' },
  schema: { icon: '⚠️', words: 'schema changed' },
  'first-version': { icon: '✅', words: 'first version' },
  unknown: { icon: '❓', words: 'not known whether the data changed' },
}

/** The verdict in one line of Markdown, without a mark of a heading: safe, changed or broken. At most 700 bytes. */
export function headlineOf(report: Report): string {
  const where = report.backend === 'AWSBatch' ? ' · AWS Batch' : ''
  return `${verdictOf(report)}${where}`
}

function cleanupOf(
  { status, context, durationMs, failure }: Report,
  { bundles, objects, bytes }: CleanupReport,
): string {
  const sandbox = `the sandbox ${code(context.split('/')[0] ?? '', nameLimit)}`
  const tally = `${count(bundles, 'bundle')}, ${count(objects, 'object')}, ${size(bytes)}`
  const time = duration(durationMs)
  if (status === 'succeeded') return `🧹 deleted ${sandbox}: ${tally} · ${time}`
  if (status === 'skipped') return `📝 deleted nothing of ${sandbox}, which holds ${tally} · ${time}`
  if (status === 'cancelled') return `🚫 was cancelled while it deleted ${sandbox} · ${time}`
  return `❌ did not delete ${sandbox}: ${code(failure?.verdict ?? 'internal-error')} · ${time}`
}

function verdictOf(report: Report): string {
  if (report.cleanup !== undefined) return cleanupOf(report, report.cleanup)
  const pipe = code(report.pipeClass.split('.').at(-1) ?? '', nameLimit)
  const time = duration(report.durationMs)
  const output = report.output ? code(report.output.name, nameLimit) : 'its output'
  const change = report.comparison && kinds[report.comparison.kind]
  const changed = change ? `: ${change.words}` : ''
  const broken = report.rules?.breaches.length ?? 0
  switch (report.status ?? 'failed') {
    case 'succeeded':
      return `${change?.icon ?? '✅'} ${pipe} made ${output}${changed} · ${time}`
    case 'reused':
      return `♻️ ${pipe} had nothing new to make: ${output} is up to date${change ? `, ${change.words}` : ''} · ${time}`
    case 'skipped':
      return `📝 ${pipe} would run: nothing was started · ${time}`
    case 'submitted':
      return `📨 ${pipe} is submitted; ${output} is not made yet · ${time}`
    case 'detached':
      return `⏳ ${pipe} goes on without this step; ${output} is not proved yet · ${time}`
    case 'cancelled':
      return `🚫 ${pipe} was cancelled after ${time}`
    case 'failed':
      if (report.failure?.verdict === 'rule-broken' && broken > 0)
        return `❌ ${pipe} made ${output} and broke ${count(broken, 'rule')}${changed} · ${time}`
      return `❌ ${pipe} failed: ${code(report.failure?.verdict ?? 'internal-error')} · ${time}`
  }
}

/** Whether the output bundle is there and whole, also where a rule about it made the step fail. */
export function isProved({ status, failure }: Report): boolean {
  return status === 'succeeded' || status === 'reused' || failure?.verdict === 'rule-broken'
}
