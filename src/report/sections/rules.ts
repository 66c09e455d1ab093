import { formatCount } from '../../lib/units.ts'
import { type Breach, listUnaccepted } from '../accepted-change.ts'
import { createShorteningVariants, createWholeSection, type Section } from '../fit-sections.ts'
import { renderCode, renderMore, renderProse } from '../markdown.ts'
import type { Report } from '../report.ts'
import { explainAcceptance } from './acceptance.ts'

const ruleLimit = 50

/**
 * The results of `fail-on`: broken rules first, then undecided rules, without their number, which the headline has. If
 * all rules passed, they are one line.
 */
export function createRulesSection(report: Report): Section {
  const { rules } = report
  if (rules === undefined) return createWholeSection('failure', '')
  const { checked, breaches, undecided } = rules
  const broken = listUnaccepted(report)
  const accepted = breaches.filter((breach) => !broken.includes(breach))
  const lines = [
    ...broken.map((breach) => `- ❌ ${renderBreach(breach, report)}`),
    ...accepted.map((breach) => `- ⚠️ ${renderBreach(breach, report)}`),
    ...undecided.map(({ rule, why }) => `- ❓ ${renderCode(rule)} is undecided: ${renderProse(why)}`),
  ]
  if (lines.length === 0) {
    // `error` is the default, and every run that ends successfully passes it.
    const passed = checked.filter((rule) => rule !== 'error')
    const title = `**${passed.length === 1 ? 'Rule' : 'Rules'} passed:**`
    const variants = createShorteningVariants(
      passed,
      ruleLimit,
      (shown, more) => `${title} ${shown.map((rule) => renderCode(rule)).join(', ')}${more > 0 ? ' …' : ''}`,
    )
    return { dropPriority: 'failure', variants }
  }
  const counts = [
    ...(broken.length > 0 ? [`${formatCount(broken.length, 'rule')} broken`] : []),
    ...(accepted.length > 0 ? [formatCount(accepted.length, 'accepted change')] : []),
    ...(undecided.length > 0 ? [`${formatCount(undecided.length, 'rule')} undecided`] : []),
  ]
  const variants = createShorteningVariants(
    lines,
    ruleLimit,
    (shown, more) => `${shown.join('\n')}${renderMore(more, 'rule')}`,
  )
  return { dropPriority: 'failure', variants: [...variants, () => `**${counts.join(', ')}**`] }
}

function renderBreach({ rule, evidence }: Breach, report: Report): string {
  const note = explainAcceptance(rule, report)
  return `${renderCode(rule)}: ${renderProse(evidence)}${note === '' ? '' : ` ${renderProse(note)}`}`
}
