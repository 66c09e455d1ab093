import { codeBlock } from '../../action/untrusted.ts'
import { isTransientVerdict } from '../../errors.ts'
import { createWholeSection, type Section } from '../fit-sections.ts'
import { code, link, prose } from '../markdown.ts'
import type { Report } from '../report.ts'

/** Evidence, in lines. */
const lineLimit = 60
const docs = 'https://github.com/disdat/run-action/blob/main/docs/troubleshooting.md'

/** Why the run failed and what to do, as a quote; of a broken rule only what to do, as the rules have a section of their own. */
export function failureOf({ failure, rules }: Report): Section {
  if (failure === undefined) return createWholeSection('failure', '')
  const isTold = failure.verdict === 'rule-broken' && (rules?.breaches.length ?? 0) > 0
  const lines = isTold ? [] : failure.evidence.split('\n', lineLimit).map((line) => prose(line))
  const where = failure.where ? [`At ${code(`${failure.where.file}:${failure.where.line}`)}`] : []
  const retry = isTransientVerdict(failure.verdict) ? ' A retry may help.' : ''
  const advice = `**What to do:** ${prose(failure.advice)}${retry} ${link('More', `${docs}#${failure.verdict}`)}`
  const quote = (evidence: readonly string[]) =>
    [...evidence, ...where, ...(evidence.length + where.length > 0 ? [''] : []), advice]
      .map((line) => `> ${line}`.trimEnd())
      .join('  \n')
  return { dropPriority: 'failure', variants: [() => quote(lines), () => quote(lines.slice(0, 5)), () => quote([])] }
}

/** How to go on with a job that nobody follows any more. */
export function leftOf({ left, job }: Report): Section {
  if (left === undefined) return createWholeSection('failure', '')
  const cost = `Job ${code(job?.id ?? '')} is paid for until it ends. This step follows it, proves its output and pulls it:`
  return createWholeSection('failure', `${prose(left.why)} ${cost}\n\n${codeBlock(left.snippet.split('\n'))}`)
}
