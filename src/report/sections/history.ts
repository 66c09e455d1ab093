import { isOutlier, roundBand } from '../../compare/history/band.ts'
import type { HistoryMeasure } from '../../compare/history/measure-history.ts'
import { printQuantity } from '../../compare/rules/rules.ts'
import { formatBytes, formatNumber } from '../../lib/units.ts'
import { createShorteningVariants, type Section } from '../fit-sections.ts'
import { renderCode, renderMore, renderTable } from '../markdown.ts'
import type { HistoryReport, Report } from '../report.ts'
import { textBars } from './histogram.ts'
import { unknownValue } from './overview.ts'

const measureLimit = 20
/** The most earlier values in a row of bars, so that a row fits beside the other cells. */
const barLimit = 30
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
      shown.some(({ points }) => points.length > 0)
        ? `**History:** ${describeOrder(history, renderCode).join('')}`
        : '',
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
  )
  return { dropPriority: 'overview', variants }
}

/** Describes what orders a history. `render` formats the name of a parameter or a value as code. */
export function describeOrder<T>({ over, value }: HistoryReport, render: (code: string) => T): readonly (string | T)[] {
  if (over.length === 0) return ['the outputs before this one, in the order of their creation.']
  const names = over.flatMap((name, index) => (index === 0 ? [render(name)] : [', ', render(name)]))
  return ['the values of ', ...names, ' before ', render(value), '.']
}

/** How this run relates to the band: inside, outside, or unknown. */
type HistoryState = 'usual' | 'outlier' | 'unknown'
const marks: Readonly<Record<HistoryState, string>> = { usual: '✅', outlier: '❌', unknown: '❓' }

/** Describes a quantity beside the values before it, as plain text. `ends` are the numbers of the band as text. */
export function describeMeasure({ quantity, column = '', now, band }: HistoryMeasure) {
  const format = (amount: number | undefined) => (amount === undefined ? unknownValue : formatAmount(amount, quantity))
  const rounded = band && roundBand(band, { of: quantity })
  const isOutside = now !== undefined && band !== undefined && isOutlier(now, band)
  const state: HistoryState = now === undefined || band === undefined ? 'unknown' : isOutside ? 'outlier' : 'usual'
  return {
    name: printQuantity(quantity === 'nulls' ? { of: quantity, column } : { of: quantity }),
    state,
    now: `${marks[state]} ${format(now)}`,
    band: rounded,
    ends: rounded && { low: format(rounded.low), high: format(rounded.high) },
    format,
  }
}

function createCells(measure: HistoryMeasure): readonly string[] {
  const { name, now, band, ends } = describeMeasure(measure)
  const amounts = measure.points.slice(-barLimit).map(({ amount }) => amount)
  const draw = createScale([...amounts, measure.now, measure.band?.low, measure.band?.high])
  const range = band && ends && `${draw(band.low)} ${ends.low} to ${draw(band.high)} ${ends.high}`
  const drawing = `${amounts.map(draw).join('')}${separator}${draw(measure.now)}`
  return [renderCode(name), now, renderCode(drawing), range ?? unknownValue]
}

/** Bars on one scale from the least to the greatest amount, so that an outlier in either direction is seen. */
function createScale(amounts: readonly (number | undefined)[]): (amount: number | undefined) => string {
  const known = amounts.filter((amount) => amount !== undefined)
  const [least, greatest] = [Math.min(...known), Math.max(...known)]
  return (amount) => {
    if (amount === undefined) return unknownBar
    const share = greatest > least ? (amount - least) / (greatest - least) : 0.5
    return textBars[Math.round(share * (textBars.length - 1))] ?? unknownBar
  }
}

function formatAmount(amount: number, quantity: HistoryMeasure['quantity']): string {
  if (quantity === 'bytes') return formatBytes(amount)
  return quantity === 'nulls' ? `${formatNumber(amount, 3)} %` : amount.toLocaleString('en')
}
