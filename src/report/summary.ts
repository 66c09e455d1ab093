import { getDocsUrl } from '../action/docs-link.ts'
import { type Section, summaryLimitBytes } from './fit-sections.ts'
import { renderManyRuns } from './many-runs.ts'
import { type PageArtifact, renderPageLink } from './page-artifact.ts'
import { renderReports } from './render-reports.ts'
import type { Report } from './report.ts'
import { areLabelled } from './run-result.ts'
import { createBundlesSection, createNewerUpstreamSection } from './sections/bundles.ts'
import { createUnchangedSection, createValuesSection } from './sections/columns.ts'
import { createFilesSection, createNestedSection, createTagsSection } from './sections/contents.ts'
import { createDetachedSection, createFailureSection } from './sections/failure.ts'
import { createHistorySection } from './sections/history.ts'
import { createLineageSections } from './sections/lineage.ts'
import { createLogSection } from './sections/log.ts'
import { createNotesSection, createOverviewSection } from './sections/overview.ts'
import { createRowsSection, createSampleRowsSection } from './sections/rows.ts'
import { createRulesSection } from './sections/rules.ts'
import { createAttemptsSection, createReuseSection, createRunSection } from './sections/run-table.ts'
import { createSchemaSection } from './sections/schema.ts'
import { createPromotionSection, createSkipSection } from './sections/skip.ts'
import { createVersioningSection } from './sections/versions.ts'

export interface SummaryOptions {
  readonly limitBytes?: number
  /** The folder of the documentation of the version in use. */
  readonly docsUrl?: string
  /** The page with the whole report. */
  readonly page?: PageArtifact
}

/**
 * Renders the summary of a step: for each run its result, the changes of the data, and the details; for several runs
 * one table, and the details of some. At most `limitBytes` of UTF-8.
 */
export function renderSummary(
  reports: readonly Report[],
  { limitBytes = summaryLimitBytes, docsUrl = getDocsUrl({}), page }: SummaryOptions = {},
): string {
  const link = page === undefined ? '' : renderPageLink(page)
  const footer = link === '' ? '' : `${link}\n\n`
  const budget = { limit: limitBytes - footer.length, measure: (text: string) => Buffer.byteLength(text) }
  const layout = { createSections: (report: Report) => createSections(report, docsUrl), budget }
  return (areLabelled(reports) ? renderManyRuns(reports, layout) : renderReports(reports, layout)) + footer
}

const createSections = (report: Report, docsUrl: string): readonly Section[] => [
  createRulesSection(report),
  createHistorySection(report),
  createFailureSection(report, docsUrl),
  createDetachedSection(report),
  createSkipSection(report),
  createPromotionSection(report),
  createVersioningSection(report),
  createOverviewSection(report),
  createSchemaSection(report),
  createNotesSection(report),
  createRowsSection(report),
  createSampleRowsSection(report, false),
  createValuesSection(report),
  createUnchangedSection(report),
  createFilesSection(report),
  createNestedSection(report),
  createTagsSection(report),
  ...createLineageSections(report),
  createBundlesSection(report),
  createNewerUpstreamSection(report),
  createReuseSection(report),
  createRunSection(report),
  createAttemptsSection(report),
  createLogSection(report),
]
