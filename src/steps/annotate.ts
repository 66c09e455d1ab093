import type { Mark } from '../action/annotations.ts'
import type { PipeClass } from '../disdat/names.ts'
import type { Transcript } from '../disdat/transcript.ts'
import { describe, Failure, type Verdict } from '../errors.ts'
import type { Step } from '../parts.ts'
import type { Goal } from '../plan.ts'

/** Failures of a pipe's code, which its tracebacks explain. */
const ofCode: ReadonlySet<Verdict> = new Set(['pipe-error', 'pipe-not-found', 'unknown-parameter', 'missing-parameter'])
/** Failures that stand in no line of the user's, but are about the parameters of the pipe's class. */
const ofClass: ReadonlySet<Verdict> = new Set(['unknown-parameter', 'missing-parameter'])

/** Does the end of a run; where that fails, the lines of the checkout that the failure comes from are reported with it. */
export async function annotating(step: Step<Goal>, transcript: Transcript, work: () => Promise<unknown>) {
  try {
    await work()
  } catch (error) {
    if (error instanceof Failure) await annotate(step, [...marksOf(step.run, transcript, error), ...brokenRules(step)])
    throw error
  }
}

/** A failure to do so is a debug line: what failed is told anyhow. */
async function annotate({ parts, teller }: Step<Goal>, marks: readonly Mark[]): Promise<void> {
  try {
    const annotations = await parts.annotate(marks)
    if (annotations.length > 0) await teller.know({ annotations })
  } catch (error) {
    await parts.log.debug(`The lines that failed are not annotated: ${describe(error)}`)
  }
}

function marksOf(
  { pipeClass }: Goal,
  { origins }: Transcript,
  { verdict, message, advice, where }: Failure,
): readonly Mark[] {
  const level = 'error'
  const ofTracebacks = origins.map(({ task, exception, frames }): Mark => {
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

function brokenRules({ run, teller }: Step<Goal>): readonly Mark[] {
  const at = classOf(run.pipeClass)
  const breaches = teller.report.rules?.breaches ?? []
  return breaches.map(({ rule, evidence }) => ({
    level: 'error',
    title: `${at.name} breaks ${rule}`,
    message: evidence,
    at,
  }))
}

const classOf = ({ module, name }: PipeClass) =>
  ({ kind: 'class', module, name: name.split('.').at(-1) ?? '' }) as const
