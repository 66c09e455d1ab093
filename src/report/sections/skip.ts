import { createWholeSection, type Section } from '../fit-sections.ts'
import { renderCode, renderProse } from '../markdown.ts'
import type { Report } from '../report.ts'

/** The longest value that is shown. */
const valueLimit = 200

/** Why `skip-unchanged` skipped the run, or the change that made it necessary, with both values. */
export const createSkipSection = ({ skip }: Report): Section => createDecisionSection(skip, 'skipped')

/** Where a promoted output comes from, or the difference that made the run necessary, with both values. */
export const createPromotionSection = ({ promotion }: Report): Section => createDecisionSection(promotion, 'promoted')

function createDecisionSection(decision: Report['skip'] | Report['promotion'], word: 'skipped' | 'promoted'): Section {
  if (decision === undefined) return createWholeSection('notes', '')
  const { trigger, why, was, now } = decision
  const [first = ''] = word
  const label =
    trigger === undefined ? `**${first.toUpperCase()}${word.slice(1)}:**` : `**Not ${word}** (\`${trigger}\`)**:**`
  const values =
    was === undefined && now === undefined
      ? ''
      : ` Was ${renderCode(was ?? 'unknown', valueLimit)}, now ${renderCode(now ?? 'unknown', valueLimit)}.`
  return createWholeSection('notes', `${label} ${renderProse(why)}${values}`)
}
