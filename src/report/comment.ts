import { getDocsUrl } from '../action/docs-link.ts'
import { formatTime } from '../lib/units.ts'
import type { Section } from './fit-sections.ts'
import { createWholeSection } from './fit-sections.ts'
import { renderManyRuns } from './many-runs.ts'
import { renderCode, renderLink, renderShortId } from './markdown.ts'
import { renderPageLink } from './page-artifact.ts'
import { renderReports } from './render-reports.ts'
import type { Report } from './report.ts'
import { areLabelled } from './run-result.ts'
import { createNewerUpstreamSection } from './sections/bundles.ts'
import { createValuesSection } from './sections/columns.ts'
import { createFilesSection, createNestedSection, createTagsSection } from './sections/contents.ts'
import { createDetachedSection, createFailureSection } from './sections/failure.ts'
import { isProved } from './sections/headline.ts'
import { createHistorySection } from './sections/history.ts'
import { createLineageCountsSection } from './sections/lineage.ts'
import { createLogSection } from './sections/log.ts'
import { createNotesSection, createOverviewSection } from './sections/overview.ts'
import { createRowsSection, createSampleRowsSection } from './sections/rows.ts'
import { createRulesSection } from './sections/rules.ts'
import { createParamsSection, formatCost, labelCost } from './sections/run-table.ts'
import { createSchemaSection } from './sections/schema.ts'
import { createPromotionSection, createSkipSection } from './sections/skip.ts'

/** GitHub accepts 65,536 characters; the difference is for a hidden marker. */
export const commentLimit = 64_500
/** The log lines of a failed run; the summary shows more. */
const logLimit = 20

export interface CommentOptions {
  /** The size limit in UTF-16 units. GitHub counts characters, which are never more. */
  readonly limit?: number
  /** The page with the whole summary. */
  readonly runUrl?: string
  /** The name of the page with the whole report. */
  readonly pageName?: string
  /** The commit that the run was for. */
  readonly commit?: string
  /** The time that the comment shows. */
  readonly updatedAt?: Date
  /** The folder of the documentation of the version in use. */
  readonly docsUrl?: string
}

/** Renders the comment on a pull request: what happened to the data. At most `limit` characters, without the marker. */
export function renderComment(
  reports: readonly Report[],
  { limit = commentLimit, runUrl, pageName, commit, updatedAt, docsUrl = getDocsUrl({}) }: CommentOptions = {},
): string {
  const footer = [
    ...(runUrl === undefined ? [] : [renderLink('Run summary', runUrl)]),
    ...(runUrl && pageName ? [renderPageLink({ name: pageName, runUrl })] : []),
    ...(commit ? [`commit ${renderShortId(commit)}`] : []),
    ...(updatedAt === undefined ? [] : [`updated ${formatTime(updatedAt)}`]),
  ].join(' · ')
  const budget = { limit: limit - footer.length - 1, measure: (text: string) => text.length }
  // A label has the values that distinguish several runs.
  const hasParams = reports.length > 1 && !areLabelled(reports)
  const sections = (report: Report) =>
    hasParams ? [createParamsSection(report), ...createSections(report, docsUrl)] : createSections(report, docsUrl)
  const layout = { createSections: sections, budget }
  const text = areLabelled(reports) ? renderManyRuns(reports, layout) : renderReports(reports, layout)
  return `${text}${footer}`.trimEnd().concat('\n')
}

const createSections = (report: Report, docsUrl: string): readonly Section[] => [
  createRulesSection(report),
  createHistorySection(report),
  createFailureSection(report, docsUrl),
  createDetachedSection(report),
  createSkipSection(report),
  createPromotionSection(report),
  createOverviewSection(report),
  createSchemaSection(report),
  createNotesSection(report),
  createRowsSection(report),
  createSampleRowsSection(report, true),
  createValuesSection(report),
  createFilesSection(report),
  createNestedSection(report),
  createTagsSection(report),
  createLineageCountsSection(
    report,
    report.lineage && report.lineage.nodes.length > 1 ? ' (graph in the run summary)' : '',
  ),
  createNewerUpstreamSection(report),
  createLogSection(report, report.failure && report.failure.verdict !== 'rule-broken' ? logLimit : 0),
  createWholeSection('run', renderLinks(report)),
]

function renderLinks(report: Report): string {
  const { output, logUrl, cost } = report
  return [
    ...(output && isProved(report) ? [renderCode(output.uri)] : []),
    ...(logUrl === undefined ? [] : [renderLink('CloudWatch Logs', logUrl)]),
    ...(cost && formatCost(cost) !== '' ? [`${labelCost(report)}: ${formatCost(cost)}`] : []),
  ].join(' · ')
}
