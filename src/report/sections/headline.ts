import type { ChangeKind } from '../../compare/comparison.ts'
import { formatBytes, formatCount, formatDuration } from '../../lib/units.ts'
import { renderCode } from '../markdown.ts'
import type { CleanupReport, Report } from '../report.ts'
import { formatBackend, isLocalBackend } from './backend.ts'

/** The limit of a name in a headline, which is never dropped, in UTF-16 units. */
const nameLimit = 100

const changeKinds: Readonly<Record<ChangeKind, { readonly icon: string; readonly words: string }>> = {
  none: { icon: '✅', words: 'same data' },
  data: { icon: '⚠️', words: 'data changed' },
  schema: { icon: '⚠️', words: 'schema changed' },
  'first-version': { icon: '✅', words: 'first version' },
  unknown: { icon: '❓', words: 'changes unknown' },
}

/** Renders the result of a run as one line of Markdown, without the mark of a heading. At most 700 bytes. */
export function renderHeadline(report: Report): string {
  const backend = isLocalBackend(report.backend) ? '' : ` · ${formatBackend(report.backend)}`
  return `${renderVerdict(report)}${backend}`
}

function renderCleanup(
  { status, context, durationMs, failure }: Report,
  { bundles, objects, bytes }: CleanupReport,
): string {
  const sandbox = `the sandbox ${renderCode(context.split('/')[0] ?? '', nameLimit)}`
  const counts = `${formatCount(bundles, 'bundle')}, ${formatCount(objects, 'object')}, ${formatBytes(bytes)}`
  const time = formatDuration(durationMs)
  if (status === 'succeeded') return `🧹 Deleted ${sandbox}: ${counts} · ${time}`
  if (status === 'skipped') return `📝 Did not delete ${sandbox}, which holds ${counts} · ${time}`
  if (status === 'cancelled') return `🚫 Cancelled while deleting ${sandbox} · ${time}`
  return `❌ Did not delete ${sandbox}: ${renderCode(failure?.verdict ?? 'internal-error')} · ${time}`
}

function renderVerdict(report: Report): string {
  if (report.cleanup !== undefined) return renderCleanup(report, report.cleanup)
  const pipe = renderCode(report.pipeClass.split('.').at(-1) ?? '', nameLimit)
  const time = formatDuration(report.durationMs)
  const output = report.output ? renderCode(report.output.name, nameLimit) : 'its output'
  const change = report.comparison && changeKinds[report.comparison.kind]
  const changes = change ? `: ${change.words}` : ''
  const broken = report.rules?.breaches.length ?? 0
  switch (report.status ?? 'failed') {
    case 'succeeded':
      return `${change?.icon ?? '✅'} ${pipe} produced ${output}${changes} · ${time}`
    case 'reused':
      return `♻️ ${pipe} reused ${output}, which is up to date${changes} · ${time}`
    case 'skipped':
      return `📝 ${pipe} was not started: dry run · ${time}`
    case 'submitted':
      return `📨 ${pipe} was submitted; ${output} is not produced yet · ${time}`
    case 'detached':
      return `⏳ ${pipe} continues without this step; ${output} is not proved yet · ${time}`
    case 'cancelled':
      return `🚫 ${pipe} was cancelled after ${time}`
    case 'failed':
      if (report.failure?.verdict === 'rule-broken' && broken > 0)
        return `❌ ${pipe} produced ${output} and broke ${formatCount(broken, 'rule')}${changes} · ${time}`
      return `❌ ${pipe} failed: ${renderCode(report.failure?.verdict ?? 'internal-error')} · ${time}`
  }
}

/** Whether the output bundle is on the remote and complete, also when the step failed because of a broken rule. */
export function isProved({ status, failure }: Report): boolean {
  return status === 'succeeded' || status === 'reused' || failure?.verdict === 'rule-broken'
}
