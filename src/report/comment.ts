import { minute } from '../lib/units.ts'
import type { Section } from './fit-sections.ts'
import { createWholeSection } from './fit-sections.ts'
import { code, link } from './markdown.ts'
import { renderReports } from './render-reports.ts'
import type { Report } from './report.ts'
import { newerUpstreamOf } from './sections/bundles.ts'
import { valuesOf } from './sections/columns.ts'
import { filesOf, nestedOf, tagsOf } from './sections/contents.ts'
import { failureOf, leftOf } from './sections/failure.ts'
import { isProved } from './sections/headline.ts'
import { lineageLine } from './sections/lineage.ts'
import { logOf } from './sections/log.ts'
import { notesOf, overviewOf } from './sections/overview.ts'
import { rulesOf } from './sections/rules.ts'
import { costOf, paramsOf } from './sections/run-table.ts'
import { schemaOf } from './sections/schema.ts'

/** GitHub takes 65,536 characters; the rest is for a hidden marker. */
export const commentLimit = 64_500
/** Lines of the log of a failed run; the summary has more. */
const logLimit = 20

export interface CommentOptions {
  /** The most characters, in UTF-16 units, of which GitHub counts at most as many. */
  readonly limit?: number
  /** Where the whole summary can be seen. */
  readonly runUrl?: string
  /** When it was written. */
  readonly updatedAt?: Date
}

/** The comment on a pull request: what happened to the data, for one who has not seen the run. At most `limit` characters, without the marker that finds it again. */
export function renderComment(
  reports: readonly Report[],
  { limit = commentLimit, runUrl, updatedAt }: CommentOptions = {},
): string {
  const foot = [
    ...(runUrl === undefined ? [] : [link('Run summary', runUrl)]),
    ...(updatedAt === undefined ? [] : [`updated ${minute(updatedAt)}`]),
  ].join(' · ')
  const budget = { limit: limit - foot.length - 1, measure: (text: string) => text.length }
  const isOne = reports.length === 1
  const all = (report: Report) => (isOne ? sections(report) : [paramsOf(report), ...sections(report)])
  return `${renderReports(reports, { sections: all, budget })}${foot}`.trimEnd().concat('\n')
}

const sections = (report: Report): readonly Section[] => [
  rulesOf(report),
  failureOf(report),
  leftOf(report),
  overviewOf(report),
  schemaOf(report),
  notesOf(report),
  valuesOf(report),
  filesOf(report),
  nestedOf(report),
  tagsOf(report),
  lineageLine(report, report.lineage && report.lineage.nodes.length > 1 ? ' (drawn in the run summary)' : ''),
  newerUpstreamOf(report),
  logOf(report, report.failure && report.failure.verdict !== 'rule-broken' ? logLimit : 0),
  createWholeSection('run', lastLine(report)),
]

function lastLine(report: Report): string {
  const { output, logUrl, cost } = report
  return [
    ...(output && isProved(report) ? [code(output.uri)] : []),
    ...(logUrl === undefined ? [] : [link('CloudWatch Logs', logUrl)]),
    ...(cost && costOf(cost) !== '' ? [costOf(cost)] : []),
  ].join(' · ')
}
