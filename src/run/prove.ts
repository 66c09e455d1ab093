import type { JobResult, Receipt } from '../backends/backend.ts'
import { diagnose } from '../disdat/diagnosis.ts'
import type { LogAnalyzer } from '../disdat/log-analyzer.ts'
import { parseCommit } from '../disdat/reuse.ts'
import { Failure } from '../errors.ts'
import { ensureContext } from '../local/context.ts'
import type { RunTarget } from '../plan/plan.ts'
import { findReusable } from '../remote/input.ts'
import { type Proof, proveBundle } from '../remote/prove.ts'
import { type Pulled, pullBundle } from '../remote/pull.ts'
import type { Remote } from '../remote/remote.ts'
import type { BundleReport } from '../report/report.ts'
import type { Step } from './dependencies.ts'

/** How a run ended, as far as the container shows it. */
export interface FinishedRunContext {
  readonly remote: Remote
  readonly transcript: LogAnalyzer
  readonly ending: JobResult
  readonly receipt: Receipt
  /** The commit that the image says it was built from, where that is known. */
  readonly imageCommit: string | undefined
}

/** A proved output, and whether this run made it or Disdat found it up to date. */
export interface ProvedOutput {
  readonly proof: Proof
  readonly status: 'succeeded' | 'reused'
}

/**
 * Proof of the output: the bundle that this run made, or the one that Disdat found up to date. Throws the Failure that explains why there is
 * neither. A proved bundle is success whatever the exit code says: luigi counts a success at the second try as failure.
 */
export async function prove({ run, dependencies }: Step<RunTarget>, ended: FinishedRunContext): Promise<ProvedOutput> {
  const { remote, ending } = ended
  const { outputUuid } = ended.receipt
  const { cancelled: signal, log } = dependencies
  const failed = () => failureOf(ended, run.memoryMib)
  const proof = await proveBundle(remote, outputUuid, { signal }).catch((error: unknown) => {
    // The remains of a push that was cut short: what cut it short is the better evidence.
    throw ending.exitCode === 0 || !(error instanceof Failure) || error.verdict !== 'bundle-corrupt' ? error : failed()
  })
  if (proof !== undefined) {
    const how = ending.failure?.evidence ?? `The container ended with exit code ${ending.exitCode}.`
    if (ending.exitCode !== 0) await log.warning(`Its output is on the remote, whole, all the same: ${how}`)
    return { proof, status: 'succeeded' }
  }
  const other = mayBeReuse(ended) ? await reused(run, ended, signal) : undefined
  if (other === undefined) throw failed()
  if (other.bundle.createdAt < new Date(ended.receipt.launchedAt)) {
    const stale = staleness(other, ended.imageCommit)
    if (stale !== undefined) await log.warning(stale)
    return { proof: other, status: 'reused' }
  }
  await log.warning('The image gave its output another uuid than it was asked to: it was found by its name and time.')
  return { proof: other, status: 'succeeded' }
}

/** Where the place that ran it knows better than the log, its word counts. */
function failureOf({ transcript, ending }: FinishedRunContext, memoryMib: number | undefined): Failure {
  const { exitCode, outOfMemory, failure: fault } = ending
  if (fault !== undefined) return new Failure(fault.verdict, fault.evidence, fault.advice)
  const { verdict, evidence, advice, where } = diagnose(transcript, {
    exitCode: exitCode ?? -1,
    outOfMemory,
    memoryMib,
  })
  return new Failure(verdict, evidence, advice, { ...(where && { where }) })
}

/** Luigi says which task it looked at first, and what it did: only one that was done before anything ran has been reused. */
function mayBeReuse({ ending, receipt, transcript: { root, summary } }: FinishedRunContext): boolean {
  if (ending.exitCode !== 0) return false
  return (
    receipt.dialect === 'classic' ||
    (root?.status === 'DONE' && summary !== undefined && summary.ran + summary.failed === 0)
  )
}

/** An image with `ignore_code_version` gives the old data also when its code is new. */
function staleness({ bundle }: Proof, imageCommit: string | undefined): string | undefined {
  const made = parseCommit(bundle.code.hash)
  if (imageCommit === undefined || made === undefined || made === imageCommit) return undefined
  return `The reused bundle was made by commit ${made.slice(0, 7)}, the image is of ${imageCommit.slice(0, 7)}: use \`force\` if the code's change matters to the data.`
}

async function reused(
  run: RunTarget,
  { remote, transcript, receipt: { inputUuid } }: FinishedRunContext,
  signal: AbortSignal,
): Promise<Proof | undefined> {
  const input: [string, string][] =
    run.inputParam !== undefined && inputUuid !== undefined ? [[run.inputParam, inputUuid]] : []
  const made = {
    name: run.outputName === '-' ? undefined : run.outputName,
    codeMethod: run.pipeClass.name,
    // A classic pipe takes no input parameter, and has none in its tags.
    params: new Map([...run.params, ...(transcript.root ? input : [])]),
    taskId: transcript.root?.id,
  }
  const bundle = await findReusable(remote, made, { signal })
  return bundle && (await proveBundle(remote, bundle.uuid, { signal }))
}

/** Pulls the proved output into the local context, which is made where there was none. */
export async function pullOutput(
  { run, dependencies, reporter }: Step<RunTarget>,
  remote: Remote,
  proof: Proof,
): Promise<Pulled> {
  const bound = { url: run.remote.url, context: run.context.remote }
  try {
    const context = await ensureContext({ home: dependencies.home, name: run.context.local }, bound)
    const files = run.pullOutput !== 'metadata'
    const pulled = await pullBundle(remote, proof, context, {
      signal: dependencies.cancelled,
      runId: reporter.runId,
      files,
    })
    for (const warning of pulled.warnings) await dependencies.log.warning(warning)
    return pulled
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const evidence = `The output bundle is on the remote, whole, but could not be pulled. ${error.message}`
    throw new Failure(error.verdict, evidence, error.advice, { cause: error })
  }
}

/** A proved bundle as the report shows it. */
export function createBundleReport(remote: Remote, { bundle, bytes, parts }: Proof): BundleReport {
  const frames = parts.reduce((sum, part) => sum + part.bundle.frames.length, 0)
  const objects = parts.reduce((sum, part) => sum + part.objects.length, 0)
  const { name, uuid, createdAt, tags } = bundle
  return { name, uuid, uri: remote.uri(uuid), createdAt, tags, bytes, files: Math.max(0, objects - frames) }
}
