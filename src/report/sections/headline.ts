import type { ChangeKind } from '../../compare/comparison.ts'
import { formatRunLabel } from '../../lib/run-label.ts'
import { formatBytes, formatCount, formatDuration } from '../../lib/units.ts'
import { isAcceptedChange, listUnaccepted } from '../accepted-change.ts'
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

const notCompared = { icon: '❓', words: 'not compared' }

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

/** Renders the result first, then the output, the pipe and the time. */
function renderVerdict(report: Report): string {
  if (report.cleanup !== undefined) return renderCleanup(report, report.cleanup)
  const { label, pipeClass } = report
  const pipe = renderCode(label ? formatRunLabel(label) : (pipeClass.split('.').at(-1) ?? ''), nameLimit)
  return [renderResult(report), pipe, formatDuration(report.durationMs)].filter((part) => part !== '').join(' · ')
}

function renderResult(report: Report): string {
  const output = report.output ? renderCode(report.output.name, nameLimit) : 'the output'
  const change = report.comparison ? changeKinds[report.comparison.kind] : notCompared
  const [first = ''] = change.words
  const status = report.status ?? 'failed'
  const isMade = status === 'succeeded' || status === 'reused'
  const changed = `${output}${report.comparison ? `, ${change.words}` : ''}`
  if (isMade && isAcceptedChange(report)) return `⚠️ Accepted change: ${changed}`
  // A result file that is not trusted can claim an acceptance that is not known here.
  if (isMade && listUnaccepted(report).length > 0) return renderBroken(report, changed)
  switch (status) {
    case 'succeeded':
      return `${change.icon} ${first.toUpperCase()}${change.words.slice(1)}: ${output}`
    case 'reused':
      return `♻️ Up to date: ${changed}`
    case 'promoted':
      return `🚀 Promoted: ${output}${renderOrigin(report)}, nothing was started`
    case 'skipped':
      if (isUnchanged(report)) return `🟦 Unchanged: ${output}, nothing was started`
      if (report.label !== undefined && report.output !== undefined) return `🟦 There already: ${output}`
      return '📝 Dry run: nothing was started'
    case 'submitted':
      return `📨 Submitted: ${output} is not produced yet`
    case 'detached':
      return `⏳ Continues without this step: ${output} is not proved yet`
    case 'not-run':
      return `⏭️ Not run: ${output}`
    case 'cancelled':
      return '🚫 Cancelled'
    case 'failed':
      return renderFailure(report, changed)
  }
}

/** The context of a sandbox has a short name, and the headline is never dropped. */
const renderOrigin = ({ promotion }: Report) =>
  promotion?.from === undefined ? '' : ` from ${renderCode(promotion.from, nameLimit)}`

function renderFailure(report: Report, output: string): string {
  const { failure } = report
  if (failure?.verdict === 'rule-broken' && listUnaccepted(report).length > 0) return renderBroken(report, output)
  if (isRefused(report)) return '❌ Inputs refused: nothing was started'
  return `❌ Failed: ${renderCode(failure?.verdict ?? 'internal-error')}`
}

const renderBroken = (report: Report, output: string) =>
  `❌ ${formatCount(listUnaccepted(report).length, 'rule')} broken: ${output}`

/** Whether `skip-unchanged` skipped the run. */
export const isUnchanged = ({ status, skip }: Report): boolean =>
  status === 'skipped' && skip !== undefined && skip.trigger === undefined

/** Whether the inputs of the step were refused, so that there is no run to report. */
export const isRefused = ({ failure, remote, phases }: Report): boolean =>
  failure?.verdict === 'invalid-input' && remote === '' && phases.length === 0

/** Whether the output bundle is on the remote and complete, also when the step failed because of a broken rule. */
export function isProved(report: Report): boolean {
  const { status, failure } = report
  return (
    status === 'succeeded' ||
    status === 'reused' ||
    status === 'promoted' ||
    isUnchanged(report) ||
    failure?.verdict === 'rule-broken'
  )
}
