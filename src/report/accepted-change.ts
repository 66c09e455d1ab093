import type { RuleFinding } from '../compare/rules/finding.ts'

/** A rule of `fail-on` that the output breaks, as it was written, and the evidence. */
export interface Breach {
  readonly rule: string
  readonly evidence: string
  /** What the evidence is, for a comparison with that of another run. */
  readonly finding?: RuleFinding
  /**
   * Whether the finding comes from a file that is not trusted. An acceptance then covers only the same evidence, word
   * for word: it is what people read.
   */
  readonly isClaimed?: boolean
}

/** A broken rule that a person has accepted for this head of the pull request. */
export interface AcceptedRule {
  readonly rule: string
  /** The login of the person. */
  readonly by: string
  readonly at: Date
  readonly how: 'label' | 'comment'
}

/** Which broken rules are accepted, and why others are not. */
export interface AcceptanceReport {
  readonly accepted: readonly AcceptedRule[]
  readonly refused: readonly { readonly rule: string; readonly why: string }[]
}

/** The broken rules of a report, and which of them are accepted. */
interface JudgedReport {
  readonly rules?: { readonly breaches: readonly Breach[] }
  readonly acceptance?: AcceptanceReport
}

/** The broken rules that are not accepted. */
export function listUnaccepted({ rules, acceptance }: JudgedReport): readonly Breach[] {
  const accepted = new Set(acceptance?.accepted.map(({ rule }) => rule))
  return (rules?.breaches ?? []).filter(({ rule }) => !accepted.has(rule))
}

/** Whether rules are broken, and all of them are accepted. */
export const isAcceptedChange = (report: JudgedReport): boolean =>
  (report.rules?.breaches ?? []).length > 0 && listUnaccepted(report).length === 0
