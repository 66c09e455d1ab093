import { inspect } from 'node:util'
import type { Backend } from '../backends/backend.ts'
import { Failure } from '../errors.ts'
import type { RunTarget } from '../plan/plan.ts'
import type { Report } from '../report/report.ts'
import type { ReportOutputs } from '../report/report-outputs.ts'
import { type InitialReport, RunReporter } from '../report/run-reporter.ts'
import type { Dependencies, PhaseContext } from './dependencies.ts'

/** The known facts of a run before it starts. Without an id, it gets the next one of the step. */
export type RunStart = Omit<InitialReport, 'runId'> & Partial<Pick<InitialReport, 'runId'>>

/** Runs `work`, and resolves with its report. Never throws: a failure is part of the report. */
export async function runWithReport(
  start: RunStart,
  dependencies: Dependencies,
  work: (reporter: RunReporter) => Promise<void>,
): Promise<Report> {
  const initial = { ...start, runId: start.runId ?? dependencies.createRunId() }
  const reporter = new RunReporter(initial, dependencies.outputs, dependencies.tailLines)
  try {
    await work(reporter)
  } catch (error) {
    await dependencies.log.debug(inspect(error, { depth: 5 }))
    const { aborted, reason } = dependencies.cancelled
    await reporter.fail(aborted ? createEndFailure(reason, reporter.currentPhase, error) : error)
  }
  return reporter.report
}

/**
 * Runs `work` for a run or an attached job with the context of its phases, and resolves with its report. Never throws.
 */
export async function runTarget<R extends RunTarget>(
  run: R,
  dependencies: Dependencies,
  backend: Backend,
  work: (context: PhaseContext<R>, reporter: RunReporter) => Promise<void>,
  place: RunPlace = {},
): Promise<Report> {
  return await runWithReport(createRunStart(run, place), dependencies, async (reporter) => {
    const phase = reporter.phase.bind(reporter)
    await work({ run, dependencies, backend, runId: reporter.runId, phase }, reporter)
  })
}

/** The place of a run among those of its step. */
type RunPlace = Partial<Pick<InitialReport, 'runId' | 'label'>>

/** The known facts of a run before it starts. */
export function createRunStart<P extends RunPlace>(run: RunTarget, place: P): Omit<RunStart, keyof RunPlace> & P {
  return {
    pipeClass: run.pipeClass.name,
    backend: run.backend.kind,
    remote: run.remote.url,
    context: `${run.context.remote}/${run.context.local}`,
    params: run.params,
    ...place,
  }
}

/** Creates the report of a step that was refused before anything started. */
export async function createRefusalReport(
  requested: Omit<RunStart, 'remote' | 'runId'>,
  outputs: ReportOutputs,
  error: unknown,
): Promise<Report> {
  const reporter = new RunReporter({ runId: 'refused', remote: '', ...requested }, outputs, 0)
  await reporter.fail(error)
  return reporter.report
}

/** The step itself may have ended the run, with a failure of its own. */
const createEndFailure = (reason: unknown, phase: string, cause: unknown): Failure =>
  reason instanceof Failure ? reason : createCancelFailure(phase, cause)

/** Creates the failure of a step that was cancelled during a phase. */
export function createCancelFailure(phase: string, cause: unknown): Failure {
  const advice =
    phase === 'cleanup'
      ? 'Run the job again: it deletes what remains.'
      : 'Run the workflow again. Bundles from tasks that finished are on the remote and can be reused.'
  return new Failure('cancelled', `The workflow was cancelled during the phase "${phase}".`, advice, { cause })
}
