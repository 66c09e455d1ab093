import { Failure } from '../errors.ts'
import { ensureContext } from '../local/context.ts'
import type { RunTarget } from '../plan/plan.ts'
import type { Proof } from '../remote/prove.ts'
import { type PullResult, pullBundle } from '../remote/pull.ts'
import type { Remote } from '../remote/remote.ts'
import type { BundleReport } from '../report/report.ts'
import type { PhaseContext } from './dependencies.ts'
import { reportTransfer } from './report-transfer.ts'

/** Pulls the proved output into the local context, which is created when it does not exist. Throws Failure. */
export async function pullOutput(
  { run, dependencies, runId }: PhaseContext<RunTarget>,
  remote: Remote,
  proof: Proof,
): Promise<PullResult> {
  const { home, cancelled: signal, log } = dependencies
  const boundTo = { url: run.remote.url, context: run.context.remote }
  try {
    const localContext = await ensureContext({ home, name: run.context.local }, boundTo)
    const files = run.pullOutput !== 'metadata'
    const begin = `Pulling the output ${proof.bundle.name} from ${proof.uri}.`
    const pulled = await reportTransfer({ dependencies }, begin, (counter) =>
      pullBundle(remote, proof, localContext, { signal, runId, files, counter }),
    )
    for (const warning of pulled.warnings) await log.warning(warning)
    return pulled
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const evidence = `The whole output bundle is on the remote, but it could not be pulled. ${error.message}`
    throw new Failure(error.verdict, evidence, error.advice, { cause: error })
  }
}

/** Describes a proved bundle for the report. */
export function createBundleReport(remote: Remote, { bundle, bytes, parts }: Proof): BundleReport {
  const frames = parts.reduce((sum, part) => sum + part.bundle.frames.length, 0)
  const objects = parts.reduce((sum, part) => sum + part.objects.length, 0)
  const { name, uuid, createdAt, tags } = bundle
  return { name, uuid, uri: remote.getUri(uuid), createdAt, tags, bytes, files: Math.max(0, objects - frames) }
}
