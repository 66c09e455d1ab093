import type { BundleReport } from '../action/report.ts'
import type { Ending } from '../backends/backend.ts'
import type { Transcript } from '../disdat/transcript.ts'
import { diagnose } from '../disdat/verdict.ts'
import { Failure } from '../errors.ts'
import type { Step } from '../parts.ts'
import { findReusable } from '../remote/input.ts'
import { type Proof, proveBundle } from '../remote/prove.ts'
import type { Remote } from '../remote/remote.ts'

interface Ended {
  readonly remote: Remote
  readonly transcript: Transcript
  readonly ending: Ending
  readonly outputUuid: string
}

/**
 * Proof of the output: the bundle that this run made, or the one that Disdat found up to date. Throws the Failure that explains why there is
 * neither. A proved bundle is success whatever the exit code says: luigi counts a success at the second try as failure.
 */
export async function prove({ run, parts }: Step, { remote, transcript, ending, outputUuid }: Ended): Promise<Proof> {
  const signal = parts.cancelled
  const failed = () => {
    const { verdict, evidence, advice, where } = diagnose(transcript, { ...ending, memoryMib: run.memoryMib })
    return new Failure(verdict, evidence, advice, { ...(where && { where }) })
  }
  const made = await proveBundle(remote, outputUuid, { signal }).catch((error: unknown) => {
    // The remains of a push that was cut short: what cut it short is the better evidence.
    throw ending.exitCode === 0 || !(error instanceof Failure) || error.verdict !== 'bundle-corrupt' ? error : failed()
  })
  if (made !== undefined) {
    if (ending.exitCode !== 0)
      await parts.log.warning(
        `The container ended with exit code ${ending.exitCode}, but its output is on the remote, whole.`,
      )
    return made
  }
  // Luigi tells how many tasks it ran: one that ran and left nothing has not reused anything.
  if (ending.exitCode !== 0 || (transcript.summary?.ran ?? 0) > 0 || (transcript.summary?.failed ?? 0) > 0)
    throw failed()
  const name = run.outputName === '-' ? undefined : run.outputName
  const params = new Map([...run.params].filter(([param]) => param !== run.inputParam))
  const reused = await findReusable(remote, { name, pipeClass: run.pipeClass.name, params }, { signal })
  const proof = reused && (await proveBundle(remote, reused.uuid, { signal }))
  if (proof === undefined) throw failed()
  return proof
}

/** A proved bundle as the report shows it. */
export function bundleReport(remote: Remote, { bundle, bytes, parts }: Proof): BundleReport {
  const frames = parts.reduce((sum, part) => sum + part.bundle.frames.length, 0)
  const objects = parts.reduce((sum, part) => sum + part.objects.length, 0)
  const { name, uuid, createdAt, tags } = bundle
  return { name, uuid, uri: remote.uri(uuid), createdAt, tags, bytes, files: Math.max(0, objects - frames) }
}
