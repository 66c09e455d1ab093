import type { Annotation, AnnotationCandidate } from '../action/annotations.ts'
import type { LogAnalyzer } from '../disdat/log-analyzer.ts'
import type { PipeClass } from '../disdat/names.ts'
import { describeError, Failure, type Verdict } from '../errors.ts'
import type { RunTarget } from '../plan/plan.ts'
import type { RulesReport } from '../report/report.ts'
import type { PhaseContext } from './dependencies.ts'

/** Failures of a pipe's code, which its tracebacks explain. */
const codeVerdicts: ReadonlySet<Verdict> = new Set([
  'pipe-error',
  'pipe-not-found',
  'unknown-parameter',
  'missing-parameter',
])
/** Failures without a line in the user's code, which concern the parameters of the pipe's class. */
const classVerdicts: ReadonlySet<Verdict> = new Set(['unknown-parameter', 'missing-parameter'])

/**
 * Finds the lines of the checkout that caused a failure; empty for an error that is not a Failure. Never throws: the
 * failure is reported in any case.
 */
export async function annotateFailure(
  { run, dependencies }: PhaseContext<RunTarget>,
  analyzer: LogAnalyzer,
  error: unknown,
  rules: RulesReport | undefined,
): Promise<readonly Annotation[]> {
  if (!(error instanceof Failure)) return []
  try {
    return await dependencies.annotate([
      ...createFailureCandidates(run, analyzer, error),
      ...createBreachCandidates(run, rules),
    ])
  } catch (cause) {
    await dependencies.log.debug(`The lines of the failure could not be annotated: ${describeError(cause)}`)
    return []
  }
}

function createFailureCandidates(
  { pipeClass }: RunTarget,
  { origins }: LogAnalyzer,
  { verdict, message, advice, where }: Failure,
): readonly AnnotationCandidate[] {
  const level = 'error'
  const tracebacks = origins.map(({ task, exception, frames }): AnnotationCandidate => {
    const title = `${task ?? locateClass(pipeClass).name} failed`
    return { level, title, message: exception, at: { kind: 'frames', frames } }
  })
  return [
    ...(codeVerdicts.has(verdict) || where !== undefined ? tracebacks : []),
    ...(classVerdicts.has(verdict)
      ? [{ level, title: verdict, message: `${message} ${advice}`, at: locateClass(pipeClass) } as const]
      : []),
  ]
}

function createBreachCandidates(
  { pipeClass }: RunTarget,
  rules: RulesReport | undefined,
): readonly AnnotationCandidate[] {
  const at = locateClass(pipeClass)
  return (rules?.breaches ?? []).map(({ rule, evidence }) => ({
    level: 'error',
    title: `${at.name} breaks ${rule}`,
    message: evidence,
    at,
  }))
}

const locateClass = ({ module, name }: PipeClass) =>
  ({ kind: 'class', module, name: name.split('.').at(-1) ?? '' }) as const
