import { formatBytes, formatCount, formatTime } from '../../lib/units.ts'
import { createWholeSection, type Section } from '../fit-sections.ts'
import { renderCode, renderList, renderShortId, renderTable } from '../markdown.ts'
import type { BundleReport, Report } from '../report.ts'
import { isProved, isUnchanged } from './headline.ts'

const newerUpstreamLimit = 5
const copiedLimit = 10

/** The input, copied bundles and the output with their URIs. An output that is not proved is left out. */
export function createBundlesSection(report: Report): Section {
  const { input, copied = [], output } = report
  const rows = [
    ...(input ? [createBundleCells(formatInputKind(input), input)] : []),
    ...copied
      .slice(0, copiedLimit)
      .map((bundle) => createBundleCells(`copied from ${renderCode(bundle.copiedFrom)}`, bundle)),
    ...(output && isProved(report) ? [createBundleCells(formatOutputKind(report), output)] : []),
  ]
  return createWholeSection(
    'run',
    rows.length === 0 ? '' : renderTable(['bundle', 'name', 'uuid', 'created', 'contents', 'URI'], rows),
  )
}

function formatOutputKind(report: Report): string {
  if (report.status === 'reused' || report.status === 'promoted') return `output, ${report.status}`
  return isUnchanged(report) ? 'output, unchanged' : 'output'
}

function formatInputKind({ pushed, copiedFrom }: NonNullable<Report['input']>): string {
  if (copiedFrom !== undefined) return `input, copied from ${renderCode(copiedFrom)}`
  return pushed ? 'input, pushed' : 'input'
}

function createBundleCells(kind: string, bundle: BundleReport): readonly string[] {
  const created = bundle.createdAt ? formatTime(bundle.createdAt) : ''
  const contents =
    bundle.bytes === undefined
      ? ''
      : `${bundle.files ? `${formatCount(bundle.files, 'file')}, ` : ''}${formatBytes(bundle.bytes)}`
  return [kind, renderCode(bundle.name), renderShortId(bundle.uuid), created, contents, renderCode(bundle.uri)]
}

/** The upstream bundles of which newer ones exist. */
export function createNewerUpstreamSection({ newerUpstream = [] }: Report): Section {
  if (newerUpstream.length === 0) return createWholeSection('notes', '')
  const shown = newerUpstream
    .slice(0, newerUpstreamLimit)
    .map(
      ({ name, createdAt, used }) =>
        `${renderCode(name)} of ${formatTime(createdAt)} (used: ${formatTime(used.createdAt)})`,
    )
  return createWholeSection('notes', `**Newer upstream:** ${renderList(shown, newerUpstream.length - shown.length)}`)
}
