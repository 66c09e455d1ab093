import { getDocsUrl, linkDocs } from '../action/docs-link.ts'
import type { Environment } from '../lib/environment.ts'
import { formatRunLabel } from '../lib/run-label.ts'
import { formatCount } from '../lib/units.ts'
import type { Report } from '../report/report.ts'

/** The most failures of runs that are errors of their own. */
const maxFailures = 5

/** The errors of a step: its first failures, and the numbers of all others and of runs that did not start. */
export function createFailureTexts(reports: readonly Report[], env: Environment): readonly string[] {
  const failed = reports.filter(({ failure }) => failure !== undefined)
  const texts = failed.slice(0, maxFailures).map((report) => linkDocs(formatFailure(report), getDocsUrl(env)))
  const more = failed.length - texts.length
  const notRun = reports.filter(({ status }) => status === 'not-run').length
  const counts = [
    ...(more > 0 ? [`${formatCount(more, 'more run')} did not succeed`] : []),
    ...(notRun > 0 ? [`${formatCount(notRun, 'run')} did not start`] : []),
  ]
  return counts.length === 0 ? texts : [...texts, `${counts.join(', and ')}. The summary lists all runs.`]
}

function formatFailure({ failure, label }: Report): string {
  const { verdict = 'internal-error', evidence = '', advice = '', where } = failure ?? {}
  const run = label ? `${formatRunLabel(label)}: ` : ''
  const place = where ? `At ${where.file}:${where.line}. ` : ''
  return `${run}${verdict}: ${evidence}${evidence.includes('\n') ? '\n' : ' '}${place}${advice}`
}
