import type { AnnotationCandidate } from '../action/annotations.ts'
import type { LogAnalyzer } from '../disdat/log-analyzer.ts'
import type { PipeClass } from '../disdat/names.ts'
import { describeError, Failure, type Verdict } from '../errors.ts'
import type { RunTarget } from '../plan/plan.ts'
import type { Step } from './dependencies.ts'

/** Failures of a pipe's code, which its tracebacks explain. */
const ofCode: ReadonlySet<Verdict> = new Set(['pipe-error', 'pipe-not-found', 'unknown-parameter', 'missing-parameter'])
/** Failures that stand in no line of the user's, but are about the parameters of the pipe's class. */
const ofClass: ReadonlySet<Verdict> = new Set(['unknown-parameter', 'missing-parameter'])

/** Does the end of a run; where that fails, the lines of the checkout that the failure comes from are reported with it. */
export async function withFailureAnnotations(
  step: Step<RunTarget>,
  transcript: LogAnalyzer,
  work: () => Promise<unknown>,
) {
  try {
    await work()
  } catch (error) {
    if (error instanceof Failure) await annotate(step, [...marksOf(step.run, transcript, error), ...brokenRules(step)])
    throw error
  }
}

/** A failure to do so is a debug line: what failed is told anyhow. */
async function annotate(
  { dependencies, reporter }: Step<RunTarget>,
  marks: readonly AnnotationCandidate[],
): Promise<void> {
  try {
    const annotations = await dependencies.annotate(marks)
    if (annotations.length > 0) await reporter.update({ annotations })
  } catch (error) {
    await dependencies.log.debug(`The lines that failed are not annotated: ${describeError(error)}`)
  }
}

function marksOf(
  { pipeClass }: RunTarget,
  { origins }: LogAnalyzer,
  { verdict, message, advice, where }: Failure,
): readonly AnnotationCandidate[] {
  const level = 'error'
  const ofTracebacks = origins.map(({ task, exception, frames }): AnnotationCandidate => {
    const title = `${task ?? classOf(pipeClass).name} failed`
    return { level, title, message: exception, at: { kind: 'frames', frames } }
  })
  return [
    ...(ofCode.has(verdict) || where !== undefined ? ofTracebacks : []),
    ...(ofClass.has(verdict)
      ? [{ level, title: verdict, message: `${message} ${advice}`, at: classOf(pipeClass) } as const]
      : []),
  ]
}

function brokenRules({ run, reporter }: Step<RunTarget>): readonly AnnotationCandidate[] {
  const at = classOf(run.pipeClass)
  const breaches = reporter.report.rules?.breaches ?? []
  return breaches.map(({ rule, evidence }) => ({
    level: 'error',
    title: `${at.name} breaks ${rule}`,
    message: evidence,
    at,
  }))
}

const classOf = ({ module, name }: PipeClass) =>
  ({ kind: 'class', module, name: name.split('.').at(-1) ?? '' }) as const
