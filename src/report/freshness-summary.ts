import { formatDuration, formatTime } from '../lib/units.ts'
import {
  createShorteningVariants,
  createWholeSection,
  fitSections,
  type Section,
  summaryLimitBytes,
} from './fit-sections.ts'
import type { BundleFreshness, FreshnessResult } from './freshness-result.ts'
import { renderCode, renderFilledTable, renderLink, renderList, renderMore, renderProse } from './markdown.ts'

/** The rows of the table, the days in one of them, and the sentences of one bundle. */
const rowLimit = 200
const dayLimit = 14
const sentenceLimit = 8

const icons = { fresh: '✅', stale: '❌', gap: '⚠️' } as const
/** The worst first. */
const states = [
  { state: 'stale', words: 'stale' },
  { state: 'gap', words: 'with gaps' },
  { state: 'fresh', words: 'fresh' },
] as const

/** Renders the summary of a check of freshness, at most `limit` bytes of UTF-8. */
export function renderFreshness(result: FreshnessResult, limit = summaryLimitBytes): string {
  const sections = [
    createTableSection(result.bundles),
    createSentencesSection(result.bundles),
    createWholeSection('failure', renderHeal(result)),
    createWholeSection('notes', renderPlace(result)),
  ]
  return fitSections(renderHeadline(result), sections, { limit, measure: (text) => Buffer.byteLength(text) })
}

function renderHeadline({ bundles }: FreshnessResult): string {
  const counts = states.map(({ state, words }) => ({ words, n: bundles.filter((one) => one.state === state).length }))
  const worst = states.find(({ state }) => bundles.some((one) => one.state === state))
  const text = counts.flatMap(({ n, words }) => (n > 0 ? [`${n.toLocaleString('en')} ${words}`] : [])).join(' · ')
  return `### ${icons[worst?.state ?? 'fresh']} ${text}`
}

function createTableSection(bundles: readonly BundleFreshness[]): Section {
  const head = ['', 'bundle', 'newest', 'age', 'rows', 'expected', 'missing', 'last run']
  const rows = bundles.map(({ name, state, days, bundle, rows: count, limits }) => [
    icons[state],
    renderCode(name),
    renderCode(days?.newest ?? ''),
    bundle === undefined ? '–' : formatDuration(bundle.ageMs),
    count?.toLocaleString('en') ?? '',
    renderList(
      limits.map((limit) => renderCode(limit)),
      0,
    ),
    renderDays(days?.missing ?? []),
    bundle?.runUrl === undefined ? '' : renderLink('run', bundle.runUrl),
  ])
  const render = (shown: readonly (readonly string[])[], more: number) =>
    `${renderFilledTable(head, shown)}${renderMore(more, 'bundle')}`
  return { dropPriority: 'overview', variants: createShorteningVariants(rows, rowLimit, render) }
}

/** The newest days, because the others are the same as on the days before. */
function renderDays(days: readonly string[]): string {
  const shown = days.slice(-dayLimit)
  return renderList(
    shown.map((day) => renderCode(day)),
    days.length - shown.length,
  )
}

function createSentencesSection(bundles: readonly BundleFreshness[]): Section {
  const lines = bundles.flatMap(({ name, reasons, notes }) => {
    const sentences = [...reasons, ...notes].slice(0, sentenceLimit)
    return sentences.length === 0
      ? []
      : [`- ${renderCode(name)}: ${sentences.map((text) => renderProse(text)).join(' ')}`]
  })
  const render = (shown: readonly string[], more: number) => `${shown.join('\n')}${renderMore(more, 'bundle')}`
  return { dropPriority: 'failure', variants: createShorteningVariants(lines, rowLimit, render) }
}

function renderHeal({ heal }: FreshnessResult): string {
  if (heal === undefined) return ''
  const workflow = renderCode(heal.workflow)
  if (heal.kind !== 'dispatched') return `**Heal:** ${workflow} was not started. ${renderProse(heal.why)}`
  return `**Heal:** started ${heal.url === undefined ? workflow : renderLink(workflow, heal.url)} with what is missing.`
}

const renderPlace = ({ remote, context, checkedAt }: FreshnessResult) =>
  `<sub>${renderCode(context)} on ${renderCode(remote)}, ${formatTime(checkedAt)}</sub>`
