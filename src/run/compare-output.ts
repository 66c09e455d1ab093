import { inspect } from 'node:util'
import { compareBundles } from '../compare/compare-bundles.ts'
import { type ChangeKind, type Comparison, classifyChange } from '../compare/comparison.ts'
import { compareRows } from '../compare/rows/compare-rows.ts'
import { isHistoryRule } from '../compare/rules/check-history.ts'
import { evaluateRules, type RuleFacts } from '../compare/rules/evaluate-rules.ts'
import { describeError, Failure } from '../errors.ts'
import type { RunTarget } from '../plan/plan.ts'
import { type AcceptanceReport, listUnaccepted } from '../report/accepted-change.ts'
import type { BaseReport, Report, RulesReport } from '../report/report.ts'
import { chooseBase, type FoundBase } from './choose-base.ts'
import { type ContextSnapshot, snapshotLimits } from './context-snapshot.ts'
import type { PhaseContext } from './dependencies.ts'
import type { LocatedOutput } from './prove.ts'
import { readHistory } from './read-history.ts'

type ComparisonResult = Pick<Report, 'comparison' | 'notCompared'>

/** The comparison of an output, and the results of the rules that it must keep. */
export type ComparedOutput = ComparisonResult & Pick<Report, 'history'> & { readonly rules: RulesReport }

/**
 * Compares the output with its base and its history, and evaluates the rules of `fail-on`. Throws only when the
 * workflow is cancelled: the report says what cannot be compared.
 */
export async function compareOutput(
  context: PhaseContext<RunTarget>,
  output: LocatedOutput,
  snapshot: ContextSnapshot,
): Promise<ComparedOutput> {
  const { result, facts } = await compareOrExplain(context, output, snapshot)
  const { bundle, bytes } = output.proof
  const compared = { ...output, contents: facts.comparison, comparison: result.comparison }
  const history = await readHistory(context, compared, snapshot)
  const { failOn } = context.run.comparison
  const now = new Date()
  const rules = evaluateRules(failOn, { ...facts, history: history.facts, createdAt: bundle.createdAt, now, bytes })
  return { ...result, rules, ...(history.report && { history: history.report }) }
}

/** Throws Failure `rule-broken` for the rules that the output breaks and that are not accepted. */
export function throwOnBreach(rules: RulesReport, acceptance: AcceptanceReport | undefined): void {
  const breaches = listUnaccepted({ rules, ...(acceptance && { acceptance }) })
  const [first, ...others] = breaches
  if (first === undefined) return
  const lines = breaches.map(({ rule, evidence }) => `- ${rule}: ${evidence}`)
  const evidence =
    others.length === 0
      ? `The output breaks the rule ${first.rule} of \`fail-on\`: ${first.evidence}`
      : `The output breaks ${breaches.length} rules of \`fail-on\`:\n${lines.join('\n')}`
  const ways = `relax the rule or name another base in \`compare-with\`${acceptance ? ', or accept it as the report says' : ''}`
  const advice = `The whole bundle is on the remote. Fix the pipe. If the change is intended, ${ways}.`
  throw new Failure('rule-broken', evidence, advice)
}

/** Whether a rule needs the contents of the output, even without a base. */
export function needsContents({ comparison: { failOn } }: RunTarget): boolean {
  return failOn.some((rule) => rule.kind === 'empty' || rule.kind === 'limit' || isHistoryRule(rule))
}

/** The result for the report, and the facts that the rules need. */
interface Compared {
  readonly result: ComparisonResult
  readonly facts: Pick<RuleFacts, 'comparison' | 'noBase'>
}

async function compareOrExplain(
  context: PhaseContext<RunTarget>,
  output: LocatedOutput,
  snapshot: ContextSnapshot,
): Promise<Compared> {
  const { cancelled, log } = context.dependencies
  try {
    return await context.phase('compare', () => compareWithBase(context, output, snapshot))
  } catch (error) {
    cancelled.throwIfAborted()
    await log.debug(inspect(error, { depth: 5 }))
    const timeout = `The comparison took more than ${snapshotLimits.compareMs / 1000} s.`
    const why = snapshot.signal.aborted ? timeout : `The comparison failed: ${describeError(error)}`
    await log.warning(`The output is proved, but it was not compared with an earlier one. ${why}`)
    return { result: { notCompared: why }, facts: { comparison: { unknown: why }, noBase: why } }
  }
}

async function compareWithBase(
  context: PhaseContext<RunTarget>,
  output: LocatedOutput,
  snapshot: ContextSnapshot,
): Promise<Compared> {
  const { run, dependencies } = context
  const { log } = dependencies
  const base = await chooseBase(context, output, snapshot)
  if (base.kind === 'unknown') {
    const { why } = base
    if (run.comparison.compareWith.kind !== 'nothing') await log.warning(`The output is not compared. ${why}`)
    const comparison = needsContents(run) ? await readContents(run, output, base, snapshot) : { unknown: why }
    return { result: { notCompared: why }, facts: { comparison, noBase: why } }
  }
  const changes = await addRowChanges(context, output, base, await readContents(run, output, base, snapshot))
  const report = base.kind === 'base' ? base.report : undefined
  const kind = classifyChange(changes, report !== undefined)
  log.info(describeComparison(kind, report))
  return {
    result: {
      comparison: {
        base: report,
        kind,
        changes,
        ...(run.comparison.diffSamples === 'comment' && { commentsSamples: true }),
      },
    },
    facts: {
      comparison: changes,
      noBase: report === undefined ? 'There is no earlier bundle to compare with.' : undefined,
    },
  }
}

const outcomes: Readonly<Record<ChangeKind, string>> = {
  none: 'no changes',
  data: 'the data changed',
  schema: 'the schema changed',
  'first-version': 'this is the first version',
  unknown: 'unknown whether anything changed',
}

function describeComparison(kind: ChangeKind, base: BaseReport | undefined): string {
  if (base === undefined) return `There is no earlier bundle to compare with: ${outcomes[kind]}.`
  return `Compared with ${base.name} ${base.uri}: ${outcomes[kind]}.${base.note === undefined ? '' : ` ${base.note}`}`
}

/** Reads the contents of the output, and compares them with its base if there is one. */
async function readContents(
  { comparison: { diffMaxBytes: maxBytes, diffSamples } }: RunTarget,
  output: LocatedOutput,
  base: FoundBase,
  { signal }: ContextSnapshot,
): Promise<Comparison> {
  const samples = diffSamples !== 'never'
  return await compareBundles(output, base.kind === 'base' ? base : undefined, { signal, maxBytes, samples })
}

/** The most rows of each kind that a report shows. */
const maxSampleRows = 10

/** Adds the comparison by row where `diff-key` asks for it; rows that cannot be compared have a reason. */
async function addRowChanges(
  { run, dependencies }: PhaseContext<RunTarget>,
  output: LocatedOutput,
  base: FoundBase,
  changes: Comparison,
): Promise<Comparison> {
  const { diffKey: key, diffMaxRows: maxRows, diffSamples } = run.comparison
  // Rows of the same data are the same.
  if (key === undefined || base.kind !== 'base' || changes.isSame === true) return changes
  const { cancelled: signal, temporaryFolder: folder, log } = dependencies
  const options = { key, maxRows, folder, signal, maxSamples: diffSamples === 'never' ? 0 : maxSampleRows }
  try {
    return { ...changes, ...(await compareRows({ base, now: output }, changes, options)) }
  } catch (error) {
    signal.throwIfAborted()
    await log.debug(inspect(error, { depth: 5 }))
    return { ...changes, rowsNotCompared: `The comparison by row failed: ${describeError(error)}` }
  }
}
