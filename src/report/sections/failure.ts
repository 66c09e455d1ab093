import { splitAtDocs } from '../../action/docs-link.ts'
import { formatCodeBlock } from '../../action/untrusted.ts'
import { completeAdvice } from '../../errors.ts'
import { createWholeSection, type Section } from '../fit-sections.ts'
import { renderCode, renderLink, renderProse } from '../markdown.ts'
import type { Report } from '../report.ts'

/** The limit of the evidence, in lines. */
const lineLimit = 60

/**
 * Why the run failed and what to do, as a quote. Broken rules have a section of their own, so that only the advice is
 * shown. Names of pages are links below `docsUrl`.
 */
export function createFailureSection({ failure, rules }: Report, docsUrl: string): Section {
  if (failure === undefined) return createWholeSection('failure', '')
  const isReportedElsewhere = failure.verdict === 'rule-broken' && (rules?.breaches.length ?? 0) > 0
  const lines = isReportedElsewhere
    ? []
    : failure.evidence.split('\n', lineLimit).map((line) => renderEvidence(line, docsUrl))
  const where = failure.where ? [`At ${renderCode(`${failure.where.file}:${failure.where.line}`)}`] : []
  const more = renderLink('More', `${docsUrl}/troubleshooting.md#${failure.verdict}`)
  const advice = `**What to do:** ${renderSentence(completeAdvice(failure), docsUrl)} ${more}`
  const quote = (evidence: readonly string[]) =>
    [...evidence, ...where, ...(evidence.length + where.length > 0 ? [''] : []), advice]
      .map((line) => `> ${line}`.trimEnd())
      .join('  \n')
  return { dropPriority: 'failure', variants: [() => quote(lines), () => quote(lines.slice(0, 5)), () => quote([])] }
}

/** A line of several problems is an item of a list. */
function renderEvidence(line: string, docsUrl: string): string {
  const isItem = line.startsWith('- ')
  return `${isItem ? '- ' : ''}${renderSentence(isItem ? line.slice(2) : line, docsUrl)}`
}

/** Renders a sentence with links to the pages that it names. */
function renderSentence(text: string, docsUrl: string): string {
  const parts = splitAtDocs(text)
  return parts
    .map((part, index) =>
      index % 2 === 0 ? renderProse(part) : renderLink(renderCode(`docs/${part}`), `${docsUrl}/${part}`),
    )
    .join('')
}

/** How to attach to a job that continues without the step. */
export function createDetachedSection({ left, job }: Report): Section {
  if (left === undefined) return createWholeSection('failure', '')
  const cost = `Job ${renderCode(job?.id ?? '')} is charged until it ends. This step follows the job, proves its output and pulls it:`
  return createWholeSection(
    'failure',
    `${renderProse(left.why)} ${cost}\n\n${formatCodeBlock(left.snippet.split('\n'), 'yaml')}`,
  )
}

/** How to attach to all jobs of a step that continue without it. The first of their reports has the step that does. */
export function createContinuingSection(reports: readonly Report[]): Section {
  const continuing = reports.flatMap(({ left }) => left ?? [])
  const [first] = continuing
  if (first === undefined) return createWholeSection('failure', '')
  const count = continuing.length.toLocaleString('en')
  const facts = `${renderProse(first.why)} Jobs that continue without this step: ${count}. Nothing of them is proved yet, and each is charged until it ends.`
  const step = formatCodeBlock(first.snippet.split('\n'), 'yaml')
  return {
    dropPriority: 'failure',
    variants: [
      () => `${facts} This step follows them, proves their outputs and pulls them:\n\n${step}`,
      () => `${facts} A step whose \`attach-job-ids\` has the ids in the output \`job-ids\` follows them.`,
    ],
  }
}
