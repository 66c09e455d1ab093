import type { JobResult, Receipt } from '../backends/backend.ts'
import type { BundleDescription } from '../disdat/bundle.ts'
import { diagnose } from '../disdat/diagnosis.ts'
import { getGeneration } from '../disdat/generations.ts'
import type { LogAnalyzer } from '../disdat/log-analyzer.ts'
import { parseCommit } from '../disdat/reuse.ts'
import { Failure } from '../errors.ts'
import type { RunTarget } from '../plan/plan.ts'
import { findReused } from '../remote/find-reused.ts'
import { type Proof, proveBundle } from '../remote/prove.ts'
import type { Remote } from '../remote/remote.ts'
import type { PhaseContext } from './dependencies.ts'

/** A job that has ended, and what the proof of its output needs. */
export interface FinishedJob {
  readonly remote: Remote
  readonly analyzer: LogAnalyzer
  readonly result: JobResult
  readonly receipt: Receipt
  /** The commit that the image was built from, when it is known. */
  readonly imageCommit: string | undefined
}

/** A proved output, and whether this run created it or Disdat found it up to date. */
export interface ProvedOutput {
  readonly proof: Proof
  readonly status: 'succeeded' | 'reused'
}

/** A proved output and the remote that contains it. */
export type LocatedOutput = { readonly remote: Remote } & ProvedOutput

/**
 * Proves the output: the bundle that this run created, or the bundle that Disdat found up to date. Throws the Failure
 * that explains why there is neither. A proved bundle is success regardless of the exit code: luigi counts a success at
 * the second attempt as a failure.
 */
export async function proveOutput(
  { run, dependencies }: PhaseContext<RunTarget>,
  finished: FinishedJob,
): Promise<ProvedOutput> {
  const { remote, result, receipt } = finished
  const { cancelled: signal, log } = dependencies
  const proof = await proveBundle(remote, receipt.outputUuid, { signal }).catch((error: unknown) => {
    // An interrupted push leaves a corrupt bundle: what interrupted it is the better evidence.
    const isInterrupted = result.exitCode !== 0 && error instanceof Failure && error.verdict === 'bundle-corrupt'
    throw isInterrupted ? explainFailure(finished, run.memoryMib) : error
  })
  if (proof !== undefined) {
    const how = result.failure?.evidence ?? `The container exited with code ${result.exitCode}.`
    if (result.exitCode !== 0) await log.warning(`The whole output is on the remote, although the run failed: ${how}`)
    return { proof, status: 'succeeded' }
  }
  await result.readLog?.()
  const reused = isUpToDate(finished) ? await findReusedOutput(run, finished, signal) : undefined
  if (reused === undefined) throw explainFailure(finished, run.memoryMib)
  const warning = findCodeChange(reused, finished.imageCommit)
  if (warning !== undefined) await log.warning(warning)
  return { proof: reused, status: 'reused' }
}

/** The backend's own failure takes precedence over the log. */
function explainFailure({ analyzer, result }: FinishedJob, memoryMib: number | undefined): Failure {
  const { exitCode, outOfMemory, failure, logProblem } = result
  if (failure !== undefined) return new Failure(failure.verdict, failure.evidence, failure.advice)
  const { verdict, evidence, advice, where } = diagnose(analyzer, { exitCode: exitCode ?? -1, outOfMemory, memoryMib })
  // Without the whole log, its last lines do not explain the failure.
  const fitting = logProblem !== undefined && analyzer.failure === undefined ? logProblem : advice
  return new Failure(verdict, evidence, fitting, { ...(where && { where }) })
}

/**
 * Luigi logs which task it checked first and what it ran: only a task that was done before anything ran is a reuse.
 * Disdat 0.7 does not log this, because it makes its output in each run.
 */
function isUpToDate({ result, analyzer: { rootTask, summary } }: FinishedJob): boolean {
  return (
    result.exitCode === 0 && summary !== undefined && rootTask?.status === 'DONE' && summary.ran + summary.failed === 0
  )
}

/** An image with `ignore_code_version` returns old data although its code is new. */
function findCodeChange({ bundle }: Proof, imageCommit: string | undefined): string | undefined {
  const bundleCommit = parseCommit(bundle.code.hash)
  if (imageCommit === undefined || bundleCommit === undefined || bundleCommit === imageCommit) return undefined
  return `Commit ${bundleCommit.slice(0, 7)} created the reused bundle, and the image is from ${imageCommit.slice(0, 7)}. Use \`force\` if the change of the code matters to the data.`
}

/** Throws Failure `no-output` where Disdat can have found more than one bundle. */
async function findReusedOutput(
  run: RunTarget,
  { remote, analyzer, receipt }: FinishedJob,
  signal: AbortSignal,
): Promise<Proof | undefined> {
  const { inputParam: param } = run
  const input = receipt.inputUuid
  // A pipe whose image takes the input by name has no parameter for it.
  const hasInputParam = param !== undefined && input !== undefined && !getGeneration(receipt.dialect).takesInput
  const output = {
    name: run.outputName === '-' ? undefined : run.outputName,
    codeMethod: run.pipeClass.name,
    params: hasInputParam ? new Map([...run.params, [param, input]]) : run.params,
    input,
    taskId: analyzer.rootTask?.id,
  }
  const [bundle, ...others] = await findReused(remote, output, { signal })
  if (bundle === undefined) return undefined
  if (others.length > 0) throw createUndecidedFailure([bundle, ...others])
  return await proveBundle(remote, bundle.uuid, { signal })
}

function createUndecidedFailure(bundles: readonly BundleDescription[]): Failure {
  const shown = bundles.slice(0, 3).map(({ name, uuid }) => `\`${name}\` (${uuid})`)
  const more = bundles.length > shown.length ? ` and ${bundles.length - shown.length} others` : ''
  return new Failure(
    'no-output',
    `The pipe made nothing, because Disdat found its output up to date. Its log does not show which bundle: ${shown.join(', ')}${more} differ in parameters that this run does not set or that bundles do not record.`,
    'Set `force` to make the output again. Give runs with other parameters another `output-bundle`, so that one bundle remains (docs/dialects.md).',
  )
}
