import { inspect } from 'node:util'
import { compareBundles } from '../compare/compare-bundles.ts'
import { type ChangeKind, type Comparison, classifyChange } from '../compare/comparison.ts'
import { evaluateRules, type RuleFacts } from '../compare/rules/evaluate-rules.ts'
import { describeError, Failure } from '../errors.ts'
import type { RunTarget } from '../plan/plan.ts'
import type { Remote } from '../remote/remote.ts'
import type { BaseReport, RulesReport } from '../report/report.ts'
import { chooseBase, type FoundBase } from './choose-base.ts'
import { type ContextSnapshot, snapshotLimits } from './context-snapshot.ts'
import type { Step } from './dependencies.ts'
import type { ProvedOutput } from './prove.ts'

/** The proved output, and where it is. */
type Proved = { readonly remote: Remote } & ProvedOutput

/** Compares the output with its base, judges it by `fail-on`, and reports both. Only a cancelled workflow makes it throw: what cannot be compared is said to be so. */
export async function compareAndEvaluate(
  step: Step<RunTarget>,
  now: Proved,
  survey: ContextSnapshot,
): Promise<RulesReport> {
  const { run, reporter } = step
  const facts = await comparedOrWhy(step, now, survey)
  const { bundle, bytes } = now.proof
  const rules = evaluateRules(run.report.failOn, { ...facts, createdAt: bundle.createdAt, now: new Date(), bytes })
  await reporter.update({ rules })
  return rules
}

/** Throws Failure `rule-broken` where a rule is broken. */
export function throwOnBreach({ breaches }: RulesReport): void {
  const [first, ...others] = breaches
  if (first === undefined) return
  const lines = breaches.map(({ rule, evidence }) => `- ${rule}: ${evidence}`)
  const evidence =
    others.length === 0
      ? `The output breaks the rule ${first.rule} of \`fail-on\`: ${first.evidence}`
      : `The output breaks ${breaches.length} rules of \`fail-on\`:\n${lines.join('\n')}`
  const advice =
    'The bundle is on the remote, whole. Mend the pipe; or, if the change is meant, loosen the rule or name another base in `compare-with`.'
  throw new Failure('rule-broken', evidence, advice)
}

/** Whether a rule asks for what the output holds, whatever it is compared with. */
export function looksInside({ report: { failOn } }: RunTarget): boolean {
  return failOn.some(({ kind }) => kind === 'empty' || kind === 'limit')
}

type Facts = Pick<RuleFacts, 'comparison' | 'noBase'>

async function comparedOrWhy(step: Step<RunTarget>, now: Proved, survey: ContextSnapshot): Promise<Facts> {
  const { dependencies, reporter } = step
  try {
    return await reporter.phase('compare', () => compared(step, now, survey))
  } catch (error) {
    dependencies.cancelled.throwIfAborted()
    await dependencies.log.debug(inspect(error, { depth: 5 }))
    const late = `The comparison took more than ${snapshotLimits.comparing / 1000} s.`
    const why = survey.signal.aborted ? late : `It could not be compared: ${describeError(error)}`
    await reporter.update({ notCompared: why })
    await dependencies.log.warning(`The output is proved, but not compared with an earlier one. ${why}`)
    return { comparison: { unknown: why }, noBase: why }
  }
}

async function compared(step: Step<RunTarget>, now: Proved, survey: ContextSnapshot): Promise<Facts> {
  const { run, dependencies, reporter } = step
  const base = await chooseBase(step, now, survey)
  if (base.kind === 'unknown') {
    const { why } = base
    await reporter.update({ notCompared: why })
    if (run.report.compareWith.kind !== 'nothing') await dependencies.log.warning(`The output is not compared. ${why}`)
    return { comparison: looksInside(run) ? await contentsOf(step, now, base, survey) : { unknown: why }, noBase: why }
  }
  const changes = await contentsOf(step, now, base, survey)
  const report = base.kind === 'base' ? base.report : undefined
  const kind = classifyChange(changes, report !== undefined)
  dependencies.log.info(wordsFor(kind, report))
  await reporter.update({ comparison: { base: report, kind, changes } })
  return { comparison: changes, noBase: report === undefined ? firstVersion : undefined }
}

const outcomes: Readonly<Record<ChangeKind, string>> = {
  none: 'nothing has changed',
  data: 'the data has changed',
  schema: 'the schema has changed',
  'first-version': 'it is a first version',
  unknown: 'whether anything has changed is not known',
}

function wordsFor(kind: ChangeKind, base: BaseReport | undefined): string {
  if (base === undefined) return `No earlier bundle to compare with: ${outcomes[kind]}.`
  return `Compared with ${base.name} ${base.uri}: ${outcomes[kind]}.${base.note === undefined ? '' : ` ${base.note}`}`
}

const firstVersion = 'There is no earlier bundle to compare with.'

/** What the output holds, beside its base where it has one. */
async function contentsOf(
  { run }: Step<RunTarget>,
  now: Proved,
  base: FoundBase,
  { signal }: ContextSnapshot,
): Promise<Comparison> {
  const { diffMaxBytes: maxBytes, diffSamples: samples } = run.report
  return await compareBundles(now, base.kind === 'base' ? base : undefined, { signal, maxBytes, samples })
}
