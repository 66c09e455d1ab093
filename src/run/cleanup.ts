import { Failure } from '../errors.ts'
import { formatBytes, formatCount } from '../lib/units.ts'
import type { Cleanup } from '../plan/plan.ts'
import type { Remote } from '../remote/remote.ts'
import {
  type DeletionResult,
  deleteContext,
  isHyperFrameKey,
  listContextObjects,
  type RemovalCounts,
} from '../remote/remove.ts'
import { isSandboxNameFor, readSandboxMarker } from '../remote/sandbox.ts'
import type { Dependencies, PhaseContext } from './dependencies.ts'
import { awaitPromotions } from './promote/await-promotions.ts'

/** The most keys that a dry run lists. */
const maxListedKeys = 1000

/** Why a context is not deleted, and what to do. */
interface Refusal {
  readonly evidence: string
  readonly advice: string
}

/**
 * Deletes the sandbox of a closed pull request, after the promotions from it; undefined when the context is empty.
 * Throws Failure `invalid-input` on any other event, for a context with another name, and for a context without a
 * marker of this pull request, and as `awaitPromotions` does.
 */
export async function deleteSandbox(
  cleanup: Cleanup,
  dependencies: Dependencies,
  remote: Remote,
  phase: PhaseContext['phase'],
): Promise<DeletionResult | undefined> {
  const { log, cancelled: signal } = dependencies
  throwRefusal(findEventRefusal(cleanup, dependencies))
  if (await isEmpty(remote, dependencies)) {
    log.info(`${formatContextUri(remote)} is empty: no run created a sandbox in it, or it has been deleted.`)
    return undefined
  }
  throwRefusal(await findMarkerRefusal(cleanup, dependencies, remote))
  const { baseContext, awaitsPromotion } = cleanup
  if (baseContext !== undefined) {
    const isExpected = awaitsPromotion && dependencies.pullRequest?.isMerged === true
    const wait = { sandbox: remote.context, isExpected, say: log.info, signal }
    await phase('wait', () => awaitPromotions(dependencies.openBase(remote, baseContext), wait))
  }
  const deletion = await phase('cleanup', () => deleteContext(remote, { signal }))
  log.info(`Deleted from ${formatContextUri(remote)}: ${formatCounts(deletion)}`)
  if (deletion.isVersioned)
    log.info(
      'The bucket has versioning: the deleted objects are hidden and remain until a lifecycle rule removes them.',
    )
  return deletion
}

/** Throws Failure when something remains in the sandbox. */
export function assertDeleted({ failed, failures, isWrittenTo }: DeletionResult, remote: Remote): void {
  if (isWrittenTo)
    throw new Failure(
      'context-conflict',
      `Another process writes to ${formatContextUri(remote)} during its deletion.`,
      'Cancel the runs of this pull request, and run this job again: it deletes what remains.',
    )
  if (failures === 0) return
  const keys = failed.slice(0, 5).map(({ key, code }) => `${key} (${code})`)
  const more = failures > keys.length ? `, and ${failures - keys.length} more` : ''
  const isDenied = failed.every(({ code }) => code === 'AccessDenied')
  throw new Failure(
    isDenied ? 'access-denied' : 'remote-unreachable',
    `S3 did not delete ${keys.join(', ')}${more}.`,
    isDenied
      ? `Give the role s3:DeleteObject below ${formatContextUri(remote)}, and run this job again: it deletes what remains.`
      : 'Run this job again: it deletes what remains.',
  )
}

/** Lists what a cleanup would delete, and why it would be refused. */
export async function listSandbox(
  cleanup: Cleanup,
  dependencies: Dependencies,
  remote: Remote,
): Promise<RemovalCounts> {
  const { log, cancelled: signal } = dependencies
  const counts = { bundles: 0, objects: 0, bytes: 0 }
  const keys: string[] = []
  for await (const object of listContextObjects(remote, { signal })) {
    if (isHyperFrameKey(remote, object.key)) counts.bundles += 1
    counts.objects += 1
    counts.bytes += object.size
    if (keys.length < maxListedKeys) keys.push(object.key)
  }
  if (counts.objects > 0) {
    const refusal = findEventRefusal(cleanup, dependencies) ?? (await findMarkerRefusal(cleanup, dependencies, remote))
    if (refusal !== undefined) log.info(`This cleanup would be refused. ${refusal.evidence}`)
  }
  log.info(`A cleanup would delete from ${formatContextUri(remote)}: ${formatCounts(counts)}`)
  await log.printUntrusted(keys)
  log.endUntrusted()
  if (keys.length < counts.objects) log.info(`… and ${formatCount(counts.objects - keys.length, 'object')} more`)
  return counts
}

/** Checks the event of the workflow and the name of the context. */
function findEventRefusal(
  { context: { remote: context } }: Cleanup,
  { pullRequest }: Dependencies,
): Refusal | undefined {
  if (pullRequest === undefined || !pullRequest.isClosed)
    return {
      evidence: 'This workflow does not run because a pull request was closed.',
      advice: 'Use `on: pull_request` with `types: [closed]`, and set `cleanup` for that event only.',
    }
  const { number } = pullRequest
  if (isSandboxNameFor(context, number)) return undefined
  return {
    evidence: `The context ${context} is not named after pull request ${number}.`,
    advice: `Only a context that is called \`pr-${number}\`, or ends in \`-pr-${number}\`, is deleted when that pull request is closed.`,
  }
}

/** Checks the marker in the context. */
async function findMarkerRefusal(
  { context: { remote: context } }: Cleanup,
  { pullRequest, cancelled: signal }: Dependencies,
  remote: Remote,
): Promise<Refusal | undefined> {
  const marker = await readSandboxMarker(remote, { signal })
  if (marker === undefined)
    return {
      evidence: `The context ${context} is not marked as a sandbox: it contained bundles before a run with \`base-context\` could mark it.`,
      advice: 'Delete it yourself if it is not needed.',
    }
  const isOurs = marker.repository === pullRequest?.repository && marker.pullRequest === pullRequest.number
  if (isOurs) return undefined
  return {
    evidence: `The context ${context} is the sandbox of pull request ${marker.pullRequest} of ${marker.repository}.`,
    advice: 'It is deleted when that pull request is closed.',
  }
}

function throwRefusal(refusal: Refusal | undefined): void {
  if (refusal === undefined) return
  throw new Failure('invalid-input', `cleanup: ${refusal.evidence} Nothing was deleted.`, refusal.advice)
}

async function isEmpty(remote: Remote, { cancelled: signal }: Dependencies): Promise<boolean> {
  for await (const _ of listContextObjects(remote, { signal })) return false
  return true
}

const formatCounts = ({ bundles, objects, bytes }: RemovalCounts) =>
  `${formatCount(bundles, 'bundle')}, ${formatCount(objects, 'object')}, ${formatBytes(bytes)}`

const formatContextUri = ({ url, context }: Remote) => `${url}/context/${context}`
