import { count, minute, size } from '../../lib/units.ts'
import { createWholeSection, type Section } from '../fit-sections.ts'
import { code, listed, shortId, table } from '../markdown.ts'
import type { BundleReport, Report } from '../report.ts'
import { isProved } from './headline.ts'

const newerUpstreamLimit = 5
const copiedLimit = 10

/** Input and output with their places on the remote. An output that is not proved is none. */
export function bundlesOf(report: Report): Section {
  const { input, copied = [], output, status } = report
  const rows = [
    ...(input ? [bundleRow(inputKind(input), input)] : []),
    ...copied.slice(0, copiedLimit).map((each) => bundleRow(`copied from ${code(each.copiedFrom)}`, each)),
    ...(output && isProved(report) ? [bundleRow(status === 'reused' ? 'output, reused' : 'output', output)] : []),
  ]
  return createWholeSection(
    'run',
    rows.length === 0 ? '' : table(['bundle', 'name', 'uuid', 'made', 'holds', 'where'], rows),
  )
}

function inputKind({ pushed, copiedFrom }: NonNullable<Report['input']>): string {
  if (copiedFrom !== undefined) return `input, copied from ${code(copiedFrom)}`
  return pushed ? 'input, pushed' : 'input'
}

function bundleRow(kind: string, bundle: BundleReport): readonly string[] {
  const made = bundle.createdAt ? minute(bundle.createdAt) : ''
  const holds =
    bundle.bytes === undefined ? '' : `${bundle.files ? `${count(bundle.files, 'file')}, ` : ''}${size(bundle.bytes)}`
  return [kind, code(bundle.name), shortId(bundle.uuid), made, holds, code(bundle.uri)]
}

/** Which bundles upstream there are newer ones of. */
export function newerUpstreamOf({ newerUpstream = [] }: Report): Section {
  if (newerUpstream.length === 0) return createWholeSection('notes', '')
  const shown = newerUpstream
    .slice(0, newerUpstreamLimit)
    .map(({ name, createdAt, used }) => `${code(name)} of ${minute(createdAt)} (used: ${minute(used.createdAt)})`)
  return createWholeSection('notes', `**Newer upstream:** ${listed(shown, newerUpstream.length - shown.length)}`)
}
