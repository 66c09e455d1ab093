import { digestFinding, hashText } from '../../compare/rules/finding.ts'
import type { ShownRule } from '../../github/shown-rules.ts'
import type { Breach } from '../../report/accepted-change.ts'
import type { Report } from '../../report/report.ts'

/** The fields of a report that distinguish the runs of a step. */
export type RunIdentity = Pick<Report, 'pipeClass' | 'context' | 'params' | 'label'>

/** The broken rules of all runs for the record of a comment, and the keys of those that are accepted. */
export function collectShownRules(reports: readonly Report[]): {
  readonly rules: readonly ShownRule[]
  readonly accepted: ReadonlySet<string>
} {
  const rules = reports.flatMap((report) =>
    (report.rules?.breaches ?? []).map((breach) => createShownRule(report, breach)),
  )
  const accepted = reports.flatMap((report) =>
    (report.acceptance?.accepted ?? []).map(({ rule }) => createRuleKey(report, rule)),
  )
  return { rules, accepted: new Set(accepted) }
}

/** A broken rule of a run as the record of a comment holds it. */
export function createShownRule(run: RunIdentity, { rule, evidence, finding, isClaimed = false }: Breach): ShownRule {
  // A result file of an earlier version has no finding.
  const { subjects, ...digest } = digestFinding(finding ?? { subjects: [evidence] })
  return {
    ...{ key: createRuleKey(run, rule), ...digest },
    // The run itself, which has no such subject, is covered by what the report of its file showed.
    subjects: isClaimed ? [...subjects, hashText(`evidence: ${evidence}`)] : subjects,
  }
}

function createRuleKey({ pipeClass, context, params, label }: RunIdentity, rule: string): string {
  const values = [...params].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return hashText(JSON.stringify([pipeClass, context, values, label?.name ?? null, rule]))
}
