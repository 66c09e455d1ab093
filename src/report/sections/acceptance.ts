import { formatTime } from '../../lib/units.ts'
import type { Report } from '../report.ts'

/** Who accepted a broken rule and when, or why it is not accepted, as a sentence; empty without `accept`. */
export function explainAcceptance(rule: string, { acceptance }: Pick<Report, 'acceptance'>): string {
  const accepted = acceptance?.accepted.find((each) => each.rule === rule)
  if (accepted !== undefined) {
    const { by, at, how } = accepted
    return `Accepted by @${by} on ${formatTime(at)} with a ${how}.`
  }
  const refused = acceptance?.refused.find((each) => each.rule === rule)
  return refused === undefined ? '' : `Not accepted. ${refused.why}`
}
