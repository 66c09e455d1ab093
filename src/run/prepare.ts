import type { LocalContext } from '../local/context.ts'
import { assertCreatable, assertSameRemote, assertWritable, openContext } from '../local/context.ts'
import { getRequestKey } from '../plan/input-request.ts'
import type { RunTarget } from '../plan/plan.ts'
import { type FoundInput, findInput } from '../remote/input.ts'
import type { Remote } from '../remote/remote.ts'
import { findSourceFiles } from './create-input.ts'
import type { PhaseContext } from './dependencies.ts'
import { openSandboxBase } from './sandbox.ts'
import type { PreparedInput } from './shared-parts.ts'

/**
 * Opens the local context that the input is read from and the output is pulled into, if it exists. It is checked now,
 * so that a folder that is not writable or is bound to another remote does not cost a run. A missing context is created
 * only when there is something to pull: a mistyped remote must not be bound.
 */
export async function openLocalContext({
  run,
  dependencies,
}: PhaseContext<RunTarget>): Promise<LocalContext | undefined> {
  const name = { home: dependencies.home, name: run.context.local }
  const context = await openContext(name)
  if (context !== undefined) assertSameRemote(context, { url: run.remote.url, context: run.context.remote })
  if (run.pullOutput !== 'false') await (context === undefined ? assertCreatable(name) : assertWritable(context))
  return context
}

/**
 * Opens the remote and finds the input bundle, once for all runs with the same request. Fails here, before anything
 * runs, when the remote cannot be listed.
 */
export async function openInput(context: PhaseContext, localContext: LocalContext | undefined): Promise<PreparedInput> {
  const { inputs } = context.dependencies.shared
  return await inputs.get(getInputKey(context), () => lookUpInput(context, localContext))
}

/** A text that is the same for runs with the same input: by remote, contexts and request. */
export function getInputKey({ run }: PhaseContext): string {
  const { remote, context, baseContext, input } = run
  return JSON.stringify([remote.url, context.remote, context.local, baseContext, getRequestKey(input)])
}

async function lookUpInput(context: PhaseContext, localContext: LocalContext | undefined): Promise<PreparedInput> {
  const { run, dependencies } = context
  const { cancelled: signal, log } = dependencies
  const remote = await dependencies.openRemote(run.remote, run.context.remote)
  const base = openSandboxBase(context, remote)
  if (run.input === undefined) {
    await assertReachable(remote, signal)
    return { remote, base, found: undefined }
  }
  if (run.input.kind === 'files') {
    await assertReachable(remote, signal)
    return { remote, base, found: undefined, files: await findSourceFiles(run.input, dependencies) }
  }
  if (run.input.kind === 'promised') {
    await assertReachable(remote, signal)
    return { remote, base, found: undefined, promised: run.input }
  }
  const unreadable: string[] = []
  const onUnreadable = (uuid: string, reason: string) => unreadable.push(`${uuid} (${reason})`)
  let found: FoundInput
  try {
    found = await findInput(run.input, localContext, remote, { signal, onUnreadable, base })
  } finally {
    // Also when nothing is found: an unreadable bundle may be why.
    if (unreadable.length > 0) await log.warning(`Skipped unreadable bundles: ${unreadable.slice(0, 5).join('; ')}.`)
  }
  if (found.source === 'local') await assertReachable(remote, signal)
  return { remote, base, found }
}

async function assertReachable(remote: Remote, signal: AbortSignal): Promise<void> {
  for await (const _ of remote.store.list(remote.objects, { signal, delimiter: '/' })) return
}
