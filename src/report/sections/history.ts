import { isOutlier, roundBand } from '../../compare/history/band.ts'
import type { HistoryMeasure } from '../../compare/history/measure-history.ts'
import { printQuantity } from '../../compare/rules/rules.ts'
import { formatBytes, formatNumber } from '../../lib/units.ts'
import { createShorteningVariants, type Section } from '../fit-sections.ts'
import { renderCode, renderMore, renderTable } from '../markdown.ts'
import type { HistoryReport, Report } from '../report.ts'
import { unknownValue } from './overview.ts'

const measureLimit = 20
/** The most earlier values in a row of bars, so that a row fits beside the other cells. */
const barLimit = 30
const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█']
const unknownBar = '·'
/** A blank would break the row of bars on a phone. */
const separator = '│'

/**
 * The quantities of the rules `outside`: this run, the last values and this run as bars of text, and the band with the
 * heights of its ends.
 */
export function createHistorySection({ history }: Report): Section {
  if (history === undefined) return { dropPriority: 'overview', variants: [] }
  const head = ['', 'this run', 'last values │ this run', 'band']
  const variants = createShorteningVariants(history.measures, measureLimit, (shown, more) =>
    [
      renderTable(head, shown.map(createCells), 'lrll') + renderMore(more, 'rule'),
      shown.some(({ points }) => points.length > 0) ? describeOrder(history) : '',
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
  )
  return { dropPriority: 'overview', variants }
}

function describeOrder({ over, value }: HistoryReport): string {
  if (over.length === 0) return '**History:** the outputs before this one, in the order of their creation.'
  return `**History:** the values of ${over.map((name) => renderCode(name)).join(', ')} before ${renderCode(value)}.`
}

function createCells(measure: HistoryMeasure): readonly string[] {
  const { quantity, column = '', now, band, points } = measure
  const name = printQuantity(quantity === 'nulls' ? { of: quantity, column } : { of: quantity })
  const amounts = points.slice(-barLimit).map(({ amount }) => amount)
  const draw = createScale([...amounts, now, band?.low, band?.high])
  const format = (amount: number) => formatAmount(amount, quantity)
  const ends = band && roundBand(band, { of: quantity })
  const range = ends && `${draw(ends.low)} ${format(ends.low)} to ${draw(ends.high)} ${format(ends.high)}`
  const mark = now === undefined || band === undefined ? '❓' : isOutlier(now, band) ? '❌' : '✅'
  return [
    renderCode(name),
    `${mark} ${now === undefined ? unknownValue : format(now)}`,
    renderCode(`${amounts.map(draw).join('')}${separator}${draw(now)}`),
    range ?? unknownValue,
  ]
}

/** Bars on one scale from the least to the greatest amount, so that an outlier in either direction is seen. */
function createScale(amounts: readonly (number | undefined)[]): (amount: number | undefined) => string {
  const known = amounts.filter((amount) => amount !== undefined)
  const [least, greatest] = [Math.min(...known), Math.max(...known)]
  return (amount) => {
    if (amount === undefined) return unknownBar
    const share = greatest > least ? (amount - least) / (greatest - least) : 0.5
    return bars[Math.round(share * (bars.length - 1))] ?? unknownBar
  }
}

function formatAmount(amount: number, quantity: HistoryMeasure['quantity']): string {
  if (quantity === 'bytes') return formatBytes(amount)
  return quantity === 'nulls' ? `${formatNumber(amount, 3)} %` : amount.toLocaleString('en')
}
