import { Failure } from '../errors.ts'
import { count, size } from '../lib/units.ts'
import type { Cleanup } from '../plan/cleanup-plan.ts'
import type { Remote } from '../remote/remote.ts'
import {
  type Deletion,
  deleteContext,
  isHyperFrameKey,
  listContextObjects,
  type RemovalCounts,
} from '../remote/remove.ts'
import { isNamedAfter, readSandboxMarker } from '../remote/sandbox.ts'
import type { RunReporter } from '../report/run-reporter.ts'
import type { Dependencies } from './dependencies.ts'

/** Keys that a dry run lists by name. */
const maxListed = 1000

/**
 * Deletes the sandbox of a pull request that was closed. Refused with a Failure `invalid-input` on any other event, for a context of another name, and
 * for one that no run of this pull request has marked. A dry run lists what would go, wherever it runs.
 */
export async function cleanUp(cleanup: Cleanup, dependencies: Dependencies, reporter: RunReporter): Promise<void> {
  const remote = await dependencies.openRemote(cleanup.remote, cleanup.context.remote)
  await reporter.update({ cleanup: { bundles: 0, objects: 0, bytes: 0, isVersioned: false } })
  if (cleanup.dryRun) return await listAll(cleanup, dependencies, reporter, remote)
  assertMeant(cleanup, dependencies)
  if (await isEmpty(remote, dependencies)) {
    dependencies.log.info(
      `There is nothing in ${contextUri(remote)}: no run has made a sandbox of it, or it is deleted already.`,
    )
    return await reporter.update({ status: 'skipped' })
  }
  await assertMarked(cleanup, dependencies, remote)
  const deletion = await reporter.phase('cleanup', () => deleteContext(remote, { signal: dependencies.cancelled }))
  const { bundles, objects, bytes, isVersioned } = deletion
  await reporter.update({ cleanup: { bundles, objects, bytes, isVersioned } })
  dependencies.log.info(`Deleted from ${contextUri(remote)}: ${words(deletion)}.`)
  if (isVersioned)
    dependencies.log.info(
      'The bucket keeps versions: what was deleted is hidden, and stays until a lifecycle rule removes it.',
    )
  assertGone(deletion, remote)
  await reporter.update({ status: 'succeeded' })
}

const words = ({ bundles, objects, bytes }: RemovalCounts) =>
  `${count(bundles, 'bundle')}, ${count(objects, 'object')}, ${size(bytes)}`

async function isEmpty(remote: Remote, { cancelled: signal }: Dependencies): Promise<boolean> {
  for await (const _ of listContextObjects(remote, { signal })) return false
  return true
}

/** Why a context is not deleted, and what to do. */
type Fault = readonly [evidence: string, advice: string]

/** What the event and the name of the context say. */
function faultIn({ context: { remote: context } }: Cleanup, { pullRequest }: Dependencies): Fault | undefined {
  if (pullRequest === undefined || !pullRequest.isClosed)
    return [
      'This workflow does not run because a pull request was closed.',
      'Run it `on: pull_request` with `types: [closed]`, and set `cleanup` for that event only.',
    ]
  const { number } = pullRequest
  if (!isNamedAfter(context, number))
    return [
      `The context ${context} is not named after pull request ${number}.`,
      `Only a context that is called \`pr-${number}\`, or ends in \`-pr-${number}\`, is deleted when that one is closed.`,
    ]
  return undefined
}

function assertMeant(cleanup: Cleanup, dependencies: Dependencies): void {
  const fault = faultIn(cleanup, dependencies)
  if (fault !== undefined) throw refused(...fault)
}

/** What the mark in the context says. */
async function faultInMarker(
  { context: { remote: context } }: Cleanup,
  { pullRequest, cancelled: signal }: Dependencies,
  remote: Remote,
): Promise<Fault | undefined> {
  const marker = await readSandboxMarker(remote, { signal })
  if (marker === undefined)
    return [
      `The context ${context} has no mark of a sandbox: it held bundles before a run with \`base-context\` could mark it.`,
      'If nobody needs it, delete it yourself.',
    ]
  const isOurs = marker.repository === pullRequest?.repository && marker.pullRequest === pullRequest.number
  if (isOurs) return undefined
  return [
    `The context ${context} is the sandbox of pull request ${marker.pullRequest} of ${marker.repository}.`,
    'It is deleted when that one is closed.',
  ]
}

async function assertMarked(cleanup: Cleanup, dependencies: Dependencies, remote: Remote): Promise<void> {
  const fault = await faultInMarker(cleanup, dependencies, remote)
  if (fault !== undefined) throw refused(...fault)
}

function refused(evidence: string, advice: string): Failure {
  return new Failure('invalid-input', `cleanup: ${evidence} Nothing was deleted.`, advice)
}

function assertGone({ failed, failures, isWrittenTo }: Deletion, remote: Remote): void {
  if (isWrittenTo)
    throw new Failure(
      'context-conflict',
      `Somebody writes to ${contextUri(remote)} while it is deleted.`,
      'End the runs of this pull request, and run this job again: it finishes what is left.',
    )
  if (failures === 0) return
  const named = failed.slice(0, 5).map(({ key, code }) => `${key} (${code})`)
  const more = failures > named.length ? `, and ${failures - named.length} more` : ''
  const isDenied = failed.every(({ code }) => code === 'AccessDenied')
  throw new Failure(
    isDenied ? 'access-denied' : 'remote-unreachable',
    `S3 did not delete ${named.join(', ')}${more}.`,
    isDenied
      ? `Give the role s3:DeleteObject below ${contextUri(remote)}, and run this job again: it finishes what is left.`
      : 'Run this job again: it finishes what is left.',
  )
}

/** Prints what would go, and what would be in the way. */
async function listAll(
  cleanup: Cleanup,
  dependencies: Dependencies,
  reporter: RunReporter,
  remote: Remote,
): Promise<void> {
  const tally = { bundles: 0, objects: 0, bytes: 0 }
  const keys: string[] = []
  for await (const { key, size } of listContextObjects(remote, { signal: dependencies.cancelled })) {
    if (isHyperFrameKey(remote, key)) tally.bundles += 1
    tally.objects += 1
    tally.bytes += size
    if (keys.length < maxListed) keys.push(key)
  }
  if (tally.objects > 0) {
    const [fault] = faultIn(cleanup, dependencies) ?? (await faultInMarker(cleanup, dependencies, remote)) ?? []
    if (fault !== undefined) dependencies.log.info(`It would be refused. ${fault}`)
  }
  dependencies.log.info(`What would be deleted from ${contextUri(remote)}: ${words(tally)}.`)
  await dependencies.log.untrusted(keys)
  dependencies.log.endUntrusted()
  if (keys.length < tally.objects) dependencies.log.info(`… and ${count(tally.objects - keys.length, 'object')} more.`)
  await reporter.update({ status: 'skipped', cleanup: { ...tally, isVersioned: false } })
}

const contextUri = ({ url, context }: Remote) => `${url}/context/${context}`
