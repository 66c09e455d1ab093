import { type Section, shorter, whole } from '../fit.ts'
import { andMore, code, prose } from '../markdown.ts'
import type { Report } from '../report.ts'
import { count } from '../units.ts'

const ruleLimit = 50

/** What came of `fail-on`: broken rules first, then those that nothing could be said of. Rules that hold are one line. */
export function rulesOf({ rules }: Report): Section {
  if (rules === undefined) return whole('failure', '')
  const { checked, breaches, undecided } = rules
  const lines = [
    ...breaches.map(({ rule, evidence }) => `- ❌ ${code(rule)}: ${prose(evidence)}`),
    ...undecided.map(({ rule, why }) => `- ❓ ${code(rule)}, not decided: ${prose(why)}`),
  ]
  if (lines.length === 0) {
    // `error` is the default, and a run that came to its end keeps it.
    const asked = checked.filter((rule) => rule !== 'error')
    const all = `**${count(asked.length, 'rule')} ${asked.length === 1 ? 'holds' : 'hold'}:**`
    const forms = shorter(
      asked,
      ruleLimit,
      (shown, more) => `${all} ${shown.map((rule) => code(rule)).join(', ')}${more > 0 ? ' …' : ''}`,
    )
    return { gives: 'failure', forms }
  }
  const title = [
    ...(breaches.length > 0 ? [`${count(breaches.length, 'rule')} broken`] : []),
    ...(undecided.length > 0 ? [`${count(undecided.length, 'rule')} not decided`] : []),
  ]
  const head = `**${title.join(', ')}**`
  const forms = shorter(lines, ruleLimit, (shown, more) => `${head}\n\n${shown.join('\n')}${andMore(more, 'rule')}`)
  return { gives: 'failure', forms: [...forms, () => head] }
}
