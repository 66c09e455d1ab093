import { formatCodeBlock, truncate } from '../../action/untrusted.ts'
import { formatCount } from '../../lib/units.ts'
import { createShorteningVariants, type Section } from '../fit-sections.ts'
import { renderDetails } from '../markdown.ts'
import type { Report } from '../report.ts'

const lineLimit = 500

/**
 * The last lines of the log, of which earlier lines are dropped first. Unfolded after a failure that the log may
 * explain.
 */
export function createLogSection({ log, failure }: Report, limit = log.tail.length): Section {
  const isOpen = failure !== undefined && failure.verdict !== 'rule-broken'
  const fromLast = log.tail.toReversed()
  const variants = createShorteningVariants(fromLast, limit, (shown) => {
    const title =
      shown.length < log.lines
        ? `Log: last ${shown.length.toLocaleString('en')} of ${log.lines.toLocaleString('en')} lines`
        : `Log: ${formatCount(log.lines, 'line')}`
    const lines = shown.toReversed().map((line) => truncate(line, lineLimit))
    return renderDetails(title, formatCodeBlock(lines), isOpen)
  })
  return { dropPriority: 'log', variants }
}
