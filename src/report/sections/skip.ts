import { createWholeSection, type Section } from '../fit-sections.ts'
import { renderCode, renderProse } from '../markdown.ts'
import type { Report } from '../report.ts'

/** The longest value that is shown. */
const valueLimit = 200

/** Why `skip-unchanged` skipped the run, or the change that made it necessary, with both values. */
export function createSkipSection({ skip }: Report): Section {
  if (skip === undefined) return createWholeSection('notes', '')
  const { trigger, why, was, now } = skip
  const label = trigger === undefined ? '**Skipped:**' : `**Not skipped** (\`${trigger}\`)**:**`
  const values =
    was === undefined && now === undefined
      ? ''
      : ` Was ${renderCode(was ?? 'unknown', valueLimit)}, now ${renderCode(now ?? 'unknown', valueLimit)}.`
  return createWholeSection('notes', `${label} ${renderProse(why)}${values}`)
}
