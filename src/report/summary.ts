import type { Section } from './fit-sections.ts'
import { renderReports } from './render-reports.ts'
import type { Report } from './report.ts'
import { bundlesOf, newerUpstreamOf } from './sections/bundles.ts'
import { unchangedOf, valuesOf } from './sections/columns.ts'
import { filesOf, nestedOf, tagsOf } from './sections/contents.ts'
import { failureOf, leftOf } from './sections/failure.ts'
import { lineageOf } from './sections/lineage.ts'
import { logOf } from './sections/log.ts'
import { notesOf, overviewOf } from './sections/overview.ts'
import { rulesOf } from './sections/rules.ts'
import { attemptsOf, reuseOf, runOf } from './sections/run-table.ts'
import { schemaOf } from './sections/schema.ts'
import { versionsOf } from './sections/versions.ts'

/** GitHub drops a whole summary over 1 MiB (https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#step-isolation-and-limits). */
export const summaryLimitBytes = 1_000_000

/** The step summary of the runs of one step, each: verdict first, then what happened to the data, then the details. At most `limitBytes` of UTF-8. */
export function renderSummary(reports: readonly Report[], limitBytes = summaryLimitBytes): string {
  return renderReports(reports, { sections, budget: { limit: limitBytes, measure: (text) => Buffer.byteLength(text) } })
}

const sections = (report: Report): readonly Section[] => [
  rulesOf(report),
  failureOf(report),
  leftOf(report),
  versionsOf(report),
  overviewOf(report),
  schemaOf(report),
  notesOf(report),
  valuesOf(report),
  unchangedOf(report),
  filesOf(report),
  nestedOf(report),
  tagsOf(report),
  ...lineageOf(report),
  bundlesOf(report),
  newerUpstreamOf(report),
  reuseOf(report),
  runOf(report),
  attemptsOf(report),
  logOf(report),
]
