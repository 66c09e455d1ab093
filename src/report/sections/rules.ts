import { count } from '../../lib/units.ts'
import { createShorteningSection, createWholeSection, type Section } from '../fit-sections.ts'
import { andMore, code, prose } from '../markdown.ts'
import type { Report } from '../report.ts'

const ruleLimit = 50

/** What came of `fail-on`: broken rules first, then those that nothing could be said of. Rules that hold are one line. */
export function rulesOf({ rules }: Report): Section {
  if (rules === undefined) return createWholeSection('failure', '')
  const { checked, breaches, undecided } = rules
  const lines = [
    ...breaches.map(({ rule, evidence }) => `- ❌ ${code(rule)}: ${prose(evidence)}`),
    ...undecided.map(({ rule, why }) => `- ❓ ${code(rule)}, not decided: ${prose(why)}`),
  ]
  if (lines.length === 0) {
    // `error` is the default, and a run that came to its end keeps it.
    const asked = checked.filter((rule) => rule !== 'error')
    const all = `**${count(asked.length, 'rule')} ${asked.length === 1 ? 'holds' : 'hold'}:**`
    const forms = createShorteningSection(
      asked,
      ruleLimit,
      (shown, more) => `${all} ${shown.map((rule) => code(rule)).join(', ')}${more > 0 ? ' …' : ''}`,
    )
    return { dropPriority: 'failure', variants: forms }
  }
  const title = [
    ...(breaches.length > 0 ? [`${count(breaches.length, 'rule')} broken`] : []),
    ...(undecided.length > 0 ? [`${count(undecided.length, 'rule')} not decided`] : []),
  ]
  const head = `**${title.join(', ')}**`
  const forms = createShorteningSection(
    lines,
    ruleLimit,
    (shown, more) => `${head}\n\n${shown.join('\n')}${andMore(more, 'rule')}`,
  )
  return { dropPriority: 'failure', variants: [...forms, () => head] }
}
