import { codeBlock, cut } from '../../action/untrusted.ts'
import { count } from '../../lib/units.ts'
import { createShorteningSection, type Section } from '../fit-sections.ts'
import { details } from '../markdown.ts'
import type { Report } from '../report.ts'

const lineLimit = 500

/** The last lines of the log: those at the end are kept longest. Open after a failure that it may explain. */
export function logOf({ log, failure }: Report, most = log.tail.length): Section {
  const isOpen = failure !== undefined && failure.verdict !== 'rule-broken'
  const fromLast = log.tail.toReversed()
  const forms = createShorteningSection(fromLast, most, (shown) => {
    const title =
      shown.length < log.lines
        ? `Log: the last ${shown.length.toLocaleString('en')} of ${log.lines.toLocaleString('en')} lines`
        : `Log: ${count(log.lines, 'line')}`
    const lines = shown.toReversed().map((line) => cut(line, lineLimit))
    return details(title, codeBlock(lines), isOpen)
  })
  return { dropPriority: 'log', variants: forms }
}
