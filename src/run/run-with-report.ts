import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import type { Backend } from '../backends/backend.ts'
import { Failure } from '../errors.ts'
import type { RunTarget } from '../plan/plan.ts'
import type { Report } from '../report/report.ts'
import type { ReportOutputs } from '../report/report-outputs.ts'
import { type InitialReport, RunReporter } from '../report/run-reporter.ts'
import type { Dependencies, PhaseContext } from './dependencies.ts'

/** The known facts of a run before it starts. */
export type RunStart = Omit<InitialReport, 'runId'>

/** Runs `work`, and resolves with its report. Never throws: a failure is part of the report. */
export async function runWithReport(
  start: RunStart,
  dependencies: Dependencies,
  work: (reporter: RunReporter) => Promise<void>,
): Promise<Report> {
  const reporter = new RunReporter({ runId: createRunId(), ...start }, dependencies.outputs, dependencies.tailLines)
  try {
    await work(reporter)
  } catch (error) {
    await dependencies.log.debug(inspect(error, { depth: 5 }))
    const { aborted } = dependencies.cancelled
    await reporter.fail(aborted ? createCancelFailure(reporter.currentPhase, error) : error)
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
): Promise<Report> {
  const start = {
    pipeClass: run.pipeClass.name,
    backend: backend.kind,
    remote: run.remote.url,
    context: `${run.context.remote}/${run.context.local}`,
    params: run.params,
  }
  return await runWithReport(start, dependencies, async (reporter) => {
    const phase = reporter.phase.bind(reporter)
    await work({ run, dependencies, backend, runId: reporter.runId, phase }, reporter)
  })
}

/** Creates the report of a step that was refused before anything started. */
export async function createRefusalReport(
  requested: Omit<RunStart, 'remote'>,
  outputs: ReportOutputs,
  error: unknown,
): Promise<Report> {
  const reporter = new RunReporter({ runId: createRunId(), remote: '', ...requested }, outputs, 0)
  await reporter.fail(error)
  return reporter.report
}

const createRunId = () => randomBytes(6).toString('hex')

/** Creates the failure of a step that was cancelled during a phase. */
export function createCancelFailure(phase: string, cause: unknown): Failure {
  const advice =
    phase === 'cleanup'
      ? 'Run the job again: it deletes what remains.'
      : 'Run the workflow again. Bundles from tasks that finished are on the remote and can be reused.'
  return new Failure('cancelled', `The workflow was cancelled during the phase "${phase}".`, advice, { cause })
}
