import { formatCodeBlock } from '../../action/untrusted.ts'
import { isTransientVerdict } from '../../errors.ts'
import { createWholeSection, type Section } from '../fit-sections.ts'
import { renderCode, renderLink, renderProse } from '../markdown.ts'
import type { Report } from '../report.ts'

/** The limit of the evidence, in lines. */
const lineLimit = 60
const docs = 'https://github.com/disdat/run-action/blob/main/docs/troubleshooting.md'

/**
 * Why the run failed and what to do, as a quote. Broken rules have a section of their own, so that only the advice is
 * shown.
 */
export function createFailureSection({ failure, rules }: Report): Section {
  if (failure === undefined) return createWholeSection('failure', '')
  const isReportedElsewhere = failure.verdict === 'rule-broken' && (rules?.breaches.length ?? 0) > 0
  const lines = isReportedElsewhere ? [] : failure.evidence.split('\n', lineLimit).map((line) => renderProse(line))
  const where = failure.where ? [`At ${renderCode(`${failure.where.file}:${failure.where.line}`)}`] : []
  const retry = isTransientVerdict(failure.verdict) ? ' A retry may succeed.' : ''
  const advice = `**What to do:** ${renderProse(failure.advice)}${retry} ${renderLink('More', `${docs}#${failure.verdict}`)}`
  const quote = (evidence: readonly string[]) =>
    [...evidence, ...where, ...(evidence.length + where.length > 0 ? [''] : []), advice]
      .map((line) => `> ${line}`.trimEnd())
      .join('  \n')
  return { dropPriority: 'failure', variants: [() => quote(lines), () => quote(lines.slice(0, 5)), () => quote([])] }
}

/** How to attach to a job that continues without the step. */
export function createDetachedSection({ left, job }: Report): Section {
  if (left === undefined) return createWholeSection('failure', '')
  const cost = `Job ${renderCode(job?.id ?? '')} is billed until it ends. This step attaches to the job, proves its output and pulls it:`
  return createWholeSection(
    'failure',
    `${renderProse(left.why)} ${cost}\n\n${formatCodeBlock(left.snippet.split('\n'))}`,
  )
}
