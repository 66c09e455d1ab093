import { inspect } from 'node:util'
import type { BaseReport, RulesReport } from '../action/report.ts'
import { type ChangeKind, type Comparison, changeKindOf } from '../disdat/comparison.ts'
import { judge, type RuleFacts } from '../disdat/judge.ts'
import { describe, Failure } from '../errors.ts'
import type { Step } from '../parts.ts'
import type { Goal } from '../plan.ts'
import { compareBundles } from '../remote/compare.ts'
import type { Remote } from '../remote/remote.ts'
import { chooseBase, type FoundBase } from './base.ts'
import type { Output } from './prove.ts'
import { type Survey, surveyLimits } from './survey.ts'

/** The proved output, and where it is. */
type Proved = { readonly remote: Remote } & Output

/** Compares the output with its base, judges it by `fail-on`, and reports both. Only a cancelled workflow makes it throw: what cannot be compared is said to be so. */
export async function compareAndJudge(step: Step<Goal>, now: Proved, survey: Survey): Promise<RulesReport> {
  const { run, teller } = step
  const facts = await comparedOrWhy(step, now, survey)
  const { bundle, bytes } = now.proof
  const rules = judge(run.report.failOn, { ...facts, createdAt: bundle.createdAt, now: new Date(), bytes })
  await teller.know({ rules })
  return rules
}

/** Throws Failure `rule-broken` where a rule is broken. */
export function refuseBroken({ breaches }: RulesReport): void {
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
export function looksInside({ report: { failOn } }: Goal): boolean {
  return failOn.some(({ kind }) => kind === 'empty' || kind === 'limit')
}

type Facts = Pick<RuleFacts, 'comparison' | 'noBase'>

async function comparedOrWhy(step: Step<Goal>, now: Proved, survey: Survey): Promise<Facts> {
  const { parts, teller } = step
  try {
    return await teller.during('compare', () => compared(step, now, survey))
  } catch (error) {
    parts.cancelled.throwIfAborted()
    await parts.log.debug(inspect(error, { depth: 5 }))
    const late = `The comparison took more than ${surveyLimits.comparing / 1000} s.`
    const why = survey.signal.aborted ? late : `It could not be compared: ${describe(error)}`
    await teller.know({ notCompared: why })
    await parts.log.warning(`The output is proved, but not compared with an earlier one. ${why}`)
    return { comparison: { unknown: why }, noBase: why }
  }
}

async function compared(step: Step<Goal>, now: Proved, survey: Survey): Promise<Facts> {
  const { run, parts, teller } = step
  const base = await chooseBase(step, now, survey)
  if (base.kind === 'unknown') {
    const { why } = base
    await teller.know({ notCompared: why })
    if (run.report.compareWith.kind !== 'nothing') await parts.log.warning(`The output is not compared. ${why}`)
    return { comparison: looksInside(run) ? await contentsOf(step, now, base, survey) : { unknown: why }, noBase: why }
  }
  const changes = await contentsOf(step, now, base, survey)
  const report = base.kind === 'base' ? base.report : undefined
  const kind = changeKindOf(changes, report !== undefined)
  parts.log.info(wordsFor(kind, report))
  await teller.know({ comparison: { base: report, kind, changes } })
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
async function contentsOf({ run }: Step<Goal>, now: Proved, base: FoundBase, { signal }: Survey): Promise<Comparison> {
  const { diffMaxBytes: maxBytes, diffSamples: samples } = run.report
  return await compareBundles(now, base.kind === 'base' ? base : undefined, { signal, maxBytes, samples })
}
